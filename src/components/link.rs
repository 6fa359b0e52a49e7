//! Links.

use leptos::prelude::*;

use crate::route::Route;
use crate::wording::Message;

use super::element::styled;
use super::part::nothing;
use super::use_base;

/// A link to a page of the app.
pub fn link(class: &'static str, route: Route, label: Message) -> AnyView {
    link_to(class, &use_base().address(route), label)
}

/// A link to an address of the app, query and all.
pub fn link_to(class: &'static str, address: &str, label: Message) -> AnyView {
    styled("a", class).set("href", address).say(label).view()
}

/// A link out of the app; nothing where there is no address. Left to the browser (`rel`).
pub fn outward_link(class: &'static str, address: Option<String>, label: Message) -> AnyView {
    match address {
        Some(address) => styled("a", class).set("href", &address).set("rel", "external").say(label).view(),
        None => nothing(),
    }
}
