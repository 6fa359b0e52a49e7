//! Asking for codes, as both pages do it: one request at a time, a wait between two, in step with other tabs.

use std::sync::Arc;
use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use crate::browser::storage::{Change, Storage};
use crate::browser::{Browser, chance, milliseconds, now, pause_until, random_id, run};
use crate::components::{memo, say, watch};
use crate::journey::code_request::Event;
use crate::journey::{CodeRequest, Cooldown, PendingAttempt, Problem, Username};
use crate::storefront::Storefront;
use crate::wording::Message;

use super::context::{use_frame, use_store};

const ATTEMPT: &str = "attempt";
const COOLDOWN: &str = "cooldown";
const CHANGED: &str = "changed";

/// However fast the store answers, the page moves on no sooner: its speed must not tell who has an account.
/// Milliseconds.
const SHORTEST_ANSWER: u32 = 600;

/// The requests of this browser for one store.
#[derive(Clone, Copy)]
pub struct CodeRequests {
    state: RwSignal<CodeRequest>,
    /// Seconds until the next may be asked for.
    wait: RwSignal<u32>,
    /// Whether the code that was asked for has run out.
    is_expired: RwSignal<bool>,
    storage: StoredValue<Storage>,
    storefront: StoredValue<Arc<Storefront<Browser>>>,
    sent: Callback<()>,
}

/// Follows the requests of this browser. `sent` is called after each that the store took.
#[must_use]
pub fn use_code_requests(sent: Callback<()>) -> CodeRequests {
    let storage = use_store().storage;
    let state = RwSignal::new(CodeRequest::new(remembered_attempt(&storage)));
    let requests = CodeRequests {
        state,
        wait: RwSignal::new(0),
        is_expired: RwSignal::new(false),
        storage: StoredValue::new(storage),
        storefront: StoredValue::new(use_store().storefront),
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
        if self.is_sending() {
            return;
        }
        // Another tab may have asked since.
        self.look_at_clock();
        let wait = self.wait.get_untracked();
        self.play(Event::Submitted);
        if wait > 0 {
            self.play(Event::Failed(Problem::AskedJustNow(wait)));
        } else {
            let storefront = self.storefront.get_value();
            let request = Request { storefront, storage: self.storage.get_value(), username };
            run(async move {
                let event = request.send().await;
                let is_sent = matches!(event, Event::Accepted(_));
                self.play(event);
                self.look_at_clock();
                if is_sent {
                    self.sent.try_run(());
                }
            });
        }
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
        self.storage.with_value(|storage| storage.remove(ATTEMPT));
        self.play(Event::Restarted);
    }

    /// The code has served: other tabs stop waiting, and nothing is remembered.
    pub fn finish(self) {
        self.storage.with_value(|storage| {
            storage.announce(CHANGED);
            storage.remove(ATTEMPT);
        });
    }

    /// Whether what is remembered survives this page.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        self.storage.with_value(Storage::is_lasting)
    }

    fn play(self, event: Event) {
        self.state.try_update(|state| *state = state.clone().next(event));
    }

    /// Brings what depends on the time up to date; this or another tab may have asked meanwhile.
    fn look_at_clock(self) {
        let Some(attempt) = self.state.try_with_untracked(|state| state.attempt().cloned()) else { return };
        let Some(cooldown) = self.storage.try_with_value(remembered_cooldown) else { return };
        let is_expired =
            attempt.is_some_and(|attempt| now().since(attempt.requested_at) >= PendingAttempt::LIFETIME);
        if is_expired {
            self.storage.with_value(|storage| storage.remove(ATTEMPT));
        }
        self.is_expired.set(is_expired);
        self.wait.set(cooldown.map_or(0, |cooldown| cooldown.seconds_left(now())));
    }

    fn follow_time(self) {
        if let Ok(timer) = set_interval_with_handle(move || self.look_at_clock(), Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
        // Said once, at the end: a screen reader that hears every second hears nothing else.
        let announcer = use_frame().announcement;
        let may_ask = say(Message::MayAskAgain);
        let is_waiting = memo(move || self.seconds_left() > 0);
        let was_waiting = StoredValue::new(false);
        watch(move || {
            let is_waiting = is_waiting.get();
            if was_waiting.get_value() && !is_waiting {
                announcer.set(may_ask.clone());
            }
            was_waiting.set_value(is_waiting);
        });
    }

    fn follow_other_tabs(self) {
        let listener =
            self.storage.with_value(|storage| storage.listen(move |change| untrack(|| self.follow(change))));
        StoredValue::new_local(listener);
        // A page that comes back from the back/forward cache has missed every event.
        let came_back = window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                untrack(|| self.catch_up());
            }
        });
        on_cleanup(move || came_back.remove());
    }

    fn follow(self, (name, value): Change) {
        match (name.as_str(), value) {
            (ATTEMPT, Some(stored)) => {
                if let Some(attempt) = PendingAttempt::decode(&stored, now()) {
                    self.play(Event::Accepted(attempt));
                }
            }
            (ATTEMPT, None) if !self.is_expired() => self.play(Event::Restarted),
            (COOLDOWN, _) => self.look_at_clock(),
            (CHANGED, Some(_)) => self.play(Event::FinishedElsewhere),
            _ => {}
        }
    }

    fn catch_up(self) {
        self.look_at_clock();
        match self.storage.with_value(remembered_attempt) {
            Some(attempt) if self.attempt().as_ref() != Some(&attempt) => self.play(Event::Accepted(attempt)),
            None if self.attempt().is_some() && !self.is_expired() => self.play(Event::Restarted),
            _ => {}
        }
    }
}

