//! `config.json` as written: each value read in the one form that it may have, and whatever is wrong with it found.

use crate::commerce::fields::Fields;
use crate::commerce::{AuthenticationRealmId, PasswordProfileId};
use crate::journey::password::COMMERCE_MIN_LENGTH;

use super::form::{
    API_BASE_URL_FORM, COLOR_FORM, HELP_FORM, PAGE_FORM, PATH_FORM, UUID_FORM, api_origin, color, help, page,
    path, scheme, text, username_format,
};
use super::{Links, Look, Policy};

mod options;

/// Every key of the file.
pub(super) const KEYS: [&str; 35] = [
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
    "sign_in_methods",
    "after_reset",
    "return_to_origins",
    "session_storage",
    "storage_prefix",
    "storefront",
    "cookie_domain",
    "session_lifetime_minutes",
    "idle_timeout_minutes",
    "idle_warning_seconds",
    "guest_checkout",
    "forget_cart_on_sign_out",
    "payment_gateway",
    "countries",
    "image_origins",
];

/// Those of them that hold a list of texts.
const LISTS: [&str; 4] = ["sign_in_methods", "return_to_origins", "countries", "image_origins"];

/// The file as written, and what is wrong with it so far.
pub(super) struct File {
    fields: Fields,
    findings: Vec<String>,
}

impl File {
    pub(super) fn read(json: &str) -> Result<Self, serde_json::Error> {
        // What is JSON, but no object, has no keys to look at.
        let json = if json.trim_start().starts_with('{') { json } else { "" };
        Fields::read(json).map(|fields| Self { fields, findings: Vec::new() })
    }

    pub(super) fn api_base_url(&mut self) -> Option<String> {
        self.needed("api_base_url", api_origin, API_BASE_URL_FORM)
    }

    pub(super) fn client_id(&mut self) -> Option<String> {
        self.needed("client_id", text, "")
    }

    pub(super) fn authentication_realm_id(&mut self) -> Option<AuthenticationRealmId> {
        self.checked("authentication_realm_id", AuthenticationRealmId::parse, UUID_FORM)
    }

    pub(super) fn password_profile_id(&mut self) -> Option<PasswordProfileId> {
        self.needed("password_profile_id", PasswordProfileId::parse, UUID_FORM)
    }

    pub(super) fn look(&mut self) -> Look {
        Look {
            store_name: self.checked("store_name", text, ""),
            logo_url: self.checked("logo_url", path, PATH_FORM),
            accent_color: self.checked("accent_color", color, COLOR_FORM),
            accent_text_color: self.checked("accent_text_color", color, COLOR_FORM),
            color_scheme: self.checked("color_scheme", scheme, "must be \"light\" or \"dark\"."),
        }
    }

    pub(super) fn links(&mut self) -> Links {
        Links {
            storefront_url: self.checked("storefront_url", page, PAGE_FORM),
            sign_in_url: self.checked("sign_in_url", page, PAGE_FORM),
            support_url: self.checked("support_url", help, HELP_FORM),
        }
    }

    pub(super) fn policy(&mut self) -> Policy {
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

    /// Everything that is wrong, once every value has been read.
    pub(super) fn findings(mut self) -> Vec<String> {
        self.find_unknown_keys();
        self.findings
    }

    fn find_unknown_keys(&mut self) {
        let places = self.fields.places().filter(|place| !KEYS.contains(place));
        let mut keys: Vec<String> = places
            .filter_map(|place| place.split('.').next())
            .filter(|key| !LISTS.contains(key))
            .map(str::to_owned)
            .collect();
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
