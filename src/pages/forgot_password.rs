//! `/forgot_password/`: asks for a code, then waits for the e-mail together with the shopper.

use leptos::prelude::*;

use crate::browser::document;
use crate::commerce::Purpose;
use crate::components::{
    FormErrors, USERNAME_ID, changing, link, memo, parts, styled, submit_button, username_field,
};
use crate::journey::username::UsernameFormat;
use crate::journey::{CodeRequest, Username};
use crate::route::Route;
use crate::wording::{Message, Task};

use super::calls;
use super::chunks::{finished_elsewhere_in_chunk, sent_in_chunk};
use super::code_requests::{CodeRequests, use_code_requests};
use super::context::{use_frame, use_store};
use super::frame::sign_in_link;
use super::heading::heading;
use super::problem_notice::{alerts, focus_what_is_wrong, problem_notice};

mod sent;

pub use sent::{finished_elsewhere, sent};

/// Which of its views the page shows; the state itself changes more often.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Asking,
    Sent,
    FinishedElsewhere,
}

/// The page.
pub fn forgot_password() -> AnyView {
    let frame = use_frame();
    let requests = use_code_requests(
        Purpose::ResetPassword,
        Callback::new(move |is_further| {
            if is_further {
                frame.announce(Message::SentAgain);
            }
        }),
        // Were the focus still in the form when it goes, the browser would have to work out on the spot how all of the next
        // view looks.
        Some(Callback::new(|()| document::blur())),
    );
    provide_context(requests);
    calls::prepare_code_request(use_store().storefront.clone());
    sent_in_chunk().prepare();
    let shown = Memo::new(move |_| match &*requests.state().read() {
        CodeRequest::Asking { .. } | CodeRequest::Sending { previous: None } => View::Asking,
        CodeRequest::Sent { .. } | CodeRequest::Sending { previous: Some(_) } => View::Sent,
        CodeRequest::FinishedElsewhere => View::FinishedElsewhere,
    });
    changing(move || match shown.get() {
        View::Asking => asking(requests),
        View::Sent => sent_in_chunk().shown(),
        View::FinishedElsewhere => finished_elsewhere_in_chunk().shown(),
    })
}

fn asking(requests: CodeRequests) -> AnyView {
    let policy = use_store().storefront.config().policy.clone();
    let (format, lowercase) = (policy.username_format, policy.lowercase_usernames);
    let is_email = format.is_email();
    let errors = FormErrors::new(Vec::new());
    let submit = move || match Username::parse(&document::value(USERNAME_ID), format, lowercase) {
        Ok(username) => {
            errors.set(Vec::new());
            requests.ask(username);
        }
        Err(error) => errors.set(vec![(USERNAME_ID, Message::Username { error, is_email })]),
    };
    // What was wrong with the last request matters no more than what is wrong with this address.
    let requested = requests.problem();
    let problem = Memo::new(move |_| requested.get().filter(|_| errors.read().is_empty()));
    focus_what_is_wrong(errors, problem);
    let is_error = memo(move || problem.get().is_some() || !errors.read().is_empty());
    let pending = memo(move || requests.is_sending());
    let field = username_field(is_email, String::new(), errors, suggest_username, take_username);
    let button = submit_button(Message::SendCode, Message::SendingCode, pending);
    parts(vec![
        alerts(errors, problem_notice(problem, Task::ResetPassword, |_| None)),
        heading(Message::ForgotTitle, is_error),
        styled("p", "lead").say(Message::ForgotLead { is_email }).view(),
        form(submit).with(field).with(styled("div", "actions").with(button).view()).view(),
        styled("nav", "ways")
            .with(link("link", Route::ChangePassword, Message::HaveCodeLink))
            .with(sign_in_link("link", Message::BackToSignIn))
            .view(),
    ])
}

/// A form. Were it ever submitted without the app, `post` keeps what was typed out of the address.
pub fn form(submit: impl Fn() + 'static) -> crate::components::element::Element {
    styled("form", "form").set("method", "post").set("novalidate", "").on_submit(submit)
}

/// A likelier address for what is typed; empty where there is none.
pub fn suggest_username() -> String {
    let typed = Username::parse(&document::value(USERNAME_ID), UsernameFormat::Email, false);
    typed.ok().and_then(|typed| typed.suggestion()).unwrap_or_default()
}

/// Takes the likelier address.
pub fn take_username(address: &str) {
    document::set_value(USERNAME_ID, address);
    document::focus(USERNAME_ID);
}
