use super::*;
use crate::commerce::{AccountManagementAuthenticationToken, AccountMemberId, AccountToken, Timestamp};
use crate::journey::problem::{CodeAge, Step};

const TRIES: u32 = 3;
const ACCOUNTS: [&str; 3] = [
    "f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a01",
    "f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a02",
    "f1c58d5c-4f8b-4b57-9df0-2f1f4b8c9a03",
];

fn account_id(text: &str) -> AccountId {
    AccountId::parse(text).unwrap_or_else(|| unreachable!("a UUID"))
}

fn tokens(accounts: usize) -> AccountMembersTokens {
    let account = |id: &&str| AccountToken {
        account_id: account_id(id),
        account_name: "Banks".into(),
        token: AccountManagementAuthenticationToken::new("canary".into()),
        expires: Timestamp::from_seconds(0),
    };
    AccountMembersTokens {
        account_member_id: AccountMemberId::parse("459a2d49-ff3f-4589-b9fb-7e86ac7273f4"),
        accounts: ACCOUNTS.iter().take(accounts).map(account).collect(),
        complete: true,
    }
}

fn exchanged(accounts: usize, is_to_be_confirmed: bool) -> SignIn {
    let exchanged = Event::Exchanged { tokens: tokens(accounts), is_to_be_confirmed };
    SignIn::default().next(Event::Submitted, TRIES).next(exchanged, TRIES)
}

#[test]
fn a_member_of_one_account_is_signed_in_at_once() {
    let selected = account_id(ACCOUNTS[0]);
    assert_eq!(exchanged(1, false), SignIn::SignedIn { tokens: tokens(1), selected });
}

#[test]
fn a_member_of_no_account_is_told_so_and_somebody_else_may_sign_in() {
    assert_eq!(exchanged(0, false), SignIn::Stopped { problem: Problem::NoAccount });
    assert!(exchanged(0, false).next(Event::Submitted, TRIES).is_busy());
}

#[test]
fn none_of_several_accounts_is_chosen_silently_nor_one_that_would_replace_somebody_else() {
    assert_eq!(exchanged(3, false), SignIn::Choosing { tokens: tokens(3) });
    assert_eq!(exchanged(1, true), SignIn::Choosing { tokens: tokens(1) });
    let one_of_more = AccountMembersTokens { complete: false, ..tokens(1) };
    let exchanged = Event::Exchanged { tokens: one_of_more.clone(), is_to_be_confirmed: false };
    let choosing = SignIn::default().next(Event::Submitted, TRIES).next(exchanged, TRIES);
    assert_eq!(choosing, SignIn::Choosing { tokens: one_of_more });
}

#[test]
fn only_an_account_of_the_member_can_be_chosen() {
    let choosing = exchanged(2, false);
    assert_eq!(choosing.clone().next(Event::Chosen(account_id(ACCOUNTS[2])), TRIES), choosing);
    let selected = account_id(ACCOUNTS[1]);
    let chosen = choosing.next(Event::Chosen(selected.clone()), TRIES);
    assert_eq!(chosen, SignIn::SignedIn { tokens: tokens(2), selected });
}

#[test]
fn codes_are_refused_only_so_many_times_passwords_as_the_store_sees_fit() {
    let play = |problem: Problem, times: u32| {
        (0..times).fold(SignIn::default(), |state, _| {
            state.next(Event::Submitted, TRIES).next(Event::ExchangeFailed(problem), TRIES)
        })
    };
    assert_eq!(
        play(Problem::CodeRefused(CodeAge::Valid), 2).problem(),
        Some(Problem::CodeRefused(CodeAge::Valid))
    );
    assert_eq!(
        play(Problem::CodeRefused(CodeAge::Valid), TRIES),
        SignIn::Stopped { problem: Problem::TooManyTries }
    );
    assert!(!play(Problem::CodeRefused(CodeAge::Valid), TRIES).next(Event::Submitted, TRIES).is_busy());
    assert!(matches!(play(Problem::PasswordWrong, 9), SignIn::Entering { .. }));
    assert!(matches!(
        play(Problem::NoAnswerInTime(Step::Exchanging), 9),
        SignIn::Entering { exchanges: Exchanges { refused: 0, .. }, .. }
    ));
}

#[test]
fn a_code_refused_after_an_exchange_without_an_answer_is_not_called_wrong() {
    let refused = |unanswered| {
        let unanswered = SignIn::default().next(Event::Submitted, TRIES).next(unanswered, TRIES);
        let refused = Event::ExchangeFailed(Problem::CodeRefused(CodeAge::Valid));
        unanswered.next(Event::Submitted, TRIES).next(refused, TRIES).problem()
    };
    for (step, told) in [(Step::Exchanging, CodeAge::Unknown), (Step::SigningIn, CodeAge::Valid)] {
        let unanswered = Event::ExchangeFailed(Problem::Unreachable(step));
        assert_eq!(refused(unanswered), Some(Problem::CodeRefused(told)), "{step:?}");
    }
}

#[test]
fn nothing_interrupts_an_exchange_under_way() {
    let busy = SignIn::default().next(Event::Submitted, TRIES);
    for event in [Event::Submitted, Event::Restarted, Event::Chosen(account_id(ACCOUNTS[0]))] {
        assert_eq!(busy.clone().next(event, TRIES), busy);
    }
}

#[test]
fn no_state_shows_an_account_token() {
    for state in [exchanged(1, false), exchanged(3, false)] {
        assert!(!format!("{state:?}").contains("canary"));
    }
}
