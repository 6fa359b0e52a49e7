//! Every fixture is an answer that the sandbox gives, or a request that it accepts.

mod goods;

use std::fs;
use std::path::PathBuf;

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{Answer, JANE, JOHN, NORA, PASSWORD, Shop, Tokens, bearer};

const TOKENS: &str = "/v2/account-members/tokens";
const SETTINGS: &str = "/v2/settings/account-authentication";

fn directory() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures"))
}

fn fixture(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(directory().join(format!("{name}.json"))).unwrap()).unwrap()
}

#[tokio::test]
async fn every_fixture_is_what_the_sandbox_says_or_understands() {
    let mut names: Vec<String> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|file| file.strip_suffix(".json").unwrap_or_else(|| panic!("{file} is no JSON file")).to_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        let shop = Shop::open().await;
        if name.ends_with("request") {
            send(&shop, &name).await;
        } else {
            let (status, body) = produce(&shop, &name).await;
            let fixture = fixture(&name);
            if let Some(written) = fixture["errors"][0].get("status") {
                let written = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
                assert_eq!(written, status.to_string(), "{name}: the status of the answer");
            }
            same_shape(&fixture, &body, &name);
        }
    }
}

/// Sends a request as the fixture has it, with the ids and the code of this store.
async fn send(shop: &Shop, name: &str) {
    let mut body = fixture(name);
    if let Some((answer, status)) = goods::send(shop, name, &body).await {
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        return;
    }
    let data = body["data"].as_object_mut().unwrap();
    if data.contains_key("password_profile_id") {
        data.insert("password_profile_id".to_owned(), json!(shop.id("password_profile_id")));
    }
    if data.contains_key("one_time_password_token") {
        data.insert("one_time_password_token".to_owned(), json!(shop.code_for(JOHN).await));
    }
    if data.contains_key("id") {
        data.insert(
            "id".to_owned(),
            shop.member(JOHN)["user_authentication_password_profile_info_id"].clone(),
        );
    }
    let access = shop.access_token().await;
    let (answer, status) = match name {
        "one_time_password_token_request.request" => {
            (shop.call(Method::POST, &shop.code_request_path(), bearer(&access), body).await, 202)
        }
        "account_members_tokens.passwordless_request" | "account_members_tokens.password_request" => {
            (shop.call(Method::POST, TOKENS, bearer(&access), body).await, 201)
        }
        "user_authentication_password_profile_info.update_request" => {
            let account = shop.account_token(JOHN).await;
            let tokens = Tokens { access: Some(&access), account: Some(&account) };
            (shop.call(Method::PUT, &shop.info_path(JOHN), tokens, body).await, 200)
        }
        _ => panic!("{name}: say here where this request goes"),
    };
    assert_eq!(answer.status, status, "{name}: {}", answer.text());
}

/// Makes the sandbox give the answer that a fixture is about: its status and its body.
async fn produce(shop: &Shop, name: &str) -> (u16, Value) {
    let answer = match name.split_once('.').unwrap() {
        ("access_token", case) => access_token(shop, case).await,
        ("account_authentication_settings", case) => {
            if case == "forbidden" {
                shop.switch("settings_with_implicit", "forbidden_403").await;
            }
            shop.call(Method::GET, SETTINGS, bearer(&shop.access_token().await), Value::Null).await
        }
        ("one_time_password_token_request", "event") => {
            shop.ask_for_code(JOHN).await;
            return (0, shop.read("events").await["events"][0].clone());
        }
        ("one_time_password_token_request", "unprocessable") => {
            shop.set(json!({ "enable_one_time_password_token": false })).await;
            shop.ask_for_code(JOHN).await
        }
        ("account_members_tokens", case) => account_members_tokens(shop, case).await,
        ("user_authentication_password_profile_info", case) => password_profile_info(shop, case).await,
        ("errors", case) => error(shop, case).await,
        _ => goods::produce(shop, name).await,
    };
    (answer.status, answer.json())
}

async fn access_token(shop: &Shop, case: &str) -> Answer {
    let grant = if case == "implicit" { "implicit" } else { "client_credentials" };
    let secret = if case == "unauthorized" { "wrong" } else { shop.id("client_secret") };
    shop.form(&[("grant_type", grant), ("client_id", shop.id("client_id")), ("client_secret", secret)]).await
}

