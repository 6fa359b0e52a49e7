//! Signing in, and staying so.

use crate::commerce::{
    AccountManagementAuthenticationToken, AccountMembersTokens, Credentials, Error, OneTimePasswordToken,
    Password, UserAuthenticationInfoId,
};
use crate::journey::problem::{CodeAge, Step};
use crate::journey::{Problem, Username};

use super::{Storefront, Surroundings};

const CALL: &str = "account_members_tokens.create";

/// What the sign-in page hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInSubmission {
    /// Who.
    pub username: Username,
    /// What proves it.
    pub proof: Proof,
}

/// What proves who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A code.
    Code {
        /// The code, typed or from a link.
        one_time_password_token: OneTimePasswordToken,
        /// How old it is, as far as this browser knows.
        age: CodeAge,
        /// Whom the link names, if it does.
        claimed: Option<UserAuthenticationInfoId>,
    },
    /// A password.
    Password(Password),
}

impl<S: Surroundings> Storefront<S> {
    /// Trades what proves who somebody is for their account tokens. Spends a code.
    ///
    /// # Errors
    /// Says what stands in the way, in the shopper's terms.
    pub async fn sign_in(&self, submission: &SignInSubmission) -> Result<AccountMembersTokens, Problem> {
        self.reach().await?;
        let (password_profile_id, username) =
            (self.config.password_profile_id.clone(), submission.username.as_str().to_owned());
        let credentials = match &submission.proof {
            Proof::Code { one_time_password_token, .. } => Credentials::Passwordless {
                password_profile_id,
                username,
                one_time_password_token: one_time_password_token.clone(),
            },
            Proof::Password(password) => {
                Credentials::Password { password_profile_id, username, password: password.clone() }
            }
        };
        let tokens = self.commerce.create_account_members_tokens(&credentials).await;
        let tokens = tokens.map_err(|error| self.refused(&error, &submission.proof))?;
        self.check_claim(&tokens, &submission.proof)?;
        Ok(tokens)
    }

    /// Renews the tokens of a signed-in member, who need not sign in again for it.
    ///
    /// # Errors
    /// [`Problem::AccountTokenExpired`] when the member has to sign in again.
    pub async fn renew(
        &self,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<AccountMembersTokens, Problem> {
        self.reach().await?;
        let credentials =
            Credentials::AccountManagementAuthenticationToken { account_token: account_token.clone() };
        self.commerce.create_account_members_tokens(&credentials).await.map_err(|error| {
            self.report(CALL, &error);
            Problem::of_renewal(&error, self.now())
        })
    }

    fn refused(&self, error: &Error, proof: &Proof) -> Problem {
        self.report(CALL, error);
        match proof {
            Proof::Code { age, .. } => Problem::of_exchange(error, *age, self.now()),
            Proof::Password(_) => Problem::of_password_exchange(error, self.now()),
        }
    }

    /// A link that names another member than its code is not followed, though the code is spent. A member without an
    /// account can do nothing anyway.
    fn check_claim(&self, tokens: &AccountMembersTokens, proof: &Proof) -> Result<(), Problem> {
        if tokens.accounts.is_empty() {
            return Ok(());
        }
        let Some(member) = tokens.account_member_id.clone() else {
            self.note("the exchange answered no meta.account_member_id");
            let step = if matches!(proof, Proof::Password(_)) { Step::SigningIn } else { Step::Exchanging };
            return Err(Problem::StoreFault(step));
        };
        match proof {
            Proof::Code { claimed: Some(claimed), .. }
                if *claimed != UserAuthenticationInfoId::from(member) =>
            {
                self.note("the link names another member than its code; nothing was done with it");
                Err(Problem::LinkForSomeoneElse)
            }
            _ => Ok(()),
        }
    }
}
