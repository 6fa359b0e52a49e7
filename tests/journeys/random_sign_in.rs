//! Any order of what can happen to somebody who signs in, alone and against a store with faults.

use latchkey::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMemberId, AccountMembersTokens, AccountToken,
    Timestamp,
};
use latchkey::journey::problem::{CodeAge, Step};
use latchkey::journey::sign_in::Event;
use latchkey::journey::{Problem, SignIn};
use latchkey::storefront::Proof;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::faults::kinds::FAULTS;
use crate::shopper::signing_in::{MEANS, Means};
use crate::shopper::{NEW_PASSWORD, Shopper};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JANE, JOHN, LIST, MEMBER, ORDERS, Store, UPDATE};

const TRIES: u32 = 3;

const STEPS: [Step; 6] =
    [Step::Preparing, Step::AskingForCode, Step::Reading, Step::Exchanging, Step::SigningIn, Step::Updating];

fn account_id(number: u8) -> AccountId {
    AccountId::parse(&format!("f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a{number:02}")).unwrap()
}

/// The tokens of a member whose accounts are numbered from `first` on.
fn tokens(first: u8, count: u8, complete: bool) -> AccountMembersTokens {
    let account = |number: u8| AccountToken {
        account_id: account_id(number),
        account_name: String::new(),
        token: AccountManagementAuthenticationToken::new("canary".to_owned()),
        expires: Timestamp::from_seconds(0),
    };
    AccountMembersTokens {
        account_member_id: AccountMemberId::parse("459a2d49-ff3f-4589-b9fb-7e86ac7273f4"),
        accounts: (first..first + count).map(account).collect(),
        complete,
    }
}

fn problem() -> impl Strategy<Value = Problem> {
    prop_oneof![
        select(STEPS.to_vec()).prop_map(Problem::Unreachable),
        select(STEPS.to_vec()).prop_map(Problem::NoAnswerInTime),
        select(STEPS.to_vec()).prop_map(Problem::StoreFault),
        any::<u32>().prop_map(Problem::TooManyRequests),
        select(vec![CodeAge::Valid, CodeAge::Expired, CodeAge::Unknown]).prop_map(Problem::CodeRefused),
        select(vec![
            Problem::PasswordWrong,
            Problem::NoAccount,
            Problem::LinkForSomeoneElse,
            Problem::StoreSetUp,
            Problem::NotAllowed,
            Problem::AccountTokenExpired,
        ]),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => Just(Event::Submitted),
        2 => (0..6u8, 0..4u8, any::<bool>(), any::<bool>()).prop_map(|(first, count, complete, confirm)| {
            Event::Exchanged { tokens: tokens(first, count, complete), is_to_be_confirmed: confirm }
        }),
        3 => problem().prop_map(Event::ExchangeFailed),
        2 => (0..10u8).prop_map(|number| Event::Chosen(account_id(number))),
        1 => Just(Event::Restarted),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_signs_anybody_in_but_with_an_account_of_the_exchange(
        events in prop::collection::vec(event(), 0..24),
    ) {
        let (mut state, mut exchanged) = (SignIn::default(), None);
        for event in events {
            let before = state.clone();
            if let (true, Event::Exchanged { tokens, .. }) = (before.is_busy(), &event) {
                exchanged = Some(tokens.clone());
            }
            state = before.clone().next(event.clone(), TRIES);
            assert_follows(&before, &event, &state);
            match &state {
                SignIn::SignedIn { tokens, selected } => {
                    prop_assert_eq!(Some(tokens), exchanged.as_ref());
                    prop_assert!(tokens.accounts.iter().any(|account| account.account_id == *selected));
                }
                SignIn::Choosing { tokens } => {
                    prop_assert_eq!(Some(tokens), exchanged.as_ref());
                    prop_assert!(!tokens.accounts.is_empty());
                }
                SignIn::Entering { refused_codes, .. } | SignIn::Exchanging { refused_codes } => {
                    prop_assert!(*refused_codes < TRIES);
                }
                SignIn::Stopped { .. } => {}
            }
            let shown = format!("{state:?} {event:?}");
            prop_assert!(!shown.contains("canary"), "{}", shown);
            assert_leads_on(state.clone());
        }
    }
}

/// An exchange begins with a submit, and only what it answers ends it.
fn assert_follows(before: &SignIn, event: &Event, after: &SignIn) {
    if after.is_busy() {
        assert!(before.is_busy() || *event == Event::Submitted, "{before:?} {event:?}");
    }
    let answers = matches!(event, Event::Exchanged { .. } | Event::ExchangeFailed(_));
    assert!(!before.is_busy() || answers || after == before, "{before:?} was interrupted by {event:?}");
    if matches!(after, SignIn::SignedIn { .. }) && after != before {
        let was_asked = before.is_busy() || matches!(before, SignIn::Choosing { .. });
        assert!(was_asked, "{before:?} {event:?}");
    }
}

/// Whatever happened: answered, restarted and submitted, it ends well.
fn assert_leads_on(state: SignIn) {
    let answered = if state.is_busy() {
        state.next(Event::ExchangeFailed(Problem::Unreachable(Step::Exchanging)), TRIES)
    } else {
        state
    };
    let again = answered.next(Event::Restarted, TRIES).next(Event::Submitted, TRIES);
    assert!(again.is_busy(), "{again:?}");
    let exchanged = Event::Exchanged { tokens: tokens(0, 1, true), is_to_be_confirmed: false };
    assert!(matches!(again.next(exchanged, TRIES), SignIn::SignedIn { .. }));
}

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
    shopper.carry_on_signing_in(Means::Link).await;
    let token = shopper.token();
    assert!(shopper.orders(&token).await.is_ok());
    assert!(shopper.account_member(&token).await.is_ok());
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
        Happening::ChooseAForeignAccount => shopper.choose(account_id(1)),
        Happening::BeginAgain => shopper.begin_again(),
        Happening::TimePasses(seconds) => store.advance_clock(seconds),
        Happening::Fault(fault, route) => fault.get(FAULTS).befall(store, route),
        Happening::Renew if is_signed_in => renew(shopper).await,
        Happening::Look if is_signed_in => {
            let token = shopper.token();
            let _ = (shopper.account_member(&token).await, shopper.orders(&token).await);
        }
        Happening::ChangePassword(password) if is_signed_in => {
            drop(shopper.change_password(password, &shopper.token()).await);
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