async fn account_members_tokens(shop: &Shop, case: &str) -> Answer {
    let username = match case {
        "one_account" => JOHN,
        "three_accounts" => JANE,
        "no_account" => NORA,
        wrong => {
            let value = match wrong {
                "wrong_code_400" => "bad_request_400",
                "wrong_code_401" => "unauthorized_401",
                "wrong_code_404" => "not_found_404",
                _ => panic!("account_members_tokens.{wrong} is unknown here"),
            };
            shop.switch("wrong_code", value).await;
            return shop.exchange(JOHN, "nocode").await;
        }
    };
    let code = shop.code_for(username).await;
    shop.exchange(username, &code).await
}

async fn password_profile_info(shop: &Shop, case: &str) -> Answer {
    let account = shop.account_token(JOHN).await;
    match case {
        "list" => {
            let access = shop.access_token().await;
            let tokens = Tokens { access: Some(&access), account: Some(&account) };
            shop.call(Method::GET, &shop.infos_path(JOHN), tokens, Value::Null).await
        }
        "updated" => shop.set_password(JOHN, &account, PASSWORD, |_| {}).await,
        "too_weak" => shop.set_password(JOHN, &account, "short", |_| {}).await,
        "forbidden" => {
            shop.set(json!({ "account_member_self_management": "disabled" })).await;
            shop.set_password(JOHN, &account, PASSWORD, |_| {}).await
        }
        _ => panic!("user_authentication_password_profile_info.{case} is unknown here"),
    }
}

async fn error(shop: &Shop, case: &str) -> Answer {
    let mut fault = json!({ "route": "account_authentication_settings.get", "fault": "status" });
    match case {
        "gateway_401" => return shop.call(Method::GET, SETTINGS, bearer("expired"), Value::Null).await,
        "rate_limited_429" => fault["status"] = json!(429),
        "internal_500" => fault["status"] = json!(500),
        "carts_integer_status" | "account_token_401" => return goods::error(shop, case).await,
        _ => panic!("errors.{case} is unknown here"),
    }
    shop.fault(fault).await;
    shop.call(Method::GET, SETTINGS, bearer(&shop.access_token().await), Value::Null).await
}

/// Both have the same members of the same types, and texts of the same form.
fn same_shape(fixture: &Value, actual: &Value, at: &str) {
    match (fixture, actual) {
        (Value::Object(fixture), Value::Object(actual)) => {
            let keys = |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
            let (mut wanted, mut given) = (keys(fixture), keys(actual));
            wanted.sort();
            given.sort();
            assert_eq!(wanted, given, "{at}");
            for (key, value) in fixture {
                same_shape(value, &actual[key], &format!("{at}.{key}"));
            }
        }
        (Value::Array(fixture), Value::Array(actual)) => {
            assert_eq!(fixture.len(), actual.len(), "{at}");
            for (position, pair) in fixture.iter().zip(actual).enumerate() {
                same_shape(pair.0, pair.1, &format!("{at}[{position}]"));
            }
        }
        (Value::String(fixture), Value::String(actual)) => {
            assert_eq!(form(fixture), form(actual), "{at}: {fixture} and {actual}");
            let is_said =
                [".title", ".detail", ".status", ".type", ".purpose"].iter().any(|end| at.ends_with(end));
            assert!(!is_said || fixture == actual, "{at}: {fixture} and {actual}");
        }
        (Value::Number(_), Value::Number(_))
        | (Value::Bool(_), Value::Bool(_))
        | (Value::Null, Value::Null) => {}
        _ => panic!("{at}: {fixture} and {actual} are of different types"),
    }
}

/// What a text looks like: an id, a time, an address, an account token, or something else.
fn form(text: &str) -> &'static str {
    let punctuation: String = text.chars().filter(|character| !character.is_ascii_alphanumeric()).collect();
    match (punctuation.as_str(), text.len()) {
        ("----", 36) => "id",
        ("--::.", 24) if text.ends_with('Z') => "time",
        ("--::.+:", 29) => "time with an offset",
        _ if text.starts_with("http") => "address",
        _ if text.starts_with("eyJ") && text.split('.').count() == 3 => "account token",
        _ => "text",
    }
}
