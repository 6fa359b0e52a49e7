//! The run-time configuration of one deployment, `config.json` beside the app.
//!
//! Read from that file alone, never from a link or a message: whoever could change the API address could
//! collect codes and passwords. Everything wrong with it is found at once and said precisely, for the
//! storefront's developer; the shopper sees a calm page instead.

use std::fmt;

use crate::commerce::fields::Fields;
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

/// Every key of the file.
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
    pub fn parse(json: &str) -> Result<Self, Box<ConfigError>> {
        let fields = Fields::read(json).map_err(|error| ConfigError::not_json(&error))?;
        let mut file = File { fields, findings: Vec::new() };
        let api_base_url = file.needed("api_base_url", api_origin, API_BASE_URL_FORM);
        let client_id = file.needed("client_id", text, "");
        let authentication_realm_id =
            file.checked("authentication_realm_id", AuthenticationRealmId::parse, UUID_FORM);
        let password_profile_id = file.needed("password_profile_id", PasswordProfileId::parse, UUID_FORM);
        let (look, links, policy) = (file.look(), file.links(), file.policy());
        file.find_unknown_keys();
        match (api_base_url, client_id, password_profile_id) {
            (Some(api_base_url), Some(client_id), Some(password_profile_id)) if file.findings.is_empty() => {
                Ok(Self {
                    api_base_url,
                    client_id,
                    authentication_realm_id,
                    password_profile_id,
                    look,
                    links,
                    policy,
                })
            }
            _ => Err(Box::new(ConfigError { findings: file.findings, links, look })),
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

/// The file as written, and what is wrong with it so far.
struct File {
    fields: Fields,
    findings: Vec<String>,
}

impl File {
    fn look(&mut self) -> Look {
        Look {
            store_name: self.checked("store_name", text, ""),
            logo_url: self.checked("logo_url", page, PAGE_FORM),
            accent_color: self.checked("accent_color", color, COLOR_FORM),
            accent_text_color: self.checked("accent_text_color", color, COLOR_FORM),
            color_scheme: self.checked("color_scheme", scheme, "must be \"light\" or \"dark\"."),
        }
    }

    fn links(&mut self) -> Links {
        Links {
            storefront_url: self.checked("storefront_url", page, PAGE_FORM),
            sign_in_url: self.checked("sign_in_url", page, PAGE_FORM),
            support_url: self.checked("support_url", help, HELP_FORM),
        }
    }

    fn policy(&mut self) -> Policy {
        let default = Policy::default();
        let format = self.checked("username_format", username_format, "must be \"email\" or \"any\".");
        Policy {
            username_format: format.unwrap_or_default(),
            lowercase_usernames: self.truth("lowercase_usernames", default.lowercase_usernames),
            lowercase_codes: self.truth("lowercase_codes", default.lowercase_codes),
            code_tries: self.within("code_tries", 1, 20, default.code_tries),
            resend_cooldown_seconds: self.within(
                "resend_cooldown_seconds",
                10,
                600,
                default.resend_cooldown_seconds,
            ),
            password_min_length: self.within(
                "password_min_length",
                COMMERCE_MIN_LENGTH,
                64,
                default.password_min_length,
            ),
            confirm_password: self.truth("confirm_password", default.confirm_password),
            request_timeout_seconds: self.within(
                "request_timeout_seconds",
                1,
                120,
                default.request_timeout_seconds,
            ),
        }
    }

    fn find_unknown_keys(&mut self) {
        let places = self.fields.places().filter(|place| !KEYS.contains(place));
        let mut keys: Vec<String> =
            places.filter_map(|place| place.split('.').next()).map(str::to_owned).collect();
        keys.dedup();
        for key in keys {
            let is_known = KEYS.contains(&key.as_str());
            self.add(&key, if is_known { "must be one value, not a list or object." } else { UNKNOWN_KEY });
        }
    }

    fn add(&mut self, key: &str, fault: &str) {
        self.findings.push(["config.json: `", key, "` ", fault].concat());
    }

    fn needed<T>(&mut self, key: &str, read: fn(&str) -> Option<T>, form: &str) -> Option<T> {
        if self.value(key).is_none() {
            self.add(key, "is missing.");
        }
        self.checked(key, read, form)
    }

    fn checked<T>(&mut self, key: &str, read: fn(&str) -> Option<T>, form: &str) -> Option<T> {
        let value = self.value(key)?;
        let read = read(&value);
        if read.is_none() {
            self.add(key, form);
        }
        read
    }

    fn truth(&mut self, key: &str, default: bool) -> bool {
        self.checked(key, |value| value.parse().ok(), "must be true or false.").unwrap_or(default)
    }

    fn within(&mut self, key: &str, from: u32, to: u32, default: u32) -> u32 {
        let Some(value) = self.value(key) else { return default };
        match value.parse() {
            Ok(number) if (from..=to).contains(&number) => number,
            _ => {
                let form = ["must be a whole number from ", &from.to_string(), " to ", &to.to_string(), "."]
                    .concat();
                self.add(key, &form);
                default
            }
        }
    }

    /// An empty text is as good as none.
    fn value(&self, key: &str) -> Option<String> {
        self.fields.text(key).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
    }
}

const UNKNOWN_KEY: &str = "is not a key that Latchkey knows; is it misspelt?";
const UUID_FORM: &str = "must be a UUID, as Commerce Manager shows it.";
const API_BASE_URL_FORM: &str = "must be an https address without path, query or user (http only for this machine): \"https://euwest.api.elasticpath.com\".";
const PAGE_FORM: &str = "must be an https address or a path that starts with one \"/\".";
const HELP_FORM: &str = "must be an https, mailto: or tel: address, or a path that starts with one \"/\".";
const COLOR_FORM: &str = "must be a colour written #rgb or #rrggbb.";

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
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
    let origin: Vec<&str> = text.splitn(4, '/').take(3).collect();
    let address = text.starts_with("https://") || api_origin(&origin.join("/")).is_some();
    let clean = !text.chars().any(|c| c.is_control() || c.is_whitespace());
    (clean && (path || address)).then(|| text.to_owned())
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
            ("sign_in_url", "\"http://localhost.evil.example/\""),
            ("sign_in_url", "\"/\\\\evil.example\""),
            ("logo_url", "\"data:image/svg+xml,x\""),
            ("accent_color", "\"red;}\""),
            ("color_scheme", "\"sepia\""),
            ("username_format", "\"phone\""),
            ("password_min_length", "7"),
            ("resend_cooldown_seconds", "0"),
            ("code_tries", "0"),
            ("passwrd_min_length", "9"),
            ("code_tries", "\"five\""),
            ("confirm_password", "\"yes\""),
            ("support_url", "[\"/help\"]"),
            ("store_name", "{\"en\":\"Banks\"}"),
        ];
        for (key, value) in table {
            let findings = with(key, value).unwrap_err();
            assert_eq!(findings.len(), 1, "{key} {value}: {findings:?}");
            assert!(findings.iter().all(|finding| finding.contains(key)), "{findings:?}");
        }
    }

    #[test]
    fn what_is_no_json_object_says_where() {
        for (json, place) in [
            ("{\n\"client_id\": }", "line 2, column 14"),
            ("", "line 1, column 0"),
            ("<!doctype html>", "line 1, column 1"),
        ] {
            let findings = Config::parse(json).unwrap_err().findings;
            assert!(findings.iter().all(|finding| finding.contains(place)), "{json}: {findings:?}");
        }
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
            let is_free = matches!(key, "client_id" | "store_name");
            assert!(is_free || with(key, "\"\\u0000\"").is_err(), "{key}");
        }
    }
}
