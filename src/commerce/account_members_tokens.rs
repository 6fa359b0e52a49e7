//! Generate Account Management Authentication Token: trades credentials for a token per account of a member, and
//! one of those tokens for new ones.

use std::fmt;

use super::client::Call;
use super::envelope::{Attributes, Following, MAX_PAGES, Page, decode_list, encode};
use super::fields::Fields;
use super::path::Path;
use super::{
    AccountId, AccountManagementAuthenticationToken, AccountMemberId, Commerce, Error, Method,
    OneTimePasswordToken, Password, PasswordProfileId, Response, Timestamp, Transport,
};

const ROUTE: &str = "account_members_tokens.create";

/// The type of the resource, and the mechanism that trades one account token for the tokens of all accounts.
const TYPE: &str = "account_management_authentication_token";

/// How a member proves who they are.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// With the code of an e-mail. The call spends it.
    Passwordless {
        /// The password profile that the username is kept under.
        password_profile_id: PasswordProfileId,
        /// The username.
        username: String,
        /// The code.
        one_time_password_token: OneTimePasswordToken,
    },
    /// With a password.
    Password {
        /// The password profile that the username is kept under.
        password_profile_id: PasswordProfileId,
        /// The username.
        username: String,
        /// The password.
        password: Password,
    },
    /// With an account token of theirs that is still good, to renew it or to switch accounts. It goes into the
    /// header only; the answer has a new token, good for the full time, for each account.
    AccountManagementAuthenticationToken {
        /// The account token.
        account_token: AccountManagementAuthenticationToken,
    },
}

/// The mechanism only: a username is the shopper's own business.
impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Passwordless { .. } => "Passwordless",
            Self::Password { .. } => "Password",
            Self::AccountManagementAuthenticationToken { .. } => "AccountManagementAuthenticationToken",
        })
    }
}

/// What a member's credentials were traded for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountMembersTokens {
    /// Who the credentials belong to.
    pub account_member_id: Option<AccountMemberId>,
    /// A token for each account of the member, in the store's order; none for a member of no account.
    pub accounts: Vec<AccountToken>,
    /// Whether these are all accounts: a page after the first may have failed.
    pub complete: bool,
}

/// A member's token for one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountToken {
    /// The account.
    pub account_id: AccountId,
    /// Its name, possibly empty.
    pub account_name: String,
    /// The token.
    pub token: AccountManagementAuthenticationToken,
    /// When the token expires, by the store's clock.
    pub expires: Timestamp,
}

impl<T: Transport> Commerce<T> {
    /// Trades credentials for account tokens. A code is spent by it, whether or not an answer arrives; an account
    /// token is not.
    ///
    /// A member of many accounts takes several pages. Those after the first are asked for with the newest account
    /// token, since the code is dead by then, and their failure keeps what was obtained.
    pub async fn create_account_members_tokens(
        &self,
        credentials: &Credentials,
    ) -> Result<AccountMembersTokens, Error> {
        let response = self.call(call(credentials.attributes(), credentials.account_token(), 0)?).await?;
        let (mut tokens, mut following) = read_first(&response)?;
        for _ in 1..MAX_PAGES {
            let Following::Offset(next) = following else { break };
            let offset = next.saturating_sub(1);
            let Ok((accounts, page)) = self.further_accounts(&tokens, offset).await else { break };
            following = tokens.add(accounts, &page, offset);
        }
        tokens.complete = matches!(following, Following::Nothing);
        Ok(tokens)
    }

    /// The accounts after `offset`. The token that asks for them may end with it: so the page begins with the account
    /// of that token, the last of the page before, and brings a fresh one.
    async fn further_accounts(
        &self,
        tokens: &AccountMembersTokens,
        offset: u32,
    ) -> Result<(Vec<AccountToken>, Page), Error> {
        let account_token = tokens.accounts.last().map(|account| &account.token);
        read(&self.call(call(Attributes::mechanism(TYPE), account_token, offset)?).await?)
    }
}

impl AccountMembersTokens {
    /// The account that need not be chosen: the only one, where these are all.
    #[must_use]
    pub fn only_account(&self) -> Option<&AccountId> {
        match self.accounts.as_slice() {
            [only] if self.complete => Some(&only.account_id),
            _ => None,
        }
    }
}

