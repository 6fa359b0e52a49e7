//! Saving the new password.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{loader, run};
use crate::commerce::OneTimePasswordToken;
use crate::config::AfterReset;
use crate::journey::problem::CodeAge;
use crate::journey::reset_password::Event;
use crate::journey::{Link, Problem, ResetPassword};
use crate::pages::calls::not_there;
use crate::pages::chunks::in_chunk;
use crate::pages::context::Store;
use crate::pages::session::use_session;
use crate::storefront::ResetSubmission;
use crate::wording::{ChangePassword as Words, Message, SigningIn};

use super::Reset;

/// What to do once the password is changed, with whose it is.
type Finish = Box<dyn FnOnce(&str)>;

impl Reset {
    pub fn submit(self) {
        if untrack(|| self.is_busy() || self.is_stopped()) {
            return;
        }
        // A password manager saves what is in a password field, and nobody should read it on the way out.
        self.is_shown.set(false);
        let attempt = untrack(|| self.requests.attempt());
        match self.with_form(|form| form.read(attempt.as_ref())) {
            Ok(submission) => {
                self.errors.set(Vec::new());
                self.new_code.is_sent.set(false);
                self.requests.dismiss();
                let (store, start) = (self.requests.store(), self.journey.get_untracked());
                store.frame.announce(Message::change_password(Words::Changing));
                // Busy from this moment, not from the first poll: a second submit may come before it.
                self.journey.set(start.clone().next(Event::Submitted, self.tries()));
                let finish = Box::new(self.requests.finisher());
                run(async move {
                    self.save(store.clone(), start, Rc::new(submission), finish).await;
                    store.frame.hush();
                });
            }
            Err(errors) => self.errors.set(errors),
        }
    }

    /// Saves it, once the chunk that does is there.
    async fn save(
        self,
        store: Arc<Store>,
        start: ResetPassword,
        submission: Rc<ResetSubmission>,
        finish: Finish,
    ) {
        // The page may be gone by then, and what it holds with it.
        let tries = store.storefront.config().policy.code_tries;
        type Submission = Rc<ResetSubmission>;
        in_chunk!(
            reset,
            fn begin(
                reset: Reset,
                store: Arc<Store>,
                start: ResetPassword,
                submission: Submission,
                finish: Finish,
            ) -> Pin<Box<dyn Future<Output = ()>>> {
                Box::pin(reset.carry_on(store, start, submission, finish))
            }
        );
        match begin(self, store, start, submission, finish).await {
            Ok(saving) => saving.await,
            Err(error) => {
                let failed = Event::ExchangeFailed(not_there(error));
                self.journey.try_update(|journey| *journey = journey.clone().next(failed, tries));
            }
        }
    }

    /// Carries the reset on; `finish` is called when the password is changed. The page may be gone by then.
    async fn carry_on(
        self,
        store: Arc<Store>,
        start: ResetPassword,
        submission: Rc<ResetSubmission>,
        finish: Finish,
    ) {
        // While the store answers, another link may have been followed: its code is none of this one's business.
        let spent = submission.one_time_password_token.clone();
        let spent_by_then = spent.clone();
        let shown = move |state: &ResetPassword| {
            if !state.needs_code() {
                // It is spent: nobody should be shown it, or come back to it.
                drop_spent_code(self.followed, spent_by_then.as_ref());
            }
            self.journey.try_set(state.clone());
        };
        let end = store.storefront.reset_password(start, &submission, shown).await;
        let is_changed = matches!(end, ResetPassword::Changed);
        // Who signs in next is this member, in all likelihood.
        if is_changed && self.has_followed(&submission) {
            self.followed.try_set(Link::of_username(submission.username.as_str()));
        }
        let problem = end.problem();
        let is_stopped = matches!(end, ResetPassword::Stopped { .. });
        if problem == Some(Problem::LinkForSomeoneElse) && self.has_followed(&submission) {
            loader::forget_link();
            self.followed.try_update(|link| *link = link.clone().without_claims());
        } else if is_stopped || matches!(problem, Some(Problem::CodeRefused(_))) {
            drop_spent_code(self.followed, spent.as_ref());
        }
        self.journey.try_set(end);
        if is_changed {
            finish(submission.username.as_str());
            self.sign_in(&store, &submission).await;
        }
    }

    /// Signs in who proved to be who, where the store wants that, this browser asked for the code, and nobody is signed
    /// in. Several accounts are chosen from. When that fails, the page leads to signing in.
    async fn sign_in(self, store: &Store, submission: &ResetSubmission) {
        let is_wanted = store.storefront.config().sign_in.after_reset == AfterReset::SignedIn;
        let is_asked_for_here = submission.code_age != CodeAge::Unknown;
        if !is_wanted || !is_asked_for_here {
            return;
        }
        let session = store.with_owner(use_session);
        // In whatever tab, and however late it is known here.
        let is_free = || session.signed_in_now().is_none();
        if !is_free() {
            return;
        }
        self.is_signing_in.try_set(true);
        store.frame.announce(Message::signing_in(SigningIn::Pending));
        let outcome = store.storefront.sign_in_after_reset(submission).await;
        self.is_signing_in.try_set(false);
        let Some(tokens) = outcome.ok().filter(|_| is_free()) else { return };
        match tokens.only_account().cloned() {
            Some(account) => drop(session.sign_in(tokens, &account)),
            None => drop(self.choice.try_set(Some(tokens))),
        }
    }

    /// Whether the link of this submission is still the one that was followed last, but for a code that is spent.
    fn has_followed(self, submission: &ResetSubmission) -> bool {
        self.followed
            .try_with_untracked(|link| {
                let code = link.one_time_password_token.as_ref();
                code.is_none() || code == submission.one_time_password_token.as_ref()
            })
            .unwrap_or_default()
    }
}

/// An outdated code is typed anew; the rest of the link still serves.
pub(super) fn drop_code(followed: RwSignal<Link>) {
    followed.try_update(|link| link.one_time_password_token = None);
    loader::forget_link();
}

/// The same for a code that is spent or refused, unless another link has brought another one since.
fn drop_spent_code(followed: RwSignal<Link>, spent: Option<&OneTimePasswordToken>) {
    let is_still_there = |link: &Link| spent.is_some() && link.one_time_password_token.as_ref() == spent;
    if followed.try_with_untracked(is_still_there).unwrap_or_default() {
        drop_code(followed);
    }
}
