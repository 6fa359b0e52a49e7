//! What the app hands to its pages: to all of them the frame they are shown in, and to those of a configured store
//! that store.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::storage::Storage;
use crate::browser::{Browser, now};
use crate::commerce::Purpose;
use crate::config::{Links, Look};
use crate::journey::checkout::{Attempts, attempts};
use crate::journey::{CodeRequest, Link, ResetPassword, SignIn};
use crate::storefront::Storefront;
use crate::wording::{Message, Wording};

use super::sign_in::Mode;

/// What every page is shown in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name, logo and colours.
    pub look: Look,
    /// Where links lead.
    pub links: Links,
    /// What screen readers were told last, in a region that is there from the start.
    pub announcement: RwSignal<String>,
    wording: Wording,
    is_first_heading: RwSignal<bool>,
}

impl Frame {
    /// The frame of a storefront.
    #[must_use]
    pub fn new(look: Look, links: Links, wording: Wording) -> Self {
        Self {
            look,
            links,
            announcement: RwSignal::new(String::new()),
            wording,
            is_first_heading: RwSignal::new(true),
        }
    }

    /// Tells screen readers, also what they were told before.
    pub fn announce(&self, message: Message) {
        self.tell(self.wording.say(message).into_owned());
    }

    /// Takes back what was announced: it is no longer so.
    pub fn hush(&self) {
        self.tell(String::new());
    }

    fn tell(&self, sentence: String) {
        let announcement = self.announcement;
        if announcement.get_untracked() == sentence {
            announcement.set(String::new());
        }
        request_animation_frame(move || announcement.set(sentence));
    }

    /// True for the first heading that asks: later ones take the focus, the first leaves it to the browser.
    #[must_use]
    pub fn take_first_heading(&self) -> bool {
        let is_first = self.is_first_heading.get_untracked();
        self.is_first_heading.set(false);
        is_first
    }
}

/// The frame.
///
/// # Panics
/// Outside of the app.
#[must_use]
pub fn use_frame() -> Frame {
    expect_context()
}

/// Where links lead.
///
/// # Panics
/// Outside of the app.
#[must_use]
pub fn use_links() -> Links {
    use_frame().links
}

/// The store of a configured app.
#[derive(Clone)]
pub struct Store {
    /// Carries journeys out.
    pub storefront: Arc<Storefront<Browser>>,
    /// What this browser remembers.
    pub storage: Storage,
    /// What its pages are shown in.
    pub frame: Frame,
    /// The link that was followed, or the code that was typed on the page before; in memory only.
    pub followed: RwSignal<Link>,
    /// Another link that waits for the shopper's decision; the empty one while there is none.
    pub other_link: RwSignal<Link>,
    /// The reset, which goes on when its page is left.
    pub reset: RwSignal<ResetPassword>,
    /// Signing in, which goes on as well.
    pub sign_in: RwSignal<SignIn>,
    /// What is signed in with.
    pub sign_in_mode: RwSignal<Mode>,
    reset_code_request: RwSignal<CodeRequest>,
    sign_in_code_request: RwSignal<CodeRequest>,
}

impl Store {
    /// A store that nothing was asked of yet.
    #[must_use]
    pub fn new(storefront: Storefront<Browser>, storage: Storage, frame: Frame) -> Self {
        let code_request = || RwSignal::new(CodeRequest::new(None));
        let mode = Mode::first(storefront.config());
        Self {
            storefront: Arc::new(storefront),
            storage,
            frame,
            followed: RwSignal::new(Link::default()),
            other_link: RwSignal::new(Link::default()),
            reset: RwSignal::new(ResetPassword::default()),
            sign_in: RwSignal::new(SignIn::default()),
            sign_in_mode: RwSignal::new(mode),
            reset_code_request: code_request(),
            sign_in_code_request: code_request(),
        }
    }

    /// The request for a code, which goes on when its page is left.
    #[must_use]
    pub fn code_request(&self, purpose: Purpose) -> RwSignal<CodeRequest> {
        match purpose {
            Purpose::ResetPassword => self.reset_code_request,
            Purpose::PasswordlessAuthentication => self.sign_in_code_request,
        }
    }

    /// Forgets the orders of who signs out.
    pub fn forget_orders(&self) {
        if let Some(stored) = self.storage.get(attempts::NAME) {
            let left = Attempts::decode(&stored, now()).signed_out();
            self.storage.set(attempts::NAME, &left.encode());
        }
    }

    /// Goes on with a code that was typed, unless another one is being used, or was while nobody looked.
    pub fn follow(&self, link: Link) {
        if self.reset.with_untracked(|reset| matches!(reset, ResetPassword::Entering { .. })) {
            self.reset.set(ResetPassword::default());
            self.followed.set(link);
        } else {
            self.other_link.set(link);
        }
    }
}

/// The store.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_store() -> Store {
    expect_context()
}
