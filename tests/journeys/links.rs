//! Links that say what is not so: their ids decide nothing about whose password is changed.

use latchkey::commerce::{UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfoId};
use latchkey::journey::{Link, Problem, WayOn};
use serde_json::Value;

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{EXCHANGE, JANE, JOHN, LIST, NORA, Store, UPDATE, text};

/// John has asked for a code; his link, for a test to falsify.
async fn john_asked(store: &Store) -> (Shopper, Link) {
    let shopper = Shopper::of(store, JOHN, store.config());
    shopper.ask().await.unwrap();
    let link = shopper.email().unwrap().link;
    (shopper, Link::parse("", link.split_once('#').unwrap().1))
}

async fn submit(shopper: &mut Shopper, link: Link) -> End {
    let code = link.one_time_password_token.clone();
    shopper.submit_link(link, code, NEW_PASSWORD).await
}

#[tokio::test(start_paused = true)]
async fn a_link_that_names_another_member_changes_nobody_s_password() {
    let store = Store::new();
    let (mut shopper, mut link) = john_asked(&store).await;
    let jane = store.member(JANE);
    link.user_authentication_info_id = UserAuthenticationInfoId::parse(&jane.user_authentication_info_id);
    assert!(link.user_authentication_info_id.is_some());
    assert_eq!(submit(&mut shopper, link).await, End::Stopped(Problem::LinkForSomeoneElse));
    assert_eq!(store.count([EXCHANGE, LIST, UPDATE]), [1, 0, 0]);
    shopper.assert_password_is_unchanged();
    assert!(store.accepts(JANE, &jane.password));
    assert_eq!(Problem::LinkForSomeoneElse.way_on(), WayOn::NewCode);
    shopper.restart();
    shopper.carry_on_anew(Way::TypedCode).await;
}

#[tokio::test(start_paused = true)]
async fn a_link_that_names_another_member_s_credentials_changes_nobody_s_password() {
    for listing in Store::new().values_of("list_with_account_token") {
        let store = Store::new();
        store.switch("list_with_account_token", &listing);
        let (mut shopper, mut link) = john_asked(&store).await;
        let jane = store.member(JANE);
        let id = &jane.user_authentication_password_profile_info_id;
        link.user_authentication_password_profile_info_id =
            UserAuthenticationPasswordProfileInfoId::parse(id);
        let end = submit(&mut shopper, link).await;
        if listing == "allowed" {
            assert_eq!(end, End::Stopped(Problem::LinkForSomeoneElse));
            assert_eq!(store.count([EXCHANGE, LIST, UPDATE]), [1, 1, 0]);
        } else {
            // Nothing but the store itself can tell. It was asked about John's credentials only.
            assert_eq!(end, End::Authenticated(Problem::NotAllowed));
            assert_eq!(store.count([EXCHANGE, LIST, UPDATE]), [1, 1, 1]);
        }
        shopper.assert_password_is_unchanged();
        assert!(store.accepts(JANE, &jane.password));
        assert!(!store.accepts(JANE, NEW_PASSWORD));
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_that_comes_after_the_exchange_names_nobody_else_either() {
    let store = Store::new();
    let (mut shopper, mut link) = john_asked(&store).await;
    let code = link.one_time_password_token.clone();
    let end = shopper.submit_link(link.clone(), code, "canary7").await;
    assert_eq!(end, End::Authenticated(Problem::PasswordRefused));
    let jane = store.member(JANE);
    link.user_authentication_info_id = UserAuthenticationInfoId::parse(&jane.user_authentication_info_id);
    assert_eq!(submit(&mut shopper, link).await, End::Changed);
    assert_eq!(store.count([EXCHANGE, UPDATE]), [1, 2]);
    shopper.assert_password_is(NEW_PASSWORD);
    assert!(store.accepts(JANE, &jane.password));
}

#[tokio::test(start_paused = true)]
async fn a_link_chooses_neither_realm_nor_password_profile() {
    let store = Store::new();
    let (mut shopper, _) = john_asked(&store).await;
    let config = store.config();
    let other = store.member(JANE).user_authentication_info_id;
    let realm = config.authentication_realm_id.as_ref().unwrap().as_str();
    let link = shopper.email().unwrap().link;
    let falsified = link.replace(realm, &other).replace(config.password_profile_id.as_str(), &other);
    assert_eq!(falsified.matches(&other).count(), 2);
    let link = Link::parse("", falsified.split_once('#').unwrap().1);
    assert_eq!(submit(&mut shopper, link).await, End::Changed);
    for request in store.requests() {
        let sent = format!("{} {}", text(&request["path"]), request["body"]);
        assert!(!sent.contains(&other), "{sent}");
    }
    let profiles = |request: &Value| request["body"]["data"]["password_profile_id"].clone();
    let updates: Vec<_> = store.requests().into_iter().filter(|request| request["route"] == UPDATE).collect();
    assert_eq!(
        updates.iter().map(profiles).collect::<Vec<_>>(),
        [Value::from(config.password_profile_id.as_str())]
    );
    shopper.assert_password_is(NEW_PASSWORD);
}

#[tokio::test(start_paused = true)]
async fn a_link_may_name_the_realm_where_nobody_else_does() {
    let store = Store::new();
    let (john, link) = john_asked(&store).await;
    drop(john);
    store.switch("settings_with_implicit", "forbidden_403");
    let mut config = store.config();
    config.authentication_realm_id = None;
    let mut shopper = Shopper::of(&store, JOHN, config);
    assert_eq!(submit(&mut shopper, link).await, End::Changed);
    shopper.assert_password_is(NEW_PASSWORD);
}

#[tokio::test(start_paused = true)]
async fn a_member_of_no_account_is_told_so_and_sent_to_the_store_s_people() {
    for answer in Store::new().values_of("member_without_accounts") {
        for way in WAYS {
            let store = Store::new();
            store.switch("member_without_accounts", &answer);
            let mut shopper = Shopper::of(&store, NORA, store.config());
            shopper.ask().await.unwrap();
            let email = shopper.email().unwrap();
            let end = shopper.submit(&email, way, NEW_PASSWORD).await;
            assert_eq!(end, End::Stopped(Problem::NoAccount), "{answer} {way:?}");
            assert_eq!(store.count([EXCHANGE, LIST, UPDATE]), [1, 0, 0]);
            shopper.assert_password_is_unchanged();
            assert_eq!(Problem::NoAccount.way_on(), WayOn::ContactSupport);
        }
    }
}
