//! The form: a username, and after it a code or a password, as configuration and shopper will have it.

use leptos::prelude::*;

use crate::components::{
    ButtonLook, CURRENT_PASSWORD_ID, PasswordField, button, changing, code_field, element, link, memo,
    nothing, parts, password_field, say, styled, submit_button, username_field, waiting_button,
};
use crate::config::SignInMethod;
use crate::journey::WayOn;
use crate::pages::check_your_email::countdown;
use crate::pages::context::{use_links, use_store};
use crate::pages::forgot_password::{form, suggest_username, take_username};
use crate::pages::heading::heading;
use crate::pages::problem_notice::{alerts, focus_what_is_wrong, problem_notice};
use crate::pages::shown_code::shown_code;
use crate::route::Route;
use crate::wording::{ChangePassword, Message, SigningIn as Words, Task};

use super::signing_in::{Mode, SigningIn};

/// The view.
pub(super) fn entering(signing_in: SigningIn) -> AnyView {
    let problem = signing_in.problem();
    focus_what_is_wrong(signing_in.errors, problem);
    let is_error = memo(move || problem.get().is_some() || !signing_in.errors.read().is_empty());
    let is_email = use_store().storefront.config().policy.username_format.is_email();
    let username = username_field(
        is_email,
        signing_in.expected_username(),
        signing_in.errors,
        suggest_username,
        take_username,
    );
    let pending = memo(move || signing_in.is_busy());
    let submit = move || {
        let (label, pending_label) = match signing_in.mode.get() {
            Mode::AskForCode => (Message::signing_in(Words::EmailCode), Message::SendingCode),
            Mode::TypeCode | Mode::Password => {
                (Message::signing_in(Words::Button), Message::signing_in(Words::Pending))
            }
        };
        styled("div", "actions").with(submit_button(label, pending_label, pending)).view()
    };
    let form = form(move || signing_in.submit())
        .with(username)
        .with(changing(move || proof(signing_in)))
        .with(changing(submit));
    parts(vec![
        alerts(signing_in.errors, problem_notice(problem, Task::SignIn, way_on)),
        heading(Message::signing_in(Words::Title), is_error),
        changing(move || match signing_in.mode.get() {
            Mode::AskForCode => styled("p", "lead").say(Message::signing_in(Words::Lead)).view(),
            Mode::TypeCode if signing_in.has_linked_code() => {
                styled("p", "lead").say(Message::signing_in(Words::LandingLead)).view()
            }
            _ => nothing(),
        }),
        form.view(),
        shown_code(signing_in.followed, signing_in.is_code_shown),
        styled("nav", "ways").with(other_ways(signing_in)).view(),
    ])
}

/// What proves who somebody is.
fn proof(signing_in: SigningIn) -> AnyView {
    match signing_in.mode.get() {
        Mode::AskForCode => nothing(),
        // The link has brought one.
        Mode::TypeCode if signing_in.has_linked_code() => nothing(),
        Mode::TypeCode => code_field(signing_in.errors),
        Mode::Password => {
            let field = PasswordField {
                id: CURRENT_PASSWORD_ID,
                label: Message::signing_in(Words::PasswordLabel),
                min_length: None,
                autocomplete: "current-password",
            };
            password_field(field, signing_in.is_shown, signing_in.errors)
        }
    }
}

/// The other ways to sign in that the store has, and back to the store.
pub(super) fn other_ways(signing_in: SigningIn) -> AnyView {
    let methods = use_store().storefront.config().sign_in.methods.clone();
    let store = crate::components::outward_link("link", use_links().storefront_url, Message::BackToStore);
    let ways = changing(move || {
        let mode = signing_in.mode.get();
        let way = |method: SignInMethod, to: Mode, label: Message| {
            (mode != to && methods.contains(&method)).then(|| {
                let label = say(label);
                button(ButtonLook::Link, move || label.clone(), move || signing_in.switch(to))
            })
        };
        let password = way(SignInMethod::Password, Mode::Password, Message::signing_in(Words::UsePassword));
        let code = way(SignInMethod::Code, Mode::AskForCode, Message::signing_in(Words::UseCode));
        let typed = (mode == Mode::AskForCode)
            .then(|| way(SignInMethod::Code, Mode::TypeCode, Message::HaveCodeLink))
            .flatten();
        let forgotten =
            (mode == Mode::Password).then(|| link("link", Route::ForgotPassword, Message::ForgotTitle));
        parts([password, code, typed, forgotten].into_iter().flatten().collect())
    });
    parts(vec![ways, store])
}

/// What helps: another code, or, where the password is wrong, a first one.
fn way_on(way_on: WayOn) -> Option<AnyView> {
    let has_codes = use_store().storefront.config().sign_in.methods.contains(&SignInMethod::Code);
    match way_on {
        WayOn::Correct if has_codes => Some(element("p").say(Message::signing_in(Words::OrUseCode)).view()),
        _ => new_code(way_on),
    }
}

/// Asks for another code without leaving the form.
pub(super) fn new_code(way_on: WayOn) -> Option<AnyView> {
    let signing_in =
        use_context::<SigningIn>().filter(|_| matches!(way_on, WayOn::NewCode | WayOn::TryAgainOrNewCode))?;
    let requests = signing_in.requests;
    let label = move || {
        if requests.is_sending() {
            Message::SendingCode
        } else {
            Message::change_password(ChangePassword::SendNewCode)
        }
    };
    let ask = waiting_button(label, memo(move || requests.must_wait()), move || signing_in.ask_for_code());
    Some(styled("div", "notice__actions").with(ask).with(countdown(requests)).view())
}
