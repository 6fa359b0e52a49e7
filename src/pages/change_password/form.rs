//! What is typed in the form, read when it is submitted: password managers fill fields without telling anyone.

use crate::browser::{document, now};
use crate::commerce::OneTimePasswordToken;
use crate::components::{CODE_ID, FieldError, USERNAME_ID};
use crate::config::Config;
use crate::journey::{Link, NewPassword, PendingAttempt, Username, code};
use crate::pages::new_password::typed_new_password;
use crate::storefront::ResetSubmission;
use crate::wording::Message;

/// What decides how the form is read.
pub struct Form<'a> {
    /// The rules.
    pub config: &'a Config,
    /// The link that was followed; what it says is not typed.
    pub link: &'a Link,
    /// Who proved to be who, once the code is spent.
    pub proved: Option<&'a Username>,
    /// Whether there is a field for the code.
    pub has_code_field: bool,
}

impl Form<'_> {
    /// Everything typed, or everything that is wrong with it. `attempt` is what this browser asked for.
    pub fn read(&self, attempt: Option<&PendingAttempt>) -> Result<ResetSubmission, Vec<FieldError>> {
        let mut errors = Vec::new();
        let username = self.username().map_err(|error| errors.push(error)).ok();
        let code = self.code().map_err(|error| errors.push(error)).ok();
        let password = self.password(username.as_ref()).map_err(|error| errors.push(error)).ok();
        match (username, code, password) {
            (Some(username), Some(one_time_password_token), Some(new_password)) => Ok(ResetSubmission {
                code_age: PendingAttempt::age_for(attempt, username.as_str(), now()),
                link: self.link.clone(),
                username,
                one_time_password_token,
                new_password,
            }),
            _ => Err(errors),
        }
    }

    /// Who is known, else who is typed.
    pub fn username(&self) -> Result<Username, FieldError> {
        let is_email = self.config.policy.username_format.is_email();
        let typed = || self.parse_username(&document::value(USERNAME_ID));
        self.known_username()
            .map_or_else(typed, Ok)
            .map_err(|error| (USERNAME_ID, Message::Username { error, is_email }))
    }

    /// Who proved to be who, or whom the link credibly names.
    pub fn known_username(&self) -> Option<Username> {
        let linked = || self.link.unchecked_username().and_then(|text| self.parse_username(text).ok());
        self.proved.cloned().or_else(linked)
    }

    fn parse_username(&self, text: &str) -> Result<Username, crate::journey::username::UsernameError> {
        let policy = &self.config.policy;
        Username::parse(text, policy.username_format, policy.lowercase_usernames)
    }

    /// The code, typed or of the link; none when it is spent already.
    fn code(&self) -> Result<Option<OneTimePasswordToken>, FieldError> {
        if !self.has_code_field {
            return Ok(self.link.one_time_password_token.clone());
        }
        let typed = code::read(&document::value(CODE_ID), self.config.policy.lowercase_codes);
        typed.map(Some).ok_or((CODE_ID, Message::CodeMissing))
    }

    fn password(&self, username: Option<&Username>) -> Result<NewPassword, FieldError> {
        typed_new_password(self.config, username.map_or("", Username::as_str))
    }
}
