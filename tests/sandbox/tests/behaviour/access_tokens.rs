//! Access tokens: who gets one, and what a call without a good one is told.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{JOHN, Shop, Tokens, bearer};

const SETTINGS: &str = "/v2/settings/account-authentication";

#[tokio::test]
async fn an_access_token_lives_an_hour_of_the_store_s_time() {
    let shop = Shop::open().await;
    let answer = shop.form(&[("grant_type", "implicit"), ("client_id", shop.id("client_id"))]).await;
    assert_eq!(answer.status, 200);
    let now = shop.read("clock").await["now"].as_i64().unwrap();
    let expires = answer.json()["expires"].as_i64().unwrap();
    assert!((3598..=3600).contains(&(expires - now)), "{expires} {now}");

    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    shop.advance(3500).await;
    assert_eq!(shop.call(Method::GET, SETTINGS, bearer(&token), Value::Null).await.status, 200);
    shop.advance(101).await;
    let late = shop.call(Method::GET, SETTINGS, bearer(&token), Value::Null).await;
    assert_eq!(late.status, 401);
    assert_eq!(
        late.json(),
        json!({ "errors": [{ "status": 401, "title": "Unable to validate access token" }] })
    );
}

#[tokio::test]
async fn a_missing_or_unknown_access_token_is_refused_by_the_gateway_on_every_route() {
    let shop = Shop::open().await;
    let calls = [
        (Method::GET, SETTINGS.to_owned()),
        (Method::POST, shop.code_request_path()),
        (Method::POST, "/v2/account-members/tokens".to_owned()),
        (Method::GET, shop.infos_path(JOHN)),
        (Method::PUT, shop.info_path(JOHN)),
    ];
    for (method, path) in calls {
        for tokens in [Tokens::default(), bearer("made up")] {
            let answer = shop.call(method.clone(), &path, tokens, Value::Null).await;
            assert_eq!(answer.status, 401, "{path}");
            assert_eq!(answer.error("title"), "Unable to validate access token", "{path}");
            assert_eq!(answer.error("status"), 401, "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_that_asks_for_nothing_known_is_a_bad_request() {
    let shop = Shop::open().await;
    let id = shop.id("client_id");
    for fields in [
        vec![("client_id", id)],
        vec![("grant_type", "password"), ("client_id", id)],
        vec![("grant_type", "implicit")],
    ] {
        let answer = shop.form(&fields).await;
        assert_eq!(answer.status, 400, "{fields:?}");
        assert_eq!(answer.json(), json!({ "errors": [{ "status": "400", "title": "Bad Request" }] }));
    }
    let as_json = json!({ "grant_type": "implicit", "client_id": id });
    let answer = shop.call(Method::POST, "/oauth/access_token", Tokens::default(), as_json).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn client_credentials_need_the_secret() {
    let shop = Shop::open().await;
    let id = shop.id("client_id");
    let without = shop.form(&[("grant_type", "client_credentials"), ("client_id", id)]).await;
    assert_eq!((without.status, without.error("status")), (401, json!("401")));
    let with = [
        ("grant_type", "client_credentials"),
        ("client_id", id),
        ("client_secret", shop.id("client_secret")),
    ];
    assert_eq!(shop.form(&with).await.json()["identifier"], "client_credentials");
}

#[tokio::test]
async fn a_wrong_client_id_is_refused_as_switched_by_the_store_whose_id_it_begins_with() {
    let shop = Shop::open().await;
    let wrong = format!("{}-wrong", shop.id("client_id"));
    for (value, status) in [("unauthorized_401", 401), ("bad_request_400", 400), ("forbidden_403", 403)] {
        shop.switch("wrong_client_id", value).await;
        let answer = shop.form(&[("grant_type", "implicit"), ("client_id", &wrong)]).await;
        assert_eq!(answer.status, status);
    }
    assert_eq!(shop.routes_received().await, ["access_token.create"; 3]);
}

#[tokio::test]
async fn an_access_token_is_good_for_its_own_store_only() {
    let shop = Shop::open().await;
    let token = shop.access_token().await;
    let other = shop.control(Method::POST, "stores", json!({ "store_name": "Another" })).await.json();
    let path = shop
        .code_request_path()
        .replace(shop.id("authentication_realm_id"), other["authentication_realm_id"].as_str().unwrap());
    let body = json!({ "data": { "type": "one_time_password_token_request", "username": JOHN, "purpose": "reset_password" } });
    let answer = shop.call(Method::POST, &path, bearer(&token), body).await;
    assert_eq!((answer.status, answer.error("status")), (404, json!("404")));
}
