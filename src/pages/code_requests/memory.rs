//! What this browser remembers of its requests, shared by its tabs.

use crate::browser::now;
use crate::browser::storage::{Change, Storage};
use crate::commerce::Purpose;
use crate::journey::{Cooldown, PendingAttempt};

/// Shared by all purposes: it protects an inbox.
const COOLDOWN: &str = "cooldown";

/// The attempt to sign in whose link was used without a press; a second time it takes one.
pub(in crate::pages) const USED_BY_ITSELF: &str = "used_by_itself";

/// What is remembered of one store. What is unreadable or out of date is forgotten as it is met.
#[derive(Clone)]
pub(super) struct Memory {
    pub(super) storage: Storage,
    pub(super) purpose: Purpose,
}

/// What another tab did.
pub(super) enum News {
    /// It asked for a code.
    Asked(PendingAttempt),
    /// It gave the attempt up, or its code ran out.
    GaveUp,
    /// It has to wait, and so has this one.
    Waits,
    /// It finished what the code was for.
    Finished,
}

impl Memory {
    pub(super) fn attempt(&self) -> Option<PendingAttempt> {
        let attempt = PendingAttempt::decode(&self.storage.get(self.attempt_key())?, self.purpose, now());
        if attempt.is_none() {
            self.forget_attempt();
        }
        attempt
    }

    pub(super) fn cooldown(&self) -> Option<Cooldown> {
        let cooldown = Cooldown::decode(&self.storage.get(COOLDOWN)?, now());
        if cooldown.is_none() {
            self.storage.remove(COOLDOWN);
        }
        cooldown
    }

    pub(super) fn keep_attempt(&self, attempt: &PendingAttempt) {
        self.storage.set(self.attempt_key(), &attempt.encode());
    }

    pub(super) fn keep_cooldown(&self, cooldown: Cooldown) {
        self.storage.set(COOLDOWN, &cooldown.encode());
    }

    pub(super) fn restore_cooldown(&self, previous: Option<Cooldown>) {
        match previous {
            Some(previous) => self.keep_cooldown(previous),
            None => self.storage.remove(COOLDOWN),
        }
    }

    pub(super) fn forget_attempt(&self) {
        self.storage.remove(self.attempt_key());
        if self.purpose == Purpose::PasswordlessAuthentication {
            self.storage.remove(USED_BY_ITSELF);
        }
    }

    /// The code of this username has served: the other tabs are told, and nothing is remembered. An attempt for
    /// somebody else stays.
    pub(super) fn finish(&self, username: &str) {
        if self.attempt().is_some_and(|attempt| attempt.username == username) {
            self.storage.announce(self.finished_key());
            self.forget_attempt();
        }
    }

    /// What a change made by another tab means; nothing if it is none of ours.
    pub(super) fn news(&self, (name, value): Change) -> Option<News> {
        match value {
            _ if name == COOLDOWN => Some(News::Waits),
            Some(stored) if name == self.attempt_key() => {
                PendingAttempt::decode(&stored, self.purpose, now()).map(News::Asked)
            }
            None if name == self.attempt_key() => Some(News::GaveUp),
            Some(_) if name == self.finished_key() => Some(News::Finished),
            _ => None,
        }
    }

    fn attempt_key(&self) -> &'static str {
        match self.purpose {
            Purpose::ResetPassword => "attempt",
            Purpose::PasswordlessAuthentication => "sign_in_attempt",
        }
    }

    fn finished_key(&self) -> &'static str {
        match self.purpose {
            Purpose::ResetPassword => "changed",
            Purpose::PasswordlessAuthentication => "signed_in",
        }
    }
}
