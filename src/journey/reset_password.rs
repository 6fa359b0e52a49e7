//! Setting a new password with a one-time password token.
//!
//! The state that matters: the token is spent by the exchange. When the update is then refused, the shopper
//! tries again with the account token already obtained, never with the dead code; a journey that forgot this
//! would send them for a new e-mail over a password that was one character short.

use crate::commerce::{AccountManagementAuthenticationToken, AccountMemberId, Timestamp};

use super::{Exchanges, Problem, Username, WayOn};

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

/// The member that the code belonged to, and the token that proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticatedMember {
    /// `meta.account_member_id` of the exchange; never what a link says.
    pub account_member_id: AccountMemberId,
    /// Whom the code was sent to; from now on nobody else's password can be meant.
    pub username: Username,
    /// Any of the member's account tokens serves.
    pub account_token: AccountManagementAuthenticationToken,
    /// When that token expires, by the store's clock; none where this device's clock was past it from the beginning, and
    /// tells nothing.
    pub expires: Option<Timestamp>,
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

impl AuthenticatedMember {
    /// What a problem of the update means `now`. How an account token is refused that works no longer is not documented:
    /// any refusal counts as that once its time has passed, or after an update that may have ended it.
    #[must_use]
    pub fn meaning_of(&self, problem: Problem, now: Timestamp) -> Problem {
        let is_over = self.expires.is_some_and(|expires| now >= expires);
        match problem {
            Problem::NotAllowed if is_over || self.is_changed_perhaps => Problem::AccountTokenExpired,
            _ => problem,
        }
    }
}

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
                match exchanges.and_failed(problem, tries) {
                    Ok((problem, exchanges)) => Self::Entering { problem: Some(problem), exchanges },
                    Err(problem) => Self::Stopped { problem, username: None },
                }
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
mod tests;
