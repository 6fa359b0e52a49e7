//! `/change_password/`: sets a new password with the code from a link, or typed here.
//!
//! Opening the page spends nothing, since mail scanners open links too: the code is exchanged when the new
//! password is submitted, never before.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::browser::{document, loader};
use crate::components::{
    CodeField, FormErrors, NoticeBox, NoticeKind, PasswordField, SubmitButton, UsernameField, say,
};
use crate::journey::username::UsernameFormat;
use crate::journey::{Link, ResetPassword, WayOn};
use crate::route::Route;
use crate::wording::Message;

use super::context::{use_links, use_storefront};
use super::forgot_password::{Countdown, focus_what_is_wrong, suggestion};
use super::heading::Heading;
use super::problem_notice::ProblemNotice;

pub mod other_link;
pub mod reset;
pub mod shown_code;

use other_link::OtherLink;
use reset::{PASSWORD, REPEAT, Reset, use_reset};
use shown_code::ShownCode;

/// The page.
#[component]
pub fn ChangePassword() -> impl IntoView {
    let reset = use_reset();
    let storefront = use_storefront();
    LocalResource::new(move || {
        let storefront = storefront.clone();
        async move { storefront.prepare_reset().await }
    });
    let is_changed = Memo::new(move |_| matches!(*reset.journey.read(), ResetPassword::Changed));
    move || {
        if is_changed.get() {
            view! { <Changed /> }.into_any()
        } else {
            view! { <Changing reset /> }.into_any()
        }
    }
}

/// The form, with whatever stands in the way above it.
#[component]
fn Changing(reset: Reset) -> impl IntoView {
    let problem = reset.problem();
    focus_what_is_wrong(reset.errors, problem);
    let is_error = Signal::derive(move || problem.read().is_some() || !reset.errors.read().is_empty());
    let offer = Callback::new(move |way_on| match way_on {
        WayOn::NewCode | WayOn::TryAgainOrNewCode => view! { <NewCode reset /> }.into_any(),
        _ => ().into_any(),
    });
    view! {
        <div class="alert-place" role="alert">
            <OtherLink reset />
            <FormErrors errors=reset.errors />
            <ProblemNotice problem offer />
        </div>
        <Show when=move || reset.has_new_code.get()>
            <NoticeBox kind=NoticeKind::Information heading=say(&Message::SentTitle)>
                <p>{say(&Message::NewCodeSent)}</p>
            </NoticeBox>
        </Show>
        <Heading task=Message::ChangeTitle is_error />
        <p class="lead">{say(&Message::ChangeLead)}</p>
        <form class="form" method="post" novalidate on:submit=move |event| reset.submit(&event)>
            <Who reset />
            <Show when=move || reset.needs_typed_code()>
                <CodeField node=reset.code error=reset.error_of("code") />
            </Show>
            <Passwords reset />
            <Show when=move || !reset.is_stopped()>
                <div class="actions">
                    <SubmitButton
                        label=Message::ChangeButton
                        pending_label=Message::Changing
                        pending=Signal::derive(move || reset.is_busy())
                    />
                </div>
            </Show>
        </form>
        <ShownCode followed=reset.followed is_shown=reset.is_code_shown />
        <nav class="ways">
            <a class="link" href=Route::ForgotPassword.path()>{say(&Message::StartAgain)}</a>
        </nav>
    }
}

/// Whose password is set: as the link says, for the shopper to check, or typed.
#[component]
fn Who(reset: Reset) -> impl IntoView {
    let format = use_storefront().config().policy.username_format;
    let navigate = use_navigate();
    let not_me = move |_| {
        reset.disown();
        navigate(
            Route::ForgotPassword.path(),
            NavigateOptions { replace: true, ..NavigateOptions::default() },
        );
    };
    let not_me = StoredValue::new_local(not_me);
    let named = Memo::new(move |_| reset.linked_username());
    move || {
        match named.get() {
        Some(username) => view! {
            <div class="identity">
                <span class="identity__label">{say(&Message::AccountLabel)}</span>
                <span class="identity__address">{username.as_str().to_owned()}</span>
                // For password managers, which look for a field. Sight and screen readers have the line above.
                <input
                    class="identity__username"
                    type="text"
                    readonly
                    tabindex="-1"
                    aria-hidden="true"
                    autocomplete="username"
                    autocapitalize="none"
                    prop:value=username.as_str().to_owned()
                />
                <button class="button button--link" type="button" on:click=move |event| not_me.with_value(|not_me| not_me(event))>
                    {say(&Message::NotMe)}
                </button>
            </div>
        }
        .into_any(),
        None => view! {
            <UsernameField
                node=reset.username
                is_email=format == UsernameFormat::Email
                value=reset.remembered_username()
                error=reset.error_of("username")
                suggest=suggestion
            />
        }
        .into_any(),
    }
    }
}

#[component]
fn Passwords(reset: Reset) -> impl IntoView {
    let policy = use_storefront().config().policy.clone();
    view! {
        <PasswordField
            id=PASSWORD
            node=reset.password
            min_length=Some(policy.password_min_length)
            shown=reset.is_shown
            error=reset.error_of(PASSWORD)
        />
        {policy.confirm_password.then(|| view! {
            <PasswordField id=REPEAT node=reset.repeat min_length=None shown=reset.is_shown error=reset.error_of(REPEAT) />
        })}
    }
}

/// Asks for another code without leaving the form, so that the password typed in it stays.
#[component]
fn NewCode(reset: Reset) -> impl IntoView {
    let requests = reset.requests;
    let is_waiting = move || requests.seconds_left() > 0 || requests.is_sending();
    view! {
        <div class="notice__actions">
            <button
                class="button button--quiet"
                type="button"
                aria-disabled=move || is_waiting().then_some("true")
                on:click=move |_| if !untrack(is_waiting) { reset.ask_for_new_code() }
            >
                {move || say(if requests.is_sending() { &Message::SendingCode } else { &Message::SendNewCode })}
            </button>
            <Countdown requests />
        </div>
    }
}

/// Done.
#[component]
fn Changed() -> impl IntoView {
    let links = use_links();
    let next = links.sign_in_url.map(|address| (address, Message::SignIn));
    let next = next.or_else(|| links.storefront_url.map(|address| (address, Message::BackToStore)));
    view! {
        <Heading task=Message::ChangedTitle />
        <NoticeBox kind=NoticeKind::Success heading=say(&Message::ChangedLead)>
            <p>{say(&Message::ChangedElsewhere)}</p>
        </NoticeBox>
        {next.map(|(address, label)| view! {
            <div class="actions"><a class="button button--primary" href=address rel="external">{say(&label)}</a></div>
        })}
    }
}

/// Takes over the links that are followed while the page is open.
fn follow_links(reset: Reset) {
    if reset.followed.with_untracked(|link| link.one_time_password_token.is_none()) {
        reset.followed.set(loader::link());
    }
    loader::listen(move |link: Link| {
        if untrack(|| reset.has_something_to_lose()) {
            reset.other_link.set(Some(link));
            request_animation_frame(|| document::focus(other_link::ID));
        } else {
            reset.adopt(link);
        }
    });
    on_cleanup(loader::stop_listening);
}
