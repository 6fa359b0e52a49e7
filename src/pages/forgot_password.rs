//! `/forgot_password/`: asks for a code, then waits for the e-mail together with the shopper.

use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::browser::document;
use crate::components::{CodeField, FieldError, FormErrors, PROBLEM_ID, SubmitButton, UsernameField, say};
use crate::journey::username::UsernameFormat;
use crate::journey::{CodeRequest, Link, Problem, Username, code};
use crate::route::Route;
use crate::wording::Message;

use super::code_requests::{CodeRequests, use_code_requests};
use super::context::{use_announcer, use_followed, use_links, use_storefront};
use super::heading::Heading;
use super::problem_notice::ProblemNotice;

/// Which of its views the page shows; the state itself changes more often.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Asking,
    Sent,
    FinishedElsewhere,
}

/// The page.
#[component]
pub fn ForgotPassword() -> impl IntoView {
    let announcer = use_announcer();
    let newest = say(&Message::SentAgain);
    let requests = use_code_requests(Callback::new(move |()| announcer.say(newest.clone())));
    let storefront = use_storefront();
    LocalResource::new(move || {
        let storefront = storefront.clone();
        async move { storefront.prepare_code_request().await }
    });
    let view = Memo::new(move |_| match &*requests.state().read() {
        CodeRequest::Asking { .. } | CodeRequest::Sending { previous: None } => View::Asking,
        CodeRequest::Sent { .. } | CodeRequest::Sending { previous: Some(_) } => View::Sent,
        CodeRequest::FinishedElsewhere => View::FinishedElsewhere,
    });
    move || match view.get() {
        View::Asking => view! { <Asking requests /> }.into_any(),
        View::Sent => view! { <CheckYourEmail requests /> }.into_any(),
        View::FinishedElsewhere => view! { <FinishedElsewhere /> }.into_any(),
    }
}

#[component]
fn Asking(requests: CodeRequests) -> impl IntoView {
    let policy = use_storefront().config().policy.clone();
    let (format, lowercase) = (policy.username_format, policy.lowercase_usernames);
    let node = NodeRef::<html::Input>::new();
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let problem = Memo::new(move |_| requests.state().read().problem().cloned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        match Username::parse(&typed, format, lowercase) {
            Ok(username) => {
                errors.set(Vec::new());
                requests.ask(username);
            }
            Err(error) => errors.set(vec![("username", Message::Username(error))]),
        }
    };
    focus_what_is_wrong(errors, problem.into());
    let error = Signal::derive(move || errors.read().first().map(|(_, message)| message.clone()));
    let sign_in = use_links().sign_in_url;
    view! {
        <div class="alert-place" role="alert">
            <FormErrors errors />
            <ProblemNotice problem=Signal::derive(move || problem.get().filter(|_| errors.read().is_empty())) />
        </div>
        <Heading task=Message::ForgotTitle is_error=Signal::derive(move || problem.read().is_some() || error.read().is_some()) />
        <p class="lead">{say(&Message::ForgotLead)}</p>
        <form class="form" method="post" novalidate on:submit=submit>
            <UsernameField node is_email=format == UsernameFormat::Email value="" error suggest=suggestion />
            <div class="actions">
                <SubmitButton label=Message::SendCode pending_label=Message::SendingCode pending=Signal::derive(move || requests.is_sending()) />
            </div>
        </form>
        <nav class="ways">
            <a class="link" href=Route::ChangePassword.path()>{say(&Message::HaveCodeLink)}</a>
            {sign_in.map(|address| view! { <a class="link" href=address rel="external">{say(&Message::BackToSignIn)}</a> })}
        </nav>
    }
}

