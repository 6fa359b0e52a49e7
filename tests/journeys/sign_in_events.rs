//! The events of signing in, in any order: what they never lead to, and that there is always a way on.

use latchkey::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMemberId, AccountMembersTokens, AccountToken,
    Timestamp,
};
use latchkey::journey::problem::{CodeAge, Step};
use latchkey::journey::sign_in::Event;
use latchkey::journey::{Problem, SignIn};
use proptest::prelude::*;
use proptest::sample::select;

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
                SignIn::Entering { exchanges, .. } | SignIn::Exchanging { exchanges } => {
                    prop_assert!(exchanges.refused < TRIES);
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
