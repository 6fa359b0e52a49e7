use super::*;
use crate::journey::problem::{CodeAge, Step};
use crate::journey::username::UsernameFormat;

const TRIES: u32 = 3;

fn member() -> AuthenticatedMember {
    let id = AccountMemberId::parse("459a2d49-ff3f-4589-b9fb-7e86ac7273f4");
    AuthenticatedMember {
        account_member_id: id.unwrap_or_else(|| unreachable!("a UUID")),
        username: Username::parse("john.doe@banks.com", UsernameFormat::Email, true)
            .unwrap_or_else(|_| unreachable!("an address")),
        account_token: AccountManagementAuthenticationToken::new("canary".into()),
        expires: Some(Timestamp::from_seconds(86_400)),
        is_changed_perhaps: false,
    }
}

fn play(events: &[Event]) -> ResetPassword {
    events.iter().fold(ResetPassword::default(), |state, event| state.next(event.clone(), TRIES))
}

#[test]
fn a_code_and_a_password_lead_to_the_change() {
    assert_eq!(play(&[Event::Submitted]).command(), Some(Command::Exchange));
    let exchanged = play(&[Event::Submitted, Event::Exchanged(member())]);
    assert_eq!(exchanged.command(), Some(Command::Update(member())));
    assert_eq!(exchanged.next(Event::Updated, TRIES), ResetPassword::Changed);
}

#[test]
fn after_a_refused_update_the_code_is_never_exchanged_again() {
    let refusals = [
        Problem::PasswordRefused,
        Problem::NotAllowed,
        Problem::TooManyRequests(0),
        Problem::Unreachable(Step::Updating),
        Problem::NoAnswerInTime(Step::Updating),
        Problem::StoreFault(Step::Updating),
    ];
    for problem in refusals {
        let refused = play(&[Event::Submitted, Event::Exchanged(member()), Event::UpdateFailed(problem)]);
        let member = AuthenticatedMember { is_changed_perhaps: problem.has_unknown_outcome(), ..member() };
        assert_eq!(refused, ResetPassword::Authenticated { member: member.clone(), problem });
        assert_eq!(refused.next(Event::Submitted, TRIES).command(), Some(Command::Update(member)));
    }
}

#[test]
fn a_refused_code_may_be_corrected_until_the_tries_are_used_up() {
    let refused = || Event::ExchangeFailed(Problem::CodeRefused(CodeAge::Valid));
    let twice = play(&[Event::Submitted, refused(), Event::Submitted, refused()]);
    assert_eq!(
        twice,
        ResetPassword::Entering {
            problem: Some(Problem::CodeRefused(CodeAge::Valid)),
            exchanges: Exchanges { refused: 2, is_one_unknown: false }
        }
    );
    let thrice = twice.next(Event::Submitted, TRIES).next(refused(), TRIES);
    assert_eq!(thrice, ResetPassword::Stopped { problem: Problem::TooManyTries, username: None });
    assert!(thrice.calls_for_new_code());
    assert_eq!(thrice.next(Event::Restarted, TRIES), ResetPassword::default());
}

#[test]
fn an_unknown_outcome_of_the_exchange_counts_as_no_refusal() {
    let unknown = play(&[Event::Submitted, Event::ExchangeFailed(Problem::NoAnswerInTime(Step::Exchanging))]);
    assert!(matches!(
        unknown,
        ResetPassword::Entering { exchanges: Exchanges { refused: 0, .. }, problem: Some(_) }
    ));
}

#[test]
fn a_code_refused_after_an_unknown_outcome_is_not_called_wrong() {
    let unknown = Event::ExchangeFailed(Problem::Unreachable(Step::Exchanging));
    let busy = Event::ExchangeFailed(Problem::TooManyRequests(0));
    let refused = |age| Event::ExchangeFailed(Problem::CodeRefused(age));
    for (age, told) in [(CodeAge::Valid, CodeAge::Unknown), (CodeAge::Expired, CodeAge::Expired)] {
        let events = [unknown.clone(), busy.clone(), refused(age)];
        let submitted = events.map(|event| [Event::Submitted, event]).concat();
        assert_eq!(play(&submitted).problem(), Some(Problem::CodeRefused(told)));
    }
}

