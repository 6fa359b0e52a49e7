//! Trading what proves who somebody is for a session.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{document, loader, now, run};
use crate::commerce::{
    AccountId, AccountMemberId, AccountMembersTokens, OneTimePasswordToken, Password,
    UserAuthenticationInfoId,
};
use crate::components::{CODE_ID, CURRENT_PASSWORD_ID, FieldError};
use crate::journey::sign_in::Event;
use crate::journey::{Link, PendingAttempt, Problem, SignIn, Username, code};
use crate::pages::calls;
use crate::route::Route;
use crate::storefront::{Proof, SignInSubmission};
use crate::wording::{Message, SigningIn as Words};

use super::{Mode, SigningIn};

impl SigningIn {
    /// The form was submitted.
    pub fn submit(self) {
        if untrack(|| self.is_busy()) {
            return;
        }
        // A password manager saves what is in a password field, and nobody should read it on the way out.
        self.is_shown.set(false);
        match self.mode.get_untracked() {
            Mode::AskForCode => self.ask_for_code(),
            Mode::TypeCode => {
                if let Some((username, code)) = self.with_username(self.code()) {
                    let claimed =
                        self.followed.with_untracked(|link| link.user_authentication_info_id.clone());
                    let proof = self.code_proof(&username, code, claimed);
                    self.exchange(SignInSubmission { username, proof });
                }
            }
            Mode::Password => {
                if let Some((username, password)) = self.with_username(typed_password()) {
                    self.exchange(SignInSubmission { username, proof: Proof::Password(password) });
                }
            }
        }
    }

    /// Asks for a code for whom the link names, or who is typed.
    pub fn ask_for_code(self) {
        let linked = untrack(|| self.linked_username());
        match linked.map_or_else(|| self.typed_username(), Ok) {
            Ok(username) => {
                self.errors.set(Vec::new());
                loader::forget_link();
                self.followed.update(|link| *link = link.clone().without_claims());
                self.mode.set(Mode::AskForCode);
                self.requests.ask(username);
            }
            Err(error) => self.errors.set(vec![error]),
        }
    }

    /// The link is to be used.
    pub fn use_link(self) {
        let Some(username) = untrack(|| self.linked_username()) else { return };
        let link = self.followed.get_untracked();
        if let Some(code) = link.one_time_password_token {
            let proof = self.code_proof(&username, code, link.user_authentication_info_id);
            self.exchange(SignInSubmission { username, proof });
        }
    }

    /// The code of the e-mail that this browser waits for was typed.
    pub fn use_typed_code(self, code: OneTimePasswordToken) {
        let attempt = untrack(|| self.requests.attempt());
        if let Some(Ok(username)) = attempt.map(|attempt| self.parse(&attempt.username)) {
            let proof = self.code_proof(&username, code, None);
            self.exchange(SignInSubmission { username, proof });
        }
    }

    /// The account was chosen.
    pub fn choose(self, account: AccountId) {
        if !self.session.has_signed_in_unseen() {
            self.play(Event::Chosen(account));
            self.finish();
        }
    }

    /// Whether signing in replaces somebody who did so while the store was asked.
    pub fn replaces_somebody(self, tokens: &AccountMembersTokens) -> bool {
        let signed_in = self.session.signed_in().map(|member| member.account_member_id().clone());
        signed_in.is_some() && signed_in != tokens.account_member_id && !self.is_someone_else.get_untracked()
    }

    /// The account that this member chose the last time in this browser.
    pub fn last_choice(self, tokens: &AccountMembersTokens) -> Option<AccountId> {
        self.session.last_choice(tokens)
    }

    /// The username and what else is typed, unless something is wrong with either.
    fn with_username<T>(self, typed: Result<T, FieldError>) -> Option<(Username, T)> {
        match (self.typed_username(), typed) {
            (Ok(username), Ok(typed)) => Some((username, typed)),
            (username, typed) => {
                self.errors.set(username.err().into_iter().chain(typed.err()).collect());
                None
            }
        }
    }

