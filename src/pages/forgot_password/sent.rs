//! What follows once a code was asked for. In the chunk that asks for it, so that it is there by then.

use leptos::prelude::*;

use crate::components::{FormErrors, memo, parts, styled, use_base};
use crate::journey::Link;
use crate::pages::change_password::reset::use_lasting_reset;
use crate::pages::check_your_email::{TypedCode, check_your_email};
use crate::pages::code_requests::CodeRequests;
use crate::pages::frame::sign_in_link;
use crate::pages::heading::plain_heading;
use crate::pages::location::use_location;
use crate::route::Route;
use crate::wording::{Message, Task};

/// "Check your email". The code typed here is used where the new password is chosen.
pub fn sent() -> AnyView {
    let requests: CodeRequests = expect_context();
    let (location, base, reset) = (use_location(), use_base(), use_lasting_reset());
    let take = move |code| {
        if let Some(attempt) = untrack(|| requests.attempt()) {
            reset.follow(Link::of_typed_code(&attempt.username, code));
            location.go(&base.address(Route::ChangePassword));
        }
    };
    let typed = TypedCode {
        task: Task::ResetPassword,
        problem: Memo::new(|_| None),
        errors: FormErrors::new(Vec::new()),
        labels: (Message::Continue, Message::Continue),
        is_pending: memo(|| false),
        take: Box::new(take),
    };
    check_your_email(requests, typed, sign_in_link("link", Message::BackToSignIn))
}

/// Another tab of this browser set the password.
pub fn finished_elsewhere() -> AnyView {
    let sign_in = sign_in_link("button button--primary", Message::SignIn);
    parts(vec![
        plain_heading(Message::FinishedElsewhereTitle),
        styled("p", "lead").say(Message::FinishedElsewhereLead).view(),
        styled("div", "actions").with(sign_in).view(),
    ])
}