impl Credentials {
    fn attributes(&self) -> Attributes<'_> {
        match self {
            Self::Passwordless { password_profile_id, username, one_time_password_token } => Attributes {
                password_profile_id: Some(password_profile_id.as_str()),
                username: Some(username),
                // EXPOSE: the body of the exchange is where the code belongs.
                one_time_password_token: Some(one_time_password_token.expose()),
                ..Attributes::mechanism("passwordless")
            },
            Self::Password { password_profile_id, username, password } => Attributes {
                password_profile_id: Some(password_profile_id.as_str()),
                username: Some(username),
                // EXPOSE: the body of the exchange is where the password belongs.
                password: Some(password.expose()),
                ..Attributes::mechanism("password")
            },
            Self::AccountManagementAuthenticationToken { .. } => Attributes::mechanism(TYPE),
        }
    }

    fn account_token(&self) -> Option<&AccountManagementAuthenticationToken> {
        match self {
            Self::AccountManagementAuthenticationToken { account_token } => Some(account_token),
            Self::Passwordless { .. } | Self::Password { .. } => None,
        }
    }
}

impl<'a> Attributes<'a> {
    fn mechanism(mechanism: &'a str) -> Self {
        Self { kind: TYPE, authentication_mechanism: Some(mechanism), ..Self::default() }
    }
}

impl AccountMembersTokens {
    /// Takes over the accounts of a page that began after `offset` records; says what follows it.
    fn add(&mut self, accounts: Vec<AccountToken>, page: &Page, offset: u32) -> Following {
        let known = self.accounts.len();
        for account in accounts {
            match self.accounts.iter_mut().find(|known| known.account_id == account.account_id) {
                Some(known) => *known = account,
                None => self.accounts.push(account),
            }
        }
        page.following(offset, self.accounts.len() - known)
    }
}

fn call<'a>(
    attributes: Attributes<'_>,
    account_token: Option<&'a AccountManagementAuthenticationToken>,
    offset: u32,
) -> Result<Call<'a>, Error> {
    let path = Path::new("/v2/account-members/tokens").page(offset);
    let json = Some(encode(attributes, ROUTE)?);
    Ok(Call { route: ROUTE, method: Method::Post, path, json, account_token })
}

fn read_first(response: &Response) -> Result<(AccountMembersTokens, Following), Error> {
    let (accounts, mut page) = read(response)?;
    let account_member_id = match page.account_member_id.take() {
        Some(id) => {
            Some(AccountMemberId::try_from(id).map_err(|_| unreadable(response, "meta.account_member_id"))?)
        }
        None => None,
    };
    let mut tokens = AccountMembersTokens { account_member_id, accounts: Vec::new(), complete: false };
    let following = tokens.add(accounts, &page, 0);
    Ok((tokens, following))
}

fn read(response: &Response) -> Result<(Vec<AccountToken>, Page), Error> {
    let (entries, page) = decode_list(response, ROUTE)?;
    let accounts = entries.iter().map(|entry| account_token(entry, response)).collect::<Result<_, _>>()?;
    Ok((accounts, page))
}

fn account_token(entry: &Fields, response: &Response) -> Result<AccountToken, Error> {
    let text = |place| entry.owned(place).unwrap_or_default();
    let account_id =
        AccountId::try_from(text("account_id")).map_err(|_| unreadable(response, "data[].account_id"))?;
    let token = AccountManagementAuthenticationToken::new(text("token"));
    if !token.is_header_safe() {
        return Err(unreadable(response, "data[].token"));
    }
    // Documented as a date in ISO 8601, described as epoch time.
    let expires = (entry.number("expires").map(Timestamp::from_seconds))
        .or_else(|| entry.text("expires").and_then(Timestamp::parse_iso8601))
        .ok_or(unreadable(response, "data[].expires"))?;
    Ok(AccountToken { account_id, account_name: text("account_name"), token, expires })
}

fn unreadable(response: &Response, path: &'static str) -> Error {
    Error::Unreadable { status: response.status, path }
}

#[cfg(test)]
mod tests;
