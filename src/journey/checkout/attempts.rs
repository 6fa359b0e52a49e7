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
    pub fn seen_by(mut self, signed_in: Option<&SignedIn>) -> Self {
        let accounts = signed_in.map(SignedIn::accounts).unwrap_or_default();
        let is_theirs = |id: &AccountId| accounts.iter().any(|account| account.account_id == *id);
        self.0
            .retain(|attempt| attempt.placed.is_none() || attempt.account_id.as_ref().is_none_or(is_theirs));
        self
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

    /// What is left when a session ends: that something was tried, in case it was ordered, and no order.
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
    use crate::commerce::OrderId;
    use crate::session::examples;

    const NOW: i64 = 1_700_000_000;

    fn cart(id: &str) -> CartId {
        CartId::parse(id).unwrap_or_else(|| unreachable!("a cart id"))
    }

    fn account() -> AccountId {
        AccountId::parse(examples::ACCOUNT).unwrap_or_else(|| unreachable!("an id"))
    }

    fn attempt(name: &str, cart_id: &str) -> Attempt {
        Attempt::new(name, &cart(cart_id), Some(account()), Timestamp::from_seconds(NOW))
    }

    fn of_guest(mut attempt: Attempt) -> Attempt {
        attempt.account_id = None;
        attempt
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
        let guest = of_guest(attempt("C", "cart-c"));
        let mut dismissed = attempt("D", "cart-d");
        dismissed.is_dismissed = true;
        for attempts in [kept(&[]), kept(&[attempt("A", "cart-a"), placed("B", "cart-b"), guest, dismissed])]
        {
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
            let is_remembered = attempts.find("A").is_some() && attempts.find("B").is_some();
            (is_remembered, attempts.latest(Some(&account()), now).is_some())
        };
        assert_eq!(after(86_399), (true, true));
        assert_eq!(after(86_400), (true, false));
        assert_eq!(after(2_592_000), (false, false));
        assert_eq!(after(-2_592_000), (true, true), "a clock that was set back forgets nothing");
    }

    #[test]
    fn the_latest_is_shown_to_whom_it_belongs_and_to_guests_for_a_shorter_time() {
        let other = AccountId::parse("f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a02");
        let attempts = kept(&[placed("A", "a"), of_guest(attempt("B", "b")), of_guest(placed("C", "c"))]);
        let latest = |attempts: &Attempts, whose: Option<&AccountId>, after| {
            let found = attempts.latest(whose, Timestamp::from_seconds(NOW + after));
            found.map(|found| found.external_ref.clone())
        };
        assert_eq!(latest(&attempts, Some(&account()), 0).as_deref(), Some("A"));
        assert_eq!(latest(&attempts, other.as_ref(), 0), None);
        assert_eq!(latest(&attempts, None, 3599).as_deref(), Some("C"));
        assert_eq!(latest(&attempts, None, 3600), None);

        let mut unanswered = kept(&[attempt("A", "a"), of_guest(attempt("B", "b"))]);
        assert_eq!(latest(&unanswered, Some(&account()), 20 * 86_400).as_deref(), Some("A"));
        assert_eq!(latest(&unanswered, None, 86_399).as_deref(), Some("B"));
        assert_eq!(latest(&unanswered, None, 86_400), None);
        unanswered.dismiss("B");
        assert_eq!(latest(&unanswered, None, 0), None, "it is shown no more");
        assert!(unanswered.of_cart(&cart("b")).is_some(), "and met again by its cart");
    }

    #[test]
    fn an_order_is_seen_by_the_member_whose_account_made_it_and_by_nobody_else() {
        let (theirs, another) = (examples::member("token", 86_400), examples::member_of(2));
        let all = [placed("A", "a"), attempt("B", "b"), of_guest(placed("C", "c"))];
        let left = |signed_in| {
            let left = kept(&all).seen_by(signed_in);
            ["A", "B", "C"].map(|name| left.find(name).is_some())
        };
        assert_eq!(left(Some(&theirs)), [true; 3]);
        assert_eq!(left(Some(&another)), [false, true, true]);
        assert_eq!(left(None), [false, true, true]);
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
    fn the_end_of_a_session_leaves_no_order_behind_but_what_may_have_been_one() {
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
