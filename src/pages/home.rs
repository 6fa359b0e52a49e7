//! The pages that only lead on: home, and a store that is not set up.

use leptos::prelude::*;

use crate::components::{changing, link, outward_link, parts, styled};
use crate::route::Route;
use crate::wording::Message;

use super::context::use_links;
use super::frame::{sign_in_link, support_link};
use super::heading::plain_heading;
use super::session::use_session;

/// `/`: leads to the others.
pub fn home() -> AnyView {
    leading_on(Message::HomeTitle, Message::HomeLead, ways())
}

/// Instead of every page, when the configuration is not usable. The console says what is wrong with it.
pub fn closed() -> AnyView {
    leading_on(Message::ClosedTitle, Message::ClosedLead, styled("nav", "ways").with(support_link()).view())
}

fn leading_on(task: Message, lead: Message, ways: AnyView) -> AnyView {
    parts(vec![plain_heading(task), styled("p", "lead").say(lead).view(), ways])
}

fn ways() -> AnyView {
    let (is_signed_in, primary) = (use_session().is_signed_in(), "button button--primary");
    let actions = styled("div", "actions")
        .with(changing(move || match is_signed_in.get() {
            true => link(primary, Route::Account, Message::ShowAccount),
            false => sign_in_link(primary, Message::SignIn),
        }))
        .with(link("button button--quiet", Route::ForgotPassword, Message::ForgotLink))
        .with(link("button button--quiet", Route::ChangePassword, Message::HaveCodeLink));
    let store = outward_link("link", use_links().storefront_url, Message::BackToStore);
    parts(vec![actions.view(), styled("nav", "ways").with(store).view()])
}
