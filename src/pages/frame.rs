//! What surrounds every page: the storefront's logo and name above, help below.

use leptos::prelude::*;

use crate::components::{link, link_to, nothing, outward_link, styled, use_base};
use crate::route::Route;
use crate::wording::Message;

use super::context::{use_frame, use_links};

/// The storefront's logo and name.
pub fn header() -> AnyView {
    let frame = use_frame();
    let logo = frame.look.logo_url.as_ref().map(|address| {
        styled("img", "storefront__logo")
            .set("src", address)
            .set("alt", "")
            .set("width", "48")
            .set("height", "48")
            .view()
    });
    let name =
        frame.look.store_name.as_ref().map(|name| styled("span", "storefront__name").text(name).view());
    let inside: Vec<AnyView> = logo.into_iter().chain(name).collect();
    let named = match use_links().storefront_url {
        _ if inside.is_empty() => nothing(),
        Some(home) => {
            styled("a", "storefront__link").set("href", &home).set("rel", "external").with_all(inside).view()
        }
        None => styled("span", "storefront__link").with_all(inside).view(),
    };
    styled("header", "storefront").with(named).view()
}

/// Where help is.
pub fn footer() -> AnyView {
    styled("footer", "footer").with(support_link()).view()
}

/// The link to where shoppers sign in: the storefront's own page, where it has one.
pub fn sign_in_link(class: &'static str, label: Message) -> AnyView {
    match use_links().sign_in_url {
        Some(address) => outward_link(class, Some(address), label),
        None => link(class, Route::SignIn, label),
    }
}

/// The same for a page that has to be come back to: ours leads back to the address `return_to`, the storefront's own to
/// wherever it does.
pub fn sign_in_link_from(return_to: &str, class: &'static str, label: Message) -> AnyView {
    match use_links().sign_in_url {
        Some(address) => outward_link(class, Some(address), label),
        None => link_to(class, &use_base().sign_in(return_to), label),
    }
}

/// The link to the storefront's support; nothing where there is none.
pub fn support_link() -> AnyView {
    outward_link("link", use_links().support_url, Message::ContactSupport)
}
