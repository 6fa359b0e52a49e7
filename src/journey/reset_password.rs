//! Setting a new password with a one-time password token.
//!
//! The state that matters: the token is spent by the exchange. When the update is then refused, the shopper
//! tries again with the account token already obtained, never with the dead code; a journey that forgot this
//! would send them for a new e-mail over a password that was one character short.

use crate::commerce::{AccountManagementAuthenticationToken, AccountMemberId, AccountMembersTokens};

use super::problem::CodeAge;
use super::{Problem, Username, WayOn};

/// Where the shopper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResetPassword {
    /// Code and password are being entered; nothing is spent.
    Entering {
        /// What stands in the way.
        problem: Option<Problem>,
        /// What became of the codes tried so far.
        exchanges: Exchanges,
    },
    /// The code is being exchanged for an account token.
    Exchanging {
        /// What became of the codes tried so far.
        exchanges: Exchanges,
    },
    /// The password is being updated with the account token.
    Updating {
        /// Who proved to be who.
        member: AuthenticatedMember,
    },
    /// The code is spent, the account token held, the update failed: another password may be tried.
    Authenticated {
        /// Who proved to be who.
        member: AuthenticatedMember,
        /// Why the update failed.
        problem: Problem,
    },
    /// The store accepted the new password.
    Changed,
    /// Nothing more can be done with this code.
    Stopped {
        /// Why.
        problem: Problem,
        /// Whom the next code is for, once somebody has proved who they are.
        username: Option<Username>,
    },
}

/// What became of the exchanges so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanges {
    /// Codes refused.
    pub refused: u32,
    /// Whether an answer never came, so that its code may be spent all the same.
    pub is_one_unknown: bool,
}

/// The member that the code belonged to, and the token that proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatedMember {
    /// `meta.account_member_id` of the exchange; never what a link says.
    pub account_member_id: AccountMemberId,
    /// Whom the code was sent to; from now on nobody else's password can be meant.
    pub username: Username,
    /// Any of the member's account tokens serves.
    pub account_token: AccountManagementAuthenticationToken,
    /// All of them, for a store that signs its shoppers in afterwards.
    pub tokens: AccountMembersTokens,
    /// Whether the answer to an update never came, so that the password may be changed all the same.
    pub is_changed_perhaps: bool,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The form was submitted with a password that keeps the rules.
    Submitted,
    /// The exchange succeeded.
    Exchanged(AuthenticatedMember),
    /// The exchange failed, or what has to precede it.
    ExchangeFailed(Problem),
    /// The update succeeded.
    Updated,
    /// The update failed.
    UpdateFailed(Problem),
    /// Another link was opened, or another code is at hand.
    Restarted,
}

/// The call that a state asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Exchange the code.
    Exchange,
    /// Update the password as this member.
    Update(AuthenticatedMember),
}

/// Refused codes after which the page asks for a new one, unless configured otherwise.
pub const DEFAULT_CODE_TRIES: u32 = 5;

impl Default for ResetPassword {
    fn default() -> Self {
        Self::Entering { problem: None, exchanges: Exchanges::default() }
    }
}

impl ResetPassword {
    /// The state after `event`, when `tries` codes may be refused; events that do not fit change nothing.
    #[must_use]
    pub fn next(self, event: Event, tries: u32) -> Self {
        match (self, event) {
            (Self::Entering { exchanges, .. }, Event::Submitted) => Self::Exchanging { exchanges },
            (Self::Authenticated { member, .. }, Event::Submitted) => Self::Updating { member },
            (Self::Exchanging { .. }, Event::Exchanged(member)) => Self::Updating { member },
            (Self::Exchanging { exchanges }, Event::ExchangeFailed(problem)) => {
                Self::after_failed_exchange(problem, exchanges, tries)
            }
            (Self::Updating { .. }, Event::Updated) => Self::Changed,
            (Self::Updating { member }, Event::UpdateFailed(problem)) => {
                Self::after_failed_update(problem, member)
            }
            // A new code is of no use to what goes on without one.
            (Self::Entering { .. } | Self::Stopped { .. }, Event::Restarted) => Self::default(),
            (unchanged, _) => unchanged,
        }
    }

