//! Checking out, against a store that does whatever Commerce might: what is counted is the orders that it has.

mod expired;
mod faults;
mod goods;
mod of_the_account;
mod offered;
mod random;
mod rules;
mod switches;
mod tab;
mod unanswered;

use latchkey::commerce::CartId;
use latchkey::config::Config;
use latchkey::journey::checkout::{Change, Event, Fault, Field, Obstacle, Part, Payment};
use latchkey::journey::{CheckOut, Problem};
use latchkey::storefront::Desk;
use serde_json::json;

use self::tab::{ASSOCIATE, CHECKOUT, PAYMENT, Shared, Tab};
use crate::store::{JANE, JOHN, Store};

fn config(store: &Store) -> Config {
    let mut config = store.config();
    config.checkout.guest = true;
    config
}

async fn member(store: &Store) -> Tab {
    let config = config(store);
    let shared = Shared::new(store, &config);
    shared.sign_in(JOHN, 0).await;
    Tab::open(&shared, &config, None).await
}

async fn guest(store: &Store) -> Tab {
    let config = config(store);
    Tab::open(&Shared::new(store, &config), &config, None).await
}

#[tokio::test(start_paused = true)]
async fn a_member_orders_for_their_account_and_the_cart_is_forgotten() {
    let store = Store::new();
    let mut tab = member(&store).await;
    tab.submit().await;
    let CheckOut::Done { attempt, payment: Payment::Open, is_new: true } = &tab.journey else {
        unreachable!("{:?}", tab.journey)
    };
    let orders = store.orders();
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0]["external_ref"], attempt.external_ref);
    assert_eq!(orders[0]["id"], attempt.placed.as_ref().unwrap().order_id.as_str());
    let account = tab.shown_for.as_ref().unwrap().account_id.as_str();
    assert_eq!(orders[0]["relationships"]["account"]["data"]["id"], account);
    assert_eq!(tab.shared.stored_cart(), None);
    tab.reload().await;
    assert!(matches!(tab.journey, CheckOut::Done { is_new: false, .. }));
    assert_eq!(store.count([CHECKOUT]), [1]);
}

#[tokio::test(start_paused = true)]
async fn a_guest_orders_where_configuration_allows_it_and_signs_in_where_not() {
    let store = Store::new();
    let mut tab = guest(&store).await;
    tab.submit().await;
    assert!(tab.is_done());
    assert_eq!(store.orders()[0]["customer"]["email"], "canary@banks.com");

    let store = Store::new();
    let mut config = config(&store);
    config.checkout.guest = false;
    let mut tab = Tab::open(&Shared::new(&store, &config), &config, None).await;
    assert!(tab.is_filling(), "the cart is shown");
    tab.submit().await;
    assert!(tab.signs_in_again());
    assert_eq!(store.count([CHECKOUT]), [0]);
}

#[tokio::test(start_paused = true)]
async fn what_a_member_need_not_type_is_offered() {
    let store = Store::new();
    let tab = member(&store).await;
    let signed_in = tab.shared.signed_in().unwrap();
    let customer = tab.storefront.customer(&signed_in).await.unwrap();
    assert_eq!(customer.contact.email, JOHN);
    assert_eq!(customer.addresses[0].address.postcode, "YO21 0ZZ");
    for route in ["account_members.get", "account_addresses.list"] {
        store.fail(route, &json!({ "fault": "status", "status": 500, "times": 9 }));
    }
    assert_eq!(tab.storefront.customer(&signed_in).await, Ok(Default::default()));
    store.clear_faults();
    store.fail(
        "account_members.get",
        &json!({
            "fault": "status", "status": 401, "body": { "errors": [{ "title": "Unauthorized" }] },
        }),
    );
    assert_eq!(tab.storefront.customer(&signed_in).await, Err(Problem::AccountTokenExpired));
}

