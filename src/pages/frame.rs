//! What surrounds every page: the storefront's logo and name above, help below.

use leptos::prelude::*;

use crate::components::say;
use crate::wording::Message;

use super::context::{use_links, use_look};

/// The storefront's logo and name.
#[component]
pub fn Header() -> impl IntoView {
    let look = use_look();
    let home = use_links().storefront_url;
    let logo = look
        .logo_url
        .map(|address| view! { <img class="storefront__logo" src=address alt="" width="48" height="48" /> });
    let name = look.store_name.map(|name| view! { <span class="storefront__name">{name}</span> });
    let inside = view! {
        {logo}
        {name}
    };
    view! {
        <header class="storefront">
            {match home {
                Some(home) => view! { <a class="storefront__link" href=home rel="external">{inside}</a> }.into_any(),
                None => view! { <span class="storefront__link">{inside}</span> }.into_any(),
            }}
        </header>
    }
}

/// Where help is.
#[component]
pub fn Footer() -> impl IntoView {
    let support = use_links().support_url;
    view! { <footer class="footer">{support.map(|address| view! { <SupportLink address /> })}</footer> }
}

/// The link to the storefront's support.
#[component]
pub fn SupportLink(address: String) -> impl IntoView {
    view! { <a class="link" href=address rel="external">{say(&Message::ContactSupport)}</a> }
}
