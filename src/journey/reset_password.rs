//! Setting a new password with a one-time password token.
//!
//! The state that matters: the token is spent by the exchange. When the update is then refused, the shopper
//! tries again with the account token already obtained, never with the dead code; a journey that forgot this
//! would send them for a new e-mail over a password that was one character short.

use crate::commerce::{AccountManagementAuthenticationToken, AccountMemberId};

use super::{Problem, Username};

/// Where the shopper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResetPassword {
    /// Code and password are being entered; nothing is spent.
    Entering {
        /// What stands in the way.
        problem: Option<Problem>,
        /// Codes refused so far.
        refused_codes: u32,
    },
    /// The code is being exchanged for an account token.
    Exchanging {
        /// Codes refused so far.
        refused_codes: u32,
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
    },
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
        Self::Entering { problem: None, refused_codes: 0 }
    }
}

impl ResetPassword {
    /// The state after `event`, when `tries` codes may be refused; events that do not fit change nothing.
    #[must_use]
    pub fn next(self, event: Event, tries: u32) -> Self {
        match (self, event) {
            (Self::Entering { refused_codes, .. }, Event::Submitted) => Self::Exchanging { refused_codes },
            (Self::Authenticated { member, .. }, Event::Submitted) => Self::Updating { member },
            (Self::Exchanging { .. }, Event::Exchanged(member)) => Self::Updating { member },
            (Self::Exchanging { refused_codes }, Event::ExchangeFailed(problem)) => {
                Self::after_failed_exchange(problem, refused_codes, tries)
            }
            (Self::Updating { .. }, Event::Updated) => Self::Changed,
            (
                Self::Updating { .. },
                Event::UpdateFailed(problem @ (Problem::AccountTokenExpired | Problem::LinkForSomeoneElse)),
            ) => Self::Stopped { problem },
            (Self::Updating { member }, Event::UpdateFailed(problem)) => {
                Self::Authenticated { member, problem }
            }
            (busy @ (Self::Exchanging { .. } | Self::Updating { .. }), _) => busy,
            (_, Event::Restarted) => Self::default(),
            (unchanged, _) => unchanged,
        }
    }

    fn after_failed_exchange(problem: Problem, refused_codes: u32, tries: u32) -> Self {
        match problem {
            Problem::CodeRefused(_) if refused_codes + 1 >= tries => {
                Self::Stopped { problem: Problem::TooManyTries }
            }
            Problem::CodeRefused(_) => {
                Self::Entering { problem: Some(problem), refused_codes: refused_codes + 1 }
            }
            Problem::NoAccount | Problem::LinkForSomeoneElse => Self::Stopped { problem },
            _ => Self::Entering { problem: Some(problem), refused_codes },
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

    /// Who proved to be who.
    #[must_use]
    pub fn member(&self) -> Option<&AuthenticatedMember> {
        match self {
            Self::Updating { member } | Self::Authenticated { member, .. } => Some(member),
            _ => None,
        }
    }

    /// What stands in the way.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Entering { problem, .. } => *problem,
            Self::Authenticated { problem, .. } | Self::Stopped { problem } => Some(*problem),
            Self::Exchanging { .. } | Self::Updating { .. } | Self::Changed => None,
        }
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
            assert_eq!(refused, ResetPassword::Authenticated { member: member(), problem });
            assert_eq!(refused.next(Event::Submitted, TRIES).command(), Some(Command::Update(member())));
        }
    }

    #[test]
    fn a_refused_code_may_be_corrected_until_the_tries_are_used_up() {
        let refused = || Event::ExchangeFailed(Problem::CodeRefused(CodeAge::Valid));
        let twice = play(&[Event::Submitted, refused(), Event::Submitted, refused()]);
        assert_eq!(
            twice,
            ResetPassword::Entering { problem: Some(Problem::CodeRefused(CodeAge::Valid)), refused_codes: 2 }
        );
        let thrice = twice.next(Event::Submitted, TRIES).next(refused(), TRIES);
        assert_eq!(thrice, ResetPassword::Stopped { problem: Problem::TooManyTries });
        assert_eq!(thrice.next(Event::Restarted, TRIES), ResetPassword::default());
    }

    #[test]
    fn an_unknown_outcome_of_the_exchange_counts_as_no_refusal() {
        let unknown =
            play(&[Event::Submitted, Event::ExchangeFailed(Problem::NoAnswerInTime(Step::Exchanging))]);
        assert!(matches!(unknown, ResetPassword::Entering { refused_codes: 0, problem: Some(_) }));
    }

    #[test]
    fn a_member_without_an_account_or_a_link_for_someone_else_ends_it() {
        for problem in [Problem::NoAccount, Problem::LinkForSomeoneElse] {
            let ended = play(&[Event::Submitted, Event::ExchangeFailed(problem)]);
            assert_eq!(ended, ResetPassword::Stopped { problem });
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
