//! Asking for codes, as both pages do it: one request at a time, a wait between two, in step with other tabs.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{self, loader, run};
use crate::commerce::Purpose;
use crate::journey::code_request::Event;
use crate::journey::{CodeRequest, Link, PendingAttempt, Problem, Username};
use crate::wording::Message;

use super::context::{Store, use_store};

mod follow;
mod memory;
mod request;

use memory::Memory;
pub(super) use memory::USED_BY_ITSELF;
use request::Request;

/// The requests of this browser for one store.
#[derive(Clone, Copy)]
pub struct CodeRequests {
    state: RwSignal<CodeRequest>,
    /// Seconds until the next may be asked for.
    wait: RwSignal<u32>,
    /// Whether the code that was asked for has run out.
    is_expired: RwSignal<bool>,
    store: StoredValue<Arc<Store>>,
    purpose: Purpose,
    /// Where to go on to with the code.
    return_to: StoredValue<Option<String>>,
    sent: Callback<bool>,
    form_goes: Option<Callback<()>>,
}

/// Forgets whom codes were asked for, which is nobody's business once somebody has signed out; the wait stays.
pub(super) fn forget_attempts(store: &Store) {
    for purpose in [Purpose::ResetPassword, Purpose::PasswordlessAuthentication] {
        Memory { storage: store.storage.clone(), purpose }.forget_attempt();
        // What is under way ends on nothing.
        store.code_request(purpose).set(CodeRequest::new(None));
    }
}

/// Follows the requests of this browser for codes of a purpose. `sent` is called after each that the store took, with whether it was a
/// further one. `form_goes` is called a turn before what was asked for first takes the place of its form, if it does.
#[must_use]
pub fn use_code_requests(
    purpose: Purpose,
    sent: Callback<bool>,
    form_goes: Option<Callback<()>>,
) -> CodeRequests {
    let store = use_store();
    let state = store.code_request(purpose);
    let requests = CodeRequests {
        state,
        wait: RwSignal::new(0),
        is_expired: RwSignal::new(false),
        store: StoredValue::new(store),
        purpose,
        return_to: StoredValue::new(None),
        sent,
        form_goes,
    };
    requests.take_up();
    requests.look_at_clock();
    // While prerendered, no time passes.
    if browser::IS_PRESENT {
        requests.follow_time();
        requests.follow_other_tabs();
    }
    requests
}

impl CodeRequests {
    /// Begins with what is remembered, or where a request is that was sent before the page was left and has not ended
    /// well yet. Leaving it for good ends with nothing but what is remembered.
    fn take_up(self) {
        let is_new = |state: &CodeRequest| state.problem().is_none() && !state.is_sending();
        if self.state.with_untracked(is_new) {
            self.state.set(CodeRequest::new(self.memory().attempt()));
        }
        let state = self.state;
        on_cleanup(move || state.update(|state| *state = state.clone().next(Event::Dismissed)));
    }

    /// Where the shopper is.
    #[must_use]
    pub fn state(self) -> RwSignal<CodeRequest> {
        self.state
    }

    /// Asks for a code, unless one is being asked for or was a moment ago.
    pub fn ask(self, username: Username) {
        if untrack(|| self.is_sending()) {
            return;
        }
        // Another tab may have asked since.
        self.look_at_clock();
        let (wait, cooldown) = (self.wait.get_untracked(), self.memory().cooldown());
        self.play(Event::Submitted);
        if wait > 0 {
            let was_refused = cooldown.is_some_and(|cooldown| cooldown.refusals > 0);
            let problem =
                if was_refused { Problem::TooManyRequests(wait) } else { Problem::AskedJustNow(wait) };
            self.play(Event::Failed(problem));
        } else if untrack(|| self.is_sending()) {
            self.store().frame.announce(Message::SendingCode);
            let storefront = self.store().storefront.clone();
            let so_far = self.memory().attempt().filter(|attempt| attempt.username == username.as_str());
            let return_to = self.return_to.get_value().or_else(|| so_far?.return_to);
            let is_first = self.state.with_untracked(|state| state.attempt().is_none());
            let form_goes = self.form_goes.filter(|_| is_first);
            let (memory, state) = (self.memory(), self.state);
            self.send(Request { storefront, memory, state, username, return_to, form_goes });
        }
    }

    /// What is asked for from now on leads on to this place.
    pub fn lead_on_to(self, return_to: Option<String>) {
        self.return_to.set_value(return_to);
    }

    /// Why the last request failed matters no longer.
    pub fn dismiss(self) {
        self.play(Event::Dismissed);
    }

    fn send(self, request: Request) {
        let store = self.store();
        run(async move {
            let event = request.send().await;
            let is_sent = matches!(event, Event::Accepted(_));
            store.frame.hush();
            if !self.state.try_with_untracked(CodeRequest::is_sending).unwrap_or_default() {
                return;
            }
            self.play(event);
            self.look_at_clock();
            if is_sent {
                let is_further = self
                    .state
                    .try_with_untracked(|state| matches!(state, CodeRequest::Sent { again: true, .. }));
                self.sent.try_run(is_further.unwrap_or_default());
            }
        });
    }

    /// Whether a request is under way.
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.state.read().is_sending()
    }

    /// Why the last request failed.
    #[must_use]
    pub fn problem(self) -> Memo<Option<Problem>> {
        Memo::new(move |_| self.state.read().problem())
    }

    /// Whether the next has to wait.
    #[must_use]
    pub fn must_wait(self) -> bool {
        self.is_sending() || self.seconds_left() > 0
    }

    /// Seconds until the next may be asked for.
    #[must_use]
    pub fn seconds_left(self) -> u32 {
        self.wait.get()
    }

    /// Whether the code that was asked for has run out.
    #[must_use]
    pub fn is_expired(self) -> bool {
        self.is_expired.get()
    }

    /// The attempt that is waited for.
    #[must_use]
    pub fn attempt(self) -> Option<PendingAttempt> {
        self.state.read().attempt().cloned()
    }

    /// Back to the form once another tab has used the code.
    pub fn begin_again(self) {
        self.state.set(CodeRequest::new(None));
    }

    /// Gives the attempt up; the wait stays.
    pub fn give_up(self) {
        self.memory().forget_attempt();
        self.play(Event::Restarted);
    }

    /// The link that was followed is somebody else's: forgets it, and whoever it names is not waited for.
    pub fn disown_link(self, named: &str) {
        if untrack(|| self.attempt()).is_some_and(|attempt| attempt.username == named) {
            self.give_up();
        }
        loader::forget_link();
        self.store().followed.set(Link::default());
    }

    /// What to do once the code of a username has served, even if the page is gone by then: other tabs stop waiting
    /// for it, and nothing is remembered.
    pub fn finisher(self) -> impl FnOnce(&str) {
        let memory = self.memory();
        move |username| memory.finish(username)
    }

    /// Whether what is remembered survives this page.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        self.memory().storage.is_lasting()
    }

    /// The store that is asked.
    #[must_use]
    pub fn store(self) -> Arc<Store> {
        self.store.get_value()
    }

    fn memory(self) -> Memory {
        Memory { storage: self.store().storage.clone(), purpose: self.purpose }
    }

    fn play(self, event: Event) {
        self.state.try_update(|state| *state = state.clone().next(event));
    }
}
