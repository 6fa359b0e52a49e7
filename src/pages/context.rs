//! What the app hands to its pages, each with the function that gets it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::Browser;
use crate::browser::storage::Storage;
use crate::config::{Links, Look};
use crate::journey::Link;
use crate::storefront::Storefront;

/// The store.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_storefront() -> Arc<Storefront<Browser>> {
    expect_context()
}

/// What this browser remembers.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_storage() -> Storage {
    expect_context()
}

/// Name, logo and colours.
#[must_use]
pub fn use_look() -> Look {
    use_context().unwrap_or_default()
}

/// Where links lead.
#[must_use]
pub fn use_links() -> Links {
    use_context().unwrap_or_default()
}

/// The link that was followed, or the code that was typed on the page before; in memory only.
#[derive(Clone, Copy, Debug, Default)]
pub struct Followed(RwSignal<Link>);

/// The link that was followed.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_followed() -> RwSignal<Link> {
    expect_context::<Followed>().0
}

/// Speaks to screen readers through a region that is there from the start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Says `text`, once.
    pub fn say(self, text: String) {
        self.0.set(text);
    }

    /// What was said last.
    #[must_use]
    pub fn text(self) -> String {
        self.0.get()
    }
}

/// The app's announcer.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_default()
}

/// Whether the first heading has been shown: later ones take the focus, the first leaves it to the browser.
#[derive(Clone, Copy, Debug)]
pub struct FirstHeading(StoredValue<bool>);

impl Default for FirstHeading {
    fn default() -> Self {
        Self(StoredValue::new(true))
    }
}

impl FirstHeading {
    /// True for the first caller.
    #[must_use]
    pub fn take(self) -> bool {
        let is_first = self.0.get_value();
        self.0.set_value(false);
        is_first
    }
}
