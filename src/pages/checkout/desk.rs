//! What checking out needs of this browser.

use crate::browser::storage::Storage;
use crate::browser::{milliseconds, now, pause_until};
use crate::commerce::CartId;
use crate::journey::checkout::Attempts;
use crate::journey::checkout::attempts::NAME;
use crate::pages::session::SessionHandle;
use crate::session::SignedIn;
use crate::storefront::Desk;

/// The session and the memory that all tabs share.
#[derive(Clone)]
pub(super) struct BrowserDesk {
    pub session: SessionHandle,
    pub storage: Storage,
}

impl BrowserDesk {
    /// The attempts that are stored, but for orders of somebody who is signed in no more: no page of ours need have been
    /// open when their session ended.
    pub fn read(&self, stored: Option<String>) -> Attempts {
        let stored = stored.map(|stored| Attempts::decode(&stored, now())).unwrap_or_default();
        stored.seen_by(self.signed_in().as_ref())
    }

    /// Forgets such orders, where there are any.
    pub fn keep_nobody_elses(&self, attempts: &Attempts) {
        if self.storage.get(NAME).is_some_and(|stored| Attempts::decode(&stored, now()) != *attempts) {
            self.keep(attempts);
        }
    }
}

impl Desk for BrowserDesk {
    fn signed_in(&self) -> Option<SignedIn> {
        self.session.signed_in_now()
    }

    /// What is unreadable is forgotten.
    fn attempts(&self) -> Attempts {
        let stored = self.storage.get(NAME);
        if stored.as_deref().is_some_and(Attempts::is_unreadable) {
            self.storage.remove(NAME);
        }
        self.read(stored)
    }

    fn keep(&self, attempts: &Attempts) {
        self.storage.set(NAME, &attempts.encode());
    }

    fn stored_cart(&self) -> Option<CartId> {
        CartId::parse(&self.session.cart_id()?)
    }

    fn forget_cart(&self) {
        self.session.forget_cart_id();
    }

    async fn pause(&self, milliseconds_long: u32) {
        pause_until(milliseconds(), milliseconds_long).await;
    }
}
