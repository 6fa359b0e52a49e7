//! The form's state: what was typed, what is wrong with it, and the journey it is on.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{document, loader, now};
use crate::commerce::OneTimePasswordToken;
use crate::components::FieldError;
use crate::config::Config;
use crate::journey::password::PasswordError;
use crate::journey::reset_password::Event;
use crate::journey::username::UsernameError;
use crate::journey::{Link, NewPassword, PendingAttempt, Problem, ResetPassword, Username, code};
use crate::pages::code_requests::{CodeRequests, use_code_requests};
use crate::pages::context::{use_followed, use_storefront};
use crate::storefront::ResetSubmission;
use crate::wording::Message;

/// Ids of the password fields.
pub const PASSWORD: &str = "new-password";
pub const REPEAT: &str = "repeat-password";
const USERNAME: &str = "username";
const CODE: &str = "code";

/// Everything that the page's views share.
#[derive(Clone, Copy)]
pub struct Reset {
    pub journey: RwSignal<ResetPassword>,
    pub followed: RwSignal<Link>,
    pub other_link: RwSignal<Option<Link>>,
    pub errors: RwSignal<Vec<FieldError>>,
    pub has_new_code: RwSignal<bool>,
    pub username: NodeRef<html::Input>,
    pub code: NodeRef<html::Input>,
    pub password: NodeRef<html::Input>,
    pub repeat: NodeRef<html::Input>,
    pub is_shown: RwSignal<bool>,
    pub is_code_shown: RwSignal<bool>,
    pub requests: CodeRequests,
    config: StoredValue<Config>,
    send: Action<ResetSubmission, ()>,
}

pub fn use_reset() -> Reset {
    let (journey, followed) = (RwSignal::new(ResetPassword::default()), use_followed());
    let (has_new_code, code) = (RwSignal::new(false), NodeRef::new());
    let config = use_storefront().config().clone();
    let tries = config.policy.code_tries;
    let sent = Callback::new(move |()| {
        journey.update(|journey| *journey = journey.clone().next(Event::Restarted, tries));
        drop_linked_code(followed);
        has_new_code.set(true);
        clear(code);
        request_animation_frame(|| document::focus(CODE));
    });
    let requests = use_code_requests(sent);
    let reset = Reset {
        journey,
        followed,
        other_link: RwSignal::new(None),
        errors: RwSignal::new(Vec::new()),
        has_new_code,
        username: NodeRef::new(),
        code,
        password: NodeRef::new(),
        repeat: NodeRef::new(),
        is_shown: RwSignal::new(false),
        is_code_shown: RwSignal::new(false),
        requests,
        config: StoredValue::new(config),
        send: send(journey, followed, requests),
    };
    super::follow_links(reset);
    reset
}

impl Reset {
    /// What stands in the way: of the reset, or of the new code asked for meanwhile.
    pub fn problem(self) -> Signal<Option<Problem>> {
        let (requests, journey) = (self.requests.state(), self.journey);
        Memo::new(move |_| requests.read().problem().or(journey.read().problem()).cloned()).into()
    }

