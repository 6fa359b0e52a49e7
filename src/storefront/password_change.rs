//! Setting a member's new password with an account token of theirs.

use crate::commerce::{
    AccountManagementAuthenticationToken, AccountMemberId, AuthenticationRealmId, PasswordUpdate,
    UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfo, UserAuthenticationPasswordProfileInfoId,
};
use crate::journey::{Link, NewPassword, Problem};

use super::settings::forbids_changes;
use super::{Storefront, Surroundings};

/// A password to be set, and what shows that it may be.
#[derive(Clone, Copy, Debug)]
pub struct PasswordChange<'a> {
    /// Whose.
    pub account_member_id: &'a AccountMemberId,
    /// Under which username it is kept; empty where that is not known.
    pub username: &'a str,
    /// Any of the member's.
    pub account_token: &'a AccountManagementAuthenticationToken,
    /// The password.
    pub new_password: &'a NewPassword,
    /// The link that led here, for its ids.
    pub link: &'a Link,
}

impl<S: Surroundings> Storefront<S> {
    /// Whether it is known that members may not change their password themselves. Settings that cannot be read are no reason
    /// to keep anybody out.
    pub async fn forbids_password_changes(&self) -> bool {
        matches!(self.settings().await, Ok(Some(settings)) if forbids_changes(&settings))
    }

    /// Sets a member's new password.
    ///
    /// # Errors
    /// Says what stands in the way, in the shopper's terms; the account token still serves for another try.
    pub async fn change_password(&self, change: &PasswordChange<'_>) -> Result<(), Problem> {
        let realm = self.realm(Some(change.link)).await?;
        let user = UserAuthenticationInfoId::from(change.account_member_id.clone());
        let info = self.password_profile_info(&realm, &user, change).await?;
        let update = PasswordUpdate {
            authentication_realm_id: &realm,
            user_authentication_info_id: &user,
            user_authentication_password_profile_info_id: &info,
            password_profile_id: &self.config.password_profile_id,
            password: change.new_password.password(),
            account_token: change.account_token,
        };
        self.commerce.update_user_authentication_password_profile_info(&update).await.map_err(|error| {
            self.report("user_authentication_password_profile_info.update", &error);
            Problem::of_update(&error, self.now())
        })
    }

    /// Which of the member's credentials to update: from their own list where the store shows it, which also
    /// proves a link's claim; from the link where it does not.
    async fn password_profile_info(
        &self,
        realm: &AuthenticationRealmId,
        user: &UserAuthenticationInfoId,
        change: &PasswordChange<'_>,
    ) -> Result<UserAuthenticationPasswordProfileInfoId, Problem> {
        let claimed = change.link.user_authentication_password_profile_info_id.as_ref();
        let listed = self
            .commerce
            .list_user_authentication_password_profile_infos(realm, user, change.account_token)
            .await;
        match listed {
            Ok(infos) => self.pick(&infos, claimed, change.username),
            Err(error) => match Problem::of_listing(&error, self.now()) {
                Some(problem) => {
                    self.report("user_authentication_password_profile_info.list", &error);
                    Err(problem)
                }
                None => claimed.cloned().ok_or_else(|| {
                    self.report("user_authentication_password_profile_info.list", &error);
                    self.note("members may not list their password profile infos, so links must carry user_authentication_password_profile_info_id");
                    Problem::NotAllowed
                }),
            },
        }
    }

    fn pick(
        &self,
        infos: &[UserAuthenticationPasswordProfileInfo],
        claimed: Option<&UserAuthenticationPasswordProfileInfoId>,
        username: &str,
    ) -> Result<UserAuthenticationPasswordProfileInfoId, Problem> {
        if let Some(claimed) = claimed {
            let known = infos.iter().any(|info| info.id == *claimed);
            if !known {
                self.note(
                    "the link names a password profile info that is not the member's; nothing was changed",
                );
                return Err(Problem::LinkForSomeoneElse);
            }
        }
        let profile = &self.config.password_profile_id; // A link cannot choose another.
        let of_profile = || infos.iter().filter(|info| info.password_profile_id.as_ref() == Some(profile));
        let named = of_profile().find(|info| info.username == username);
        named.or_else(|| of_profile().next()).map(|info| info.id.clone()).ok_or_else(|| {
            self.note("the member has no credentials in the configured password profile");
            Problem::NotAllowed
        })
    }
}
