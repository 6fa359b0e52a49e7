//! What this browser remembers of its requests, shared by its tabs.

use crate::browser::now;
use crate::browser::storage::{Change, Storage};
use crate::journey::{Cooldown, PendingAttempt};

const ATTEMPT: &str = "attempt";
const COOLDOWN: &str = "cooldown";
const CHANGED: &str = "changed";

/// What is remembered of one store. What is unreadable or out of date is forgotten as it is met.
#[derive(Clone)]
pub(super) struct Memory(pub(super) Storage);

/// What another tab did.
pub(super) enum News {
    /// It asked for a code.
    Asked(PendingAttempt),
    /// It gave the attempt up, or its code ran out.
    GaveUp,
    /// It has to wait, and so has this one.
    Waits,
    /// It set the new password.
    Finished,
}

impl Memory {
    pub(super) fn attempt(&self) -> Option<PendingAttempt> {
        let attempt = PendingAttempt::decode(&self.0.get(ATTEMPT)?, now());
        if attempt.is_none() {
            self.forget_attempt();
        }
        attempt
    }

    pub(super) fn cooldown(&self) -> Option<Cooldown> {
        let cooldown = Cooldown::decode(&self.0.get(COOLDOWN)?, now());
        if cooldown.is_none() {
            self.0.remove(COOLDOWN);
        }
        cooldown
    }

    pub(super) fn keep_attempt(&self, attempt: &PendingAttempt) {
        self.0.set(ATTEMPT, &attempt.encode());
    }

    pub(super) fn keep_cooldown(&self, cooldown: Cooldown) {
        self.0.set(COOLDOWN, &cooldown.encode());
    }

    pub(super) fn restore_cooldown(&self, previous: Option<Cooldown>) {
        match previous {
            Some(previous) => self.keep_cooldown(previous),
            None => self.0.remove(COOLDOWN),
        }
    }

    pub(super) fn forget_attempt(&self) {
        self.0.remove(ATTEMPT);
    }

    /// The code of this username has served: the other tabs are told, and nothing is remembered. An attempt for
    /// somebody else stays.
    pub(super) fn finish(&self, username: &str) {
        if self.attempt().is_some_and(|attempt| attempt.username == username) {
            self.0.announce(CHANGED);
            self.forget_attempt();
        }
    }

    /// What a change made by another tab means; nothing if it is none of ours.
    pub(super) fn news((name, value): Change) -> Option<News> {
        match (name.as_str(), value) {
            (ATTEMPT, Some(stored)) => PendingAttempt::decode(&stored, now()).map(News::Asked),
            (ATTEMPT, None) => Some(News::GaveUp),
            (COOLDOWN, _) => Some(News::Waits),
            (CHANGED, Some(_)) => Some(News::Finished),
            _ => None,
        }
    }
}