    fn exchange(self, submission: SignInSubmission) {
        if untrack(|| self.journey.read().is_busy()) {
            return;
        }
        self.errors.set(Vec::new());
        self.requests.dismiss();
        // Too many refused codes end only with a new one.
        self.play(Event::Submitted);
        if !untrack(|| self.journey.read().is_busy()) {
            return;
        }
        let store = self.requests.store();
        store.frame.announce(Message::signing_in(Words::Pending));
        self.remember_where_to_go_on(&submission.username);
        let finish_attempt = self.requests.finisher();
        let submission = Rc::new(submission);
        run(async move {
            let outcome = calls::sign_in(store.storefront.clone(), submission.clone()).await;
            self.drop_spent_code(&submission, &outcome);
            let event = match outcome {
                Ok(tokens) => {
                    // Also where a password served: the code is waited for no more.
                    finish_attempt(submission.username.as_str());
                    // A storefront's own server signs in without a word to this page.
                    let before = self.agreed.try_get_value().flatten();
                    let meanwhile = self.member_id_now().filter(|member| before.as_ref() != Some(member));
                    let is_to_be_confirmed = meanwhile.is_some() && meanwhile != tokens.account_member_id;
                    Event::Exchanged { tokens, is_to_be_confirmed }
                }
                Err(problem) => Event::ExchangeFailed(problem),
            };
            store.frame.hush();
            self.play(event);
            self.finish();
        });
    }

    /// A code that is spent or refused is of no more use; another one is typed or asked for.
    fn drop_spent_code(self, submission: &SignInSubmission, outcome: &Result<AccountMembersTokens, Problem>) {
        let is_spent = matches!(
            outcome,
            Ok(_) | Err(Problem::CodeRefused(_) | Problem::LinkForSomeoneElse | Problem::NoAccount)
        );
        let Proof::Code { one_time_password_token: spent, .. } = &submission.proof else { return };
        let has_it = |link: &Link| link.one_time_password_token.as_ref() == Some(spent);
        if is_spent && self.followed.with_untracked(has_it) {
            // Another may have been followed since.
            if has_it(&loader::link()) {
                loader::forget_link();
            }
            self.followed.update(|link| *link = link.clone().without_claims());
            if outcome.is_err() {
                self.mode.set(Mode::TypeCode);
            }
        }
    }

    /// Keeps the session once there is one, and goes on, unless the page is gone by then.
    fn finish(self) {
        let SignIn::SignedIn { tokens, selected } = self.journey.get_untracked() else { return };
        let is_signed_in = self.session.sign_in(tokens, &selected);
        self.play(Event::Restarted);
        if !is_signed_in {
            return;
        }
        // What could not be set went with the page.
        let is_gone = self.is_someone_else.try_set(false).is_some();
        if is_gone {
            return;
        }
        match self.return_to() {
            Some(place) if !self.base.has(&place) => document::leave_for(&place),
            place => {
                let path = place.unwrap_or_else(|| self.base.address(Route::Account));
                self.location.replace(&path);
            }
        }
    }

    /// Who is signed in after a look at what is kept, whatever this page has heard of so far.
    fn member_id_now(self) -> Option<AccountMemberId> {
        self.session.signed_in_now().map(|member| member.account_member_id().clone())
    }

    /// Who is signed in, as far as this page has heard.
    pub(super) fn member_id(self) -> Option<AccountMemberId> {
        self.session.account_guard().map(|guard| guard.account_member_id)
    }

    fn code_proof(
        self,
        username: &Username,
        code: OneTimePasswordToken,
        claimed: Option<UserAuthenticationInfoId>,
    ) -> Proof {
        let attempt = untrack(|| self.requests.attempt());
        let age = PendingAttempt::age_for(attempt.as_ref(), username.as_str(), now());
        Proof::Code { one_time_password_token: code, age, claimed }
    }

    /// The code of the link, else what is typed.
    fn code(self) -> Result<OneTimePasswordToken, FieldError> {
        if let Some(linked) = self.followed.with_untracked(|link| link.one_time_password_token.clone()) {
            return Ok(linked);
        }
        let lowercase = self.requests.store().storefront.config().policy.lowercase_codes;
        code::read(&document::value(CODE_ID), lowercase).ok_or((CODE_ID, Message::CodeMissing))
    }
}

fn typed_password() -> Result<Password, FieldError> {
    let typed = document::value(CURRENT_PASSWORD_ID);
    if typed.is_empty() {
        return Err((CURRENT_PASSWORD_ID, Message::signing_in(Words::PasswordMissing)));
    }
    Ok(Password::new(typed))
}
