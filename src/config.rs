//! The run-time configuration of one deployment, `config.json` beside the app.
//!
//! Read from that file alone, never from a link or a message: whoever could change the API address could
//! collect codes and passwords. Everything wrong with it is found at once and said precisely, for the
//! storefront's developer; the shopper sees a calm page instead.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::commerce::{AuthenticationRealmId, PasswordProfileId};
use crate::journey::password::{COMMERCE_MIN_LENGTH, PasswordPolicy};
use crate::journey::reset_password::DEFAULT_CODE_TRIES;
use crate::journey::username::UsernameFormat;

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
}

/// Name, logo and colours of the storefront.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Shown above the task.
    pub store_name: Option<String>,
    /// Address of a square picture.
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
    pub password_min_length: usize,
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
    fn new(finding: String) -> Self {
        Self { findings: vec![finding], links: Links::default(), look: Look::default() }
    }

    /// The file could not be had: `reason` is a status or "no answer".
    #[must_use]
    pub fn not_loaded(reason: &str) -> Self {
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

/// The file as written. Texts are checked afterwards, so that all findings are told at once.
#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    api_base_url: Option<String>,
    client_id: Option<String>,
    authentication_realm_id: Option<String>,
    password_profile_id: Option<String>,
    store_name: Option<String>,
    logo_url: Option<String>,
    accent_color: Option<String>,
    accent_text_color: Option<String>,
    color_scheme: Option<String>,
    storefront_url: Option<String>,
    sign_in_url: Option<String>,
    support_url: Option<String>,
    username_format: Option<String>,
    lowercase_usernames: Option<bool>,
    lowercase_codes: Option<bool>,
    code_tries: Option<u32>,
    resend_cooldown_seconds: Option<u32>,
    password_min_length: Option<u32>,
    confirm_password: Option<bool>,
    request_timeout_seconds: Option<u32>,
}

/// Every key that [`File`] reads.
pub const KEYS: [&str; 20] = [
    "api_base_url",
    "client_id",
    "authentication_realm_id",
    "password_profile_id",
    "store_name",
    "logo_url",
    "accent_color",
    "accent_text_color",
    "color_scheme",
    "storefront_url",
    "sign_in_url",
    "support_url",
    "username_format",
    "lowercase_usernames",
    "lowercase_codes",
    "code_tries",
    "resend_cooldown_seconds",
    "password_min_length",
    "confirm_password",
    "request_timeout_seconds",
];

