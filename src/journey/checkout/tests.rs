use super::*;
use crate::commerce::{
    AccountId, AccountMemberId, Address, CartItem, Contact, OrderId, Price, Timestamp, Totals,
};
use crate::session::AccountGuard;

const NOW: i64 = 1_700_000_000;

fn cart_id(text: &str) -> CartId {
    CartId::parse(text).unwrap_or_else(|| unreachable!("a cart id"))
}

fn price(amount: i64) -> Price {
    Price { amount, currency: "GBP".into(), formatted: ["£", &amount.to_string()].concat() }
}

fn cart(amount: i64) -> Cart {
    let item = CartItem {
        id: "1".into(),
        name: "Enamel mug".into(),
        sku: String::new(),
        quantity: 1,
        image_url: None,
        unit: price(amount),
        value: price(amount),
    };
    Cart {
        id: cart_id("canary-cart"),
        name: String::new(),
        items: vec![item],
        total: Totals { with_tax: price(amount), ..Totals::default() },
        expires: None,
        account_ids: Vec::new(),
    }
}

fn empty() -> Cart {
    Cart { items: Vec::new(), ..cart(0) }
}

fn guard() -> AccountGuard {
    let member = AccountMemberId::parse("459a2d49-ff3f-4589-b9fb-7e86ac7273f4");
    let account = AccountId::parse("f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a01");
    AccountGuard {
        account_member_id: member.unwrap_or_else(|| unreachable!("a UUID")),
        account_id: account.unwrap_or_else(|| unreachable!("a UUID")),
    }
}

fn submission(external_ref: &str, is_member: bool) -> Box<Submission> {
    Box::new(Submission {
        contact: Contact { name: "canary".into(), email: "canary@banks.com".into() },
        shipping_address: Address { line_1: "canary".into(), ..Address::default() },
        billing_address: Address::default(),
        shown_for: is_member.then(guard),
        external_ref: external_ref.into(),
        at: Timestamp::from_seconds(NOW),
    })
}

fn order() -> Box<Order> {
    Box::new(Order {
        id: OrderId::try_from("order-1".to_owned()).unwrap_or_else(|_| unreachable!("an id")),
        status: "incomplete".into(),
        payment: "unpaid".into(),
        shipping: "unfulfilled".into(),
        external_ref: Some("A".into()),
        total: Totals { with_tax: price(12), ..Totals::default() },
        created: None,
        items: Vec::new(),
    })
}

fn begun() -> CheckOut {
    CheckOut::begin(None, Some(&cart_id("canary-cart")), &Attempts::default(), None)
}

fn filling() -> CheckOut {
    begun().next(Event::CartRead(Box::new(cart(12))))
}

fn sending(is_member: bool) -> CheckOut {
    filling().next(Event::Submitted(submission("A", is_member))).next(Event::CartRead(Box::new(cart(12))))
}

fn sent(state: &CheckOut) -> Option<String> {
    match state.command() {
        Some(Command::Send(attempt)) => Some(attempt.external_ref),
        _ => None,
    }
}

#[test]
fn the_storefronts_cart_is_shown_with_the_form_and_ordered_once_it_was_read_again() {
    assert_eq!(begun().command(), Some(Command::ReadCart(cart_id("canary-cart"))));
    let checking = filling().next(Event::Submitted(submission("A", true)));
    assert_eq!(checking.command(), Some(Command::ReadCart(cart_id("canary-cart"))));
    let sending = checking.next(Event::CartRead(Box::new(cart(12))));
    assert_eq!(sent(&sending).as_deref(), Some("A"));
    let settling = sending.next(Event::Ordered(order()));
    assert!(matches!(settling.command(), Some(Command::Settle(attempt)) if attempt.placed.is_some()));
    let done = settling.next(Event::Settled(Payment::Open));
    assert!(matches!(done, CheckOut::Done { is_new: true, .. }));
}

