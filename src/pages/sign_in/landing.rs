//! A link was followed: one press and the shopper is in. It says who the link is for, because anybody can send one.

use leptos::prelude::*;

use crate::components::{
    ButtonLook, NoticeKind, button, element, memo, notice, parts, said, say, styled, submit_button,
    use_wording, when,
};
use crate::pages::forgot_password::form;
use crate::pages::heading::heading;
use crate::pages::problem_notice::{alerts, focus_what_is_wrong, problem_notice};
use crate::pages::shown_code::shown_code;
use crate::wording::{ChangePassword, Message, SigningIn as Words, Task};

use super::entering::new_code;
use super::signing_in::SigningIn;

/// The view.
pub(super) fn landing(signing_in: SigningIn) -> AnyView {
    let problem = signing_in.problem();
    focus_what_is_wrong(signing_in.errors, problem);
    let masked =
        untrack(|| signing_in.linked_username()).map(|username| username.masked()).unwrap_or_default();
    let question = use_wording().continue_as(&masked);
    let pending = memo(move || signing_in.is_busy());
    let button_row = styled("div", "actions")
        .with(submit_button(
            Message::signing_in(Words::Continue),
            Message::signing_in(Words::Pending),
            pending,
        ))
        .view();
    let not_me = move || {
        button(ButtonLook::Link, said(Message::change_password(ChangePassword::NotMe)), move || {
            signing_in.disown()
        })
    };
    let is_signed_in = move || signing_in.session.signed_in().is_some();
    parts(vec![
        alerts(signing_in.errors, problem_notice(problem, Task::SignIn, new_code)),
        when(is_signed_in, move || somebody(signing_in)),
        heading(Message::signing_in(Words::Title), memo(move || problem.get().is_some())),
        styled("p", "lead whose").text(&question).view(),
        form(move || signing_in.use_link())
            .with(element("p").say(Message::signing_in(Words::LandingLead)).view())
            .with(button_row)
            .view(),
        shown_code(signing_in.followed, signing_in.is_code_shown),
        styled("nav", "ways").with(when(move || !pending.get(), not_me)).view(),
    ])
}

/// Somebody is signed in, whom the link must not replace unasked.
fn somebody(signing_in: SigningIn) -> AnyView {
    // A link that is being used can be disowned no more.
    let stay = move || {
        button(ButtonLook::Quiet, said(Message::signing_in(Words::StaySignedIn)), move || signing_in.disown())
    };
    let rest = vec![
        element("p").say(Message::signing_in(Words::SomeoneBody)).view(),
        styled("div", "notice__actions").with(when(move || !signing_in.is_busy(), stay)).view(),
    ];
    notice(NoticeKind::Information, say(Message::signing_in(Words::SomeoneTitle)), rest)
}
