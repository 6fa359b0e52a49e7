//! Anything that can happen to somebody who signs in, one after the other, in any store: nobody else is signed in, and no
//! code is spent unasked.

use latchkey::commerce::{AccountId, AccountMembersTokens};
use latchkey::journey::SignIn;
use latchkey::storefront::Proof;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::faults::kinds::FAULTS;
use crate::shopper::signing_in::{MEANS, Means};
use crate::shopper::{NEW_PASSWORD, Shopper};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JANE, JOHN, LIST, MEMBER, ORDERS, Store, UPDATE};

/// What somebody does, or what happens to them.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Ask,
    Submit(Means),
    SubmitWrongCode,
    /// The same as the last time.
    SubmitAgain,
    Choose(usize),
    ChooseAForeignAccount,
    BeginAgain,
    Renew,
    Look,
    ChangePassword(&'static str),
    TimePasses(i64),
    Fault(Index, &'static str),
}

fn happening() -> impl Strategy<Value = Happening> {
    let routes = vec![ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, MEMBER, ORDERS, LIST, UPDATE];
    prop_oneof![
        2 => Just(Happening::Ask),
        4 => select(MEANS.to_vec()).prop_map(Happening::Submit),
        1 => Just(Happening::SubmitWrongCode),
        1 => Just(Happening::SubmitAgain),
        2 => (0..3usize).prop_map(Happening::Choose),
        1 => Just(Happening::ChooseAForeignAccount),
        1 => Just(Happening::BeginAgain),
        2 => Just(Happening::Renew),
        1 => Just(Happening::Look),
        1 => select(vec![NEW_PASSWORD, "canary7"]).prop_map(Happening::ChangePassword),
        1 => select(vec![1, 61, 601, 86_401]).prop_map(Happening::TimePasses),
        3 => (any::<Index>(), select(routes)).prop_map(|(fault, route)| Happening::Fault(fault, route)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_in_any_store_nobody_else_is_signed_in_and_no_code_is_spent_unasked(
        username in select(vec![JOHN, JANE]),
        switches in prop::collection::vec(any::<Index>(), 64),
        happenings in prop::collection::vec(happening(), 1..16),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(play(username, &switches, &happenings));
    }
}

async fn play(username: &str, switches: &[Index], happenings: &[Happening]) {
    let store = Store::new();
    for (switch, choice) in store.switches().iter().zip(switches) {
        let value: &String = choice.get(&switch.values);
        store.switch(&switch.name, value);
    }
    let mut shopper = Shopper::of(&store, username, store.config());
    let mut last = None;
    for happening in happenings {
        let before = exchanged_proofs(&store);
        let submits = happen(*happening, &mut shopper, &store, &mut last).await;
        // The gateway's refusal, which is repeated, spends nothing.
        assert!(exchanged_proofs(&store) - before <= usize::from(submits), "{happening:?}");
    }
    store.clear_faults();
    // Whoever is signed in may have a token that a new password ended.
    shopper.begin_again();
    shopper.carry_on_signing_in(Means::Link).await;
    let token = shopper.token();
    assert!(shopper.orders(&token).await.is_ok());
    assert!(shopper.account_member(&token).await.is_ok());
}

fn foreign_account_id() -> AccountId {
    AccountId::parse("f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a01").unwrap()
}

/// How many codes and passwords came to the store's notice.
fn exchanged_proofs(store: &Store) -> usize {
    let requests = store.requests();
    let is_of_gateway =
        |request: &serde_json::Value| request["status"] == 401 && request["fault"] == "status";
    let proofs = requests.iter().filter(|request| {
        request["route"] == EXCHANGE
            && request["body"]["data"]["username"].is_string()
            && !is_of_gateway(request)
    });
    proofs.count()
}

/// Says whether the form was submitted.
async fn happen(
    happening: Happening,
    shopper: &mut Shopper,
    store: &Store,
    last: &mut Option<Proof>,
) -> bool {
    let is_signed_in = matches!(shopper.sign_in, SignIn::SignedIn { .. });
    let submitted = match happening {
        Happening::Submit(means) => {
            (means == Means::Password || shopper.email().is_some()).then(|| shopper.proof(means))
        }
        Happening::SubmitWrongCode => Some(shopper.wrong_code()),
        Happening::SubmitAgain => last.clone(),
        _ => None,
    };
    if let Some(proof) = submitted {
        *last = Some(proof.clone());
        shopper.submit_proof(proof).await;
        return true;
    }
    match happening {
        Happening::Ask => drop(shopper.ask_to_sign_in(Means::Link).await),
        Happening::Choose(place) => shopper.choose_if_asked(place),
        Happening::ChooseAForeignAccount => shopper.choose(foreign_account_id()),
        Happening::BeginAgain => shopper.begin_again(),
        Happening::TimePasses(seconds) => store.advance_clock(seconds),
        Happening::Fault(fault, route) => fault.get(FAULTS).befall(store, route),
        Happening::Renew if is_signed_in => renew(shopper).await,
        Happening::Look if is_signed_in => {
            let token = shopper.token();
            let _ = (shopper.account_member(&token).await, shopper.orders(&token).await);
        }
        Happening::ChangePassword(password) if is_signed_in => {
            let _ = shopper.change_password(password, &shopper.token()).await;
        }
        _ => {}
    }
    false
}

/// A renewal is of the same member and of accounts that they have.
async fn renew(shopper: &Shopper) {
    let (tokens, _) = shopper.signed_in();
    if let Ok(renewed) = shopper.renew(&shopper.token()).await {
        let ids = |tokens: &AccountMembersTokens| -> Vec<AccountId> {
            tokens.accounts.iter().map(|account| account.account_id.clone()).collect()
        };
        assert_eq!(renewed.account_member_id, tokens.account_member_id);
        assert_eq!(ids(&renewed), ids(tokens));
    }
}
