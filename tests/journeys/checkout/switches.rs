//! A checkout under every value of every switch: whatever the live API does where nobody says, a member and a guest end
//! with one order.

use latchkey::commerce::CartId;
use latchkey::journey::CheckOut;
use latchkey::journey::checkout::Obstacle;
use latchkey::storefront::Desk;
use serde_json::json;

use super::tab::{CHECKOUT, Tab};
use super::{guest, member};
use crate::store::Store;

#[tokio::test(start_paused = true)]
async fn every_value_of_every_switch_lets_a_member_and_a_guest_make_one_order() {
    for switch in &Store::new().switches() {
        for (value, is_member) in switch.values.iter().flat_map(|value| [(value, true), (value, false)]) {
            for is_answered in [true, false] {
                let store = Store::new();
                store.switch(&switch.name, value);
                let label = format!("{}={value}, member: {is_member}, answered: {is_answered}", switch.name);
                let mut tab = if is_member { member(&store).await } else { guest(&store).await };
                if is_member {
                    prepare(&tab, &label).await;
                }
                if !is_answered {
                    store.fail(CHECKOUT, &json!({ "fault": "drop" }));
                }
                tab.submit().await;
                // What a guest ordered cannot be looked for.
                assert_eq!(tab.is_done(), is_member || is_answered, "{label}: {:?}", tab.journey);
                assert_eq!(tab.is_unknown(), !tab.is_done(), "{label}: {:?}", tab.journey);
                let before = tab.is_done();
                tab.reload().await;
                assert_eq!(tab.is_done(), before, "{label}: {:?}", tab.journey);
                assert_eq!((store.orders().len(), store.count([CHECKOUT])), (1, [1]), "{label}");
            }
        }
    }
}

/// What the page does beside the form of a member.
async fn prepare(tab: &Tab, label: &str) {
    let signed_in = tab.shared.signed_in().unwrap();
    assert!(!tab.storefront.customer(&signed_in).await.unwrap().addresses.is_empty(), "{label}");
    let cart = tab.journey.filling().unwrap().cart.clone();
    tab.storefront.associate_cart(&cart, &signed_in).await;
    let carts = tab.storefront.account_carts(signed_in.token(), &tab.shared.attempts()).await.unwrap();
    assert!(carts.iter().any(|listed| listed.id == cart.id), "{label}");
}

#[tokio::test(start_paused = true)]
async fn a_cart_that_was_emptied_at_the_last_moment_makes_no_order_however_that_is_refused() {
    for value in Store::new().values_of("empty_cart_checkout") {
        for is_member in [true, false] {
            let store = Store::new();
            store.switch("empty_cart_checkout", &value);
            let mut tab = if is_member { member(&store).await } else { guest(&store).await };
            let mut filling = tab.journey.filling().unwrap().clone();
            // Under an id that nobody knows, there is an empty cart.
            filling.cart.id = CartId::parse("emptied").unwrap();
            tab.journey = CheckOut::Sending { filling, submission: tab.filled_in() };
            tab.go_on().await;
            assert_eq!(tab.obstacle(), Some(Obstacle::Refused), "{value}: {:?}", tab.journey);
            assert_eq!((store.orders().len(), store.count([CHECKOUT])), (0, [1]), "{value}");
            tab.reload().await;
            tab.submit().await;
            assert!(tab.is_done(), "{value}: {:?}", tab.journey);
        }
    }
}
