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
    for attempts in [kept(&[]), kept(&[attempt("A", "cart-a"), placed("B", "cart-b"), guest, dismissed])] {
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
        assert!(["a", "b", "c"].iter().all(|name| left.of_cart(&cart(name)).is_some()), "each cart is known");
        ["A", "B", "C"].map(|name| left.find(name).is_some_and(|attempt| attempt.placed.is_some()))
    };
    assert_eq!(left(Some(&theirs)), [true, false, true]);
    assert_eq!(left(Some(&another)), [false, false, true]);
    assert_eq!(left(None), [false, false, true]);
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
    assert!(left.of_cart(&cart("b")).is_some_and(|attempt| attempt.placed.is_none()));
    assert!(!left.encode().contains("order-1") && !left.encode().contains("5.00"), "{}", left.encode());
    assert_eq!(left.latest(Some(&account()), Timestamp::from_seconds(NOW)), None, "it is shown no more");
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
