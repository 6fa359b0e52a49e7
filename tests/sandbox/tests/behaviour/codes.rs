//! One-time password token requests, and what they cause.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::shop::{Answer, JANE, JOHN, Shop, bearer};

async fn ask(shop: &Shop, data: Value) -> Answer {
    let token = shop.access_token().await;
    shop.call(Method::POST, &shop.code_request_path(), bearer(&token), json!({ "data": data })).await
}

async fn nothing_was_sent(shop: &Shop) -> bool {
    shop.read("messages").await["messages"] == json!([]) && shop.read("events").await["events"] == json!([])
}

#[tokio::test]
async fn an_accepted_request_is_answered_with_202_and_nothing() {
    let shop = Shop::open().await;
    let answer = shop.ask_for_code(JOHN).await;
    assert_eq!(answer.status, 202);
    assert!(answer.body.is_empty());
    assert_eq!(answer.header("content-type"), None);
}

#[tokio::test]
async fn the_e_mail_has_the_link_and_the_code_on_lines_of_their_own() {
    let shop = Shop::open().await;
    shop.ask_for_code(JOHN).await;
    let message = shop.read("messages").await["messages"][0].clone();
    let (text, html) = (message["text"].as_str().unwrap(), message["html"].as_str().unwrap());
    let (link, code) = (message["link"].as_str().unwrap(), message["code"].as_str().unwrap());
    assert!(text.lines().any(|line| line == link), "{text}");
    assert!(text.lines().any(|line| line == code), "{text}");
    assert!(html.contains(&format!("href=\"{}\"", link.replace('&', "&amp;"))), "{html}");
    assert!(html.contains(&format!(">{code}</p>")), "{html}");
    assert_eq!((message["to"].as_str(), message["purpose"].as_str()), (Some(JOHN), Some("reset_password")));
    assert!(!message["subject"].as_str().unwrap().contains(code));
}

#[tokio::test]
async fn the_link_carries_everything_in_its_fragment() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    let john = shop.member(JOHN);
    let expected = format!(
        "http://127.0.0.1:8080/change_password/#username=john.doe%40banks.com&token={code}&password_profile_id={}&authentication_realm_id={}&user_authentication_info_id={}&user_authentication_password_profile_info_id={}",
        shop.id("password_profile_id"),
        shop.id("authentication_realm_id"),
        john["user_authentication_info_id"].as_str().unwrap(),
        john["user_authentication_password_profile_info_id"].as_str().unwrap(),
    );
    assert_eq!(shop.read("messages").await["messages"][0]["link"], expected);
}

#[tokio::test]
async fn a_passwordless_link_leads_to_signing_in_and_a_store_s_own_app_address_is_used() {
    let shop = Shop::open().await;
    let body = json!({ "app_base_url": "https://shop.example/account/" });
    let other =
        Shop { store: shop.control(Method::POST, "stores", body).await.json(), router: shop.router.clone() };
    ask(&other, json!({ "type": "one_time_password_token_request", "username": JOHN, "purpose": "passwordless_authentication" }))
        .await;
    let link = other.read("messages").await["messages"][0]["link"].as_str().unwrap().to_owned();
    assert!(link.starts_with("https://shop.example/account/sign_in/#username="), "{link}");
}

#[tokio::test]
async fn a_body_that_breaks_a_rule_is_refused_and_sends_nothing() {
    let shop = Shop::open().await;
    let right =
        json!({ "type": "one_time_password_token_request", "username": JOHN, "purpose": "reset_password" });
    for (field, value) in [
        ("type", json!("one-time-password-token-request")),
        ("type", Value::Null),
        ("username", Value::Null),
        ("username", json!("")),
        ("username", json!(7)),
        ("purpose", json!("passwordless_authenication")),
        ("purpose", Value::Null),
    ] {
        let mut data = right.clone();
        data[field] = value;
        let answer = ask(&shop, data).await;
        assert_eq!((answer.status, answer.error("status")), (400, json!("400")), "{field}");
        assert!(
            answer.error("detail").as_str().unwrap().starts_with("Validation failed: "),
            "{}",
            answer.text()
        );
        assert!(answer.json()["links"]["self"].as_str().unwrap().ends_with(&shop.code_request_path()));
    }
    let token = shop.access_token().await;
    let unwrapped = shop.call(Method::POST, &shop.code_request_path(), bearer(&token), right).await;
    assert_eq!(unwrapped.status, 400);
    for (content_type, body) in [("application/json", "{\"data\":"), ("text/plain", "{\"data\":{}}")] {
        let request = Request::post(shop.code_request_path())
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", content_type)
            .body(Body::from(body));
        assert_eq!(shop.send(request.unwrap()).await.status, 400);
    }
    assert!(nothing_was_sent(&shop).await);
}