impl Config {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// Every finding, if there is any.
    pub fn parse(json: &str) -> Result<Self, ConfigError> {
        let unreadable =
            |error: serde_json::Error| ConfigError::new(["config.json: ", &error.to_string(), "."].concat());
        let keys: BTreeMap<String, IgnoredAny> = serde_json::from_str(json).map_err(unreadable)?;
        let file: File = serde_json::from_str(json).map_err(unreadable)?;
        let mut findings = Findings::default();
        for key in keys.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            findings.add(key, "is not a key that Latchkey knows; is it misspelt?");
        }
        let config = file.check(&mut findings);
        match config {
            Ok(config) if findings.0.is_empty() => Ok(config),
            Ok(Config { links, look, .. }) | Err((links, look)) => {
                Err(ConfigError { findings: findings.0, links, look })
            }
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

impl File {
    fn check(self, findings: &mut Findings) -> Result<Config, (Links, Look)> {
        let api_base_url = findings.required("api_base_url", self.api_base_url);
        let api_base_url = findings.checked("api_base_url", api_base_url, api_origin, API_BASE_URL_FORM);
        let client_id = findings.required("client_id", self.client_id);
        let realm = present(self.authentication_realm_id);
        let realm = findings.checked(
            "authentication_realm_id",
            realm,
            |id| AuthenticationRealmId::parse(id),
            UUID_FORM,
        );
        let profile = findings.required("password_profile_id", self.password_profile_id);
        let profile =
            findings.checked("password_profile_id", profile, |id| PasswordProfileId::parse(id), UUID_FORM);
        let look = Look {
            store_name: present(self.store_name),
            logo_url: findings.checked("logo_url", present(self.logo_url), picture, PICTURE_FORM),
            accent_color: findings.checked("accent_color", present(self.accent_color), color, COLOR_FORM),
            accent_text_color: findings.checked(
                "accent_text_color",
                present(self.accent_text_color),
                color,
                COLOR_FORM,
            ),
            color_scheme: findings.checked(
                "color_scheme",
                present(self.color_scheme),
                scheme,
                "must be \"light\" or \"dark\".",
            ),
        };
        let links = Links {
            storefront_url: findings.checked("storefront_url", present(self.storefront_url), page, PAGE_FORM),
            sign_in_url: findings.checked("sign_in_url", present(self.sign_in_url), page, PAGE_FORM),
            support_url: findings.checked("support_url", present(self.support_url), help, HELP_FORM),
        };
        let default = Policy::default();
        let min_length = findings.within("password_min_length", self.password_min_length, 8..=64);
        let format = findings.checked(
            "username_format",
            self.username_format,
            username_format,
            "must be \"email\" or \"any\".",
        );
        let policy = Policy {
            username_format: format.unwrap_or_default(),
            lowercase_usernames: self.lowercase_usernames.unwrap_or(default.lowercase_usernames),
            lowercase_codes: self.lowercase_codes.unwrap_or(default.lowercase_codes),
            code_tries: findings.within("code_tries", self.code_tries, 1..=20).unwrap_or(default.code_tries),
            resend_cooldown_seconds: findings
                .within("resend_cooldown_seconds", self.resend_cooldown_seconds, 10..=600)
                .unwrap_or(default.resend_cooldown_seconds),
            password_min_length: min_length
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(default.password_min_length),
            confirm_password: self.confirm_password.unwrap_or(default.confirm_password),
            request_timeout_seconds: findings
                .within("request_timeout_seconds", self.request_timeout_seconds, 1..=120)
                .unwrap_or(default.request_timeout_seconds),
        };
        match (api_base_url, client_id, profile) {
            (Some(api_base_url), Some(client_id), Some(password_profile_id)) => Ok(Config {
                api_base_url,
                client_id,
                authentication_realm_id: realm,
                password_profile_id,
                look,
                links,
                policy,
            }),
            _ => Err((links, look)),
        }
    }
}

/// Collects what is wrong.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn add(&mut self, key: &str, fault: &str) {
        self.0.push(["config.json: `", key, "` ", fault].concat());
    }

    fn required(&mut self, key: &str, value: Option<String>) -> Option<String> {
        let value = present(value);
        if value.is_none() {
            self.add(key, "is missing.");
        }
        value
    }

    fn checked<T>(
        &mut self,
        key: &str,
        value: Option<String>,
        read: fn(&str) -> Option<T>,
        form: &str,
    ) -> Option<T> {
        let value = value?;
        let read = read(value.trim());
        if read.is_none() {
            self.add(key, form);
        }
        read
    }

    fn within(&mut self, key: &str, value: Option<u32>, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let value = value?;
        if range.contains(&value) {
            return Some(value);
        }
        let (from, to) = (range.start().to_string(), range.end().to_string());
        self.add(key, &["must be between ", &from, " and ", &to, "."].concat());
        None
    }
}

const UUID_FORM: &str = "must be a UUID, as Commerce Manager shows it.";
const API_BASE_URL_FORM: &str = "must be an https address without path, query or user (http only for this machine): \"https://euwest.api.elasticpath.com\".";
const PICTURE_FORM: &str = "must be an https address or a path that starts with one \"/\".";
const PAGE_FORM: &str = "must be an https address or a path that starts with one \"/\".";
const HELP_FORM: &str = "must be an https, mailto: or tel: address, or a path that starts with one \"/\".";
const COLOR_FORM: &str = "must be a colour written #rgb or #rrggbb.";

/// An empty text is as good as none.
fn present(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

fn api_origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (scheme, authority) = text.split_once("://")?;
    let plain =
        !authority.is_empty() && authority.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    let host = if authority.starts_with('[') {
        authority.split_inclusive(']').next()?
    } else {
        authority.split(':').next()?
    };
    let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    (plain && (scheme == "https" || (scheme == "http" && loopback))).then(|| text.to_owned())
}

fn page(text: &str) -> Option<String> {
    let path = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    let address = text.starts_with("https://")
        || text.starts_with("http://127.0.0.1")
        || text.starts_with("http://localhost");
    let clean = !text.chars().any(|c| c.is_control() || c.is_whitespace());
    (clean && (path || address)).then(|| text.to_owned())
}

fn picture(text: &str) -> Option<String> {
    page(text)
}

fn help(text: &str) -> Option<String> {
    let reachable = text.starts_with("mailto:") || text.starts_with("tel:");
    if reachable { Some(text.to_owned()) } else { page(text) }
}

