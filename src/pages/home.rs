//! The pages that only lead on: home, and a store that is not set up.

use leptos::prelude::*;

use crate::components::{link, outward_link, parts, styled};
use crate::route::Route;
use crate::wording::Message;

use super::context::use_links;
use super::frame::support_link;
use super::heading::plain_heading;

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
    let actions = styled("div", "actions")
        .with(link("button button--primary", Route::ForgotPassword, Message::ForgotLink))
        .with(link("button button--quiet", Route::ChangePassword, Message::HaveCodeLink));
    let store = outward_link("link", use_links().storefront_url, Message::BackToStore);
    parts(vec![actions.view(), styled("nav", "ways").with(store).view()])
}
