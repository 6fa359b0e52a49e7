//! Asking for one-time password tokens.

use crate::commerce::{AuthenticationRealmId, OneTimePasswordTokenRequest, Purpose};
use crate::journey::{Problem, Username};

use super::{Storefront, Surroundings};

impl<S: Surroundings> Storefront<S> {
    /// Fetches what a code request needs, while the shopper still types. Failures show when it matters.
    pub async fn prepare_code_request(&self) {
        if self.commerce.prepare_access_token().await.is_ok() && self.config.authentication_realm_id.is_none()
        {
            let _ = self.settings().await;
        }
    }

    /// Asks for a one-time password token. `Ok` says that the shopper should look for an e-mail: it covers the
    /// refusals that must not be told apart from success, and answers the realm that was asked.
    ///
    /// # Errors
    /// Only problems that say nothing about the username.
    pub async fn request_code(
        &self,
        purpose: Purpose,
        username: &Username,
    ) -> Result<AuthenticationRealmId, Problem> {
        self.look_at_settings_again().await;
        let realm = self.realm(None).await?;
        self.reach().await?;
        let request = OneTimePasswordTokenRequest {
            authentication_realm_id: &realm,
            password_profile_id: &self.config.password_profile_id,
            username: username.as_str(),
            purpose,
        };
        match self.commerce.create_one_time_password_token_request(&request).await {
            Ok(()) => Ok(realm),
            Err(error) => {
                self.report("one_time_password_token_request.create", &error);
                Problem::of_code_request(&error, self.now()).map_or(Ok(realm), Err)
            }
        }
    }
}
