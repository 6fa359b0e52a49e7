//! Links.

use leptos::prelude::*;

use crate::wording::Message;

use super::element::styled;
use super::part::nothing;

/// A link to a page of the app.
pub fn link(class: &'static str, path: &'static str, label: Message) -> AnyView {
    link_to(class, path, label)
}

/// A link to an address of the app, query and all.
pub fn link_to(class: &'static str, path: &str, label: Message) -> AnyView {
    styled("a", class).set("href", path).say(label).view()
}

/// A link out of the app; nothing where there is no address. The router leaves it to the browser.
pub fn outward_link(class: &'static str, address: Option<String>, label: Message) -> AnyView {
    match address {
        Some(address) => styled("a", class).set("href", &address).set("rel", "external").say(label).view(),
        None => nothing(),
    }
}
