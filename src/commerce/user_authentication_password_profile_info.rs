//! User Authentication Password Profile Info: a member's username and password under a password profile.

use super::client::Call;
use super::envelope::{Attributes, MAX_PAGES, encode};
use super::fields::Fields;
use super::path::Path;
use super::{
    AccountManagementAuthenticationToken, AuthenticationRealmId, Commerce, Error, Method, Password,
    PasswordProfileId, Transport, UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfoId,
};

const LIST: &str = "user_authentication_password_profile_info.list";

const UPDATE: &str = "user_authentication_password_profile_info.update";

/// A member's username under a password profile.
#[derive(Clone, PartialEq, Eq)]
pub struct UserAuthenticationPasswordProfileInfo {
    /// Its id.
    pub id: UserAuthenticationPasswordProfileInfoId,
    /// The username, possibly empty.
    pub username: String,
    /// The password profile.
    pub password_profile_id: Option<PasswordProfileId>,
}

/// The ids only: a username is the shopper's own business.
impl std::fmt::Debug for UserAuthenticationPasswordProfileInfo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("UserAuthenticationPasswordProfileInfo")
            .field("id", &self.id)
            .field("password_profile_id", &self.password_profile_id)
            .finish_non_exhaustive()
    }
}

/// A new password for a member.
#[derive(Clone, Copy, Debug)]
pub struct PasswordUpdate<'a> {
    /// The realm of the store's account members.
    pub authentication_realm_id: &'a AuthenticationRealmId,
    /// The member.
    pub user_authentication_info_id: &'a UserAuthenticationInfoId,
    /// Which of the member's passwords.
    pub user_authentication_password_profile_info_id: &'a UserAuthenticationPasswordProfileInfoId,
    /// The password profile it is under.
    pub password_profile_id: &'a PasswordProfileId,
    /// The new password.
    pub password: &'a Password,
    /// Any of the member's account tokens.
    pub account_token: &'a AccountManagementAuthenticationToken,
}

impl<T: Transport> Commerce<T> {
    /// Lists a member's usernames, of all pages. Some stores may refuse an account token.
    pub async fn list_user_authentication_password_profile_infos(
        &self,
        authentication_realm_id: &AuthenticationRealmId,
        user_authentication_info_id: &UserAuthenticationInfoId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Vec<UserAuthenticationPasswordProfileInfo>, Error> {
        let path = path(authentication_realm_id, user_authentication_info_id);
        self.entries(LIST, &path, account_token, MAX_PAGES).await?.iter().map(read).collect()
    }

    /// Sets a new password. The store's rules for it are known only from its refusal.
    pub async fn update_user_authentication_password_profile_info(
        &self,
        update: &PasswordUpdate<'_>,
    ) -> Result<(), Error> {
        self.call(update.call()?).await.map(drop)
    }
}

impl<'a> PasswordUpdate<'a> {
    fn call(&self) -> Result<Call<'a>, Error> {
        let id = self.user_authentication_password_profile_info_id.as_str();
        let attributes = Attributes {
            kind: "user_authentication_password_profile_info",
            // The service wants the id of the path repeated here.
            id: Some(id),
            password_profile_id: Some(self.password_profile_id.as_str()),
            // EXPOSE: the body of the update is where the password belongs.
            password: Some(self.password.expose()),
            ..Attributes::default()
        };
        let path = path(self.authentication_realm_id, self.user_authentication_info_id).id(id);
        let json = Some(encode(attributes, UPDATE)?);
        Ok(Call { route: UPDATE, method: Method::Put, path, json, account_token: Some(self.account_token) })
    }
}

fn path(realm: &AuthenticationRealmId, user: &UserAuthenticationInfoId) -> Path {
    Path::new("/v2/authentication-realms")
        .id(realm.as_str())
        .then("/user-authentication-info")
        .id(user.as_str())
        .then("/user-authentication-password-profile-info")
}

fn read(entry: &Fields) -> Result<UserAuthenticationPasswordProfileInfo, Error> {
    let id = UserAuthenticationPasswordProfileInfoId::try_from(entry.owned("id").unwrap_or_default());
    Ok(UserAuthenticationPasswordProfileInfo {
        id: id.map_err(|_| Error::Unreadable { status: 200, path: "data[].id" })?,
        username: entry.owned("username").unwrap_or_default(),
        password_profile_id: entry.owned("password_profile_id").and_then(|id| id.try_into().ok()),
    })
}

#[cfg(test)]
mod tests;
