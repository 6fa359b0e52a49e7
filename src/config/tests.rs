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
    assert_eq!(config.sign_in, SignInOptions::default());
    assert_eq!(config.session, SessionOptions::default());
    assert_eq!(config.checkout, CheckoutOptions::default());
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
        ("api_base_url", "\"https://x:99999\""),
        ("api_base_url", "\"https://x:+1\""),
        ("api_base_url", "\"https://x:\""),
        ("api_base_url", "\"https://[::1\""),
        ("api_base_url", "\"https://[]\""),
        ("api_base_url", "\"https://exa[mple\""),
        ("api_base_url", "\"https://a:b:443\""),
        ("authentication_realm_id", "\"shopper\""),
        ("password_profile_id", "\"../..\""),
        ("support_url", "\"javascript:alert(1)\""),
        ("support_url", "\"https://\""),
        ("support_url", "\"https:///help\""),
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
        ("sign_in_methods", "[]"),
        ("sign_in_methods", "\"code\""),
        ("sign_in_methods", "[\"oidc\"]"),
        ("sign_in_methods", "[\"code\",\"code\"]"),
        ("sign_in_methods", "[\"code\",\"password\",\"code\"]"),
        ("sign_in_methods", "{\"first\":\"code\"}"),
        ("after_reset", "\"stay\""),
        ("return_to_origins", "[\"http://shop.example\"]"),
        ("return_to_origins", "[\"https://shop.example/cart\"]"),
        ("return_to_origins", "[null]"),
        ("return_to_origins", "[[\"https://shop.example\"]]"),
        ("session_storage", "\"cookie\""),
        ("storage_prefix", "\"a b\""),
        ("storage_prefix", "\"a;b\""),
        ("storage_prefix", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""),
        ("storefront", "\"react\""),
        ("cookie_domain", "\"localhost\""),
        ("cookie_domain", "\"127.0.0.1\""),
        ("cookie_domain", "\"example.com; Secure\""),
        ("cookie_domain", "\"https://example.com\""),
        ("session_lifetime_minutes", "4"),
        ("idle_timeout_minutes", "1"),
        ("idle_timeout_minutes", "1441"),
        ("idle_warning_seconds", "19"),
        ("guest_checkout", "\"perhaps\""),
        ("forget_cart_on_sign_out", "1"),
        ("payment_gateway", "\"stripe\""),
        ("countries", "[\"de\"]"),
        ("countries", "[\"Germany\"]"),
        ("countries", "\"DE\""),
        ("image_origins", "[\"https://*.example.com\"]"),
        ("image_origins", "\"https://files.example.com\""),
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

#[test]
fn signing_in_is_configured_by_methods_and_where_it_may_lead_back_to() {
    let sign_in = |key, value| with(key, value).unwrap().sign_in;
    assert_eq!(sign_in("sign_in_methods", r#"["password"]"#).methods, [SignInMethod::Password]);
    assert_eq!(
        sign_in("sign_in_methods", r#"["password","code"]"#).methods,
        [SignInMethod::Password, SignInMethod::Code]
    );
    assert_eq!(sign_in("after_reset", r#""signed_in""#).after_reset, AfterReset::SignedIn);
    let origins = r#"["https://Shop.example/","https://a.example:443","http://localhost:8080"]"#;
    assert_eq!(
        sign_in("return_to_origins", origins).return_to_origins,
        ["https://shop.example", "https://a.example", "http://localhost:8080"]
    );
}

#[test]
fn the_session_is_configured_by_where_it_is_kept_and_when_it_ends() {
    let session = |key, value| with(key, value).unwrap().session;
    assert_eq!(session("session_storage", r#""memory""#).storage, StorageMode::Memory);
    assert_eq!(session("session_storage", r#""session""#).storage, StorageMode::Session);
    assert_eq!(session("storage_prefix", r#""my-shop_2""#).prefix, "my-shop_2");
    assert!(session("storefront", r#""nextjs""#).nextjs);
    assert_eq!(session("cookie_domain", r#"".Example.com""#).cookie_domain.as_deref(), Some("example.com"));
    assert_eq!(session("session_lifetime_minutes", "43200").lifetime_minutes, Some(43_200));
    assert_eq!(session("idle_timeout_minutes", "2").idle_timeout_minutes, Some(2));
    assert_eq!(session("idle_warning_seconds", "300").idle_warning_seconds, 300);
}

#[test]
fn a_session_reaches_another_host_by_the_storefronts_cookie_alone() {
    let options = |cookie_domain: &str| SessionOptions {
        nextjs: true,
        cookie_domain: Some(cookie_domain.to_owned()),
        ..SessionOptions::default()
    };
    let shared = options("banks.example");
    assert!(shared.reaches("account.banks.example", "shop.banks.example"));
    assert!(shared.reaches("account.banks.example", "banks.example"));
    assert!(!shared.reaches("account.banks.example", "evilbanks.example"));
    assert!(!shared.reaches("account.elsewhere.example", "shop.banks.example"));
    assert!(!options("account.banks.example").reaches("account.banks.example", "shop.banks.example"));
    assert!(
        !SessionOptions { nextjs: false, ..shared.clone() }.reaches("a.banks.example", "b.banks.example")
    );
    let nowhere = SessionOptions { storage: StorageMode::Memory, ..shared };
    assert!(!nowhere.reaches("account.banks.example", "shop.banks.example"));
    let here_alone = SessionOptions { nextjs: true, ..SessionOptions::default() };
    assert!(here_alone.reaches("localhost", "localhost"));
    assert!(!here_alone.reaches("account.banks.example", "shop.banks.example"));
}

#[test]
fn an_end_is_not_announced_before_it_can_be_known() {
    let json = SMALLEST.replacen('{', r#"{"idle_timeout_minutes":2,"idle_warning_seconds":120,"#, 1);
    let findings = Config::parse(&json).unwrap_err().findings;
    assert_eq!(findings, ["config.json: `idle_warning_seconds` must be less than `idle_timeout_minutes`."]);
}

#[test]
fn checkout_is_configured_by_who_may_and_how() {
    let checkout = |key, value| with(key, value).unwrap().checkout;
    assert!(checkout("guest_checkout", "true").guest);
    assert!(checkout("forget_cart_on_sign_out", "true").forget_cart_on_sign_out);
    assert!(checkout("payment_gateway", r#""manual""#).manual_payment);
    assert_eq!(checkout("countries", r#"["DE","FR"]"#).countries, ["DE", "FR"]);
    assert_eq!(checkout("image_origins", r#"["https://files.example.com"]"#), CheckoutOptions::default());
    assert_eq!(checkout("countries", "[]").countries, Vec::<String>::new());
}
