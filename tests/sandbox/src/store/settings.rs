//! What a merchant decides: the account authentication settings, and the password profile's.

use serde::{Deserialize, Serialize};

/// The longest life an account token may be given: one year of seconds.
const LONGEST_TOKEN_SECONDS: i64 = 365 * 24 * 60 * 60;

/// A store's settings.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Settings {
    pub(crate) account_member_self_management: SelfManagement,
    pub(crate) enable_one_time_password_token: bool,
    pub(crate) account_management_authentication_token_timeout_secs: i64,
    pub(crate) username_format: UsernameFormat,
    /// Whether payments by the `manual` gateway are taken.
    pub(crate) manual_gateway: bool,
}

impl Default for Settings {
    /// As a store is set up for resetting passwords, which is not as Commerce creates it.
    fn default() -> Self {
        Self {
            account_member_self_management: SelfManagement::UpdateOnly,
            enable_one_time_password_token: true,
            account_management_authentication_token_timeout_secs: 86_400,
            username_format: UsernameFormat::Email,
            manual_gateway: false,
        }
    }
}

/// Whether members may change their own credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SelfManagement {
    Disabled,
    UpdateOnly,
}

impl SelfManagement {
    /// The setting's value as Commerce writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::UpdateOnly => "update_only",
        }
    }
}

/// What a username must look like when it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UsernameFormat {
    Any,
    Email,
}

/// Any subset of the settings; what is absent stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsChange {
    account_member_self_management: Option<SelfManagement>,
    enable_one_time_password_token: Option<bool>,
    account_management_authentication_token_timeout_secs: Option<i64>,
    username_format: Option<UsernameFormat>,
    manual_gateway: Option<bool>,
}

impl Settings {
    /// Makes a change.
    ///
    /// # Errors
    /// A sentence, when the account tokens' lifetime is out of range; then nothing changes.
    pub(crate) fn change(&mut self, change: SettingsChange) -> Result<(), String> {
        if let Some(seconds) = change.account_management_authentication_token_timeout_secs {
            if !(1..=LONGEST_TOKEN_SECONDS).contains(&seconds) {
                return Err(format!(
                    "account_management_authentication_token_timeout_secs must be from 1 to {LONGEST_TOKEN_SECONDS}, and is {seconds}."
                ));
            }
            self.account_management_authentication_token_timeout_secs = seconds;
        }
        if let Some(value) = change.account_member_self_management {
            self.account_member_self_management = value;
        }
        if let Some(value) = change.enable_one_time_password_token {
            self.enable_one_time_password_token = value;
        }
        if let Some(value) = change.manual_gateway {
            self.manual_gateway = value;
        }
        if let Some(value) = change.username_format {
            self.username_format = value;
        }
        Ok(())
    }
}