    pub fn error_of(self, id: &'static str) -> Signal<Option<Message>> {
        let errors = self.errors;
        Signal::derive(move || {
            errors.read().iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone())
        })
    }

    pub fn is_busy(self) -> bool {
        self.journey.read().command().is_some()
    }

    pub fn is_stopped(self) -> bool {
        matches!(*self.journey.read(), ResetPassword::Stopped { .. })
    }

    pub fn needs_typed_code(self) -> bool {
        self.journey.read().needs_code() && self.followed.read().one_time_password_token.is_none()
    }

    /// Whose password the link is about, if it says so credibly.
    pub fn linked_username(self) -> Option<Username> {
        self.followed.read().unchecked_username().and_then(|text| self.parse_username(text).ok())
    }

    /// Whom this browser asked a code for.
    pub fn remembered_username(self) -> String {
        untrack(|| self.requests.attempt()).map(|attempt| attempt.username).unwrap_or_default()
    }

    /// Whether another link would cost the shopper something.
    pub fn has_something_to_lose(self) -> bool {
        let is_fresh =
            matches!(*self.journey.read(), ResetPassword::Entering { .. } | ResetPassword::Changed);
        !is_fresh || !value(self.password).is_empty()
    }

    /// Starts afresh with another link.
    pub fn adopt(self, link: Link) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.journey.set(ResetPassword::default());
        self.followed.set(link);
        self.other_link.set(None);
        self.errors.set(Vec::new());
        self.has_new_code.set(false);
        self.is_code_shown.set(false);
        clear(self.password);
        clear(self.repeat);
        clear(self.code);
    }

    /// The link was somebody else's.
    pub fn disown(self) {
        let linked = untrack(|| self.linked_username());
        let attempt = untrack(|| self.requests.attempt());
        if linked.is_some_and(|linked| attempt.is_some_and(|attempt| attempt.username == linked.as_str())) {
            self.requests.give_up();
        }
        loader::forget_link();
        self.followed.set(Link::default());
    }

    pub fn ask_for_new_code(self) {
        match self.read_username() {
            Ok(username) => self.requests.ask(username),
            Err(error) => self.errors.set(vec![(USERNAME, Message::Username(error))]),
        }
    }

    pub fn submit(self, event: &leptos::ev::SubmitEvent) {
        event.prevent_default();
        if untrack(|| self.is_busy() || self.is_stopped()) {
            return;
        }
        // A password manager saves what is in a password field, and nobody should read it on the way out.
        self.is_shown.set(false);
        match self.read() {
            Ok(submission) => {
                self.errors.set(Vec::new());
                self.has_new_code.set(false);
                self.send.dispatch(submission);
            }
            Err(errors) => self.errors.set(errors),
        }
    }

    /// Reads the form itself: password managers fill fields without telling anyone.
    fn read(self) -> Result<ResetSubmission, Vec<FieldError>> {
        let mut errors = Vec::new();
        let username =
            self.read_username().map_err(|error| errors.push((USERNAME, Message::Username(error)))).ok();
        let code = if untrack(|| self.needs_typed_code()) {
            let code = self.read_code();
            if code.is_none() {
                errors.push((CODE, Message::CodeMissing));
            }
            code
        } else {
            self.followed.with_untracked(|link| link.one_time_password_token.clone())
        };
        let password = self.read_password(username.as_ref()).map_err(|error| errors.push(error)).ok();
        match (username, password) {
            (Some(username), Some(new_password)) if errors.is_empty() => Ok(ResetSubmission {
                code_age: self.code_age(&username),
                link: self.followed.get_untracked(),
                username,
                one_time_password_token: code,
                new_password,
            }),
            _ => Err(errors),
        }
    }

    fn read_username(self) -> Result<Username, UsernameError> {
        untrack(|| self.linked_username()).map_or_else(|| self.parse_username(&value(self.username)), Ok)
    }

    fn parse_username(self, text: &str) -> Result<Username, UsernameError> {
        let policy = self.config.with_value(|config| config.policy.clone());
        Username::parse(text, policy.username_format, policy.lowercase_usernames)
    }

    fn read_code(self) -> Option<OneTimePasswordToken> {
        let typed = value(self.code);
        let lowercase = self.config.with_value(|config| config.policy.lowercase_codes);
        code::read(&if lowercase { typed.to_lowercase() } else { typed })
    }

    fn read_password(self, username: Option<&Username>) -> Result<NewPassword, FieldError> {
        let (typed, repeated) =
            (value(self.password), self.repeat.get_untracked().map(|input| input.value()));
        if repeated.is_some_and(|repeated| repeated != typed) {
            return Err((REPEAT, Message::Password(PasswordError::Different)));
        }
        let policy = self.config.with_value(Config::password_policy);
        NewPassword::parse(typed, username.map_or("", Username::as_str), &policy)
            .map_err(|error| (PASSWORD, Message::Password(error)))
    }

    fn code_age(self, username: &Username) -> crate::journey::problem::CodeAge {
        let attempt = untrack(|| self.requests.attempt());
        PendingAttempt::age_for(attempt.as_ref(), username.as_str(), now())
    }
}

/// Carries the reset on, and tidies up when it is done.
fn send(
    journey: RwSignal<ResetPassword>,
    followed: RwSignal<Link>,
    requests: CodeRequests,
) -> Action<ResetSubmission, ()> {
    let storefront = use_storefront();
    Action::new_local(move |submission: &ResetSubmission| {
        let (storefront, submission) = (storefront.clone(), submission.clone());
        let start = journey.get_untracked();
        async move {
            let shown = |state: &ResetPassword| {
                journey.try_set(state.clone());
            };
            let end = storefront.reset_password(start, &submission, shown).await;
            match &end {
                ResetPassword::Changed => {
                    requests.finish();
                    loader::forget_link();
                    followed.try_set(Link::default());
                }
                ResetPassword::Entering { problem: Some(Problem::CodeRefused(_)), .. } => {
                    drop_linked_code(followed);
                }
                _ => {}
            }
            journey.try_set(end);
        }
    })
}

/// A refused or outdated code is typed anew; the rest of the link still serves.
fn drop_linked_code(followed: RwSignal<Link>) {
    followed.try_update(|link| link.one_time_password_token = None);
    loader::forget_link();
}

fn value(node: NodeRef<html::Input>) -> String {
    node.get_untracked().map(|input| input.value()).unwrap_or_default()
}

fn clear(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        input.set_value("");
    }
}