#[test]
fn a_cart_from_a_link_is_offered_unless_it_is_the_storefronts_own() {
    let begin = |stored: Option<&str>| {
        let stored = stored.map(cart_id);
        CheckOut::begin(Some(cart_id("canary-cart")), stored.as_ref(), &Attempts::default(), None)
            .next(Event::CartRead(Box::new(cart(12))))
    };
    for stored in [None, Some("another")] {
        let offered = begin(stored);
        assert_eq!(offered, CheckOut::Offered { cart: cart(12) });
        assert_eq!(offered.filling(), None);
        assert_eq!(offered.clone().next(Event::Submitted(submission("A", true))), offered);
        assert!(matches!(offered.next(Event::Agreed), CheckOut::Filling(_)));
    }
    assert!(matches!(begin(Some("canary-cart")), CheckOut::Filling(_)));
}

#[test]
fn a_cart_without_anything_in_it_is_empty_whenever_that_is_found_out() {
    assert_eq!(CheckOut::begin(None, None, &Attempts::default(), None), CheckOut::Empty);
    assert_eq!(begun().next(Event::CartRead(Box::new(empty()))), CheckOut::Empty);
    let checking = filling().next(Event::Submitted(submission("A", true)));
    assert_eq!(checking.next(Event::CartRead(Box::new(empty()))), CheckOut::Empty);
}

#[test]
fn a_cart_that_could_not_be_read_may_be_read_again() {
    let failed = begun().next(Event::CartNotRead(Problem::AccountTokenExpired));
    assert_eq!(failed.command(), None);
    assert_eq!(failed.next(Event::Retried), begun());
}

#[test]
fn a_cart_that_changed_is_shown_and_nothing_is_sent_before_the_next_submission() {
    let changed =
        filling().next(Event::Submitted(submission("A", true))).next(Event::CartRead(Box::new(cart(15))));
    assert_eq!(changed.command(), None);
    let CheckOut::Filling(shown) = &changed else { unreachable!("{changed:?}") };
    assert_eq!(shown.cart, cart(15));
    assert!(matches!(shown.obstacle, Some(Obstacle::Changed(_))));
    let sending =
        changed.next(Event::Submitted(submission("B", true))).next(Event::CartRead(Box::new(cart(15))));
    assert_eq!(sent(&sending).as_deref(), Some("B"));
}

#[test]
fn a_submission_under_way_cannot_be_submitted_again() {
    for busy in [filling().next(Event::Submitted(submission("A", true))), sending(true)] {
        assert!(busy.is_sending());
        assert_eq!(busy.clone().next(Event::Submitted(submission("B", true))), busy);
    }
}

#[test]
fn a_refusal_leads_back_to_the_form_with_its_reason() {
    let stopped = sending(true).next(Event::Stopped(Obstacle::NotEnoughStock));
    assert_eq!(
        stopped.filling().and_then(|filling| filling.obstacle.clone()),
        Some(Obstacle::NotEnoughStock)
    );
    assert_eq!(stopped.command(), None);
}

#[test]
fn a_members_order_is_looked_for_before_the_page_says_that_it_does_not_know() {
    let mut state = sending(true).next(Event::Unanswered);
    for after in LOOKS {
        assert!(matches!(state.command(), Some(Command::LookUp(_, milliseconds)) if milliseconds == after));
        state = state.next(Event::NotFound);
    }
    assert!(matches!(state, CheckOut::Unknown { obstacle: None, .. }));
    assert!(matches!(state.next(Event::LookedAgain), CheckOut::LookingUp { looks: 0, .. }));
    let found = sending(true).next(Event::Unanswered).next(Event::NotFound).next(Event::Ordered(order()));
    assert!(matches!(found.next(Event::Settled(Payment::Open)), CheckOut::Done { is_new: true, .. }));
}

#[test]
fn a_guests_order_cannot_be_looked_for() {
    let state = sending(false).next(Event::Unanswered);
    assert!(matches!(&state, CheckOut::Unknown { obstacle: None, .. }));
    assert_eq!(state.command(), None);
}

#[test]
fn nothing_but_the_shoppers_decision_orders_a_cart_once_more() {
    let unknown = sending(false).next(Event::Unanswered);
    for event in [
        Event::Submitted(submission("B", false)),
        Event::Retried,
        Event::Agreed,
        Event::CartRead(Box::new(cart(12))),
        Event::NotFound,
        Event::Unanswered,
        Event::OrderedOnceMore(cart_id("another")),
    ] {
        assert_eq!(unknown.clone().next(event), unknown);
    }
    let once_more = unknown
        .next(Event::OrderedOnceMore(cart_id("canary-cart")))
        .next(Event::CartRead(Box::new(cart(12))));
    let sending =
        once_more.next(Event::Submitted(submission("B", false))).next(Event::CartRead(Box::new(cart(12))));
    assert_eq!(sent(&sending).as_deref(), Some("B"));
}