#[test]
fn an_account_token_that_expires_keeps_whose_it_was_and_what_is_not_known() {
    let expired = Event::UpdateFailed(Problem::AccountTokenExpired);
    let exchanged = [Event::Submitted, Event::Exchanged(member())];
    let stopped = |problem| ResetPassword::Stopped { problem, username: Some(member().username) };
    let known = [&exchanged[..], std::slice::from_ref(&expired)].concat();
    assert_eq!(play(&known), stopped(Problem::AccountTokenExpired));

    let unknown = Event::UpdateFailed(Problem::NoAnswerInTime(Step::Updating));
    let refused = Event::UpdateFailed(Problem::PasswordRefused);
    let tried_on = [Event::Submitted, refused, Event::Submitted, expired];
    let unknown = [&exchanged[..], &[unknown], &tried_on[..]].concat();
    assert_eq!(play(&unknown), stopped(Problem::ChangedPerhaps));
    assert!(play(&unknown).calls_for_new_code());
}

#[test]
fn a_refusal_is_taken_for_an_expired_account_token_once_its_time_has_passed_or_an_update_may_have_ended_it() {
    let expires = Timestamp::from_seconds(86_400);
    let in_time = member();
    let changed_perhaps = AuthenticatedMember { is_changed_perhaps: true, ..member() };
    let of_fast_clock = AuthenticatedMember { expires: None, ..member() };
    for (member, now, meaning) in [
        (&in_time, expires.plus(-1), Problem::NotAllowed),
        (&in_time, expires, Problem::AccountTokenExpired),
        (&changed_perhaps, expires.plus(-1), Problem::AccountTokenExpired),
        (&of_fast_clock, expires, Problem::NotAllowed),
    ] {
        assert_eq!(member.meaning_of(Problem::NotAllowed, now), meaning, "{member:?}");
        for other in [Problem::PasswordRefused, Problem::TooManyRequests(0), Problem::LinkForSomeoneElse] {
            assert_eq!(member.meaning_of(other, now), other, "{member:?}");
        }
    }
}

#[test]
fn what_fails_between_exchange_and_update_is_told_as_after_the_code() {
    let failed = Event::UpdateFailed(Problem::NoAnswerInTime(Step::Preparing));
    let state = play(&[Event::Submitted, Event::Exchanged(member()), failed]);
    let problem = Problem::NoAnswerInTime(Step::BeforeUpdate);
    assert_eq!(state, ResetPassword::Authenticated { member: member(), problem });
}

#[test]
fn a_member_without_an_account_or_a_link_for_someone_else_ends_it() {
    for problem in [Problem::NoAccount, Problem::LinkForSomeoneElse] {
        let ended = play(&[Event::Submitted, Event::ExchangeFailed(problem)]);
        assert_eq!(ended, ResetPassword::Stopped { problem, username: None });
    }
}

#[test]
fn nothing_interrupts_a_call_under_way() {
    for busy in [play(&[Event::Submitted]), play(&[Event::Submitted, Event::Exchanged(member())])] {
        for event in [Event::Submitted, Event::Restarted] {
            assert_eq!(busy.clone().next(event, TRIES), busy);
        }
    }
}

#[test]
fn a_new_code_takes_nothing_from_what_goes_on_without_one() {
    let exchanged = [Event::Submitted, Event::Exchanged(member())];
    let held = [&exchanged[..], &[Event::UpdateFailed(Problem::PasswordRefused)]].concat();
    let changed = [&exchanged[..], &[Event::Updated]].concat();
    for state in [play(&held), play(&changed)] {
        assert_eq!(state.clone().next(Event::Restarted, TRIES), state);
    }
}

#[test]
fn no_state_shows_the_account_token() {
    let states = [
        play(&[Event::Submitted, Event::Exchanged(member())]),
        play(&[Event::Submitted, Event::Exchanged(member()), Event::UpdateFailed(Problem::NotAllowed)]),
    ];
    for state in states {
        assert!(!format!("{state:?}").contains("canary"));
    }
}
