//! Signing in by link, by code and by password, whatever the number of accounts and however the store is switched.

use latchkey::commerce::UserAuthenticationInfoId;
use latchkey::journey::{Problem, SignIn, WayOn};
use latchkey::storefront::Proof;
use serde_json::json;

use crate::shopper::rules::ACCOUNT_TOKEN;
use crate::shopper::signing_in::{MEANS, Means};
use crate::shopper::visitor::{JANE_OF_SIXTY, JANE_OF_THREE, JOHN_OF_ONE, NORA_OF_NONE, Visitor};
use crate::shopper::{NEW_PASSWORD, Shopper};
use crate::store::{CODE_REQUEST, EXCHANGE, JANE, JOHN, NORA, SETTINGS, Store, text};

#[tokio::test(start_paused = true)]
async fn a_member_of_one_account_is_signed_in_with_it_at_once() {
    for means in MEANS {
        let store = Store::new();
        let mut john = Shopper::of(&store, JOHN, store.config());
        john.ask_to_sign_in(means).await.unwrap();
        john.submit_proof(john.proof(means)).await;
        let (tokens, account) = john.signed_in();
        assert_eq!(account.account_id.as_str(), store.member(JOHN).accounts[0], "{means:?}");
        assert!(tokens.complete && !account.account_name.is_empty(), "{means:?}");
        let codes = usize::from(means != Means::Password);
        assert_eq!(store.count([CODE_REQUEST, EXCHANGE, SETTINGS]), [codes, 1, 0], "{means:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_of_several_accounts_chooses_among_all_of_them_however_many_pages_they_take() {
    let lists = [(3, 100, 1), (60, 100, 1), (60, 25, 3), (100, 40, 3)];
    // The pages after the first are asked for as a renewal is, which may end the token that asks.
    let values = Store::new().values_of("renewal_keeps_old_token");
    for ((count, page, exchanges), keeps) in values.iter().flat_map(|keeps| lists.map(|list| (list, keeps))) {
        for means in MEANS {
            let store = Store::with_accounts_of_jane(count);
            store.switch("renewal_keeps_old_token", keeps);
            let mut jane = Shopper::of(&store, JANE, store.config());
            jane.browser.set_page_limit(page);
            jane.ask_to_sign_in(means).await.unwrap();
            jane.submit_proof(jane.proof(means)).await;
            let tokens = jane.sign_in.choice().unwrap().clone();
            let offered: Vec<_> =
                tokens.accounts.iter().map(|account| account.account_id.to_string()).collect();
            assert_eq!(offered, store.member(JANE).accounts, "{count} by {page} {means:?}, {keeps}");
            assert!(tokens.complete, "{count} by {page} {means:?}, {keeps}");
            assert_eq!(store.count([EXCHANGE]), [exchanges], "{count} by {page} {means:?}, {keeps}");
            let last = tokens.accounts.last().unwrap();
            jane.choose(last.account_id.clone());
            assert_eq!(jane.signed_in().1, last);
            for account in &tokens.accounts {
                assert_eq!(jane.orders(&account.token).await.unwrap().total, 0, "{count} by {page}, {keeps}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn pages_after_the_first_are_asked_for_with_an_account_token_and_spend_no_code() {
    for means in MEANS {
        let store = Store::with_accounts_of_jane(60);
        let mut jane = Shopper::of(&store, JANE, store.config());
        jane.browser.set_page_limit(25);
        jane.arrive(means).await;
        let exchanges = store.requests().into_iter().filter(|request| request["route"] == EXCHANGE);
        let mechanisms: Vec<_> = exchanges
            .map(|request| {
                let data = &request["body"]["data"];
                let has_token = request["headers"][ACCOUNT_TOKEN].is_string();
                (text(&data["authentication_mechanism"]), has_token, data["username"].is_string())
            })
            .collect();
        let first = if means == Means::Password { "password" } else { "passwordless" };
        let further = ("account_management_authentication_token".to_owned(), true, false);
        assert_eq!(mechanisms, [(first.to_owned(), false, true), further.clone(), further], "{means:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn accounts_of_which_a_page_fails_are_offered_as_far_as_they_are_known() {
    for means in MEANS {
        for status in [429, 500] {
            let store = Store::with_accounts_of_jane(60);
            let mut jane = Shopper::of(&store, JANE, store.config());
            jane.browser.set_page_limit(25);
            jane.ask_to_sign_in(means).await.unwrap();
            // The first page arrives, slowly; the next one does not.
            store.fail(EXCHANGE, &json!({ "fault": "slow", "milliseconds": 10 }));
            store.fail(EXCHANGE, &json!({ "fault": "status", "status": status }));
            jane.submit_proof(jane.proof(means)).await;
            let tokens = jane.sign_in.choice().unwrap();
            assert_eq!((tokens.accounts.len(), tokens.complete), (25, false), "{means:?} {status}");
            assert_eq!(store.count([EXCHANGE]), [2], "{means:?} {status}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_single_account_of_which_it_is_not_known_whether_there_are_more_is_not_chosen_silently() {
    let store = Store::new();
    let mut jane = Shopper::of(&store, JANE, store.config());
    jane.browser.set_page_limit(1);
    store.fail(EXCHANGE, &json!({ "fault": "slow", "milliseconds": 10 }));
    store.fail(EXCHANGE, &json!({ "fault": "drop" }));
    jane.submit_proof(jane.proof(Means::Password)).await;
    assert_eq!(jane.sign_in.choice().unwrap().accounts.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_member_of_no_account_is_told_so_and_sent_to_the_store_s_people() {
    for answer in Store::new().values_of("member_without_accounts") {
        for means in MEANS {
            let store = Store::new();
            store.switch("member_without_accounts", &answer);
            let mut nora = Shopper::of(&store, NORA, store.config());
            nora.ask_to_sign_in(means).await.unwrap();
            nora.submit_proof(nora.proof(means)).await;
            assert_eq!(nora.sign_in, SignIn::Stopped { problem: Problem::NoAccount }, "{answer} {means:?}");
            assert_eq!(Problem::NoAccount.way_on(), WayOn::ContactSupport);
            assert_eq!(store.count([EXCHANGE]), [1]);
            // The form stays open to somebody else, and signs nobody in who belongs to no account.
            nora.submit_proof(nora.proof(means)).await;
            assert_eq!(store.count([EXCHANGE]), [2], "{answer} {means:?}");
            assert!(
                nora.sign_in.problem().is_some() && nora.sign_in.choice().is_none(),
                "{answer} {means:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_that_names_somebody_else_signs_nobody_in() {
    for member in [JANE, NORA] {
        let store = Store::new();
        let mut john = Shopper::of(&store, JOHN, store.config());
        john.ask_to_sign_in(Means::Link).await.unwrap();
        let mut proof = john.proof(Means::Link);
        let Proof::Code { claimed, .. } = &mut proof else { unreachable!("a link has a code") };
        *claimed = UserAuthenticationInfoId::parse(&store.member(member).user_authentication_info_id);
        john.submit_proof(proof).await;
        assert_eq!(john.sign_in, SignIn::Stopped { problem: Problem::LinkForSomeoneElse });
        assert_eq!(Problem::LinkForSomeoneElse.way_on(), WayOn::NewCode);
        john.begin_again();
        john.arrive(Means::TypedCode).await;
    }
}

#[tokio::test(start_paused = true)]
async fn every_value_of_every_switch_lets_a_member_sign_in_look_around_renew_and_change_the_password() {
    let visitors = [
        (JOHN_OF_ONE, Means::Link),
        (JANE_OF_THREE, Means::TypedCode),
        (JOHN_OF_ONE, Means::Password),
        (JANE_OF_SIXTY, Means::Link),
    ];
    for switch in &Store::new().switches() {
        for (value, (visitor, means)) in switch.values.iter().flat_map(|value| visitors.map(|it| (value, it)))
        {
            let store = visitor.store();
            store.switch(&switch.name, value);
            let label = format!("{}={value} {visitor:?} {means:?}", switch.name);
            let forbidden = ["list_with_account_token", "forbidden_403"];
            visit(&store, visitor, means, [&switch.name, value] == forbidden, &label).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn every_value_of_every_switch_tells_a_member_of_no_account_so() {
    for switch in &Store::new().switches() {
        for (value, means) in switch.values.iter().flat_map(|value| MEANS.map(|means| (value, means))) {
            let store = NORA_OF_NONE.store();
            store.switch(&switch.name, value);
            let mut nora = NORA_OF_NONE.shopper(&store);
            nora.ask_to_sign_in(means).await.unwrap();
            nora.submit_proof(nora.proof(means)).await;
            let told = SignIn::Stopped { problem: Problem::NoAccount };
            assert_eq!(nora.sign_in, told, "{}={value} {means:?}", switch.name);
            assert_eq!(store.count([EXCHANGE]), [1], "{}={value} {means:?}", switch.name);
        }
    }
}

async fn visit(store: &Store, visitor: Visitor, means: Means, may_not_list: bool, label: &str) {
    let username = visitor.username;
    let mut shopper = visitor.shopper(store);
    shopper.arrive(means).await;
    let (tokens, account) = shopper.signed_in();
    let (tokens, account) = (tokens.clone(), account.clone());
    assert_eq!((tokens.accounts.len(), tokens.complete), (visitor.accounts, true), "{label}");
    let member = shopper.account_member(&account.token).await.unwrap();
    assert_eq!((Some(&member.id), member.email.as_str()), (tokens.account_member_id.as_ref(), username));
    assert!(!shopper.storefront.forbids_password_changes().await, "{label}");
    let renewed = shopper.renew(&account.token).await.unwrap();
    assert_eq!(renewed.account_member_id, tokens.account_member_id, "{label}");
    let fresh = &renewed.accounts.iter().find(|it| it.account_id == account.account_id).unwrap().token;
    let orders = shopper.orders(fresh).await.unwrap();
    assert_eq!(orders.total as usize, usize::from(username == JOHN), "{label}");
    for order in &orders.orders {
        assert_eq!(shopper.order(&order.id, fresh).await.unwrap().items.len(), 1, "{label}");
    }
    let changed = shopper.change_password(NEW_PASSWORD, fresh).await;
    if may_not_list {
        // Without a link nothing says which credentials to change.
        assert_eq!(changed, Err(Problem::NotAllowed), "{label}");
        shopper.assert_password_is_unchanged();
    } else {
        assert_eq!(changed, Ok(()), "{label}");
        shopper.assert_password_is(NEW_PASSWORD);
    }
    let codes = usize::from(means != Means::Password);
    assert_eq!(store.count([CODE_REQUEST, EXCHANGE]), [codes, 2 * visitor.pages], "{label}");
}
