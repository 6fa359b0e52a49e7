//! What the app hands to its pages: to all of them the frame they are shown in, and to those of a configured store
//! that store.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::Browser;
use crate::browser::storage::Storage;
use crate::config::{Links, Look};
use crate::journey::Link;
use crate::storefront::Storefront;
use crate::wording::{Message, Wording};

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
        let (announcement, sentence) = (self.announcement, self.wording.say(message).into_owned());
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
}

/// The store.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_store() -> Store {
    expect_context()
}