fn remembered_attempt(storage: &Storage) -> Option<PendingAttempt> {
    let stored = storage.get(ATTEMPT)?;
    let attempt = PendingAttempt::decode(&stored, now());
    if attempt.is_none() {
        storage.remove(ATTEMPT);
    }
    attempt
}

fn remembered_cooldown(storage: &Storage) -> Option<Cooldown> {
    let stored = storage.get(COOLDOWN)?;
    let cooldown = Cooldown::decode(&stored, now());
    if cooldown.is_none() {
        storage.remove(COOLDOWN);
    }
    cooldown
}

/// What a request needs after the page that sent it may be gone.
#[derive(Clone)]
struct Request {
    storefront: Arc<Storefront<Browser>>,
    storage: Storage,
    username: Username,
}

impl Request {
    /// Sends the request and remembers it. Whatever outlives the page is written to storage, which outlives it too.
    async fn send(self) -> Event {
        let start = milliseconds();
        let outcome = self.storefront.request_code(&self.username).await;
        pause_until(start, SHORTEST_ANSWER).await;
        let previous = remembered_cooldown(&self.storage);
        let between = self.storefront.config().policy.resend_cooldown_seconds;
        let (cooldown, event) = match outcome {
            Ok(realm) => {
                let attempt = PendingAttempt::new(random_id(), self.username.as_str(), realm, now());
                self.storage.set(ATTEMPT, &attempt.encode());
                (Some(Cooldown::after_request(now(), between)), Event::Accepted(attempt))
            }
            Err(Problem::TooManyRequests(asked)) => {
                let cooldown = Cooldown::after_refusal(previous, asked, chance(), now());
                (Some(cooldown), Event::Failed(Problem::TooManyRequests(cooldown.seconds_left(now()))))
            }
            // The e-mail may be on its way all the same.
            Err(problem @ Problem::NoAnswerInTime(_)) => {
                (Some(Cooldown::after_request(now(), between)), Event::Failed(problem))
            }
            Err(problem) => (None, Event::Failed(problem)),
        };
        if let Some(cooldown) = cooldown {
            self.storage.set(COOLDOWN, &cooldown.encode());
        }
        event
    }
}
