//! The form's state: what was typed, what is wrong with it, and the journey it is on.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{Browser, document, loader, now, run};
use crate::commerce::OneTimePasswordToken;
use crate::components::{CODE_ID, FormErrors, PASSWORD_ID, REPEAT_ID, USERNAME_ID};
use crate::config::Config;
use crate::journey::password::PasswordError;
use crate::journey::reset_password::Event;
use crate::journey::username::{UsernameError, UsernameFormat};
use crate::journey::{Link, NewPassword, PendingAttempt, Problem, ResetPassword, Username, code};
use crate::pages::code_requests::{CodeRequests, use_code_requests};
use crate::pages::context::use_store;
use crate::storefront::{ResetSubmission, Storefront};
use crate::wording::Message;

/// Everything that the page's views share.
#[derive(Clone, Copy)]
pub struct Reset {
    pub journey: RwSignal<ResetPassword>,
    pub followed: RwSignal<Link>,
    /// Another link that waits for the shopper's decision; the empty one while there is none.
    pub other_link: RwSignal<Link>,
    pub errors: FormErrors,
    pub has_new_code: RwSignal<bool>,
    pub is_shown: RwSignal<bool>,
    pub is_code_shown: RwSignal<bool>,
    pub requests: CodeRequests,
    config: StoredValue<Config>,
    storefront: StoredValue<Arc<Storefront<Browser>>>,
}

pub fn use_reset() -> Reset {
    let (journey, followed) = (RwSignal::new(ResetPassword::default()), use_store().followed);
    let has_new_code = RwSignal::new(false);
    let config = use_store().storefront.config().clone();
    let tries = config.policy.code_tries;
    let sent = Callback::new(move |()| {
        journey.update(|journey| *journey = journey.clone().next(Event::Restarted, tries));
        drop_linked_code(followed);
        has_new_code.set(true);
        document::set_value(CODE_ID, "");
        request_animation_frame(|| document::focus(CODE_ID));
    });
    let requests = use_code_requests(sent);
    let reset = Reset {
        journey,
        followed,
        other_link: RwSignal::new(Link::default()),
        errors: FormErrors::new(Vec::new()),
        has_new_code,
        is_shown: RwSignal::new(false),
        is_code_shown: RwSignal::new(false),
        requests,
        config: StoredValue::new(config),
        storefront: StoredValue::new(use_store().storefront),
    };
    super::other_link::follow_links(reset);
    reset
}

impl Reset {
    /// What stands in the way: of the reset, or of the new code asked for meanwhile.
    pub fn problem(self) -> Signal<Option<Problem>> {
        let (requests, journey) = (self.requests.state(), self.journey);
        Memo::new(move |_| requests.read().problem().or(journey.read().problem())).into()
    }

    pub fn has_other_link(self) -> bool {
        *self.other_link.read() != Link::default()
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

    /// Whose password the link is about, if it says so credibly; else empty.
    pub fn linked_username(self) -> String {
        let followed = self.followed.read();
        let linked = followed.unchecked_username().and_then(|text| self.parse_username(text).ok());
        linked.map(|username| username.as_str().to_owned()).unwrap_or_default()
    }

    /// Whom this browser asked a code for.
    pub fn remembered_username(self) -> String {
        untrack(|| self.requests.attempt()).map(|attempt| attempt.username).unwrap_or_default()
    }

    /// Whether another link would cost the shopper something.
    pub fn has_something_to_lose(self) -> bool {
        let is_fresh =
            matches!(*self.journey.read(), ResetPassword::Entering { .. } | ResetPassword::Changed);
        !is_fresh || !document::value(PASSWORD_ID).is_empty()
    }

    /// Starts afresh with another link.
    pub fn adopt(self, link: Link) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.journey.set(ResetPassword::default());
        self.followed.set(link);
        self.other_link.set(Link::default());
        self.errors.set(Vec::new());
        self.has_new_code.set(false);
        self.is_code_shown.set(false);
        document::set_value(PASSWORD_ID, "");
        document::set_value(REPEAT_ID, "");
        document::set_value(CODE_ID, "");
    }

    /// The link was somebody else's.
    pub fn disown(self) {
        let linked = untrack(|| self.linked_username());
        let attempt = untrack(|| self.requests.attempt());
        if attempt.is_some_and(|attempt| attempt.username == linked) {
            self.requests.give_up();
        }
        loader::forget_link();
        self.followed.set(Link::default());
    }

