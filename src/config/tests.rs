//! The configuration, right and wrong.
#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::file::KEYS;
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
    let error = Config::parse(r#"{"support_url":"mailto:help@banks.com","store_name":"Banks"}"#).unwrap_err();
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
        ("logo_url", "\"https://cdn.example/logo.svg\""),
        ("api_base_url", "\"https://:443\""),
        ("code_tries", "5.7"),
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
        ("<!doctype html>", "line 1, column 0"),
        ("[]", "line 1, column 0"),
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
