//! Signing in: with a one-time password token, typed or from a link, or with a password; then choosing an account.
//!
//! The exchange spends a code, and never happens twice for one submit. Whoever belongs to several accounts
//! chooses one: none is chosen silently, because orders and prices hang on it.

use crate::commerce::{AccountId, AccountMembersTokens};

use super::{Exchanges, Problem};

/// Where the shopper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// Username, and code or password, are being entered; nothing is spent.
    Entering {
        /// What stands in the way.
        problem: Option<Problem>,
        /// What became of the codes tried so far.
        exchanges: Exchanges,
    },
    /// The code or password is being exchanged for account tokens.
    Exchanging {
        /// What became of the codes tried so far.
        exchanges: Exchanges,
    },
    /// The member is known and has to say which account is meant.
    Choosing {
        /// The member's tokens.
        tokens: AccountMembersTokens,
    },
    /// The member is signed in with one account.
    SignedIn {
        /// The member's tokens.
        tokens: AccountMembersTokens,
        /// The account.
        selected: AccountId,
    },
    /// Nothing more can be done with this code.
    Stopped {
        /// Why.
        problem: Problem,
    },
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The form was submitted, or a link may be used at once.
    Submitted,
    /// The exchange succeeded. `is_to_be_confirmed` says that somebody else has signed in meanwhile, whom this must
    /// not replace unasked.
    Exchanged {
        /// At least one token.
        tokens: AccountMembersTokens,
        /// Whether even a single account is to be confirmed.
        is_to_be_confirmed: bool,
    },
    /// The exchange failed, or what has to precede it.
    ExchangeFailed(Problem),
    /// An account was chosen.
    Chosen(AccountId),
    /// Another link was opened, or another code is at hand, or another person wants to sign in.
    Restarted,
}

impl Default for SignIn {
    fn default() -> Self {
        Self::Entering { problem: None, exchanges: Exchanges::default() }
    }
}

impl SignIn {
    /// The state after `event`, when `tries` codes may be refused; events that do not fit change nothing.
    #[must_use]
    pub fn next(self, event: Event, tries: u32) -> Self {
        match (self, event) {
            (Self::Entering { exchanges, .. }, Event::Submitted) => Self::Exchanging { exchanges },
            // Somebody else, or the same with another link; codes that were guessed at end with a new one only.
            (Self::Stopped { problem }, Event::Submitted) if problem != Problem::TooManyTries => {
                Self::Exchanging { exchanges: Exchanges::default() }
            }
            (Self::Exchanging { .. }, Event::Exchanged { tokens, is_to_be_confirmed }) => {
                Self::after_exchange(tokens, is_to_be_confirmed)
            }
            (Self::Exchanging { exchanges }, Event::ExchangeFailed(problem)) => {
                match exchanges.and_failed(problem, tries) {
                    Ok((problem, exchanges)) => Self::Entering { problem: Some(problem), exchanges },
                    Err(problem) => Self::Stopped { problem },
                }
            }
            (Self::Choosing { tokens }, Event::Chosen(selected))
                if tokens.accounts.iter().any(|account| account.account_id == selected) =>
            {
                Self::SignedIn { tokens, selected }
            }
            (busy @ Self::Exchanging { .. }, _) => busy,
            (_, Event::Restarted) => Self::default(),
            (unchanged, _) => unchanged,
        }
    }

    fn after_exchange(tokens: AccountMembersTokens, is_to_be_confirmed: bool) -> Self {
        if tokens.accounts.is_empty() {
            return Self::Stopped { problem: Problem::NoAccount };
        }
        match tokens.only_account().filter(|_| !is_to_be_confirmed).cloned() {
            Some(selected) => Self::SignedIn { tokens, selected },
            None => Self::Choosing { tokens },
        }
    }

    /// Whether the store is being asked.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Exchanging { .. })
    }

    /// What stands in the way.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Entering { problem, .. } => *problem,
            Self::Stopped { problem } => Some(*problem),
            _ => None,
        }
    }

    /// The tokens among which an account is to be chosen.
    #[must_use]
    pub fn choice(&self) -> Option<&AccountMembersTokens> {
        match self {
            Self::Choosing { tokens } => Some(tokens),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
