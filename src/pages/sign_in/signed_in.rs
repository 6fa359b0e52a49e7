//! Somebody is signed in: on with it, or somebody else.

use leptos::prelude::*;

use crate::components::{
    ButtonLook, button, link, link_to, outward_link, parts, said, styled, use_base, use_wording,
};
use crate::pages::context::use_links;
use crate::pages::heading::plain_heading;
use crate::pages::session_notice::kept_nowhere;
use crate::route::Route;
use crate::wording::{Message, SigningIn as Words};

use super::signing_in::SigningIn;

/// The view.
pub(super) fn signed_in(signing_in: SigningIn) -> AnyView {
    let wording = use_wording();
    let who = move || {
        let member = signing_in.session.signed_in();
        member.map(|member| wording.signed_in_as(&member.selected_account().account_name)).unwrap_or_default()
    };
    let (base, class) = (use_base(), "button button--primary");
    let on = match (signing_in.return_to(), use_links().storefront_url) {
        // Within the app, so that what was typed there before is still there.
        (Some(place), _) if base.has(&place) => link_to(class, &place, Message::signing_in(Words::Continue)),
        (Some(place), _) => outward_link(class, Some(place), Message::signing_in(Words::Continue)),
        (None, Some(store)) => outward_link(class, Some(store), Message::BackToStore),
        (None, None) => link(class, Route::Account, Message::signing_in(Words::YourAccount)),
    };
    let else_ = button(ButtonLook::Link, said(Message::signing_in(Words::SomeoneElse)), move || {
        signing_in.be_someone_else();
    });
    let out =
        button(ButtonLook::Link, said(Message::signing_in(Words::SignOut)), move || signing_in.sign_out());
    parts(vec![
        plain_heading(Message::signing_in(Words::SignedInTitle)),
        styled("p", "lead").text_of(who).view(),
        styled("div", "actions").with(on).view(),
        kept_nowhere(signing_in.session),
        styled("nav", "ways")
            .with(link("link", Route::Account, Message::signing_in(Words::YourAccount)))
            .with(else_)
            .with(out)
            .view(),
        styled("p", "field__hint").say(Message::signing_in(Words::SignOutNote)).view(),
    ])
}
