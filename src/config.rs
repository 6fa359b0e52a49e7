//! The run-time configuration of one deployment, `config.json` beside the app.
//!
//! Read from that file alone, never from a link or a message: whoever could change the API address could
//! collect codes and passwords. Everything wrong with it is found at once and said precisely, for the
//! storefront's developer; the shopper sees a calm page instead.

use std::fmt;

use crate::commerce::{AuthenticationRealmId, PasswordProfileId};
use crate::journey::exchanges::DEFAULT_CODE_TRIES;
use crate::journey::password::{COMMERCE_MIN_LENGTH, PasswordPolicy};
use crate::journey::username::UsernameFormat;

mod file;
mod form;
mod options;

pub use options::{AfterReset, CheckoutOptions, SessionOptions, SignInMethod, SignInOptions, StorageMode};

use file::File;

/// A valid configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Base address of the Commerce API, without a path: `https://euwest.api.elasticpath.com`.
    pub api_base_url: String,
    /// The store's public client id.
    pub client_id: String,
    /// The realm of the account members; read from the store's settings when absent.
    pub authentication_realm_id: Option<AuthenticationRealmId>,
    /// The password profile that shoppers sign in with.
    pub password_profile_id: PasswordProfileId,
    /// Name, logo and colours.
    pub look: Look,
    /// Where links lead.
    pub links: Links,
    /// What is asked of shoppers.
    pub policy: Policy,
    /// How shoppers sign in.
    pub sign_in: SignInOptions,
    /// Where a session is kept and when it ends.
    pub session: SessionOptions,
    /// Who may check out and how.
    pub checkout: CheckoutOptions,
}

/// Name, logo and colours of the storefront.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Shown above the task.
    pub store_name: Option<String>,
    /// Path of a square picture on the app's own origin.
    pub logo_url: Option<String>,
    /// Buttons and links, `#rgb` or `#rrggbb`.
    pub accent_color: Option<String>,
    /// Text on top of it.
    pub accent_text_color: Option<String>,
    /// `light` or `dark`; absent: as the shopper's device is set.
    pub color_scheme: Option<String>,
}

/// Where links lead. Any may be absent; then there is no such link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The storefront's front page.
    pub storefront_url: Option<String>,
    /// Where shoppers sign in.
    pub sign_in_url: Option<String>,
    /// Where shoppers find help: a page, `mailto:` or `tel:`.
    pub support_url: Option<String>,
}

/// What is asked of shoppers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The password profile's `username_format`.
    pub username_format: UsernameFormat,
    /// Whether usernames are sent in lower case; Commerce compares them exactly.
    pub lowercase_usernames: bool,
    /// Whether typed codes are sent in lower case.
    pub lowercase_codes: bool,
    /// Refused codes after which a new one is asked for.
    pub code_tries: u32,
    /// Seconds between two requests for a code.
    pub resend_cooldown_seconds: u32,
    /// Fewest characters of a new password, at least 8.
    pub password_min_length: u32,
    /// Whether the new password is typed twice.
    pub confirm_password: bool,
    /// Seconds after which a call is given up.
    pub request_timeout_seconds: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            username_format: UsernameFormat::Email,
            lowercase_usernames: true,
            lowercase_codes: false,
            code_tries: DEFAULT_CODE_TRIES,
            resend_cooldown_seconds: 60,
            password_min_length: COMMERCE_MIN_LENGTH,
            confirm_password: false,
            request_timeout_seconds: 20,
        }
    }
}

/// What is wrong with a configuration, a sentence for each finding, for the storefront's developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The findings, in the order of the file's documentation.
    pub findings: Vec<String>,
    /// Where help is to be had, if at least that could be read.
    pub links: Links,
    /// The storefront's name, if at least that could be read.
    pub look: Look,
}

impl ConfigError {
    fn new(finding: String) -> Box<Self> {
        Box::new(Self { findings: vec![finding], links: Links::default(), look: Look::default() })
    }

    fn not_json(error: &serde_json::Error) -> Box<Self> {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        Self::new(
            ["config.json is not a JSON object; look at line ", &line, ", column ", &column, "."].concat(),
        )
    }

    /// The file could not be had: `reason` is a status or "no answer".
    #[must_use]
    pub fn not_loaded(reason: &str) -> Box<Self> {
        Self::new(
            ["config.json could not be loaded (", reason, "). It belongs beside the app's index.html."]
                .concat(),
        )
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Latchkey cannot start, its configuration is not usable:")?;
        for finding in &self.findings {
            formatter.write_str("\n- ")?;
            formatter.write_str(finding)?;
        }
        Ok(())
    }
}

impl Config {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// Every finding, if there is any.
    pub fn parse(json: &str) -> Result<Self, Box<ConfigError>> {
        let mut file = File::read(json).map_err(|error| ConfigError::not_json(&error))?;
        let (api_base_url, client_id) = (file.api_base_url(), file.client_id());
        let authentication_realm_id = file.authentication_realm_id();
        let password_profile_id = file.password_profile_id();
        let (look, links, policy) = (file.look(), file.links(), file.policy());
        let (sign_in, session, checkout) = (file.sign_in(), file.session(), file.checkout());
        let findings = file.findings();
        match (api_base_url, client_id, password_profile_id) {
            (Some(api_base_url), Some(client_id), Some(password_profile_id)) if findings.is_empty() => {
                Ok(Self {
                    api_base_url,
                    client_id,
                    authentication_realm_id,
                    password_profile_id,
                    look,
                    links,
                    policy,
                    sign_in,
                    session,
                    checkout,
                })
            }
            _ => Err(Box::new(ConfigError { findings, links, look })),
        }
    }

    /// The rules that a new password must keep.
    #[must_use]
    pub fn password_policy(&self) -> PasswordPolicy {
        PasswordPolicy {
            min_length: self.policy.password_min_length,
            store_name: self.look.store_name.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
