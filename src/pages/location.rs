//! Where in the app the shopper is, and how pages go on to others.

use leptos::prelude::*;

use crate::browser::{address_bar, document};
use crate::route::{Base, Route};

/// The address of the page that is shown. Whatever reads it follows it.
#[derive(Clone, Copy)]
pub struct Location {
    address: RwSignal<String>,
    base: Base,
}

impl Location {
    /// At this address.
    #[must_use]
    pub fn new(address: String, base: Base) -> Self {
        Self { address: RwSignal::new(address), base }
    }

    /// From now on goes where a link in the page leads, and where the browser goes back or forward to.
    pub fn follow(self) {
        address_bar::follow_links(move |address| {
            let is_ours = self.base.has(address);
            if is_ours {
                self.go(address);
            }
            is_ours
        });
        address_bar::follow_history(move || self.look());
        // The browser may have gone while the app was made.
        self.look();
    }

    /// Path and query.
    #[must_use]
    pub fn address(self) -> String {
        self.address.get()
    }

    /// The page there; none where there is no page.
    #[must_use]
    pub fn route(self) -> Option<Route> {
        self.base.route_of(&self.address.read())
    }

    /// A parameter of the query, decoded.
    #[must_use]
    pub fn parameter(self, name: &str) -> Option<String> {
        document::parameter(self.address.read().split_once('?')?.1, name)
    }

    /// Goes to a page, with a way back to this one.
    pub fn go(self, address: &str) {
        self.change(address, false);
    }

    /// Goes to a page in place of this one.
    pub fn replace(self, address: &str) {
        self.change(address, true);
    }

    fn change(self, address: &str, is_instead: bool) {
        address_bar::set_address(address, is_instead);
        self.look();
    }

    fn look(self) {
        self.address.set(address_bar::address());
    }
}

/// Where the shopper is.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_location() -> Location {
    expect_context()
}
