//! What is shown once a code was asked for.

use leptos::prelude::*;

use crate::browser::document;
use crate::commerce::OneTimePasswordToken;
use crate::components::{
    ButtonLook, CODE_ID, FormErrors, button, code_field, element, memo, parts, said, styled, submit_button,
    use_wording, waiting_button, when,
};
use crate::journey::{CodeRequest, Problem, Username, code};
use crate::wording::{Message, Task};

use super::code_requests::CodeRequests;
use super::context::use_store;
use super::forgot_password::form;
use super::heading::heading;
use super::problem_notice::{alerts, focus_what_is_wrong, problem_notice};

/// What is done with the code that is typed here.
pub struct TypedCode {
    /// What the code is for.
    pub task: Task,
    /// What stands in the way of it.
    pub problem: Memo<Option<Problem>>,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// What the button says, and what it says while the store is asked.
    pub labels: (Message, Message),
    /// Whether it is.
    pub is_pending: Memo<bool>,
    /// Uses it.
    pub take: Box<dyn Fn(OneTimePasswordToken)>,
}

/// "Check your email": the address, a field for the code, what to do when nothing arrives, and other `ways`.
pub fn check_your_email(requests: CodeRequests, typed: TypedCode, ways: AnyView) -> AnyView {
    let (task, errors, requested, met) = (typed.task, typed.errors, requests.problem(), typed.problem);
    let problem = Memo::new(move |_| requested.get().or(met.get()).filter(|_| errors.read().is_empty()));
    let is_error = memo(move || problem.get().is_some() || !errors.read().is_empty());
    focus_what_is_wrong(errors, problem);
    let is_email = use_store().storefront.config().policy.username_format.is_email();
    let address = move || requests.attempt().map(|attempt| attempt.username).unwrap_or_default();
    let steps = styled("div", "steps")
        .with(element("p").say(Message::SentTo { is_email }).view())
        .with(styled("p", "address").text_of(address).view())
        .with(element("p").say(Message::SentNext).view());
    let different = said(Message::UseDifferentUsername { is_email });
    let elsewhere = button(ButtonLook::Link, different, move || requests.give_up());
    parts(vec![
        alerts(errors, problem_notice(problem, task, |_| None)),
        heading(Message::SentTitle, is_error),
        steps.view(),
        code_form(typed),
        what_to_know(requests),
        styled("div", "actions").with(send_again(requests)).with(countdown(requests)).view(),
        styled("nav", "ways").with(elsewhere).with(ways).view(),
    ])
}

/// The code typed where it was asked for, instead of following the link.
fn code_form(typed: TypedCode) -> AnyView {
    let TypedCode { errors, labels: (label, pending), is_pending, take, .. } = typed;
    let lowercase = use_store().storefront.config().policy.lowercase_codes;
    let submit = move || match code::read(&document::value(CODE_ID), lowercase) {
        Some(code) => {
            errors.set(Vec::new());
            take(code);
        }
        None => errors.set(vec![(CODE_ID, Message::CodeMissing)]),
    };
    let button = submit_button(label, pending, is_pending);
    form(submit).with(code_field(errors)).with(styled("div", "actions").with(button).view()).view()
}

fn what_to_know(requests: CodeRequests) -> AnyView {
    let limit = move || if requests.is_expired() { Message::SentExpired } else { Message::SentLimit };
    let is_newest = move || matches!(*requests.state().read(), CodeRequest::Sent { again: true, .. });
    let denied = (!requests.is_lasting()).then(|| element("p").say(Message::StorageDenied).view());
    styled("div", "steps")
        .with(element("p").say_of(limit).view())
        .with(when(is_newest, || element("p").say(Message::SentAgain).view()))
        .with_all(denied)
        .view()
}

fn send_again(requests: CodeRequests) -> AnyView {
    let policy = use_store().storefront.config().policy.clone();
    let label = move || if requests.is_sending() { Message::SendingCode } else { Message::SendAgain };
    let ask = move || {
        let address = untrack(|| requests.attempt()).map(|attempt| attempt.username).unwrap_or_default();
        match Username::parse(&address, policy.username_format, policy.lowercase_usernames) {
            Ok(username) => requests.ask(username),
            // What is a username has changed since.
            Err(_) => requests.give_up(),
        }
    };
    waiting_button(label, memo(move || requests.must_wait()), ask)
}

/// The wait until another code may be asked for, for the eye only; its end is told.
pub fn countdown(requests: CodeRequests) -> AnyView {
    requests.announce_end_of_wait();
    let wording = use_wording();
    let left = move || match requests.seconds_left() {
        0 => String::new(),
        seconds => wording.say(Message::CountdownTo { seconds }).into_owned(),
    };
    styled("p", "countdown").set("aria-hidden", "true").text_of(left).view()
}
