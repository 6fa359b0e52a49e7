//! The pages that only lead on: home, a wrong address, and a store that is not set up.

use leptos::prelude::*;

use crate::components::say;
use crate::route::Route;
use crate::wording::Message;

use super::context::use_links;
use super::frame::SupportLink;
use super::heading::Heading;

/// `/`: leads to the others.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Heading task=Message::HomeTitle />
        <p class="lead">{say(&Message::HomeLead)}</p>
        <Ways />
    }
}

/// Any other address.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Heading task=Message::NotFoundTitle />
        <p class="lead">{say(&Message::NotFoundLead)}</p>
        <Ways />
    }
}

/// Instead of every page, when the configuration is not usable. The console says what is wrong with it.
#[component]
pub fn Closed() -> impl IntoView {
    let support = use_links().support_url;
    view! {
        <Heading task=Message::ClosedTitle />
        <p class="lead">{say(&Message::ClosedLead)}</p>
        {support.map(|address| view! { <p><SupportLink address /></p> })}
    }
}

#[component]
fn Ways() -> impl IntoView {
    let store = use_links().storefront_url;
    view! {
        <div class="actions">
            <a class="button button--primary" href=Route::ForgotPassword.path()>{say(&Message::ForgotLink)}</a>
            <a class="button button--quiet" href=Route::ChangePassword.path()>{say(&Message::HaveCodeLink)}</a>
        </div>
        {store.map(|address| view! {
            <nav class="ways"><a class="link" href=address rel="external">{say(&Message::BackToStore)}</a></nav>
        })}
    }
}
