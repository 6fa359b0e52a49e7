//! What this browser remembers of the checkouts that it sent: enough to find their orders again, and never to send
//! one twice. No cart can be told from it, and no person.

use crate::commerce::fields::Fields;
use crate::commerce::{AccountId, CartId, Timestamp};
use crate::session::SignedIn;

use super::Attempt;

/// Name of the key that they are kept under.
pub const NAME: &str = "checkouts";

/// Version of the stored form.
const VERSION: i64 = 1;

/// How many are remembered.
const MOST: usize = 8;

/// How long attempts are remembered, in seconds: 30 days, longer than most carts live.
const REMEMBERED: i64 = 2_592_000;

/// How long what became of a cart that is gone is shown to its member who comes back to the page, in seconds: a day.
const SHOWN: i64 = 86_400;

/// How long the order of such a cart is shown to a guest, whom nothing tells from the next one: an hour.
const SHOWN_TO_GUESTS: i64 = 3600;

/// The attempts that this browser remembers, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts(Vec<Attempt>);

impl Attempts {
    /// Reads the stored form; what is unreadable, of another version, or long ago is as if it were not there.
    #[must_use]
    pub fn decode(stored: &str, now: Timestamp) -> Self {
        let fields = Fields::read(stored).unwrap_or_default();
        let is_ours = fields.number("version") == Some(VERSION);
        let listed = fields.list("attempts").filter(|_| is_ours).unwrap_or_default();
        let remembered =
            listed.iter().filter_map(Attempt::read).filter(|attempt| now.since(attempt.at) < REMEMBERED);
        Self(remembered.collect())
    }

    /// Whether what is stored is of no use to this version or a later one. A later one's is left alone: another tab, of a
    /// newer deployment, is kept from a second order by it.
    #[must_use]
    pub fn is_unreadable(stored: &str) -> bool {
        Fields::read(stored)
            .ok()
            .and_then(|fields| fields.number("version"))
            .is_none_or(|version| version < VERSION)
    }

    /// The stored form.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut json = ["{\"version\":", &VERSION.to_string(), ",\"attempts\":["].concat();
        for (index, attempt) in self.0.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            attempt.write(&mut json);
        }
        json.push_str("]}");
        json
    }

    /// The last attempt with this cart.
    #[must_use]
    pub fn of_cart(&self, cart_id: &CartId) -> Option<&Attempt> {
        self.0.iter().rev().find(|attempt| attempt.is_of(cart_id))
    }

    /// The last attempt of an account, or of guests, unless it is an old story. What a member's came to can be found
    /// out for as long as it is remembered.
    #[must_use]
    pub fn latest(&self, whose: Option<&AccountId>, now: Timestamp) -> Option<&Attempt> {
        let last = self.0.iter().rev().find(|attempt| attempt.account_id.as_ref() == whose)?;
        let shown = match (&last.placed, whose) {
            (None, _) if last.is_dismissed => 0,
            (None, Some(_)) => REMEMBERED,
            (Some(_), None) => SHOWN_TO_GUESTS,
            (Some(_), Some(_)) | (None, None) => SHOWN,
        };
        (now.since(last.at) < shown).then_some(last)
    }

    /// What is left of them for who is signed in: no order of an account that is not theirs.
    #[must_use]
    pub fn seen_by(self, signed_in: Option<&SignedIn>) -> Self {
        let accounts = signed_in.map(SignedIn::accounts).unwrap_or_default();
        let is_theirs = |id: &AccountId| accounts.iter().any(|account| account.account_id == *id);
        self.with_orders_of(|attempt| attempt.account_id.as_ref().is_none_or(is_theirs))
    }

    /// The shopper wants to read no more of an attempt. It is remembered all the same, in case the cart comes back.
    pub fn dismiss(&mut self, external_ref: &str) {
        if let Some(attempt) = self.0.iter_mut().find(|attempt| attempt.external_ref == external_ref) {
            attempt.is_dismissed = true;
        }
    }

    /// The attempt of this name.
    #[must_use]
    pub fn find(&self, external_ref: &str) -> Option<&Attempt> {
        self.0.iter().find(|attempt| attempt.external_ref == external_ref)
    }

    /// Remembers an attempt, in place of what was known of it.
    pub fn keep(&mut self, attempt: Attempt) {
        match self.0.iter_mut().find(|other| other.external_ref == attempt.external_ref) {
            Some(other) => *other = attempt,
            None => self.0.push(attempt),
        }
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// What is left when a session ends: that something was tried, and no order.
    #[must_use]
    pub fn signed_out(self) -> Self {
        self.with_orders_of(|_| false)
    }

    /// Of the other attempts nothing is known any more but that they were made: whoever comes back with such a cart is not
    /// shown the order, and does not order once more without knowing.
    fn with_orders_of(mut self, is_shown: impl Fn(&Attempt) -> bool) -> Self {
        for attempt in self.0.iter_mut().filter(|attempt| attempt.placed.is_some() && !is_shown(attempt)) {
            attempt.placed = None;
            attempt.is_dismissed = true;
        }
        self
    }

    /// Forgets an attempt that came to nothing.
    pub fn forget(&mut self, external_ref: &str) {
        self.0.retain(|attempt| attempt.external_ref != external_ref);
    }
}

#[cfg(test)]
mod tests;
