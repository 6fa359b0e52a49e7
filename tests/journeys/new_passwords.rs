//! A refused password: the code is spent, the account token is kept, another password is all it takes.

use latchkey::journey::problem::Step;
use latchkey::journey::{Problem, WayOn};
use serde_json::json;

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{CODE_REQUEST, EXCHANGE, JANE, Store, UPDATE, text};

/// Shorter than any store takes.
const WEAK: &str = "canary7";

#[tokio::test(start_paused = true)]
async fn a_refused_password_costs_no_second_code() {
    for refusal in Store::new().values_of("password_too_weak") {
        for way in WAYS {
            let store = Store::new();
            store.switch("password_too_weak", &refusal);
            let mut shopper = Shopper::of(&store, JANE, store.config());
            shopper.ask().await.unwrap();
            let email = shopper.email().unwrap();
            let end = shopper.submit(&email, way, WEAK).await;
            assert_eq!(end, End::Authenticated(Problem::PasswordRefused), "{refusal} {way:?}");
            assert_eq!(Problem::PasswordRefused.way_on(), WayOn::Correct);
            shopper.assert_password_is_unchanged();
            assert_eq!(shopper.submit(&email, way, NEW_PASSWORD).await, End::Changed, "{refusal} {way:?}");
            assert_eq!(store.count([CODE_REQUEST, EXCHANGE, UPDATE]), [1, 1, 2], "{refusal} {way:?}");
            shopper.assert_password_is(NEW_PASSWORD);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_signed_in_after_a_reset_has_account_tokens_of_after_it() {
    for value in Store::new().values_of("password_change_ends_tokens") {
        let store = Store::new();
        store.switch("password_change_ends_tokens", &value);
        let mut shopper = Shopper::of(&store, JANE, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        assert_eq!(shopper.submit(&email, WAYS[0], NEW_PASSWORD).await, End::Changed, "{value}");
        let tokens = shopper.sign_in_after_reset(NEW_PASSWORD).await.unwrap();
        let account_token = &tokens.accounts.first().unwrap().token;
        assert!(shopper.storefront.renew(account_token).await.is_ok(), "{value}");
        assert_eq!(store.count([CODE_REQUEST, EXCHANGE, UPDATE]), [1, 3, 1], "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn both_updates_carry_the_same_account_token_and_need_no_code() {
    let store = Store::new();
    let mut shopper = Shopper::of(&store, JANE, store.config());
    shopper.ask().await.unwrap();
    let email = shopper.email().unwrap();
    store.fail(UPDATE, &json!({ "fault": "status", "status": 422 }));
    let end = shopper.submit(&email, WAYS[0], NEW_PASSWORD).await;
    assert_eq!(end, End::Authenticated(Problem::PasswordRefused));
    // The page has no code field any more.
    let end = shopper.submit_link(Default::default(), None, NEW_PASSWORD).await;
    assert_eq!(end, End::Changed);
    let updates = store.requests().into_iter().filter(|request| request["route"] == UPDATE);
    let tokens: Vec<String> = updates
        .map(|update| text(&update["headers"]["ep-account-management-authentication-token"]))
        .collect();
    assert_eq!(tokens.len(), 2);
    assert_eq!(tokens.first(), tokens.last());
    assert_eq!(store.count([CODE_REQUEST, EXCHANGE]), [1, 1]);
}

#[tokio::test(start_paused = true)]
async fn an_account_token_that_has_expired_leads_to_a_new_code() {
    let ways = WAYS.map(|way| (way, "allowed"));
    // Where the list is closed to everybody, only a link says what to update.
    let ways = || ways.into_iter().chain([(Way::FullLink, "forbidden_403")]);
    let values = Store::new().values_of("expired_token_on_credentials");
    for (value, (way, listing)) in values.iter().flat_map(|value| ways().map(move |way| (value, way))) {
        let store = Store::new();
        store.switch("expired_token_on_credentials", value);
        store.switch("list_with_account_token", listing);
        store.set(&json!({ "account_management_authentication_token_timeout_secs": 60 }));
        let mut shopper = Shopper::of(&store, JANE, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        let end = shopper.submit(&email, way, WEAK).await;
        assert_eq!(end, End::Authenticated(Problem::PasswordRefused), "{value} {way:?} {listing}");
        store.advance_clock(61);
        let end = shopper.submit(&email, way, NEW_PASSWORD).await;
        assert_eq!(end, End::Stopped(Problem::AccountTokenExpired), "{value} {way:?} {listing}");
        assert_eq!(Problem::AccountTokenExpired.way_on(), WayOn::NewCode);
        assert_eq!(store.count([EXCHANGE]), [1], "{value} {way:?} {listing}");
        shopper.carry_on_anew(way).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_account_token_that_an_update_without_an_answer_has_ended_leads_to_a_new_code() {
    for value in Store::new().values_of("expired_token_on_credentials") {
        for way in WAYS {
            let store = Store::new();
            store.switch("expired_token_on_credentials", &value);
            store.switch("password_change_ends_tokens", "yes");
            let mut shopper = Shopper::of(&store, JANE, store.config());
            shopper.ask().await.unwrap();
            let email = shopper.email().unwrap();
            store.fail(UPDATE, &json!({ "fault": "drop" }));
            let end = shopper.submit(&email, way, NEW_PASSWORD).await;
            assert_eq!(end, End::Authenticated(Problem::Unreachable(Step::Updating)), "{value} {way:?}");
            let end = shopper.submit(&email, way, NEW_PASSWORD).await;
            assert_eq!(end, End::Stopped(Problem::ChangedPerhaps), "{value} {way:?}");
            assert_eq!(Problem::ChangedPerhaps.way_on(), WayOn::NewCode);
            shopper.carry_on_anew(way).await;
        }
    }
}
