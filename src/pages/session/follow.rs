//! Following the session: what other tabs, the storefront and the time make of it.

use std::time::Duration;

use leptos::leptos_dom::helpers::{IntervalHandle, set_interval_with_handle};
use leptos::prelude::*;

use crate::browser::{SessionStore, event, now};
use crate::components::watch;
use crate::session::{Facts, Session, SignedIn, Standing, Why};

use super::SessionHandle;

/// Where the end of the session is announced. A press there is an answer to that: were it taken for mere activity, the
/// notice would be gone before the press ends.
const NOTICE: &str = ".session-notice";

impl SessionHandle {
    /// Looks at what is kept, and shows it.
    pub(super) fn look(self) {
        let _ = self.current();
    }

    /// Who is signed in as of now, after a look at what is kept.
    pub(super) fn current(self) -> Option<(SignedIn, Facts)> {
        let Some((signed_in, facts)) = self.store.with_value(SessionStore::read) else {
            self.ended_elsewhere();
            return None;
        };
        let standing =
            self.store.with_value(|store| Standing::of(&signed_in, &facts, store.options(), now()));
        if let Standing::Ended(why) = standing {
            self.end(why);
            return None;
        }
        self.show(Session::SignedIn(signed_in.clone()));
        self.set_standing(standing);
        Some((signed_in, facts))
    }

    /// Ends the session. One that has expired by our estimate of the store's clock alone stays where it is kept: the
    /// clock may be set right.
    pub(super) fn end(self, why: Why) {
        if why != Why::Expired {
            let _ = self.store.with_value(SessionStore::forget);
        }
        self.show(Session::SignedOut);
        if self.ended.get_untracked() != Some(why) {
            self.ended.set(Some(why));
        }
    }

    /// Nobody is signed in any more. Where the end was due, another tab only noticed it a moment before.
    fn ended_elsewhere(self) {
        let due = match self.standing.get_untracked() {
            Standing::EndsSoon { seconds: 0..=2, why } => Some(why),
            _ => None,
        };
        self.show(Session::SignedOut);
        if due.is_some() {
            self.ended.set(due);
        }
    }

    /// Brings what depends on the time up to date.
    pub(super) fn look_at_clock(self) {
        let standing = self.store.with_value(|store| {
            let facts = store.facts()?;
            self.session.with_untracked(|session| {
                let signed_in = session.signed_in().filter(|signed_in| facts.are_of(signed_in))?;
                Some(Standing::of(signed_in, &facts, store.options(), now()))
            })
        });
        match standing {
            Some(standing @ (Standing::Fresh | Standing::EndsSoon { .. })) => self.set_standing(standing),
            Some(Standing::Ended(_)) | None => self.look(),
        }
    }

    pub(super) fn follow(self) {
        let listener = self.store.with_value(|store| store.listen(move || self.look()));
        StoredValue::new_local(listener);
        // A page that comes back from the back/forward cache has missed every event, and a storefront that changes the
        // cookie causes none.
        event::follow(&["pageshow", "visibilitychange"], NOTICE, move || self.look());
        if self.store.with_value(|store| store.options().idle_timeout_minutes.is_some()) {
            event::follow(&["pointerdown", "keydown", "visibilitychange"], NOTICE, move || self.touch());
        }
        self.follow_time();
    }

    fn follow_time(self) {
        let is_signed_in = self.is_signed_in();
        let timer = StoredValue::new(None::<IntervalHandle>);
        let stop = move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        };
        watch(move || {
            stop();
            if is_signed_in.get() {
                let tick = move || self.look_at_clock();
                timer.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
            }
        });
        on_cleanup(stop);
    }
}