#[tokio::test]
async fn an_unknown_username_is_answered_as_switched_and_gets_no_mail() {
    let shop = Shop::open().await;
    assert_eq!(shop.ask_for_code("nobody@banks.com").await.status, 202);
    shop.switch("unknown_username", "not_found_404").await;
    assert_eq!(shop.ask_for_code("nobody@banks.com").await.status, 404);
    assert!(nothing_was_sent(&shop).await);
}

#[tokio::test]
async fn a_disabled_feature_is_answered_as_switched_and_sends_nothing() {
    let shop = Shop::open().await;
    shop.set(json!({ "enable_one_time_password_token": false })).await;
    for (value, status) in [("unprocessable_422", 422), ("accepted_202", 202), ("not_found_404", 404)] {
        shop.switch("feature_disabled", value).await;
        assert_eq!(shop.ask_for_code(JOHN).await.status, status);
    }
    assert!(nothing_was_sent(&shop).await);
}

#[tokio::test]
async fn an_accepted_request_may_be_answered_in_other_ways() {
    let shop = Shop::open().await;
    shop.switch("one_time_token_answer", "accepted_202_braces").await;
    let answer = shop.ask_for_code(JOHN).await;
    assert_eq!((answer.status, answer.json()), (202, json!({})));

    shop.switch("one_time_token_answer", "created_201_with_body").await;
    let answer = shop.ask_for_code(JOHN).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json()["data"]["token"], shop.newest_code().await);
    let unknown = shop.ask_for_code("nobody@banks.com").await;
    assert_eq!(unknown.status, 201);
    assert_eq!(unknown.json()["data"]["token"].as_str().unwrap().len(), 6);
}

#[tokio::test]
async fn a_new_request_ends_earlier_codes_only_when_switched() {
    let shop = Shop::open().await;
    let (first, _) = (shop.code_for(JOHN).await, shop.code_for(JOHN).await);
    assert_eq!(shop.exchange(JOHN, &first).await.status, 201);
    shop.switch("new_request_voids_codes", "yes").await;
    let (third, fourth) = (shop.code_for(JOHN).await, shop.code_for(JOHN).await);
    assert_eq!(shop.exchange(JOHN, &third).await.status, 400);
    assert_eq!(shop.exchange(JOHN, &fourth).await.status, 201);
}

#[tokio::test]
async fn an_id_in_the_path_must_be_a_uuid_and_the_store_s() {
    let shop = Shop::open().await;
    let token = shop.access_token().await;
    let body = json!({ "data": { "type": "one_time_password_token_request", "username": JOHN, "purpose": "reset_password" } });
    let path = shop.code_request_path();
    let wordy = path.replace(shop.id("authentication_realm_id"), "shopper");
    let unknown_profile = path.replace(shop.id("password_profile_id"), shop.id("authentication_realm_id"));
    assert_eq!(shop.call(Method::POST, &unknown_profile, bearer(&token), body.clone()).await.status, 404);
    for (value, status) in [("bad_request_400", 400), ("not_found_404", 404)] {
        shop.switch("realm_not_uuid", value).await;
        assert_eq!(shop.call(Method::POST, &wordy, bearer(&token), body.clone()).await.status, status);
    }
}

#[tokio::test]
async fn a_store_may_limit_how_often_a_code_is_asked_for_with_one_username() {
    let shop = Shop::open().await;
    for _ in 0..4 {
        assert_eq!(shop.ask_for_code(JANE).await.status, 202, "a store starts without a limit");
    }
    shop.switch("code_request_limit", "three_in_ten_minutes").await;
    for username in [JOHN, "nobody@banks.com"] {
        let mut statuses = Vec::new();
        for _ in 0..4 {
            statuses.push(shop.ask_for_code(username).await.status);
        }
        assert_eq!(statuses, [202, 202, 202, 429], "{username}");
    }
    shop.advance(600).await;
    assert_eq!(shop.ask_for_code(JOHN).await.status, 202);
}

#[tokio::test]
async fn a_store_may_limit_how_many_wrong_codes_it_looks_at() {
    let shop = Shop::open().await;
    shop.switch("wrong_code_limit", "three_in_ten_minutes").await;
    let code = shop.code_for(JOHN).await;
    for expected in [400, 400, 400, 429] {
        assert_eq!(shop.exchange(JOHN, "wrong1").await.status, expected);
    }
    assert_eq!(shop.exchange(JOHN, &code).await.status, 429, "the right one is not looked at either");
    shop.advance(599).await;
    assert_eq!(shop.exchange(JOHN, &code).await.status, 429);
    shop.advance(1).await;
    let code = shop.code_for(JOHN).await;
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201);
}
