//! Links that are followed in this tab while the page is open.
//!
//! They change nothing but the fragment, so no page is loaded. While a password is half typed, nothing is lost
//! unasked.

use leptos::prelude::*;

use crate::browser::{document, loader, run};
use crate::components::{ButtonLook, NoticeKind, button, element, notice, said, say, styled, when};
use crate::journey::{Link, ResetPassword};
use crate::pages::heading::focus_heading;
use crate::wording::{ChangePassword as Words, Message};

use super::reset::Reset;

const ID: &str = "other-link";

/// Takes over the link that the page was opened with, and those followed while it is open.
pub fn follow_links(reset: Reset) {
    let is_fresh = reset.journey.with_untracked(|journey| *journey == ResetPassword::default());
    if is_fresh && reset.followed.with_untracked(|link| link.one_time_password_token.is_none()) {
        reset.followed.set(loader::link());
    }
    loader::listen(move |link: Link| {
        if untrack(|| reset.has_something_to_lose()) {
            reset.other_link.set(link);
            run(async { document::focus(ID) });
        } else {
            reset.adopt(link);
        }
    });
    on_cleanup(loader::stop_listening);
}

/// The question which link to go on with; nothing while there is no other.
pub fn other_link(reset: Reset) -> AnyView {
    let take = move || {
        reset.adopt(reset.other_link.get_untracked());
        focus_heading();
    };
    let keep = move || {
        reset.other_link.set(Link::default());
        focus_heading();
    };
    when(
        move || reset.has_other_link(),
        move || {
            let choice = styled("div", "notice__actions")
                .with(button(ButtonLook::Quiet, said(Message::change_password(Words::UseOtherLink)), take))
                .with(button(ButtonLook::Quiet, said(Message::change_password(Words::KeepThisLink)), keep));
            let rest =
                vec![element("p").say(Message::change_password(Words::OtherLinkBody)).view(), choice.view()];
            let question =
                notice(NoticeKind::Information, say(Message::change_password(Words::OtherLinkTitle)), rest);
            element("div").set("id", ID).set("tabindex", "-1").with(question).view()
        },
    )
}
