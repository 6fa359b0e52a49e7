//! A checkout whose answer never came: the order is found, or nobody claims to know, and nothing is sent again.

use futures_util::future::join;
use latchkey::journey::CheckOut;
use latchkey::journey::checkout::{Event, Obstacle};
use serde_json::{Value, json};

use super::tab::{CART, CHECKOUT, ORDERS, Tab};
use super::{config, guest, member};
use crate::faults::kinds::{FAULTS, Meaning};
use crate::store::{JANE, Store};

/// Everything that leaves a checkout without an answer that can be read.
const WITHOUT_ANSWER: [&str; 4] = [
    r#"{"fault":"drop"}"#,
    r#"{"fault":"never_answer"}"#,
    r#"{"fault":"cut_body"}"#,
    r#"{"fault":"malformed_json"}"#,
];

fn fault(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_members_order_is_found_however_its_answer_was_lost() {
    for lost in WITHOUT_ANSWER {
        let store = Store::new();
        let mut tab = member(&store).await;
        store.fail(CHECKOUT, &fault(lost));
        tab.submit().await;
        assert!(matches!(tab.journey, CheckOut::Done { is_new: true, .. }), "{lost}: {:?}", tab.journey);
        assert_eq!(store.count([CHECKOUT]), [1]);
        assert_eq!(store.orders().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_that_appears_late_is_waited_for() {
    for (late, is_found) in [
        (json!({ "visible_after_reads": 3 }), true),
        (json!({ "visible_after_seconds": 10 }), true),
        (json!({ "visible_after_reads": 50 }), false),
        (json!({ "visible_after_seconds": 600 }), false),
    ] {
        for dropped in [true, false] {
            let store = Store::new();
            let mut tab = member(&store).await;
            let mut fault = late.clone();
            (fault["fault"], fault["dropped"]) = (json!("late"), json!(dropped));
            store.fail(CHECKOUT, &fault);
            tab.submit().await;
            assert_eq!(tab.is_done(), is_found, "{late}: {:?}", tab.journey);
            assert_eq!(tab.is_unknown(), !is_found);
            // A reload looks again, and never shows a form.
            tab.reload().await;
            assert!(tab.is_done() || tab.is_unknown());
            store.advance_clock(700);
            for _ in 0..10 {
                tab.happen(Event::LookedAgain).await;
            }
            assert!(tab.is_done(), "{late}: {:?}", tab.journey);
            assert_eq!(store.orders().len(), 1);
            assert_eq!(store.count([CHECKOUT]), [1]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_guest_is_told_that_nobody_knows_and_decides() {
    for (lost, orders) in WITHOUT_ANSWER
        .into_iter()
        .map(|lost| (lost, 1))
        .chain([(r#"{"fault":"status","status":500}"#, 0), (r#"{"fault":"without_cors","status":502}"#, 0)])
    {
        let store = Store::new();
        let mut tab = guest(&store).await;
        store.fail(CHECKOUT, &fault(lost));
        tab.submit().await;
        assert!(tab.is_unknown(), "{lost}: {:?}", tab.journey);
        assert_eq!(store.count([ORDERS]), [0], "a guest may not read orders");
        tab.submit().await;
        tab.reload().await;
        tab.submit().await;
        assert!(tab.is_unknown(), "a reload shows no form");
        assert_eq!(store.orders().len(), orders, "{lost}");
        tab.order_once_more().await;
        assert!(tab.is_filling());
        tab.submit().await;
        assert!(tab.is_done(), "{:?}", tab.journey);
        assert_eq!(store.orders().len(), orders + 1, "{lost}");
        assert_eq!(store.count([CHECKOUT]), [2]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_whose_order_is_not_there_decides_after_one_last_look() {
    for (is_made, orders) in [(true, 1), (false, 0)] {
        let store = Store::new();
        let mut tab = member(&store).await;
        let lost = if is_made {
            json!({ "fault": "late", "visible_after_reads": 6 })
        } else {
            json!({ "fault": "status", "status": 503 })
        };
        store.fail(CHECKOUT, &lost);
        tab.submit().await;
        assert!(tab.is_unknown());
        tab.order_once_more().await;
        assert_eq!(tab.is_done(), is_made, "{:?}", tab.journey);
        assert_eq!(store.orders().len(), orders);
        if !is_made {
            tab.submit().await;
            assert!(tab.is_done());
            assert_eq!(store.orders().len(), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_answer_is_repeated_and_every_fault_leaves_a_way_on() {
    for fault in FAULTS {
        for is_member in [true, false] {
            let store = Store::new();
            let mut tab = if is_member { member(&store).await } else { guest(&store).await };
            fault.befall(&store, CHECKOUT);
            tab.submit().await;
            let sent = if fault.meaning == Meaning::AccessTokenRefused { 2 } else { 1 };
            assert_eq!(store.count([CHECKOUT]), [sent], "{}", fault.name);
            let is_refused = matches!(fault.meaning, Meaning::Refused(_) | Meaning::TooMany);
            if is_refused {
                assert!(tab.obstacle().is_some(), "{}: {:?}", fault.name, tab.journey);
                tab.submit().await;
                assert!(tab.is_done(), "{}: {:?}", fault.name, tab.journey);
            } else {
                assert!(tab.is_done() || tab.is_unknown(), "{}: {:?}", fault.name, tab.journey);
            }
            let orders = if tab.is_done() || fault.is_carried_out { 1 } else { 0 };
            assert_eq!(store.orders().len(), orders, "{}", fault.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_cart_that_cannot_be_read_orders_nothing_and_may_be_read_again() {
    for fault in FAULTS {
        let store = Store::new();
        let mut tab = member(&store).await;
        fault.befall(&store, CART);
        tab.submit().await;
        let orders = usize::from(tab.is_done());
        assert!(orders == 1 || tab.obstacle().is_some(), "{}: {:?}", fault.name, tab.journey);
        assert_eq!(store.orders().len(), orders, "{}", fault.name);
        fault.befall(&store, CART);
        if orders == 0 {
            tab.reload().await;
            store.clear_faults();
            tab.happen(Event::Retried).await;
            assert!(tab.is_filling(), "{}: {:?}", fault.name, tab.journey);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn two_tabs_that_submit_the_same_cart_make_one_order() {
    for lost in [None, Some(r#"{"fault":"never_answer"}"#)] {
        for is_member in [true, false] {
            let store = Store::new();
            let mut first = if is_member { member(&store).await } else { guest(&store).await };
            let mut second = Tab::open(&first.shared.clone(), &config(&store), None).await;
            if let Some(lost) = lost {
                store.fail(CHECKOUT, &fault(lost));
            }
            join(first.submit(), second.submit()).await;
            assert_eq!(store.orders().len(), 1, "{:?} {:?}", first.journey, second.journey);
            assert_eq!(store.count([CHECKOUT]), [1]);
            for tab in [&mut first, &mut second] {
                assert!(tab.is_done() || tab.is_unknown(), "{:?}", tab.journey);
                tab.reload().await;
                assert!(tab.is_done() || tab.is_unknown(), "{:?}", tab.journey);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn another_accounts_orders_are_not_searched() {
    let store = Store::new();
    let mut tab = member(&store).await;
    store.fail(CHECKOUT, &json!({ "fault": "late", "visible_after_seconds": 600 }));
    tab.submit().await;
    assert!(tab.is_unknown());
    tab.shared.sign_in(JANE, 0).await;
    let before = store.count([ORDERS]);
    tab.happen(Event::LookedAgain).await;
    assert!(matches!(tab.journey, CheckOut::Unknown { obstacle: Some(Obstacle::AnotherAccount), .. }));
    assert_eq!(store.count([ORDERS]), before);
}
