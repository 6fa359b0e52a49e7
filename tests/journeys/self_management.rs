//! Members who may not change their own password: said before the code is spent where the store shows its
//! settings, and after it where not.

use latchkey::journey::{Problem, WayOn};
use serde_json::{Value, json};

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{CODE_REQUEST, EXCHANGE, JOHN, LIST, Store, UPDATE};

fn set(store: &Store, value: &str) {
    store.set(&json!({ "account_member_self_management": value }));
}

#[tokio::test(start_paused = true)]
async fn a_code_is_not_spent_where_settings_say_that_it_would_be_in_vain() {
    for way in WAYS {
        let store = Store::new();
        set(&store, "disabled");
        let mut shopper = Shopper::of(&store, JOHN, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        let end = shopper.submit(&email, way, NEW_PASSWORD).await;
        assert_eq!(end, End::Entering(Problem::NotAllowed), "{way:?}");
        assert_eq!(store.count([EXCHANGE, LIST, UPDATE]), [0, 0, 0], "{way:?}");
        assert_eq!(Problem::NotAllowed.way_on(), WayOn::ContactSupport);
        // The store's people change the setting; the same code serves.
        set(&store, "update_only");
        shopper.reload();
        assert_eq!(shopper.submit(&email, way, NEW_PASSWORD).await, End::Changed, "{way:?}");
        assert_eq!(store.count([CODE_REQUEST, EXCHANGE, UPDATE]), [1, 1, 1], "{way:?}");
        shopper.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn where_settings_cannot_be_read_the_refusal_comes_after_one_exchange() {
    for refusal in Store::new().values_of("self_management_refusal") {
        for decided_by in Store::new().values_of("self_management_from") {
            for listing in Store::new().values_of("list_with_account_token") {
                let store = Store::new();
                store.switch("settings_with_implicit", "forbidden_403");
                store.switch("self_management_refusal", &refusal);
                store.switch("self_management_from", &decided_by);
                store.switch("list_with_account_token", &listing);
                refused_after_one_exchange(&store, decided_by == "token_claim").await;
            }
        }
    }
}

async fn refused_after_one_exchange(store: &Store, needs_new_token: bool) {
    set(store, "disabled");
    let mut shopper = Shopper::of(store, JOHN, store.config());
    shopper.ask().await.unwrap();
    let email = shopper.email().unwrap();
    let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
    assert_eq!(end, End::Authenticated(Problem::NotAllowed));
    assert_eq!(store.count([CODE_REQUEST, EXCHANGE]), [1, 1]);
    shopper.assert_password_is_unchanged();
    // The store's people change the setting. Unless the account token says otherwise, no new code is needed.
    set(store, "update_only");
    let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
    assert_eq!(store.count([CODE_REQUEST, EXCHANGE]), [1, 1]);
    if needs_new_token {
        assert_eq!(end, End::Authenticated(Problem::NotAllowed));
        shopper.carry_on_anew(Way::FullLink).await;
    } else {
        assert_eq!(end, End::Changed);
        shopper.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn settings_are_read_once_for_a_page() {
    let store = Store::new();
    let mut config = store.config();
    config.authentication_realm_id = None;
    let mut shopper = Shopper::of(&store, JOHN, config);
    shopper.storefront.prepare_code_request().await;
    shopper.ask().await.unwrap();
    shopper.storefront.prepare_reset().await;
    let email = shopper.email().unwrap();
    assert_eq!(shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await, End::Changed);
    let asked = store.requests();
    let settings = |request: &&Value| request["path"] == "/v2/settings/account-authentication";
    assert_eq!(asked.iter().filter(settings).count(), 1);
}
