//! Codes that do not work: wrong, used, expired, replaced. Each is said to be refused, and a new one works.

use latchkey::config::Config;
use latchkey::journey::problem::CodeAge;
use latchkey::journey::{Link, Problem, WayOn, code};

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{CODE_REQUEST, EXCHANGE, Email, JOHN, Store, UPDATE};

/// Refuses wrong codes in every way there is, and outdated ones in every way there is beside it.
fn stores() -> Vec<Store> {
    let mut stores = Vec::new();
    for wrong in Store::new().values_of("wrong_code") {
        for outdated in Store::new().values_of("expired_code") {
            let store = Store::new();
            store.switch("wrong_code", &wrong);
            store.switch("expired_code", &outdated);
            store.switch("code_reuse", &outdated);
            stores.push(store);
        }
    }
    assert!(stores.len() >= 12, "values are missing");
    stores
}

/// Asks for a new code, as the notice offers, and uses it.
async fn use_new_code(shopper: &mut Shopper, way: Way) {
    assert!(shopper.ask().await.is_ok());
    shopper.restart();
    shopper.code_age = CodeAge::Valid;
    let email = shopper.email().unwrap();
    assert_eq!(shopper.submit(&email, way, NEW_PASSWORD).await, End::Changed);
    shopper.assert_password_is(NEW_PASSWORD);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_code_is_refused_and_may_be_corrected() {
    for store in stores() {
        let mut shopper = Shopper::of(&store, JOHN, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        let wrong = Email { code: "wrong1".into(), link: email.link.replace(&email.code, "wrong1") };
        for way in WAYS {
            let end = shopper.submit(&wrong, way, NEW_PASSWORD).await;
            assert_eq!(end, End::Entering(Problem::CodeRefused(CodeAge::Valid)));
        }
        shopper.assert_password_is_unchanged();
        assert_eq!(shopper.submit(&email, Way::TypedCode, NEW_PASSWORD).await, End::Changed);
        assert_eq!(store.count([CODE_REQUEST, EXCHANGE, UPDATE]), [1, 4, 1]);
        shopper.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn a_used_code_is_refused_and_a_new_one_works() {
    for store in stores() {
        let mut shopper = Shopper::of(&store, JOHN, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        assert_eq!(shopper.submit(&email, Way::FullLink, "first canary of them all").await, End::Changed);
        shopper.reload();
        let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
        assert_eq!(end, End::Entering(Problem::CodeRefused(CodeAge::Valid)));
        assert_eq!(store.count([EXCHANGE, UPDATE]), [2, 1]);
        use_new_code(&mut shopper, Way::FullLink).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_expired_code_is_refused_and_a_new_one_works() {
    for store in stores() {
        let mut shopper = Shopper::of(&store, JOHN, store.config());
        shopper.ask().await.unwrap();
        let email = shopper.email().unwrap();
        store.advance_clock(601);
        shopper.code_age = CodeAge::Expired;
        let end = shopper.submit(&email, Way::BareLink, NEW_PASSWORD).await;
        assert_eq!(end, End::Entering(Problem::CodeRefused(CodeAge::Expired)));
        assert_eq!(store.count([EXCHANGE, UPDATE]), [1, 0]);
        shopper.assert_password_is_unchanged();
        use_new_code(&mut shopper, Way::BareLink).await;
    }
}

#[tokio::test(start_paused = true)]
async fn an_earlier_code_works_or_is_refused_and_the_newest_always_works() {
    for voids in Store::new().values_of("new_request_voids_codes") {
        let store = Store::new();
        store.switch("new_request_voids_codes", &voids);
        let mut shopper = Shopper::of(&store, JOHN, store.config());
        shopper.ask().await.unwrap();
        let earlier = shopper.email().unwrap();
        shopper.ask().await.unwrap();
        let newest = shopper.email().unwrap();
        let end = shopper.submit(&earlier, Way::FullLink, NEW_PASSWORD).await;
        if voids == "yes" {
            assert_eq!(end, End::Entering(Problem::CodeRefused(CodeAge::Valid)));
        } else {
            assert_eq!(end, End::Changed);
            shopper.restart();
        }
        assert_eq!(shopper.submit(&newest, Way::FullLink, NEW_PASSWORD).await, End::Changed);
        shopper.assert_password_is(NEW_PASSWORD);
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_in_capitals_works_where_the_store_or_the_configuration_folds_it() {
    for case in Store::new().values_of("code_case") {
        for lowercase_codes in [false, true] {
            let store = Store::new();
            store.switch("code_case", &case);
            let mut config: Config = store.config();
            config.policy.lowercase_codes = lowercase_codes;
            let mut shopper = Shopper::of(&store, JOHN, config);
            shopper.ask().await.unwrap();
            let shouted = shopper.email().unwrap().code.to_uppercase();
            let typed = code::read(&shouted, lowercase_codes);
            let end = shopper.submit_link(Link::default(), typed, NEW_PASSWORD).await;
            let works = lowercase_codes || case == "insensitive";
            let refused = End::Entering(Problem::CodeRefused(CodeAge::Valid));
            assert_eq!(end, if works { End::Changed } else { refused }, "{case} {lowercase_codes}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn after_too_many_wrong_codes_a_new_one_is_the_only_way() {
    let store = Store::new();
    let mut shopper = Shopper::of(&store, JOHN, store.config());
    shopper.ask().await.unwrap();
    let right = shopper.email().unwrap();
    let wrong = Email { code: "wrong1".into(), link: String::new() };
    let tries = store.config().policy.code_tries;
    for _ in 1..tries {
        let end = shopper.submit(&wrong, Way::TypedCode, NEW_PASSWORD).await;
        assert_eq!(end, End::Entering(Problem::CodeRefused(CodeAge::Valid)));
    }
    let end = shopper.submit(&wrong, Way::TypedCode, NEW_PASSWORD).await;
    assert_eq!(end, End::Stopped(Problem::TooManyTries));
    assert_eq!(Problem::TooManyTries.way_on(), WayOn::NewCode);
    // Submitting once more does nothing, not even with the right code.
    let end = shopper.submit(&right, Way::TypedCode, NEW_PASSWORD).await;
    assert_eq!(end, End::Stopped(Problem::TooManyTries));
    assert_eq!(store.count([EXCHANGE]), [tries as usize]);
    use_new_code(&mut shopper, Way::TypedCode).await;
}