    pub fn ask_for_new_code(self) {
        match self.read_username() {
            Ok(username) => self.requests.ask(username),
            Err(error) => self.errors.set(vec![(USERNAME_ID, self.username_message(error))]),
        }
    }

    pub fn submit(self) {
        if untrack(|| self.is_busy() || self.is_stopped()) {
            return;
        }
        // A password manager saves what is in a password field, and nobody should read it on the way out.
        self.is_shown.set(false);
        match self.read() {
            Ok(submission) => {
                self.errors.set(Vec::new());
                self.has_new_code.set(false);
                let (storefront, start) = (self.storefront.get_value(), self.journey.get_untracked());
                // Busy from this moment, not from the first poll: a second submit may come before it.
                self.journey.set(start.clone().next(Event::Submitted, self.tries()));
                run(async move { self.carry_on(&storefront, start, &submission).await });
            }
            Err(errors) => self.errors.set(errors),
        }
    }

    /// Carries the reset on, and tidies up when it is done. The page may be gone by then.
    async fn carry_on(
        self,
        storefront: &Storefront<Browser>,
        start: ResetPassword,
        submission: &ResetSubmission,
    ) {
        let shown = |state: &ResetPassword| {
            self.journey.try_set(state.clone());
        };
        let end = storefront.reset_password(start, submission, shown).await;
        match &end {
            ResetPassword::Changed => {
                self.requests.finish();
                loader::forget_link();
                self.followed.try_set(Link::default());
            }
            ResetPassword::Entering { problem: Some(Problem::CodeRefused(_)), .. } => {
                drop_linked_code(self.followed)
            }
            _ => {}
        }
        self.journey.try_set(end);
    }

    /// Reads the form itself: password managers fill fields without telling anyone.
    fn read(self) -> Result<ResetSubmission, Vec<(&'static str, Message)>> {
        let mut errors = Vec::new();
        let username = self
            .read_username()
            .map_err(|error| errors.push((USERNAME_ID, self.username_message(error))))
            .ok();
        let code = if untrack(|| self.needs_typed_code()) {
            let code = self.read_code();
            if code.is_none() {
                errors.push((CODE_ID, Message::CodeMissing));
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
        let linked = untrack(|| self.linked_username());
        self.parse_username(&if linked.is_empty() { document::value(USERNAME_ID) } else { linked })
    }

    fn username_message(self, error: UsernameError) -> Message {
        let format = self.config.with_value(|config| config.policy.username_format);
        Message::Username { error, is_email: format == UsernameFormat::Email }
    }

    fn tries(self) -> u32 {
        self.config.with_value(|config| config.policy.code_tries)
    }

    fn parse_username(self, text: &str) -> Result<Username, UsernameError> {
        let policy = self.config.with_value(|config| config.policy.clone());
        Username::parse(text, policy.username_format, policy.lowercase_usernames)
    }

    fn read_code(self) -> Option<OneTimePasswordToken> {
        let typed = document::value(CODE_ID);
        let lowercase = self.config.with_value(|config| config.policy.lowercase_codes);
        code::read(&typed, lowercase)
    }

    fn read_password(self, username: Option<&Username>) -> Result<NewPassword, (&'static str, Message)> {
        let typed = document::value(PASSWORD_ID);
        let is_repeated = self.config.with_value(|config| config.policy.confirm_password);
        if is_repeated && document::value(REPEAT_ID) != typed {
            return Err((REPEAT_ID, Message::Password(PasswordError::Different)));
        }
        let policy = self.config.with_value(Config::password_policy);
        NewPassword::parse(typed, username.map_or("", Username::as_str), &policy)
            .map_err(|error| (PASSWORD_ID, Message::Password(error)))
    }

    fn code_age(self, username: &Username) -> crate::journey::problem::CodeAge {
        let attempt = untrack(|| self.requests.attempt());
        PendingAttempt::age_for(attempt.as_ref(), username.as_str(), now())
    }
}

/// A refused or outdated code is typed anew; the rest of the link still serves.
fn drop_linked_code(followed: RwSignal<Link>) {
    followed.try_update(|link| link.one_time_password_token = None);
    loader::forget_link();
}
