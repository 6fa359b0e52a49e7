//! The link of an e-mail: what it says of who signs in, and how it is taken over, however damaged it is.

use leptos::prelude::*;

use crate::browser::{document, loader, now, run};
use crate::components::{USERNAME_ID, memo, watch};
use crate::config::SignInMethod;
use crate::journey::{Link, Username};
use crate::pages::code_requests::USED_BY_ITSELF;

use super::{Mode, SigningIn};

impl SigningIn {
    /// Who signs in with the link, while it has a code: whom it credibly names, else whom this browser asked a code for.
    pub fn linked_username(self) -> Option<Username> {
        if !self.has_linked_code() {
            return None;
        }
        let asked_for = || self.parse(&self.requests.attempt()?.username).ok();
        self.named_username().or_else(asked_for)
    }

    /// Whether the link has a code, so that none is typed.
    pub fn has_linked_code(self) -> bool {
        self.followed.read().one_time_password_token.is_some()
    }

    /// Who is expected to sign in: whom a link names, or whom this browser asked a code for.
    pub fn expected_username(self) -> String {
        untrack(|| {
            let named = self.named_username().map(|username| username.as_str().to_owned());
            let asked = || self.requests.attempt().map(|attempt| attempt.username);
            named.or_else(asked).unwrap_or_default()
        })
    }

    /// Whom the link credibly names.
    fn named_username(self) -> Option<Username> {
        self.parse(self.followed.read().unchecked_username()?).ok()
    }

    /// Takes over the link that the page was opened with, and those followed while it is open.
    pub(super) fn follow_links(self) {
        let link = loader::link();
        if link.one_time_password_token.is_some() || link.unchecked_username().is_some() {
            self.take_over(link);
        }
        self.look_at_link();
        loader::listen(move |link: Link| {
            self.waiting.set_value(Some(link));
            self.take_waiting_link();
        });
        on_cleanup(loader::stop_listening);
        // One that was followed while the store was asked has its turn when the store has answered, unless it was for
        // whoever has proved by then who they are.
        let is_busy = memo(move || self.is_busy());
        watch(move || {
            if !is_busy.get() {
                run(async move {
                    let is_proved = self.journey.try_with_untracked(|journey| journey.choice().is_some());
                    if is_proved == Some(false) {
                        self.take_waiting_link();
                    }
                });
            }
        });
    }

    /// Goes on with a link that was followed while the page was open, once nothing is under way.
    pub fn take_waiting_link(self) {
        if self.waiting.try_with_value(Option::is_some) != Some(true) || untrack(|| self.is_busy()) {
            return;
        }
        let Some(link) = self.waiting.try_update_value(Option::take).flatten() else { return };
        self.start_again();
        self.take_over(link);
        // The form may be there already.
        if let Some(named) = untrack(|| self.named_username()) {
            document::set_value(USERNAME_ID, named.as_str());
        }
        self.look_at_link();
    }

    /// What the link says counts from now on. Where codes are no way to sign in, that is only whom it names.
    fn take_over(self, link: Link) {
        let has_codes =
            self.requests.store().storefront.config().sign_in.methods.contains(&SignInMethod::Code);
        if !has_codes {
            loader::forget_link();
        }
        self.followed.set(if has_codes { link } else { link.without_claims() });
    }

    /// Goes on with what the link knows.
    fn look_at_link(self) {
        if untrack(|| self.has_linked_code() && self.linked_username().is_none()) {
            self.mode.set(Mode::TypeCode);
        }
        // What was pressed before the app was there has its say first.
        run(async move {
            loader::painted().await;
            if !self.followed.is_disposed() {
                self.use_link_asked_for_here();
            }
        });
    }

    /// Uses a link at once where this very browser asked for it, nobody is signed in and the page is in sight; once
    /// for each attempt.
    fn use_link_asked_for_here(self) {
        let (named, attempt) = untrack(|| (self.named_username(), self.requests.attempt()));
        let (Some(named), Some(attempt)) = (named, attempt) else { return };
        let storage = self.requests.store().storage.clone();
        let is_vouched_for =
            attempt.vouches_for(named.as_str(), storage.get(USED_BY_ITSELF).as_deref(), now());
        let has_code = untrack(|| self.has_linked_code());
        let is_nobody_in_the_way = self.member_id().is_none() && !loader::is_to_wait();
        if has_code && is_vouched_for && is_nobody_in_the_way && document::is_visible() {
            storage.set(USED_BY_ITSELF, &attempt.id);
            self.use_link();
        }
    }
}
