//! `/change_password/`: sets a new password with the code from a link, or typed here.
//!
//! Opening the page spends nothing, since mail scanners open links too: the code is exchanged when the new
//! password is submitted, never before.

use leptos::prelude::*;

use crate::components::{
    ButtonLook, NoticeKind, button, changing, code_field, known_username, link, memo, notice, parts, said,
    say, styled, submit_button, use_base, username_field, waiting_button, when,
};
use crate::journey::ResetPassword;
use crate::route::Route;
use crate::wording::{ChangePassword as Words, Message, Task};

use super::calls;
use super::check_your_email::countdown;
use super::chunks::changed_in_chunk;
use super::context::use_store;
use super::forgot_password::{form, suggest_username, take_username};
use super::heading::heading;
use super::location::use_location;
use super::new_password::new_password_fields;
use super::problem_notice::{alerts, focus_what_is_wrong, problem_notice};
use super::shown_code::shown_code;

pub mod changed;
pub mod form;
pub mod other_link;
pub mod reset;

pub use changed::changed;
use other_link::other_link;
use reset::{Reset, use_reset};

/// The page.
pub fn change_password() -> AnyView {
    let reset = use_reset();
    provide_context(reset);
    calls::prepare_reset(use_store().storefront.clone());
    changed_in_chunk().prepare();
    let is_changed = memo(move || matches!(*reset.journey.read(), ResetPassword::Changed));
    changing(move || if is_changed.get() { changed_in_chunk().shown() } else { changing_form(reset) })
}

/// The form, with whatever stands in the way above it.
fn changing_form(reset: Reset) -> AnyView {
    let problem = reset.problem();
    focus_what_is_wrong(reset.errors, problem);
    let is_error = memo(move || problem.get().is_some() || !reset.errors.read().is_empty());
    let is_email = use_store().storefront.config().policy.username_format.is_email();
    let sent = move || {
        let words = Message::change_password(Words::NewCodeSent { is_email });
        notice(NoticeKind::Information, say(words), Vec::new())
    };
    let pending = memo(move || reset.is_busy());
    let submit = move || {
        submit_button(
            Message::change_password(Words::Button),
            Message::change_password(Words::Changing),
            pending,
        )
    };
    let actions = styled("div", "actions")
        .with(when(move || !reset.is_stopped(), submit))
        .with(when(move || reset.journey.read().calls_for_new_code(), move || new_code(reset)));
    let form = form(move || reset.submit())
        .with(who(reset))
        .with(when(move || reset.needs_typed_code(), move || code_field(reset.errors)))
        .with(new_password_fields(reset.is_shown, reset.errors))
        .with(actions.view());
    parts(vec![
        alerts(
            reset.errors,
            parts(vec![other_link(reset), problem_notice(problem, Task::ResetPassword, |_| None)]),
        ),
        when(move || reset.new_code.is_sent.get(), sent),
        heading(Message::change_password(Words::Title), is_error),
        styled("p", "lead").say(Message::change_password(Words::Lead)).view(),
        form.view(),
        shown_code(reset.followed, reset.is_code_shown),
        styled("nav", "ways").with(link("link", Route::ForgotPassword, Message::StartAgain)).view(),
    ])
}

/// Whose password is set: as the link says, for the shopper to check, or typed.
fn who(reset: Reset) -> AnyView {
    let is_email = use_store().storefront.config().policy.username_format.is_email();
    let (location, base) = (use_location(), use_base());
    let not_me = move || {
        reset.disown();
        location.replace(&base.address(Route::ForgotPassword));
    };
    let named = Memo::new(move |_| reset.linked_username());
    changing(move || {
        let username = named.get();
        if username.is_empty() {
            let remembered = reset.remembered_username();
            return username_field(is_email, remembered, reset.errors, suggest_username, take_username);
        }
        let not_me = move || button(ButtonLook::Link, said(Message::change_password(Words::NotMe)), not_me);
        identity(&username, when(move || !reset.is_busy(), not_me))
    })
}

fn identity(username: &str, not_me: AnyView) -> AnyView {
    styled("div", "identity")
        .with(styled("span", "identity__label").say(Message::change_password(Words::AccountLabel)).view())
        .with(styled("span", "identity__address").text(username).view())
        .with(known_username(username))
        .with(not_me)
        .view()
}

/// Asks for another code without leaving the form, so that the password typed in it stays. It stands in the form and
/// not in the notice of a problem: where the way on is a new code, it stays so when asking for it goes wrong.
fn new_code(reset: Reset) -> AnyView {
    let requests = reset.requests;
    let label = move || {
        if requests.is_sending() {
            Message::SendingCode
        } else {
            Message::change_password(Words::SendNewCode)
        }
    };
    let ask = waiting_button(label, memo(move || requests.must_wait()), move || reset.ask_for_new_code());
    styled("div", "actions").with(ask).with(countdown(requests)).view()
}
