//! Any store, any events in any order, in two tabs, with links or without: never an order that nobody decided on, never
//! another account's token, and from whatever state is reached a way on.

use futures_util::future::join;
use latchkey::commerce::CartId;
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
    StoreAnotherCart,
    FollowLink,
    Agree,
    Decline,
    SignIn(&'static str, usize),
    SignOut,
    ShowAnew,
    ChangePrice(i64),
    Wait(i64),
}

/// Which cart the storefront has.
#[derive(Clone, Copy, Debug)]
enum Stored {
    WithGoods,
    Another,
    None,
}

#[derive(Clone, Debug)]
struct Scene {
    switches: Vec<Index>,
    guest: bool,
    manual_payment: bool,
    /// The storefront's cart at the beginning: the one with goods, another, or none.
    stored: Stored,
    /// Whether the second tab is opened with the link of a cart.
    is_linked: bool,
    /// Whether the shopper agrees to such a cart in the end.
    agrees: bool,
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
        StoreAnotherCart,
        FollowLink,
        FollowLink,
        Agree,
        Decline,
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
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        select(vec![Stored::WithGoods, Stored::WithGoods, Stored::Another, Stored::None]),
        prop::collection::vec((any::<Index>(), route, any::<bool>()), 0..=4),
        prop::collection::vec((any::<bool>(), happening()), 1..=14),
    )
        .prop_map(|(switches, chances, stored, faults, happenings)| {
            let (guest, manual_payment, is_linked, agrees) = chances;
            Scene { switches, guest, manual_payment, stored, is_linked, agrees, faults, happenings }
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
    match scene.stored {
        Stored::WithGoods => {}
        Stored::Another => shared.set_cart(another_cart()),
        Stored::None => shared.set_cart(None),
    }
    let linked = scene.is_linked.then(|| store.cart_id());
    let mut tabs = [Tab::open(&shared, &config, None).await, Tab::open(&shared, &config, linked).await];
    for (fault, route, is_late) in &scene.faults {
        if *is_late && *route == CHECKOUT {
            store.fail(route, &json!({ "fault": "late", "visible_after_seconds": 8 }));
        } else {
            fault.get(FAULTS).befall(&store, route);
        }
    }
    let assert_decided = |decisions: usize| {
        let orders = store.orders().len();
        assert!(orders <= decisions, "{orders} orders after {decisions} decisions");
    };
    let mut decisions = 0;
    for (in_second, happening) in &scene.happenings {
        // The first order is what the first submission of a form decides on.
        let may_submit = matches!(happening, Happening::Submit | Happening::SubmitInBoth);
        if may_submit && tabs.iter().any(Tab::is_filling) {
            decisions = decisions.max(1);
        }
        decisions += happen(&mut tabs, usize::from(*in_second), *happening).await;
        for tab in &tabs {
            assert_eq!(tab.journey.command(), None, "it waits for nobody");
        }
        assert_decided(decisions);
    }
    shared.assert_rules();
    // Once all is well again, either tab leads on from where it is.
    store.clear_faults();
    for tab in &mut tabs {
        decisions = decisions.max(1) + tab.assert_leads_on(scene.agrees).await;
        assert_decided(decisions);
    }
}

/// A cart under an id that nobody knows: there is nothing in it.
fn another_cart() -> Option<CartId> {
    CartId::parse("the-shoppers-own")
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
        Happening::OrderOnceMore => return usize::from(tabs[which].decides().await),
        Happening::Retry => tabs[which].happen(Event::Retried).await,
        Happening::StoreCart => shared.set_cart(Some(store.cart_id())),
        Happening::StoreAnotherCart => shared.set_cart(another_cart()),
        Happening::FollowLink => tabs[which].follow(store.cart_id()).await,
        Happening::Agree => tabs[which].agree().await,
        Happening::Decline => tabs[which].decline().await,
        Happening::SignIn(username, account) => shared.sign_in(username, account).await,
        Happening::SignOut => shared.sign_out(),
        Happening::ShowAnew => tabs[which].shown_for = shared.guard(),
        Happening::ChangePrice(price) => store.change_product("MUG-ENAMEL", ("price", price)),
        Happening::Wait(seconds) => store.advance_clock(seconds),
    }
    0
}
