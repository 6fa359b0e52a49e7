//! The access token behind every call: renewed in time, asked for once, whatever the device's clock says.

use futures_util::future::join;
use latchkey::journey::Problem;
use serde_json::{Value, json};

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JOHN, LIST, SETTINGS, Store, UPDATE};

const MINUTE: i64 = 60;

/// A page that has been open for so many minutes when a code arrives that another device asked for.
async fn opened_before(store: &Store, minutes: i64) -> End {
    let mut shopper = Shopper::of(store, JOHN, store.config());
    shopper.storefront.prepare_reset().await;
    store.advance_clock(minutes * MINUTE);
    let asker = Shopper::of(store, JOHN, store.config());
    asker.ask().await.unwrap();
    shopper.submit(&asker.email().unwrap(), Way::FullLink, NEW_PASSWORD).await
}

#[tokio::test(start_paused = true)]
async fn an_access_token_with_less_than_five_minutes_left_is_renewed_before_the_exchange() {
    let store = Store::new();
    assert_eq!(opened_before(&store, 56).await, End::Changed);
    let of_asker = [ACCESS_TOKEN, CODE_REQUEST];
    let expected = [&[ACCESS_TOKEN, SETTINGS][..], &of_asker, &[ACCESS_TOKEN, EXCHANGE, LIST, UPDATE]];
    assert_eq!(store.routes(), expected.concat());
    let requests = store.requests();
    assert!(requests.iter().all(|request| request["status"] != 401), "{requests:#?}");
    let bearer_of = |route: &str| {
        let request = requests.iter().find(|request| request["route"] == route).unwrap();
        request["headers"]["authorization"].clone()
    };
    assert_ne!(bearer_of(SETTINGS), bearer_of(EXCHANGE));
    assert_eq!(bearer_of(UPDATE), bearer_of(EXCHANGE));
}

#[tokio::test(start_paused = true)]
async fn an_access_token_with_more_than_five_minutes_left_serves() {
    let store = Store::new();
    assert_eq!(opened_before(&store, 54).await, End::Changed);
    assert_eq!(store.count([ACCESS_TOKEN]), [2], "one for each device");
}

#[tokio::test(start_paused = true)]
async fn preparing_and_asking_at_once_share_one_access_token_and_one_look_at_the_settings() {
    for realm_is_configured in [true, false] {
        let store = Store::new();
        let mut config = store.config();
        config.authentication_realm_id = config.authentication_realm_id.filter(|_| realm_is_configured);
        store.fail(ACCESS_TOKEN, &json!({ "fault": "slow", "milliseconds": 1000 }));
        store.fail(SETTINGS, &json!({ "fault": "slow", "milliseconds": 1000 }));
        let mut shopper = Shopper::of(&store, JOHN, config);
        let ((), asked) = join(shopper.storefront.prepare_code_request(), shopper.ask()).await;
        assert!(asked.is_ok());
        let expected = [1, usize::from(!realm_is_configured), 1];
        assert_eq!(store.count([ACCESS_TOKEN, SETTINGS, CODE_REQUEST]), expected);
        shopper.carry_on(Way::FullLink, NEW_PASSWORD).await.unwrap();
        shopper.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn an_access_token_that_fails_while_several_wait_is_asked_for_once() {
    let store = Store::new();
    let shopper = Shopper::of(&store, JOHN, store.config());
    store.fail(ACCESS_TOKEN, &json!({ "fault": "never_answer" }));
    let ((), asked) = join(shopper.storefront.prepare_code_request(), shopper.ask()).await;
    assert!(asked.is_err());
    assert_eq!(store.count([ACCESS_TOKEN, CODE_REQUEST]), [1, 0]);
    assert!(shopper.ask().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_an_hour_wrong_changes_nothing() {
    for way in WAYS {
        let mut routes = Vec::new();
        for skew in [0, 60 * MINUTE, -60 * MINUTE] {
            let store = Store::new();
            let mut shopper = Shopper::of(&store, JOHN, store.config());
            shopper.browser.set_skew(skew);
            shopper.ask().await.unwrap();
            let email = shopper.email().unwrap();
            assert_eq!(shopper.submit(&email, way, NEW_PASSWORD).await, End::Changed, "{skew} {way:?}");
            shopper.assert_password_is(NEW_PASSWORD);
            routes.push(store.routes());
        }
        assert!(routes.iter().all(|seen| Some(seen) == routes.first()), "{routes:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_set_back_midway_costs_one_refusal_at_the_gateway_and_no_code() {
    let store = Store::new();
    let mut shopper = Shopper::of(&store, JOHN, store.config());
    shopper.storefront.prepare_reset().await;
    store.advance_clock(61 * MINUTE);
    shopper.browser.set_skew(-61 * MINUTE);
    shopper.ask().await.unwrap();
    let email = shopper.email().unwrap();
    assert_eq!(shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await, End::Changed);
    let refused: Vec<Value> =
        store.requests().into_iter().filter(|request| request["status"] == 401).collect();
    assert_eq!(refused.iter().map(|request| request["route"].clone()).collect::<Vec<_>>(), [CODE_REQUEST]);
    assert_eq!(store.count([ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, UPDATE]), [2, 2, 1, 1]);
    assert_eq!(store.emails().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_access_token_refused_again_and_again_is_a_matter_of_set_up_and_not_of_the_code() {
    let store = Store::new();
    let mut shopper = Shopper::of(&store, JOHN, store.config());
    shopper.ask().await.unwrap();
    let email = shopper.email().unwrap();
    store.fail(EXCHANGE, &json!({ "fault": "status", "status": 401, "times": 2 }));
    let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
    assert_eq!(end, End::Entering(Problem::StoreSetUp));
    assert_eq!(store.count([EXCHANGE, UPDATE]), [2, 0]);
    assert_eq!(shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await, End::Changed);
}