#[component]
fn CheckYourEmail(requests: CodeRequests) -> impl IntoView {
    let policy = use_storefront().config().policy.clone();
    let lowercase = policy.lowercase_usernames;
    let address = Memo::new(move |_| requests.attempt().map(|attempt| attempt.username).unwrap_or_default());
    let problem = Memo::new(move |_| requests.state().read().problem().cloned());
    let is_newest = move || matches!(*requests.state().read(), CodeRequest::Sent { again: true, .. });
    let limit = move || if requests.is_expired() { Message::SentExpired } else { Message::SentLimit };
    let again = move |_| {
        if requests.seconds_left() == 0
            && let Ok(username) = Username::parse(&address.get_untracked(), policy.username_format, lowercase)
        {
            requests.ask(username);
        }
    };
    focus_what_is_wrong(RwSignal::new(Vec::new()), problem.into());
    let sign_in = use_links().sign_in_url;
    view! {
        <div class="alert-place" role="alert"><ProblemNotice problem /></div>
        <Heading task=Message::SentTitle is_error=Signal::derive(move || problem.read().is_some()) />
        <div class="steps">
            <p>{say(&Message::SentTo)}</p>
            <p class="address">{move || address.get()}</p>
            <p>{say(&Message::SentNext)}</p>
        </div>
        <TypedCode requests />
        <div class="steps">
            <p>{move || say(&limit())}</p>
            <Show when=is_newest><p>{say(&Message::SentAgain)}</p></Show>
            <Show when=move || !requests.is_lasting()><p>{say(&Message::StorageDenied)}</p></Show>
        </div>
        <div class="actions">
            <button
                class="button button--quiet"
                class:button--pending=move || requests.is_sending()
                type="button"
                aria-disabled=move || (requests.seconds_left() > 0 || requests.is_sending()).then_some("true")
                on:click=again
            >
                {say(&Message::SendAgain)}
            </button>
            <Countdown requests />
        </div>
        <nav class="ways">
            <button class="button button--link" type="button" on:click=move |_| requests.give_up()>
                {say(&Message::UseDifferentAddress)}
            </button>
            {sign_in.map(|address| view! { <a class="link" href=address rel="external">{say(&Message::BackToSignIn)}</a> })}
        </nav>
    }
}

/// The code typed where it was asked for, instead of following the link.
#[component]
fn TypedCode(requests: CodeRequests) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let error = RwSignal::new(None::<Message>);
    let followed = use_followed();
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        match (code::read(&typed), requests.attempt()) {
            (Some(code), Some(attempt)) => {
                followed.set(Link::of_typed_code(&attempt.username, code));
                navigate(Route::ChangePassword.path(), NavigateOptions::default());
            }
            _ => {
                error.set(Some(Message::CodeMissing));
                document::focus("code");
            }
        }
    };
    view! {
        <form class="form" method="post" novalidate on:submit=submit>
            <CodeField node error />
            <div class="actions">
                <SubmitButton label=Message::Continue pending_label=Message::Continue pending=false />
            </div>
        </form>
    }
}

#[component]
fn FinishedElsewhere() -> impl IntoView {
    let sign_in = use_links().sign_in_url;
    view! {
        <Heading task=Message::FinishedElsewhereTitle />
        <p class="lead">{say(&Message::FinishedElsewhereLead)}</p>
        {sign_in.map(|address| view! {
            <div class="actions"><a class="button button--primary" href=address rel="external">{say(&Message::SignIn)}</a></div>
        })}
    }
}

/// The wait until another code may be asked for, for the eye only.
#[component]
pub fn Countdown(requests: CodeRequests) -> impl IntoView {
    let left = move || Some(requests.seconds_left()).filter(|seconds| *seconds > 0);
    view! {
        <p class="countdown" aria-hidden="true">
            {move || left().map(|seconds| say(&Message::CountdownTo { seconds }))}
        </p>
    }
}

/// Moves the focus each time something is wrong: to a refused code, which is typed anew, else to what says so.
pub fn focus_what_is_wrong(errors: RwSignal<Vec<FieldError>>, problem: Signal<Option<Problem>>) {
    Effect::new(move |_| match &*problem.read() {
        Some(Problem::CodeRefused(_)) if errors.read().is_empty() => {
            // The field may only now be appearing.
            request_animation_frame(|| document::select("code"));
        }
        problem if problem.is_some() || !errors.read().is_empty() => {
            request_animation_frame(|| document::focus(PROBLEM_ID));
        }
        _ => {}
    });
}

/// A likelier address for what was typed.
pub fn suggestion(typed: &str) -> Option<String> {
    Username::parse(typed, UsernameFormat::Email, false).ok()?.suggestion()
}
