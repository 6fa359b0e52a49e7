//! Any store, any events in any order, in two tabs: never an order that nobody decided on, never another account's
//! token, always a way on.

use futures_util::future::join;
use latchkey::journey::CheckOut;
use latchkey::journey::checkout::Event;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;

use super::tab::{ASSOCIATE, CART, CHECKOUT, ORDERS, PAYMENT, Shared, Tab};
use crate::faults::kinds::FAULTS;
use crate::store::{ACCESS_TOKEN, JANE, JOHN, Store};

/// What can happen in one of the tabs, or around them.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Submit,
    SubmitInBoth,
    Reload,
    LookAgain,
    OrderOnceMore,
    Retry,
    StoreCart,
    SignIn(&'static str, usize),
    SignOut,
    ShowAnew,
    ChangePrice(i64),
    Wait(i64),
}

#[derive(Clone, Debug)]
struct Scene {
    switches: Vec<Index>,
    guest: bool,
    manual_payment: bool,
    faults: Vec<(Index, &'static str, bool)>,
    happenings: Vec<(bool, Happening)>,
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening::*;
    select(vec![
        Submit,
        Submit,
        Submit,
        SubmitInBoth,
        Reload,
        LookAgain,
        OrderOnceMore,
        Retry,
        StoreCart,
        SignIn(JOHN, 0),
        SignIn(JANE, 0),
        SignIn(JANE, 2),
        SignOut,
        ShowAnew,
        ChangePrice(1300),
        ChangePrice(1400),
        Wait(20),
        Wait(90_000),
    ])
}

fn scene() -> impl Strategy<Value = Scene> {
    let route = select(vec![ACCESS_TOKEN, CART, CHECKOUT, CHECKOUT, CHECKOUT, ORDERS, PAYMENT, ASSOCIATE]);
    (
        prop::collection::vec(any::<Index>(), 64),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec((any::<Index>(), route, any::<bool>()), 0..=4),
        prop::collection::vec((any::<bool>(), happening()), 1..=14),
    )
        .prop_map(|(switches, guest, manual_payment, faults, happenings)| Scene {
            switches,
            guest,
            manual_payment,
            faults,
            happenings,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_together_no_order_is_made_that_nobody_decided_on(scene in scene()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(play(&scene));
    }
}

async fn play(scene: &Scene) {
    let store = Store::new();
    for (switch, choice) in store.switches().into_iter().zip(&scene.switches) {
        let value: &String = choice.get(&switch.values);
        store.switch(&switch.name, value);
    }
    store.switch("wrong_client_id", &store.values_of("wrong_client_id")[0]);
    let mut config = store.config();
    config.checkout.guest = scene.guest;
    config.checkout.manual_payment = scene.manual_payment;
    let shared = Shared::new(&store, &config);
    shared.sign_in(JOHN, 0).await;
    let mut tabs = [Tab::open(&shared, &config, None).await, Tab::open(&shared, &config, None).await];
    for (fault, route, is_late) in &scene.faults {
        if *is_late && *route == CHECKOUT {
            store.fail(route, &json!({ "fault": "late", "visible_after_seconds": 8 }));
        } else {
            fault.get(FAULTS).befall(&store, route);
        }
    }
    // The first order is what the first submission decides on.
    let mut decisions = 1;
    for (in_second, happening) in &scene.happenings {
        decisions += happen(&mut tabs, usize::from(*in_second), *happening).await;
        for tab in &tabs {
            assert_eq!(tab.journey.command(), None, "it waits for nobody");
        }
        let orders = store.orders().len();
        assert!(orders <= decisions, "{orders} orders after {decisions} decisions");
    }
    shared.assert_rules();
    assert_goes_on(&store, &shared, &mut tabs[0], &config).await;
}

/// Does it; says how many more orders somebody decided on.
async fn happen(tabs: &mut [Tab; 2], which: usize, happening: Happening) -> usize {
    let shared = tabs[0].shared.clone();
    let store = shared.store.clone();
    match happening {
        Happening::Submit => tabs[which].submit().await,
        Happening::SubmitInBoth => {
            let [first, second] = tabs;
            join(first.submit(), second.submit()).await;
        }
        Happening::Reload => tabs[which].reload().await,
        Happening::LookAgain => tabs[which].happen(Event::LookedAgain).await,
        Happening::OrderOnceMore => {
            // A decision is one that leads to the form, not one that finds it there.
            let was_decided = tabs[which].is_once_more();
            tabs[which].order_once_more().await;
            return usize::from(!was_decided && tabs[which].is_once_more());
        }
        Happening::Retry => tabs[which].happen(Event::Retried).await,
        Happening::StoreCart => shared.set_cart(Some(store.cart_id())),
        Happening::SignIn(username, account) => shared.sign_in(username, account).await,
        Happening::SignOut => shared.sign_out(),
        Happening::ShowAnew => tabs[which].shown_for = shared.guard(),
        Happening::ChangePrice(price) => store.change_product("MUG-ENAMEL", ("price", price)),
        Happening::Wait(seconds) => store.advance_clock(seconds),
    }
    0
}

/// Whatever has happened: once all is well again, somebody who signs in and decides gets an order.
async fn assert_goes_on(store: &Store, shared: &Shared, tab: &mut Tab, config: &latchkey::config::Config) {
    store.clear_faults();
    shared.set_cart(Some(store.cart_id()));
    shared.sign_in(JOHN, 0).await;
    *tab = Tab::open(shared, config, None).await;
    for _ in 0..3 {
        match &tab.journey {
            CheckOut::Filling(_) => tab.submit().await,
            CheckOut::Unknown { .. } => tab.order_once_more().await,
            CheckOut::NotLoaded { .. } => tab.happen(Event::Retried).await,
            _ => {}
        }
    }
    assert!(tab.is_done() || tab.journey == CheckOut::Empty, "{:?}", tab.journey);
}