#[test]
fn an_order_that_comes_to_light_stops_the_one_that_was_to_follow_it() {
    let unknown = sending(false).next(Event::Unanswered);
    let first = submission("A", false).attempt(&cart_id("canary-cart"));
    let once_more = unknown
        .next(Event::OrderedOnceMore(cart_id("canary-cart")))
        .next(Event::CartRead(Box::new(cart(12))));
    assert_eq!(
        once_more.clone().next(Event::Resumed(first.clone())),
        once_more,
        "of which the shopper knows"
    );
    let met = once_more.next(Event::Resumed(first.placed_as(&order())));
    assert!(matches!(met, CheckOut::Done { .. }), "of which they do not");
}

#[test]
fn a_member_who_orders_once_more_has_the_first_order_looked_for_one_last_time() {
    let mut unknown = sending(true).next(Event::Unanswered);
    while unknown.command().is_some() {
        unknown = unknown.next(Event::NotFound);
    }
    let look = unknown.next(Event::OrderedOnceMore(cart_id("canary-cart")));
    assert!(matches!(look.command(), Some(Command::LookUp(..))));
    assert!(matches!(look.clone().next(Event::Ordered(order())), CheckOut::Settling { .. }));
    assert!(matches!(look.next(Event::NotFound), CheckOut::Loading(Loading { earlier: Some(_), .. })));
}

#[test]
fn what_was_sent_before_a_reload_or_in_another_tab_is_met_again_instead_of_a_form() {
    let mut attempts = Attempts::default();
    attempts.keep(submission("A", true).attempt(&cart_id("canary-cart")));
    for (followed, stored) in [
        (None, Some("canary-cart")),
        (Some("canary-cart"), None),
        (Some("canary-cart"), Some("another")),
        (None, None),
    ] {
        let stored = stored.map(cart_id);
        let latest = attempts.find("A");
        let state = CheckOut::begin(followed.map(cart_id), stored.as_ref(), &attempts, latest);
        assert!(matches!(state, CheckOut::LookingUp { .. }), "{state:?}");
    }
    let another = cart_id("another");
    let latest = attempts.find("A");
    assert!(matches!(CheckOut::begin(None, Some(&another), &attempts, latest), CheckOut::Loading(_)));
    assert_eq!(CheckOut::begin(None, None, &attempts, None), CheckOut::Empty);
    attempts.keep(submission("A", true).attempt(&cart_id("canary-cart")).placed_as(&order()));
    let state = CheckOut::begin(None, None, &attempts, attempts.find("A"));
    assert!(matches!(state, CheckOut::Done { is_new: false, .. }));
}

#[test]
fn another_tabs_attempt_is_met_by_an_open_form_unless_the_shopper_knows_of_it() {
    let attempt = submission("A", true).attempt(&cart_id("canary-cart"));
    let met = filling().next(Event::Resumed(attempt.clone()));
    assert!(matches!(&met, CheckOut::LookingUp { .. }));
    let mut unknown = met;
    while unknown.command().is_some() {
        unknown = unknown.next(Event::NotFound);
    }
    let known = unknown
        .next(Event::OrderedOnceMore(cart_id("canary-cart")))
        .next(Event::NotFound)
        .next(Event::CartRead(Box::new(cart(12))));
    assert_eq!(known.clone().next(Event::Resumed(attempt)), known);
}

#[test]
fn no_state_shows_a_cart_or_a_person() {
    let states = [
        begun(),
        filling(),
        filling().next(Event::Submitted(submission("A", true))),
        sending(true),
        sending(false).next(Event::Unanswered),
        sending(true).next(Event::Unanswered),
        sending(true).next(Event::Ordered(order())),
    ];
    for state in states {
        let shown = format!("{state:?} {:?}", state.command());
        assert!(!shown.contains("canary"), "{shown}");
    }
}
