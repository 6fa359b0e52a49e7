//! Keeping up with the time, and with what other tabs do meanwhile.

use std::time::Duration;

use leptos::ev;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use crate::browser::now;
use crate::components::{memo, watch};
use crate::journey::code_request::Event;
use crate::wording::Message;

use super::CodeRequests;
use super::memory::{Memory, News};

impl CodeRequests {
    /// Brings what depends on the time up to date; this or another tab may have asked meanwhile.
    pub(super) fn look_at_clock(self) {
        let Some(attempt) = self.state.try_with_untracked(|state| state.attempt().cloned()) else { return };
        let Some(store) = self.store.try_get_value() else { return };
        let memory = Memory { storage: store.storage.clone(), purpose: self.purpose };
        let cooldown = memory.cooldown();
        let is_expired = attempt.is_some_and(|attempt| attempt.is_expired(now()));
        // Looking at what is remembered forgets what has run out; another tab's newer attempt stays.
        let _ = memory.attempt();
        self.is_expired.set(is_expired);
        self.wait.set(cooldown.map_or(0, |cooldown| cooldown.seconds_left(now())));
    }

    pub(super) fn follow_time(self) {
        if let Ok(timer) = set_interval_with_handle(move || self.look_at_clock(), Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    }

    /// Says when the wait is over, where there is a button to ask. Said once, at the end: a screen reader that hears
    /// every second hears nothing else.
    pub fn announce_end_of_wait(self) {
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

    pub(super) fn follow_other_tabs(self) {
        let memory = self.memory();
        let storage = memory.storage.clone();
        let follow =
            move |change| untrack(|| memory.news(change).into_iter().for_each(|news| self.follow(news)));
        let listener = storage.listen(follow);
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
