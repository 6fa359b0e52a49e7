//! Asking for a code: nobody learns from it who has an account, and a store that is asked too often is heeded.

use latchkey::journey::problem::Step;
use latchkey::journey::{Problem, WayOn};
use serde_json::json;

use crate::shopper::{End, NEW_PASSWORD, Shopper, Way};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, Email, JOHN, Store};

const NOBODY: &str = "nobody@banks.com";

#[tokio::test(start_paused = true)]
async fn an_unknown_username_looks_like_a_known_one() {
    for refusal in Store::new().values_of("unknown_username") {
        for answer in Store::new().values_of("one_time_token_answer") {
            let store = Store::new();
            store.switch("unknown_username", &refusal);
            store.switch("one_time_token_answer", &answer);
            let known = Shopper::of(&store, JOHN, store.config());
            let unknown = Shopper::stranger(&store, NOBODY, store.config());
            assert_eq!(unknown.ask().await, known.ask().await, "{refusal} {answer}");
            let asked = vec![ACCESS_TOKEN, CODE_REQUEST, ACCESS_TOKEN, CODE_REQUEST];
            assert_eq!(store.routes(), asked, "{refusal} {answer}");
            assert_eq!(store.emails().len(), 1, "{refusal} {answer}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_disabled_feature_looks_the_same_to_everybody() {
    for refusal in Store::new().values_of("feature_disabled") {
        let store = Store::new();
        store.switch("feature_disabled", &refusal);
        store.set(&json!({ "enable_one_time_password_token": false }));
        let mut known = Shopper::of(&store, JOHN, store.config());
        let unknown = Shopper::stranger(&store, NOBODY, store.config());
        let (to_known, to_unknown) = (known.ask().await, unknown.ask().await);
        assert!(to_known.is_ok(), "{refusal}");
        assert_eq!(to_known, to_unknown, "{refusal}");
        assert!(store.emails().is_empty(), "{refusal}");
        drop(unknown);
        store.set(&json!({ "enable_one_time_password_token": true }));
        known.carry_on(Way::FullLink, NEW_PASSWORD).await.unwrap();
        known.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_as_long_as_the_store_says_where_that_may_be_read() {
    for exposed in Store::new().values_of("retry_after_exposed") {
        let store = Store::new();
        store.switch("retry_after_exposed", &exposed);
        let shopper = Shopper::of(&store, JOHN, store.config());
        for retry_after in [json!("30"), json!("Thu, 01 Jan 1970 00:00:00 GMT"), json!(null)] {
            store
                .fail(CODE_REQUEST, &json!({ "fault": "status", "status": 429, "retry_after": retry_after }));
            let seconds = if exposed == "yes" && retry_after == "30" { 30 } else { 0 };
            assert_eq!(shopper.ask().await, Err(Problem::TooManyRequests(seconds)), "{exposed}");
        }
        assert_eq!(Problem::TooManyRequests(0).way_on(), WayOn::Wait);
        assert!(store.emails().is_empty(), "refused requests were carried out");
        assert!(shopper.ask().await.is_ok());
        assert_eq!(store.count([CODE_REQUEST]), [4]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_without_an_answer_is_not_repeated_and_its_code_works() {
    let store = Store::new();
    let mut shopper = Shopper::of(&store, JOHN, store.config());
    store.fail(CODE_REQUEST, &json!({ "fault": "never_answer" }));
    assert_eq!(shopper.ask().await, Err(Problem::NoAnswerInTime(Step::AskingForCode)));
    assert_eq!(store.count([CODE_REQUEST]), [1]);
    let email = shopper.email().unwrap();
    assert_eq!(shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await, End::Changed);
}

#[tokio::test(start_paused = true)]
async fn a_store_without_a_known_realm_is_asked_for_no_code() {
    let store = Store::new();
    store.switch("settings_with_implicit", "forbidden_403");
    let mut config = store.config();
    config.authentication_realm_id = None;
    let shopper = Shopper::of(&store, JOHN, config);
    shopper.storefront.prepare_code_request().await;
    assert_eq!(shopper.ask().await, Err(Problem::StoreSetUp));
    assert_eq!(shopper.ask().await, Err(Problem::StoreSetUp));
    assert_eq!(store.count([CODE_REQUEST]), [0]);
    let named = shopper.browser.heard().iter().any(|text| text.contains("authentication_realm_id in config"));
    assert!(named, "the developer is not told what to set");
}

#[tokio::test(start_paused = true)]
async fn where_the_store_limits_codes_a_shopper_waits_and_then_changes_the_password() {
    let store = Store::new();
    store.switch("code_request_limit", "three_in_ten_minutes");
    store.switch("wrong_code_limit", "three_in_ten_minutes");
    let mut shopper = Shopper::of(&store, JOHN, store.config());
    for _ in 0..3 {
        assert!(shopper.ask().await.is_ok());
        let wrong = Email { link: String::new(), code: "wrong1".into() };
        assert!(matches!(
            shopper.submit(&wrong, Way::TypedCode, NEW_PASSWORD).await,
            End::Entering(Problem::CodeRefused(_))
        ));
    }
    assert_eq!(shopper.ask().await, Err(Problem::TooManyRequests(0)));
    let email = shopper.email().unwrap();
    let end = shopper.submit(&email, Way::TypedCode, NEW_PASSWORD).await;
    assert_eq!(end, End::Entering(Problem::TooManyRequests(0)));
    store.advance_clock(600);
    shopper.carry_on_anew(Way::FullLink).await;
}
