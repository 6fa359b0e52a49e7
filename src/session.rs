//! Who is signed in, for which account, and until when.
//!
//! Its stored form belongs to the storefront as much as to us: see [`document`]. What only we need to know of it,
//! such as when something was last done, is in [`facts`]. Whether it has ended is computed, never remembered: see
//! [`standing`].

use crate::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMemberId, AccountMembersTokens, AccountToken,
    Timestamp,
};

pub mod cart;
mod claims;
pub mod cookie;
pub mod document;
pub mod facts;
pub mod standing;

pub use facts::Facts;
pub use standing::{Standing, Why, latest_end};

/// Most accounts that are kept of one member: as many as local storage has room for.
pub const MAX_ACCOUNTS: usize = 1000;

/// Whether somebody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Not looked at yet.
    #[default]
    Unknown,
    /// Nobody.
    SignedOut,
    /// Somebody, acting for an account.
    SignedIn(SignedIn),
}

/// A member who acts for one of their accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    account_member_id: AccountMemberId,
    /// Never empty.
    accounts: Vec<AccountToken>,
    /// Index of one of them.
    selected: usize,
}

/// For whom a page was shown. Another tab may sign somebody else in or choose another account meanwhile; what was
/// filled in here must then not be sent in their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountGuard {
    /// The member.
    pub account_member_id: AccountMemberId,
    /// The account.
    pub account_id: AccountId,
}

impl Session {
    /// Who is signed in.
    #[must_use]
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::SignedIn(signed_in) => Some(signed_in),
            Self::Unknown | Self::SignedOut => None,
        }
    }

    /// Whether `next` means that a session has ended: nobody is signed in any more, or somebody else.
    #[must_use]
    pub fn ends(&self, next: &Self) -> bool {
        let goes_on =
            |before: &SignedIn, after: &SignedIn| before.account_member_id == after.account_member_id;
        self.signed_in().is_some_and(|before| !next.signed_in().is_some_and(|after| goes_on(before, after)))
    }

    /// The name of the event that tells the embedding page what `next` changes; none where nothing does, or
    /// where nothing was known before.
    #[must_use]
    pub fn event(&self, next: &Self) -> Option<&'static str> {
        match (self, next) {
            (Self::SignedIn(before), Self::SignedIn(after)) => {
                if before.account_member_id != after.account_member_id {
                    Some(SIGNED_IN)
                } else {
                    (before.guard() != after.guard()).then_some(ACCOUNT_SELECTED)
                }
            }
            (Self::SignedOut, Self::SignedIn(_)) => Some(SIGNED_IN),
            (Self::SignedIn(_), Self::SignedOut) => Some(SIGNED_OUT),
            _ => None,
        }
    }
}

const SIGNED_IN: &str = "latchkey:signed-in";
const ACCOUNT_SELECTED: &str = "latchkey:account-selected";
const SIGNED_OUT: &str = "latchkey:signed-out";

impl SignedIn {
    /// A member who acts for the account `selected`; none when there is no such account, or nothing says who the
    /// member is.
    #[must_use]
    pub fn new(tokens: AccountMembersTokens, selected: &AccountId) -> Option<Self> {
        let AccountMembersTokens { account_member_id, mut accounts, .. } = tokens;
        let mut selected = accounts.iter().position(|account| account.account_id == *selected)?;
        if selected >= MAX_ACCOUNTS {
            accounts.swap(0, selected);
            selected = 0;
        }
        accounts.truncate(MAX_ACCOUNTS);
        let account_member_id =
            account_member_id.or_else(|| claims::account_member_id(&accounts.get(selected)?.token))?;
        Some(Self { account_member_id, accounts, selected })
    }

    /// The member.
    #[must_use]
    pub fn account_member_id(&self) -> &AccountMemberId {
        &self.account_member_id
    }

    /// All accounts of the member, in the store's order.
    #[must_use]
    pub fn accounts(&self) -> &[AccountToken] {
        &self.accounts
    }

    /// The account that the member acts for.
    #[must_use]
    pub fn selected_account(&self) -> &AccountToken {
        &self.accounts[self.selected]
    }

    /// The token of that account.
    #[must_use]
    pub fn token(&self) -> &AccountManagementAuthenticationToken {
        &self.selected_account().token
    }

    /// When that token expires, by the store's clock.
    #[must_use]
    pub fn expires(&self) -> Timestamp {
        self.selected_account().expires
    }

    /// For whom a page is shown now.
    #[must_use]
    pub fn guard(&self) -> AccountGuard {
        AccountGuard {
            account_member_id: self.account_member_id.clone(),
            account_id: self.selected_account().account_id.clone(),
        }
    }

    /// What tells this session from the one before and the one after it, and is no secret.
    #[must_use]
    pub fn mark(&self) -> String {
        [self.selected_account().account_id.as_str(), " ", &self.expires().seconds().to_string()].concat()
    }

    /// The same member for another account; none when it is not one of theirs.
    #[must_use]
    pub fn select(&self, account_id: &AccountId) -> Option<Self> {
        let selected = self.accounts.iter().position(|account| account.account_id == *account_id)?;
        Some(Self { selected, ..self.clone() })
    }

    /// The same member and account with new tokens; none when they are somebody else's, or the member no longer
    /// has the account. Where the store did not tell all accounts, those it left out keep their old token.
    #[must_use]
    pub fn renewed(&self, mut tokens: AccountMembersTokens) -> Option<Self> {
        if !tokens.complete {
            let left_out = |account: &&AccountToken| {
                !tokens.accounts.iter().any(|other| other.account_id == account.account_id)
            };
            let left_out: Vec<AccountToken> = self.accounts.iter().filter(left_out).cloned().collect();
            tokens.accounts.extend(left_out);
        }
        tokens.account_member_id.get_or_insert_with(|| self.account_member_id.clone());
        let renewed = Self::new(tokens, &self.selected_account().account_id)?;
        (renewed.account_member_id == self.account_member_id).then_some(renewed)
    }
}

#[cfg(test)]
pub(crate) mod examples;
#[cfg(test)]
mod tests;
