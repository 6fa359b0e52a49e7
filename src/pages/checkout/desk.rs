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

impl Desk for BrowserDesk {
    fn signed_in(&self) -> Option<SignedIn> {
        self.session.signed_in_now()
    }

    fn attempts(&self) -> Attempts {
        self.storage.get(NAME).map(|stored| Attempts::decode(&stored, now())).unwrap_or_default()
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