#[tokio::test(start_paused = true)]
async fn a_cart_becomes_one_of_the_accounts_once_and_is_as_good_where_it_cannot() {
    for fault in [None, Some(403), Some(500)] {
        let store = Store::new();
        let mut tab = member(&store).await;
        let signed_in = tab.shared.signed_in().unwrap();
        if let Some(status) = fault {
            store.fail(ASSOCIATE, &json!({ "fault": "status", "status": status }));
        }
        for _ in 0..2 {
            let cart = tab.journey.filling().unwrap().cart.clone();
            tab.storefront.associate_cart(&cart, &signed_in).await;
            assert_eq!(store.accounts_of_cart().len(), usize::from(fault.is_none()));
            assert_eq!(store.count([ASSOCIATE]), [1]);
            if fault.is_none() {
                tab.reload().await;
            } else {
                break;
            }
        }
        tab.submit().await;
        assert!(tab.is_done());
    }
    for second in Store::new().values_of("second_account_on_cart") {
        let store = Store::new();
        store.switch("second_account_on_cart", &second);
        for username in [JOHN, JANE] {
            let shared = Shared::new(&store, &config(&store));
            shared.sign_in(username, 0).await;
            let mut tab = Tab::open(&shared, &config(&store), None).await;
            let cart = tab.journey.filling().unwrap().cart.clone();
            tab.storefront.associate_cart(&cart, &shared.signed_in().unwrap()).await;
            tab.submit().await;
            assert!(tab.is_done(), "{second}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_cart_from_a_link_is_neither_kept_nor_ordered_before_the_shopper_agrees() {
    let store = Store::new();
    let config = config(&store);
    let own = CartId::parse("the-shoppers-own").unwrap();
    for stored in [None, Some(own)] {
        let shared = Shared::new(&store, &config);
        shared.sign_in(JOHN, 0).await;
        shared.set_cart(stored.clone());
        let mut tab = Tab::open(&shared, &config, Some(store.cart_id())).await;
        assert!(matches!(tab.journey, CheckOut::Offered { .. }));
        tab.submit().await;
        assert!(matches!(tab.journey, CheckOut::Offered { .. }), "not submitted");
        assert_eq!(shared.stored_cart(), stored);
        let orders = store.orders().len();
        assert_eq!(store.count([ASSOCIATE]), [0]);
        tab.agree().await;
        tab.submit().await;
        assert!(tab.is_done());
        assert_eq!(store.orders().len(), orders + 1);
        assert_eq!(shared.stored_cart(), None);
        // The link once more, as by going back: the order is there, and no form.
        let tab = Tab::open(&shared, &config, Some(store.cart_id())).await;
        assert!(tab.is_done());
    }
}

#[tokio::test(start_paused = true)]
async fn an_unknown_and_an_expired_cart_are_the_same_page_as_none() {
    let store = Store::new();
    let config = config(&store);
    let shared = Shared::new(&store, &config);
    shared.set_cart(CartId::parse("never-heard-of"));
    assert_eq!(Tab::open(&shared, &config, None).await.journey, CheckOut::Empty);
    shared.set_cart(None);
    assert_eq!(Tab::open(&shared, &config, None).await.journey, CheckOut::Empty);
    shared.set_cart(Some(store.cart_id()));
    let mut tab = Tab::open(&shared, &config, None).await;
    store.advance_clock(8 * 86_400);
    tab.submit().await;
    assert_eq!(tab.journey, CheckOut::Empty);
    assert_eq!(store.orders().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_price_that_changed_is_shown_and_ordered_only_when_submitted_again() {
    let store = Store::new();
    let mut tab = member(&store).await;
    store.change_product("MUG-ENAMEL", ("price", 1500));
    tab.submit().await;
    let Some(Obstacle::Changed(changes)) = tab.obstacle() else { unreachable!("{:?}", tab.journey) };
    assert!(matches!(changes.items.as_slice(), [Change::Price { name, .. }] if name == "Enamel mug"));
    assert!(changes.total.is_some());
    assert_eq!(store.count([CHECKOUT]), [0]);
    tab.submit().await;
    assert!(tab.is_done());
    assert_eq!(store.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_product_that_ran_out_is_told_and_may_come_back() {
    let store = Store::new();
    let mut tab = member(&store).await;
    store.change_product("MUG-ENAMEL", ("stock", 1));
    tab.submit().await;
    assert_eq!(tab.obstacle(), Some(Obstacle::NotEnoughStock));
    assert_eq!(store.orders().len(), 0);
    store.change_product("MUG-ENAMEL", ("stock", 2));
    tab.submit().await;
    assert!(tab.is_done());
}

#[tokio::test(start_paused = true)]
async fn a_field_that_the_store_refuses_is_named() {
    let store = Store::new();
    for (is_member, field) in [(true, "country"), (false, "country"), (true, "postcode")] {
        let mut tab = if is_member { member(&store).await } else { guest(&store).await };
        let mut submission = tab.filled_in();
        let (text, part) = if field == "country" { ("Britain", Part::Country) } else { ("", Part::Postcode) };
        part.enter(&mut submission.shipping_address, text);
        submission.contact.email = "canary@banks.com.".into();
        tab.happen(Event::Submitted(submission)).await;
        let fields = vec![(Field::ContactEmail, Fault::Refused), (Field::Shipping(part), Fault::Refused)];
        assert_eq!(tab.obstacle(), Some(Obstacle::Fields(fields)));
        tab.submit().await;
        assert!(tab.is_done());
    }
    assert_eq!(store.orders().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_payment_is_authorised_by_hand_only_where_that_is_configured_and_never_undoes_the_order() {
    for (manual, fault, expected) in [
        (false, json!({}), (Payment::Open, "unpaid")),
        (true, json!({}), (Payment::Authorized, "authorized")),
        (true, json!({ "fault": "status", "status": 422 }), (Payment::NotAuthorized, "unpaid")),
        (true, json!({ "fault": "status", "status": 429 }), (Payment::NotAuthorized, "unpaid")),
        (true, json!({ "fault": "status", "status": 500 }), (Payment::Unknown, "unpaid")),
        (true, json!({ "fault": "drop" }), (Payment::Unknown, "authorized")),
        (true, json!({ "fault": "cut_body" }), (Payment::Unknown, "authorized")),
    ] {
        for is_member in [true, false] {
            let store = Store::new();
            store.set(&json!({ "manual_gateway": true }));
            let mut config = config(&store);
            config.checkout.manual_payment = manual;
            let shared = Shared::new(&store, &config);
            if is_member {
                shared.sign_in(JOHN, 0).await;
            }
            let mut tab = Tab::open(&shared, &config, None).await;
            if fault["fault"].is_string() {
                store.fail(PAYMENT, &fault);
            }
            tab.submit().await;
            let CheckOut::Done { payment, .. } = tab.journey else { unreachable!("{:?}", tab.journey) };
            let orders = store.orders();
            assert_eq!((payment, orders[0]["payment"].as_str().unwrap()), expected, "{fault}");
            assert_eq!(store.count([PAYMENT]), [usize::from(manual)]);
            assert_eq!(orders.len(), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_form_that_was_shown_for_one_account_never_orders_for_another() {
    let store = Store::new();
    let config = config(&store);
    let shared = Shared::new(&store, &config);
    shared.sign_in(JANE, 0).await;
    let mut tab = Tab::open(&shared, &config, None).await;
    for (username, account) in [(JANE, 1), (JOHN, 0)] {
        shared.sign_in(username, account).await;
        tab.submit().await;
        assert_eq!(tab.obstacle(), Some(Obstacle::AnotherAccount));
    }
    shared.sign_out();
    tab.submit().await;
    assert!(tab.signs_in_again());
    assert_eq!(store.count([CHECKOUT]), [0]);
    shared.sign_in(JANE, 0).await;
    tab.submit().await;
    assert!(tab.is_done());
}
