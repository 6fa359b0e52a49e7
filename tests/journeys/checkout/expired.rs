//! An account token that has expired on the way: however the store puts it, the shopper signs in and goes on.

use serde_json::json;

use super::tab::{CHECKOUT, ORDERS, Shared, Tab};
use super::{config, member};
use crate::store::{JOHN, Store};

/// Longer than an account token lasts, and shorter than a cart.
const A_DAY_AND_A_BIT: i64 = 90_000;

async fn sign_in_again(tab: &mut Tab) {
    tab.shared.sign_in(JOHN, 0).await;
    let config = tab.storefront.config().clone();
    *tab = Tab::open(&tab.shared.clone(), &config, None).await;
    tab.submit().await;
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expired_before_the_page_was_opened_leads_to_sign_in() {
    for answer in Store::new().values_of("expired_account_token") {
        let store = Store::new();
        store.switch("expired_account_token", &answer);
        let shared = Shared::new(&store, &config(&store));
        shared.sign_in(JOHN, 0).await;
        store.advance_clock(A_DAY_AND_A_BIT);
        let mut tab = Tab::open(&shared, &config(&store), None).await;
        if answer == "guest" {
            let refused =
                tab.storefront.customer(&latchkey::storefront::Desk::signed_in(&tab.shared).unwrap()).await;
            assert_eq!(refused, Err(latchkey::journey::Problem::AccountTokenExpired));
        } else {
            assert!(tab.signs_in_again(), "{answer}: {:?}", tab.journey);
        }
        sign_in_again(&mut tab).await;
        assert!(tab.is_done(), "{answer}");
        assert_eq!(store.orders().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_while_the_form_is_filled_in_leads_to_sign_in() {
    for answer in Store::new().values_of("expired_account_token") {
        let store = Store::new();
        store.switch("expired_account_token", &answer);
        let mut tab = member(&store).await;
        store.advance_clock(A_DAY_AND_A_BIT);
        tab.submit().await;
        assert!(tab.signs_in_again(), "{answer}: {:?}", tab.journey);
        assert_eq!(store.orders().len(), 0, "{answer}");
        sign_in_again(&mut tab).await;
        assert!(tab.is_done(), "{answer}");
        assert_eq!(store.orders().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_order_is_looked_for_again_by_whoever_made_it_once_they_signed_in() {
    for answer in Store::new().values_of("expired_account_token") {
        for others in Store::new().values_of("orders_with_implicit_only") {
            let store = Store::new();
            store.switch("expired_account_token", &answer);
            store.switch("orders_with_implicit_only", &others);
            let mut tab = member(&store).await;
            store.fail(CHECKOUT, &json!({ "fault": "drop" }));
            store.fail(ORDERS, &json!({ "fault": "drop", "times": 99 }));
            tab.submit().await;
            store.clear_faults();
            assert!(tab.is_unknown(), "{answer}");
            store.advance_clock(A_DAY_AND_A_BIT);
            tab.reload().await;
            assert!(tab.is_unknown(), "{answer} {others}: {:?}", tab.journey);
            sign_in_again(&mut tab).await;
            assert!(tab.is_done(), "{answer} {others}: {:?}", tab.journey);
            assert_eq!(store.orders().len(), 1);
        }
    }
}