fn color(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let right_length = matches!(digits.len(), 3 | 6);
    (right_length && digits.chars().all(|c| c.is_ascii_hexdigit())).then(|| text.to_owned())
}

fn scheme(text: &str) -> Option<String> {
    matches!(text, "light" | "dark").then(|| text.to_owned())
}

fn username_format(text: &str) -> Option<UsernameFormat> {
    match text {
        "email" => Some(UsernameFormat::Email),
        "any" => Some(UsernameFormat::Any),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]
    use super::*;

    const SMALLEST: &str = r#"{"api_base_url":"https://euwest.api.elasticpath.com/","client_id":"c",
        "password_profile_id":"a760a1f3-5680-420e-bcc4-a924de8b1a11"}"#;

    fn with(key: &str, value: &str) -> Result<Config, Vec<String>> {
        let mut file: serde_json::Map<String, serde_json::Value> = serde_json::from_str(SMALLEST).unwrap();
        file.insert(key.to_owned(), serde_json::from_str(value).unwrap());
        Config::parse(&serde_json::to_string(&file).unwrap()).map_err(|error| error.findings)
    }

    #[test]
    fn the_smallest_configuration_takes_every_default() {
        let config = Config::parse(SMALLEST).unwrap();
        assert_eq!(config.api_base_url, "https://euwest.api.elasticpath.com");
        assert_eq!(config.policy, Policy::default());
        assert_eq!(config.authentication_realm_id, None);
    }

    #[test]
    fn everything_missing_is_told_at_once() {
        let findings = Config::parse("{}").unwrap_err().findings;
        let expected: Vec<String> = ["api_base_url", "client_id", "password_profile_id"]
            .map(|key| format!("config.json: `{key}` is missing."))
            .to_vec();
        assert_eq!(findings, expected);
    }

    #[test]
    fn an_unusable_configuration_still_tells_where_help_is() {
        let error =
            Config::parse(r#"{"support_url":"mailto:help@banks.com","store_name":"Banks"}"#).unwrap_err();
        assert_eq!(error.links.support_url.as_deref(), Some("mailto:help@banks.com"));
        assert_eq!(error.look.store_name.as_deref(), Some("Banks"));
    }

    #[test]
    fn wrong_values_are_named_with_their_key() {
        let table = [
            ("api_base_url", "\"http://euwest.api.elasticpath.com\""),
            ("api_base_url", "\"https://user@euwest.api.elasticpath.com\""),
            ("api_base_url", "\"https://euwest.api.elasticpath.com/v2\""),
            ("api_base_url", "\"https://euwest.api.elasticpath.com?x\""),
            ("api_base_url", "\"http://localhost.evil.example\""),
            ("api_base_url", "\"javascript:alert(1)\""),
            ("authentication_realm_id", "\"shopper\""),
            ("password_profile_id", "\"../..\""),
            ("support_url", "\"javascript:alert(1)\""),
            ("sign_in_url", "\"//evil.example\""),
            ("sign_in_url", "\"/\\\\evil.example\""),
            ("logo_url", "\"data:image/svg+xml,x\""),
            ("accent_color", "\"red;}\""),
            ("color_scheme", "\"sepia\""),
            ("username_format", "\"phone\""),
            ("password_min_length", "7"),
            ("resend_cooldown_seconds", "0"),
            ("code_tries", "0"),
            ("passwrd_min_length", "9"),
        ];
        for (key, value) in table {
            let findings = with(key, value).unwrap_err();
            assert_eq!(findings.len(), 1, "{key} {value}: {findings:?}");
            assert!(findings.iter().all(|finding| finding.contains(key)), "{findings:?}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_type_says_where() {
        let findings = with("code_tries", "\"five\"").unwrap_err();
        assert!(findings.iter().any(|finding| finding.contains("line 1 column")), "{findings:?}");
    }

    #[test]
    fn this_machine_may_be_reached_without_tls() {
        for address in ["http://127.0.0.1:8081", "http://localhost:8081", "http://[::1]:8081"] {
            assert!(with("api_base_url", &format!("\"{address}\"")).is_ok(), "{address}");
        }
    }

    #[test]
    fn every_known_key_is_read() {
        for key in KEYS {
            let outcome = with(key, "{}");
            assert!(
                outcome.is_err_and(|findings| !findings.iter().any(|finding| finding.contains("misspelt"))),
                "{key}"
            );
        }
    }
}
