//! Staying signed in: a token that is still good becomes fresh ones of every account, and nobody else's.

use latchkey::commerce::AccountMembersTokens;
use latchkey::journey::{Problem, WayOn};
use serde_json::json;

use crate::faults::kinds::{FAULTS, Meaning};
use crate::shopper::Shopper;
use crate::shopper::rules::ACCOUNT_TOKEN;
use crate::shopper::signing_in::{MEANS, Means};
use crate::store::{CODE_REQUEST, EXCHANGE, JANE, JOHN, Store};

fn account_ids(tokens: &AccountMembersTokens) -> Vec<&str> {
    tokens.accounts.iter().map(|account| account.account_id.as_str()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_renewal_keeps_the_member_and_all_accounts_and_makes_every_token_fresh() {
    let lists = [(1, 100, 1), (3, 100, 1), (60, 100, 1), (60, 25, 3)];
    let values = Store::new().values_of("renewal_keeps_old_token");
    for ((count, page, exchanges), keeps) in values.iter().flat_map(|keeps| lists.map(|list| (list, keeps))) {
        for means in MEANS {
            let store = Store::with_accounts_of_jane(count);
            store.switch("renewal_keeps_old_token", keeps);
            let mut jane = Shopper::of(&store, JANE, store.config());
            jane.browser.set_page_limit(page);
            jane.arrive(means).await;
            let (before, token) = (jane.signed_in().0.clone(), jane.token());
            store.advance_clock(3600);
            let sent = store.requests().len();
            let after = jane.renew(&token).await.unwrap();
            assert_eq!(after.account_member_id, before.account_member_id);
            assert_eq!(
                (account_ids(&after), after.complete),
                (account_ids(&before), true),
                "{count} by {page}, {keeps}"
            );
            for (fresh, old) in after.accounts.iter().zip(&before.accounts) {
                assert!(
                    fresh.token != old.token && fresh.expires.since(old.expires) >= 3600,
                    "{count}, {keeps}"
                );
                assert!(jane.orders(&fresh.token).await.is_ok(), "{count} by {page}, {keeps}");
            }
            let requests = store.requests().split_off(sent);
            let renewals = requests.iter().filter(|request| request["route"] == EXCHANGE);
            assert_eq!(renewals.count(), exchanges, "{count} by {page}, {keeps}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_sends_the_token_in_the_header_and_nothing_else_that_is_secret() {
    let store = Store::new();
    let mut john = Shopper::of(&store, JOHN, store.config());
    john.arrive(Means::Password).await;
    let token = john.token();
    john.renew(&token).await.unwrap();
    let renewal = store.requests().pop().unwrap();
    assert_eq!(renewal["headers"][ACCOUNT_TOKEN], token.expose());
    let data = json!({
        "type": "account_management_authentication_token",
        "authentication_mechanism": "account_management_authentication_token",
    });
    assert_eq!(renewal["body"], json!({ "data": data }));
}

#[tokio::test(start_paused = true)]
async fn the_old_token_is_good_or_not_and_the_fresh_one_is_whatever_the_store_does() {
    for keeps in Store::new().values_of("renewal_keeps_old_token") {
        let store = Store::new();
        store.switch("renewal_keeps_old_token", &keeps);
        let mut jane = Shopper::of(&store, JANE, store.config());
        jane.arrive(Means::Link).await;
        let old = jane.token();
        store.advance_clock(60);
        let renewed = jane.renew(&old).await.unwrap();
        let expected = if keeps == "yes" { None } else { Some(Problem::AccountTokenExpired) };
        assert_eq!(jane.orders(&old).await.err(), expected, "{keeps}");
        assert_eq!(jane.account_member(&old).await.err(), expected, "{keeps}");
        assert_eq!(jane.renew(&old).await.err(), expected, "{keeps}");
        for account in &renewed.accounts {
            assert!(jane.orders(&account.token).await.is_ok(), "{keeps}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_has_expired_is_not_renewed_and_spends_nothing() {
    for value in Store::new().values_of("expired_account_token") {
        let store = Store::new();
        store.switch("expired_account_token", &value);
        store.set(&json!({ "account_management_authentication_token_timeout_secs": 60 }));
        let mut john = Shopper::of(&store, JOHN, store.config());
        john.arrive(Means::Link).await;
        store.advance_clock(61);
        assert_eq!(john.renew(&john.token()).await, Err(Problem::AccountTokenExpired), "{value}");
        assert_eq!(store.count([CODE_REQUEST, EXCHANGE]), [1, 2], "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_without_an_answer_is_told_as_unknown_and_may_be_tried_again() {
    let lost = [Meaning::Unreadable, Meaning::Late, Meaning::Malformed];
    for fault in FAULTS.iter().filter(|fault| fault.is_carried_out && lost.contains(&fault.meaning)) {
        for keeps in Store::new().values_of("renewal_keeps_old_token") {
            let store = Store::new();
            store.switch("renewal_keeps_old_token", &keeps);
            let mut john = Shopper::of(&store, JOHN, store.config());
            john.arrive(Means::Password).await;
            let old = john.token();
            store.advance_clock(60);
            fault.befall(&store, EXCHANGE);
            let problem = john.renew(&old).await.unwrap_err();
            assert_eq!(problem.way_on(), WayOn::TryAgain, "{} {keeps}", fault.name);
            assert_eq!(store.count([EXCHANGE]), [2], "{} {keeps}", fault.name);
            let again = john.renew(&old).await;
            if keeps == "yes" {
                assert_eq!(account_ids(&again.unwrap()), account_ids(john.signed_in().0));
            } else {
                assert_eq!(again, Err(Problem::AccountTokenExpired), "{}", fault.name);
            }
        }
    }
}