    fn after_failed_exchange(problem: Problem, mut exchanges: Exchanges, tries: u32) -> Self {
        match problem {
            Problem::CodeRefused(_) if exchanges.refused + 1 >= tries => {
                Self::Stopped { problem: Problem::TooManyTries, username: None }
            }
            Problem::CodeRefused(age) => {
                exchanges.refused += 1;
                // Right as it was, it may have been used by the try whose answer never came.
                let is_spent_perhaps = exchanges.is_one_unknown && age == CodeAge::Valid;
                let age = if is_spent_perhaps { CodeAge::Unknown } else { age };
                Self::Entering { problem: Some(Problem::CodeRefused(age)), exchanges }
            }
            Problem::NoAccount | Problem::LinkForSomeoneElse => Self::Stopped { problem, username: None },
            _ => {
                exchanges.is_one_unknown |= problem.has_unknown_outcome();
                Self::Entering { problem: Some(problem), exchanges }
            }
        }
    }

    fn after_failed_update(problem: Problem, mut member: AuthenticatedMember) -> Self {
        let stopped =
            |problem, member: AuthenticatedMember| Self::Stopped { problem, username: Some(member.username) };
        match problem {
            Problem::AccountTokenExpired if member.is_changed_perhaps => {
                stopped(Problem::ChangedPerhaps, member)
            }
            Problem::AccountTokenExpired | Problem::LinkForSomeoneElse => stopped(problem, member),
            _ => {
                member.is_changed_perhaps |= problem.has_unknown_outcome();
                Self::Authenticated { member, problem: problem.once_the_code_is_spent() }
            }
        }
    }

    /// The call that this state asks for.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match self {
            Self::Exchanging { .. } => Some(Command::Exchange),
            Self::Updating { member } => Some(Command::Update(member.clone())),
            _ => None,
        }
    }

    /// Whether a call is under way, which nothing interrupts.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Exchanging { .. } | Self::Updating { .. })
    }

    /// Who proved to be who.
    #[must_use]
    pub fn username(&self) -> Option<&Username> {
        match self {
            Self::Updating { member } | Self::Authenticated { member, .. } => Some(&member.username),
            Self::Stopped { username, .. } => username.as_ref(),
            _ => None,
        }
    }

    /// What stands in the way.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Entering { problem, .. } => *problem,
            Self::Authenticated { problem, .. } | Self::Stopped { problem, .. } => Some(*problem),
            Self::Exchanging { .. } | Self::Updating { .. } | Self::Changed => None,
        }
    }

    /// Whether another code is a way on, whatever became of asking for it so far.
    #[must_use]
    pub fn calls_for_new_code(&self) -> bool {
        matches!(self.problem().map(Problem::way_on), Some(WayOn::NewCode | WayOn::TryAgainOrNewCode))
    }

    /// Whether a code is still to be spent, so that its field is of use.
    #[must_use]
    pub fn needs_code(&self) -> bool {
        matches!(self, Self::Entering { .. } | Self::Exchanging { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::problem::Step;
    use crate::journey::username::UsernameFormat;

    const TRIES: u32 = 3;

    fn member() -> AuthenticatedMember {
        let id = AccountMemberId::parse("459a2d49-ff3f-4589-b9fb-7e86ac7273f4");
        AuthenticatedMember {
            account_member_id: id.unwrap_or_else(|| unreachable!("a UUID")),
            username: Username::parse("john.doe@banks.com", UsernameFormat::Email, true)
                .unwrap_or_else(|_| unreachable!("an address")),
            account_token: AccountManagementAuthenticationToken::new("canary".into()),
            tokens: AccountMembersTokens { account_member_id: None, accounts: Vec::new(), complete: true },
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
            let member =
                AuthenticatedMember { is_changed_perhaps: problem.has_unknown_outcome(), ..member() };
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
        let unknown =
            play(&[Event::Submitted, Event::ExchangeFailed(Problem::NoAnswerInTime(Step::Exchanging))]);
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
}
