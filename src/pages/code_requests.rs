//! Asking for codes, as both pages do it: one request at a time, a wait between two, in step with other tabs.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use crate::browser::{now, run};
use crate::components::{memo, watch};
use crate::journey::code_request::Event;
use crate::journey::{CodeRequest, PendingAttempt, Problem, Username};
use crate::wording::Message;

use super::context::{Store, use_store};

mod memory;
mod request;

use memory::{Memory, News};
use request::Request;

/// The requests of this browser for one store.
#[derive(Clone, Copy)]
pub struct CodeRequests {
    state: RwSignal<CodeRequest>,
    /// Seconds until the next may be asked for.
    wait: RwSignal<u32>,
    /// Whether the code that was asked for has run out.
    is_expired: RwSignal<bool>,
    store: StoredValue<Store>,
    sent: Callback<bool>,
}

/// Follows the requests of this browser. `sent` is called after each that the store took, with whether it was a
/// further one.
#[must_use]
pub fn use_code_requests(sent: Callback<bool>) -> CodeRequests {
    let store = use_store();
    let state = RwSignal::new(CodeRequest::new(Memory(store.storage.clone()).attempt()));
    let requests = CodeRequests {
        state,
        wait: RwSignal::new(0),
        is_expired: RwSignal::new(false),
        store: StoredValue::new(store),
        sent,
    };
    requests.look_at_clock();
    requests.follow_time();
    requests.follow_other_tabs();
    requests
}

impl CodeRequests {
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
            let storefront = self.store().storefront;
            self.send(Request { storefront, memory: self.memory(), username });
        }
    }

    /// Why the last request failed matters no longer.
    pub fn dismiss(self) {
        self.play(Event::Dismissed);
    }

    fn send(self, request: Request) {
        run(async move {
            let event = request.send().await;
            let is_sent = matches!(event, Event::Accepted(_));
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
        matches!(*self.state.read(), CodeRequest::Sending { .. })
    }

    /// Why the last request failed.
    #[must_use]
    pub fn problem(self) -> Signal<Option<Problem>> {
        Memo::new(move |_| self.state.read().problem()).into()
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

    /// Gives the attempt up; the wait stays.
    pub fn give_up(self) {
        self.memory().forget_attempt();
        self.play(Event::Restarted);
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
        self.memory().0.is_lasting()
    }

    /// The store that is asked.
    #[must_use]
    pub fn store(self) -> Store {
        self.store.get_value()
    }

    fn memory(self) -> Memory {
        Memory(self.store().storage)
    }

    fn play(self, event: Event) {
        self.state.try_update(|state| *state = state.clone().next(event));
    }

    /// Brings what depends on the time up to date; this or another tab may have asked meanwhile.
    fn look_at_clock(self) {
        let Some(attempt) = self.state.try_with_untracked(|state| state.attempt().cloned()) else { return };
        let Some(store) = self.store.try_get_value() else { return };
        let memory = Memory(store.storage);
        let cooldown = memory.cooldown();
        let is_expired = attempt.is_some_and(|attempt| attempt.is_expired(now()));
        // Looking at what is remembered forgets what has run out; another tab's newer attempt stays.
        let _ = memory.attempt();
        self.is_expired.set(is_expired);
        self.wait.set(cooldown.map_or(0, |cooldown| cooldown.seconds_left(now())));
    }

    fn follow_time(self) {
        if let Ok(timer) = set_interval_with_handle(move || self.look_at_clock(), Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
        // Said once, at the end: a screen reader that hears every second hears nothing else.
        let is_waiting = memo(move || self.seconds_left() > 0);
        let was_waiting = StoredValue::new(false);
        watch(move || {
            let is_waiting = is_waiting.get();
            if was_waiting.get_value() && !is_waiting {
                self.store().frame.announce(Message::MayAskAgain);
            }
            was_waiting.set_value(is_waiting);
        });
    }

    fn follow_other_tabs(self) {
        let follow =
            move |change| untrack(|| Memory::news(change).into_iter().for_each(|news| self.follow(news)));
        let listener = self.memory().0.listen(follow);
        StoredValue::new_local(listener);
        // A page that comes back from the back/forward cache has missed every event.
        let came_back = window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                untrack(|| self.catch_up());
            }
        });
        on_cleanup(move || came_back.remove());
    }

    fn follow(self, news: News) {
        self.look_at_clock();
        match news {
            News::Asked(attempt) => self.play(Event::Accepted(attempt)),
            // The other tab's clock ticks a moment before this one's.
            News::GaveUp if self.attempt().is_some_and(|attempt| attempt.is_expired(now().plus(2))) => {}
            News::GaveUp => self.play(Event::Restarted),
            News::Waits => {}
            News::Finished => self.play(Event::FinishedElsewhere),
        }
    }

    fn catch_up(self) {
        self.look_at_clock();
        match self.memory().attempt() {
            Some(attempt) if self.attempt().as_ref() != Some(&attempt) => self.play(Event::Accepted(attempt)),
            None if self.attempt().is_some() && !self.is_expired() => self.play(Event::Restarted),
            _ => {}
        }
    }
}
