//! Resetting a password: the exchange of the code, and the change that follows.

use crate::commerce::{AccountMembersTokens, OneTimePasswordToken};
use crate::journey::problem::{CodeAge, Step};
use crate::journey::reset_password::{AuthenticatedMember, Command, Event};
use crate::journey::{Link, NewPassword, Problem, ResetPassword, Username};

use super::{PasswordChange, Proof, SignInSubmission, Storefront, Surroundings};

/// What the change-password form hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetSubmission {
    /// The link that was followed, for its ids.
    pub link: Link,
    /// Whose password.
    pub username: Username,
    /// The code, from the link or typed; not needed once it is spent.
    pub one_time_password_token: Option<OneTimePasswordToken>,
    /// How old the code is, as far as this browser knows.
    pub code_age: CodeAge,
    /// The password to set.
    pub new_password: NewPassword,
}

impl<S: Surroundings> Storefront<S> {
    /// Fetches what a reset needs, while the shopper still types. Spends nothing.
    pub async fn prepare_reset(&self) {
        if self.commerce.prepare_access_token().await.is_ok() {
            let _ = self.settings().await;
        }
    }

    /// Carries a reset on from the submitted form until it needs the shopper again; `shown` sees each state on
    /// the way.
    pub async fn reset_password(
        &self,
        journey: ResetPassword,
        submission: &ResetSubmission,
        shown: impl Fn(&ResetPassword),
    ) -> ResetPassword {
        self.look_at_settings_again().await;
        let tries = self.config.policy.code_tries;
        let mut journey = journey.next(Event::Submitted, tries);
        while let Some(command) = journey.command() {
            shown(&journey);
            let event = match command {
                Command::Exchange => {
                    self.exchange(submission).await.map_or_else(Event::ExchangeFailed, Event::Exchanged)
                }
                Command::Update(member) => {
                    let change = PasswordChange {
                        account_member_id: &member.account_member_id,
                        username: submission.username.as_str(),
                        account_token: &member.account_token,
                        new_password: &submission.new_password,
                        link: &submission.link,
                    };
                    match self.change_password(&change).await {
                        Ok(()) => Event::Updated,
                        Err(problem) => Event::UpdateFailed(member.meaning_of(problem, self.now())),
                    }
                }
            };
            journey = journey.next(event, tries);
        }
        journey
    }

    /// Signs in with the password that was set: whether the account tokens of before survive the change is not
    /// documented.
    ///
    /// # Errors
    /// Says what stands in the way. The password is set all the same.
    pub async fn sign_in_after_reset(
        &self,
        submission: &ResetSubmission,
    ) -> Result<AccountMembersTokens, Problem> {
        let username = submission.username.clone();
        let proof = Proof::Password(submission.new_password.password().clone());
        self.sign_in(&SignInSubmission { username, proof }).await
    }

    /// Spends the code, after everything that could make that futile has been looked at.
    async fn exchange(&self, submission: &ResetSubmission) -> Result<AuthenticatedMember, Problem> {
        // Before the settings, of which nothing is said when they cannot be read.
        self.reach().await?;
        self.realm(Some(&submission.link)).await?;
        if self.forbids_password_changes().await {
            self.note("account_member_self_management is `disabled`; it must be `update_only` for members to change their password");
            return Err(Problem::NotAllowed);
        }
        let code =
            submission.one_time_password_token.clone().ok_or(Problem::CodeRefused(submission.code_age))?;
        let proof = Proof::Code {
            one_time_password_token: code,
            age: submission.code_age,
            claimed: submission.link.user_authentication_info_id.clone(),
        };
        let username = submission.username.clone();
        let tokens = self.sign_in(&SignInSubmission { username, proof }).await?;
        let account = tokens.accounts.first().ok_or(Problem::NoAccount)?;
        let (account_token, expires) = (account.token.clone(), account.expires);
        let account_member_id = tokens.account_member_id.ok_or(Problem::StoreFault(Step::Exchanging))?;
        Ok(AuthenticatedMember {
            account_member_id,
            username: submission.username.clone(),
            account_token,
            expires: (expires > self.now()).then_some(expires),
            is_changed_perhaps: false,
        })
    }
}
