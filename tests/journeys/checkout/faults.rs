//! Every fault at every call around a checkout: never an order that nobody decided on, always a way on.

use latchkey::journey::CheckOut;
use latchkey::journey::checkout::{Event, Payment};
use latchkey::storefront::Desk;
use serde_json::json;

use super::tab::{ASSOCIATE, CHECKOUT, ORDERS, PAYMENT, Shared, Tab};
use super::{config, guest, member};
use crate::faults::kinds::{FAULTS, Fault, Meaning};
use crate::store::{ACCESS_TOKEN, JOHN, Store};

/// As long as an access token lasts, and shorter than an account token.
const AN_HOUR: i64 = 3600;

/// As many times as an order is looked for at most, be each look repeated.
const EVERY_LOOK: usize = 18;

async fn somebody(store: &Store, is_member: bool) -> Tab {
    if is_member { member(store).await } else { guest(store).await }
}

/// Ends with one order, however it stands: looked for again by who made it, and decided on where it is not there.
async fn end_with_one_order(tab: &mut Tab, store: &Store, label: &str) {
    store.clear_faults();
    if tab.journey.is_token_refused() {
        tab.shared.sign_in(JOHN, 0).await;
    }
    tab.happen(Event::LookedAgain).await;
    if tab.is_unknown() {
        tab.order_once_more().await;
    }
    if tab.is_filling() {
        tab.submit().await;
    }
    assert!(tab.is_done(), "{label}: {:?}", tab.journey);
    assert_eq!(store.orders().len(), 1, "{label}");
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_while_an_order_is_looked_for_no_second_one_is_made() {
    for fault in FAULTS {
        for (is_made, times) in [(true, 1), (true, EVERY_LOOK), (false, 1), (false, EVERY_LOOK)] {
            let label = format!("{} {times} times, made: {is_made}", fault.name);
            let store = Store::new();
            let mut tab = member(&store).await;
            let lost = if is_made {
                json!({ "fault": "drop" })
            } else {
                json!({ "fault": "status", "status": 503 })
            };
            store.fail(CHECKOUT, &lost);
            for _ in 0..times {
                fault.befall(&store, ORDERS);
            }
            tab.submit().await;
            let is_token_refused = matches!(fault.meaning, Meaning::Refused(401 | 403));
            assert_eq!(tab.journey.is_token_refused(), is_token_refused, "{label}: {:?}", tab.journey);
            let is_found = is_made && (fault.meaning == Meaning::Harmless || times == 1 && !is_token_refused);
            assert_eq!(
                (tab.is_done(), tab.is_unknown()),
                (is_found, !is_found),
                "{label}: {:?}",
                tab.journey
            );
            assert_eq!(
                (store.orders().len(), store.count([CHECKOUT])),
                (usize::from(is_made), [1]),
                "{label}"
            );
            end_with_one_order(&mut tab, &store, &label).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_without_an_access_token_orders_nothing_and_may_try_again() {
    for fault in FAULTS {
        for is_member in [true, false] {
            let label = format!("{}, member: {is_member}", fault.name);
            let store = Store::new();
            let config = config(&store);
            let shared = Shared::new(&store, &config);
            if is_member {
                shared.sign_in(JOHN, 0).await;
            }
            fault.befall(&store, ACCESS_TOKEN);
            let mut tab = Tab::open(&shared, &config, None).await;
            let is_harmless = fault.meaning == Meaning::Harmless;
            assert_eq!(tab.is_filling(), is_harmless, "{label}: {:?}", tab.journey);
            tab.happen(Event::Retried).await;
            assert!(tab.is_filling(), "{label}: {:?}", tab.journey);

            store.advance_clock(AN_HOUR);
            fault.befall(&store, ACCESS_TOKEN);
            tab.submit().await;
            assert_eq!((tab.is_done(), tab.obstacle().is_some()), (is_harmless, !is_harmless), "{label}");
            assert_eq!(store.count([CHECKOUT]), [usize::from(is_harmless)], "{label}");
            end_with_one_order(&mut tab, &store, &label).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_access_token_that_cannot_be_renewed_on_the_way_makes_no_second_order() {
    for fault in FAULTS {
        for (route, is_member) in [(CHECKOUT, true), (CHECKOUT, false), (ORDERS, true), (PAYMENT, true)] {
            let label = format!("{} at {route}, member: {is_member}", fault.name);
            let store = Store::new();
            store.set(&json!({ "manual_gateway": true }));
            let mut tab = somebody(&store, is_member).await;
            if route == ORDERS {
                store.fail(CHECKOUT, &json!({ "fault": "drop" }));
            }
            // The gateway knows the access token no more.
            store.fail(route, &json!({ "fault": "status", "status": 401 }));
            fault.befall(&store, ACCESS_TOKEN);
            tab.submit().await;
            let is_stopped = tab.obstacle().is_some() || tab.is_unknown();
            assert!(tab.is_done() || is_stopped, "{label}: {:?}", tab.journey);
            let is_sent_again = route == CHECKOUT && fault.meaning == Meaning::Harmless;
            assert_eq!(store.count([CHECKOUT]), [1 + usize::from(is_sent_again)], "{label}");
            let is_made = route != CHECKOUT || is_sent_again;
            assert_eq!((store.orders().len(), tab.is_done()), (usize::from(is_made), is_made), "{label}");
            end_with_one_order(&mut tab, &store, &label).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_becomes_of_the_association_of_a_cart_it_is_ordered_once() {
    for fault in FAULTS {
        let store = Store::new();
        let mut tab = member(&store).await;
        let cart = tab.journey.filling().unwrap().cart.clone();
        fault.befall(&store, ASSOCIATE);
        tab.storefront.associate_cart(&cart, &tab.shared.signed_in().unwrap()).await;
        let is_repeated = fault.meaning == Meaning::AccessTokenRefused;
        let is_associated = fault.is_carried_out || is_repeated;
        assert_eq!(store.accounts_of_cart().len(), usize::from(is_associated), "{}", fault.name);
        assert_eq!(store.count([ASSOCIATE]), [1 + usize::from(is_repeated)], "{}", fault.name);
        assert!(tab.is_filling(), "{}: {:?}", fault.name, tab.journey);
        tab.submit().await;
        assert!(tab.is_done(), "{}: {:?}", fault.name, tab.journey);
        assert_eq!((store.orders().len(), store.count([CHECKOUT])), (1, [1]), "{}", fault.name);
    }
}

/// What is told of a payment, and what the store has written down.
fn paid(fault: &Fault) -> (Payment, &'static str) {
    let is_done = fault.is_carried_out || fault.meaning == Meaning::AccessTokenRefused;
    let told = match fault.meaning {
        // The body of a success is not read.
        Meaning::Harmless | Meaning::AccessTokenRefused | Meaning::Malformed => Payment::Authorized,
        Meaning::Refused(_) | Meaning::TooMany => Payment::NotAuthorized,
        Meaning::GaveUp | Meaning::StoreFault | Meaning::Unreadable | Meaning::Late => Payment::Unknown,
    };
    (told, if is_done { "authorized" } else { "unpaid" })
}

#[tokio::test(start_paused = true)]
async fn whatever_becomes_of_a_payment_it_is_asked_for_once_and_the_order_stands() {
    for fault in FAULTS {
        for is_member in [true, false] {
            let label = format!("{}, member: {is_member}", fault.name);
            let store = Store::new();
            store.set(&json!({ "manual_gateway": true }));
            let mut config = config(&store);
            config.checkout.manual_payment = true;
            let shared = Shared::new(&store, &config);
            if is_member {
                shared.sign_in(JOHN, 0).await;
            }
            let mut tab = Tab::open(&shared, &config, None).await;
            fault.befall(&store, PAYMENT);
            tab.submit().await;
            let CheckOut::Done { payment, .. } = tab.journey else {
                unreachable!("{label}: {:?}", tab.journey)
            };
            let orders = store.orders();
            assert_eq!((payment, orders[0]["payment"].as_str().unwrap()), paid(fault), "{label}");
            tab.reload().await;
            assert!(tab.is_done(), "{label}: {:?}", tab.journey);
            let repeats = usize::from(fault.meaning == Meaning::AccessTokenRefused);
            assert_eq!(store.count([CHECKOUT, PAYMENT]), [1, 1 + repeats], "{label}");
            assert_eq!(store.orders().len(), 1, "{label}");
        }
    }
}
