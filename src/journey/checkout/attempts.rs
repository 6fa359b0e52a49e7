//! What this browser remembers of the checkouts that it sent: enough to find their orders again, and never to send
//! one twice. No cart can be told from it, and no person.

use crate::commerce::fields::Fields;
use crate::commerce::{CartId, Timestamp};

use super::Attempt;

/// Name of the key that they are kept under.
pub const NAME: &str = "checkouts";

/// Version of the stored form.
const VERSION: i64 = 1;

/// How many are remembered.
const MOST: usize = 8;

/// How long attempts are remembered, in seconds: 30 days, longer than most carts live.
const REMEMBERED: i64 = 2_592_000;

/// How long the order of a cart that is gone is shown to whoever comes back to the page, in seconds: a day.
const SHOWN: i64 = 86_400;

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

    /// The last attempt, unless its order is an old story.
    #[must_use]
    pub fn latest(&self, now: Timestamp) -> Option<&Attempt> {
        self.0.last().filter(|attempt| attempt.placed.is_none() || now.since(attempt.at) < SHOWN)
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

    /// What is left when the shopper signs out: that something was tried, in case it was ordered, and no order.
    #[must_use]
    pub fn signed_out(mut self) -> Self {
        self.0.retain(|attempt| attempt.placed.is_none());
        self
    }

    /// Forgets an attempt that came to nothing.
    pub fn forget(&mut self, external_ref: &str) {
        self.0.retain(|attempt| attempt.external_ref != external_ref);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Placed;
    use super::*;
    use crate::commerce::{AccountId, OrderId};

    const NOW: i64 = 1_700_000_000;

    fn cart(id: &str) -> CartId {
        CartId::parse(id).unwrap_or_else(|| unreachable!("a cart id"))
    }

    fn attempt(name: &str, cart_id: &str) -> Attempt {
        let account = AccountId::parse("f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a01");
        Attempt::new(name, &cart(cart_id), account, Timestamp::from_seconds(NOW))
    }

    fn placed(name: &str, cart_id: &str) -> Attempt {
        let order_id = OrderId::try_from("order-1".to_owned()).unwrap_or_else(|_| unreachable!("an id"));
        let mut attempt = attempt(name, cart_id);
        attempt.placed = Some(Placed { order_id, total: "£5.00 \"net\"".into() });
        attempt
    }

    fn kept(attempts: &[Attempt]) -> Attempts {
        let mut all = Attempts::default();
        attempts.iter().cloned().for_each(|attempt| all.keep(attempt));
        all
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut guest = attempt("C", "cart-c");
        guest.account_id = None;
        for attempts in [kept(&[]), kept(&[attempt("A", "cart-a"), placed("B", "cart-b"), guest])] {
            assert_eq!(Attempts::decode(&attempts.encode(), Timestamp::from_seconds(NOW)), attempts);
        }
    }

    #[test]
    fn no_cart_can_be_told_from_what_is_kept() {
        let stored = kept(&[attempt("A", "canary-cart")]).encode();
        assert!(!stored.contains("canary"), "{stored}");
    }

    #[test]
    fn attempts_are_remembered_for_a_month_and_an_order_is_shown_for_a_day() {
        let stored = kept(&[attempt("A", "a"), placed("B", "b")]).encode();
        let after = |seconds| {
            let now = Timestamp::from_seconds(NOW + seconds);
            let attempts = Attempts::decode(&stored, now);
            (attempts.find("A").is_some() && attempts.find("B").is_some(), attempts.latest(now).is_some())
        };
        assert_eq!(after(86_399), (true, true));
        assert_eq!(after(86_400), (true, false));
        assert_eq!(after(2_592_000), (false, false));
        assert_eq!(after(-2_592_000), (true, true), "a clock that was set back forgets nothing");
    }

    #[test]
    fn anything_unreadable_is_as_if_not_there() {
        let other_version = kept(&[attempt("A", "a")]).encode().replace("\"version\":1", "\"version\":2");
        for stored in ["", "null", "[]", "{", "{\"version\":1}", &other_version] {
            let attempts = Attempts::decode(stored, Timestamp::from_seconds(NOW));
            assert_eq!(attempts, Attempts::default(), "{stored}");
        }
    }

    #[test]
    fn the_last_attempt_with_a_cart_counts() {
        let mut attempts = kept(&[attempt("A", "a"), attempt("B", "b"), attempt("C", "a")]);
        let last = |attempts: &Attempts| attempts.of_cart(&cart("a")).map(|found| found.external_ref.clone());
        assert_eq!(last(&attempts).as_deref(), Some("C"));
        attempts.forget("C");
        assert_eq!(last(&attempts).as_deref(), Some("A"));
        attempts.keep(placed("A", "a"));
        assert!(attempts.of_cart(&cart("a")).is_some_and(|found| found.placed.is_some()));
    }

    #[test]
    fn signing_out_leaves_no_order_behind_but_what_may_have_been_one() {
        let left = kept(&[attempt("A", "a"), placed("B", "b")]).signed_out();
        assert!(left.find("A").is_some() && left.find("B").is_none());
    }

    #[test]
    fn the_oldest_make_room() {
        let all: Vec<Attempt> = (0..9).map(|number: u8| attempt(&number.to_string(), "a")).collect();
        let attempts = kept(&all);
        assert!(attempts.find("0").is_none() && attempts.find("1").is_some() && attempts.find("8").is_some());
    }

    proptest::proptest! {
        #[test]
        fn nothing_stored_makes_it_panic(stored in ".*", at in proptest::prelude::any::<i64>()) {
            let _ = Attempts::decode(&stored, Timestamp::from_seconds(at));
        }
    }
}
