//! Exchanging a code, a password or an account token for account tokens.

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::shop::{Answer, JANE, JOHN, NORA, PASSWORD, Shop, Tokens, bearer};

const PATH: &str = "/v2/account-members/tokens";

fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

async fn renew(shop: &Shop, query: &str, account_token: Option<&str>) -> Answer {
    let access = shop.access_token().await;
    let body = json!({ "data": {
        "type": "account_management_authentication_token",
        "authentication_mechanism": "account_management_authentication_token",
    } });
    let tokens = Tokens { access: Some(&access), account: account_token };
    shop.call(Method::POST, &format!("{PATH}{query}"), tokens, body).await
}

#[tokio::test]
async fn a_code_becomes_one_account_token_for_each_account() {
    let shop = Shop::open().await;
    for (username, accounts) in [(JOHN, 1), (JANE, 3), (NORA, 0)] {
        let code = shop.code_for(username).await;
        let answer = shop.exchange(username, &code).await;
        assert_eq!(answer.status, 201);
        let body = answer.json();
        assert_eq!(body["data"].as_array().unwrap().len(), accounts);
        assert_eq!(body["meta"]["results"]["total"], accounts);
        assert_eq!(body["meta"]["account_member_id"], shop.member(username)["user_authentication_info_id"]);
    }
}

#[tokio::test]
async fn an_account_token_says_whose_it_is_and_lives_as_long_as_the_store_says() {
    let shop = Shop::open().await;
    shop.set(json!({ "account_management_authentication_token_timeout_secs": 900 })).await;
    let code = shop.code_for(JOHN).await;
    let entry = shop.exchange(JOHN, &code).await.json()["data"][0].clone();
    let claims = claims(entry["token"].as_str().unwrap());
    assert_eq!(claims["sub"], shop.member(JOHN)["user_authentication_info_id"]);
    assert_eq!(claims["scope"], entry["account_id"]);
    assert_eq!(claims["realm_id"], shop.id("authentication_realm_id"));
    assert_eq!(claims["store_id"], shop.id("store_id"));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 900);
    assert_eq!(claims["account_member_self_management"], "update_only");
}

#[tokio::test]
async fn a_wrong_code_a_wrong_username_and_a_wrong_profile_are_refused_alike_and_as_switched() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    let detail_404 = "the authorization realm for the token could not be found";
    for (value, status, detail) in [
        ("bad_request_400", 400, "authentication failed"),
        ("unauthorized_401", 401, "authentication failed"),
        ("not_found_404", 404, detail_404),
    ] {
        shop.switch("wrong_code", value).await;
        let token = shop.access_token().await;
        let wrong_profile = json!({ "data": {
            "type": "account_management_authentication_token", "authentication_mechanism": "passwordless",
            "password_profile_id": shop.id("authentication_realm_id"), "username": JOHN, "one_time_password_token": code,
        } });
        for answer in [
            shop.exchange(JOHN, "nocode").await,
            shop.exchange(JANE, &code).await,
            shop.exchange("nobody@banks.com", &code).await,
            shop.call(Method::POST, PATH, bearer(&token), wrong_profile).await,
        ] {
            assert_eq!(answer.status, status);
            assert_eq!(answer.error("detail"), detail);
            assert_eq!(answer.error("status"), status.to_string());
        }
    }
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201, "none of these spent the code");
}

#[tokio::test]
async fn a_code_works_for_ten_minutes() {
    let shop = Shop::open().await;
    let (first, second) = (shop.code_for(JOHN).await, shop.code_for(JOHN).await);
    shop.advance(595).await;
    assert_eq!(shop.exchange(JOHN, &first).await.status, 201);
    shop.advance(6).await;
    assert_eq!(shop.exchange(JOHN, &second).await.status, 400);
    for (value, status) in [("unauthorized_401", 401), ("not_found_404", 404), ("bad_request_400", 400)] {
        shop.switch("expired_code", value).await;
        assert_eq!(shop.exchange(JOHN, &second).await.status, status);
    }
}

#[tokio::test]
async fn a_code_works_once() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201);
    assert_eq!(shop.exchange(JOHN, &code).await.status, 400);
    for (value, status) in [("unauthorized_401", 401), ("not_found_404", 404), ("bad_request_400", 400)] {
        shop.switch("code_reuse", value).await;
        assert_eq!(shop.exchange(JOHN, &code).await.status, status);
    }
    shop.switch("code_reuse", "as_wrong_code").await;
    shop.switch("wrong_code", "not_found_404").await;
    assert_eq!(shop.exchange(JOHN, &code).await.status, 404);
}

#[tokio::test]
async fn the_case_of_a_code_matters_unless_switched() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await.to_uppercase();
    assert_eq!(shop.exchange(JOHN, &code).await.status, 400);
    shop.switch("code_case", "insensitive").await;
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201);
}

#[tokio::test]
async fn a_password_signs_in_and_a_wrong_one_is_a_bad_request_whatever_the_switch() {
    let shop = Shop::open().await;
    shop.switch("wrong_code", "not_found_404").await;
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201);
    for (username, password) in [(JOHN, "wrong password"), (JANE, PASSWORD), ("nobody@banks.com", PASSWORD)] {
        let answer = shop.sign_in(username, password).await;
        assert_eq!((answer.status, answer.error("detail")), (400, json!("authentication failed")));
    }
}

#[tokio::test]
async fn an_account_token_is_renewed_for_the_whole_roster() {
    let shop = Shop::open().await;
    let token = shop.account_token(JANE).await;
    shop.advance(3600).await;
    let answer = renew(&shop, "", Some(&token)).await;
    assert_eq!(answer.status, 201);
    let fresh = answer.json()["data"].as_array().unwrap().clone();
    assert_eq!(fresh.len(), 3);
    let lived = claims(fresh[0]["token"].as_str().unwrap())["exp"].as_i64().unwrap()
        - claims(&token)["exp"].as_i64().unwrap();
    assert!((3600..3605).contains(&lived), "a fresh, full lifetime");

    shop.advance(90_000).await;
    let expired = renew(&shop, "", Some(&token)).await;
    assert_eq!((expired.status, expired.error("status")), (401, json!("401")));
    assert_ne!(expired.error("title"), "Unable to validate access token");
    assert_eq!(renew(&shop, "", Some("not.a.token")).await.status, 401);
    assert_eq!(renew(&shop, "", None).await.status, 400);
}

#[tokio::test]
async fn an_account_token_in_the_body_is_not_looked_at() {
    let shop = Shop::open().await;
    let (token, access) = (shop.account_token(JANE).await, shop.access_token().await);
    let body = json!({ "data": {
        "type": "account_management_authentication_token",
        "authentication_mechanism": "account_management_authentication_token",
        "account_management_authentication_token": token,
        "token": token,
    } });
    assert_eq!(shop.call(Method::POST, PATH, bearer(&access), body).await.status, 400);
}

#[tokio::test]
async fn renewal_ends_the_old_account_token_only_where_switched() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    // Account tokens of one second are the same text, and what was just issued works.
    shop.advance(1).await;
    for value in ["yes", "no"] {
        shop.switch("renewal_keeps_old_token", value).await;
        assert_eq!(renew(&shop, "", Some(&token)).await.status, 201, "{value}");
    }
    assert_eq!(renew(&shop, "", Some(&token)).await.status, 401);
    let fresh = shop.account_token(JOHN).await;
    assert_eq!(renew(&shop, "", Some(&fresh)).await.status, 201);
}

#[tokio::test]
async fn account_tokens_come_in_pages() {
    let shop = Shop::open().await;
    let token = shop.account_token(JANE).await;
    let page = renew(&shop, "?page%5Blimit%5D=2&page[offset]=0", Some(&token)).await.json();
    assert_eq!(page["data"].as_array().unwrap().len(), 2);
    assert_eq!(page["meta"]["page"], json!({ "limit": 2, "offset": 0, "current": 1, "total": 2 }));
    assert_eq!(page["meta"]["results"], json!({ "total": 3 }));
    assert_eq!(page["links"]["prev"], Value::Null);
    assert!(page["links"]["next"].as_str().unwrap().ends_with("?page[offset]=2&page[limit]=2"));
    assert_eq!(page["links"]["last"], page["links"]["next"]);

    let next = renew(&shop, "?page[limit]=2&page[offset]=2", Some(&token)).await.json();
    assert_eq!(next["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        (next["meta"]["page"]["current"].clone(), next["links"]["next"].clone()),
        (json!(2), Value::Null)
    );
    assert!(next["links"]["prev"].as_str().unwrap().ends_with("?page[offset]=0&page[limit]=2"));

    assert_eq!(renew(&shop, "?page[limit]=100", Some(&token)).await.status, 201);
    for wrong in ["?page[limit]=0", "?page[limit]=101", "?page[limit]=many", "?page[offset]=-1"] {
        assert_eq!(renew(&shop, wrong, Some(&token)).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn links_that_lead_nowhere_are_written_as_switched() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let links = renew(&shop, "", Some(&token)).await.json()["links"].clone();
    assert_eq!((&links["last"], &links["next"], &links["prev"]), (&Value::Null, &Value::Null, &Value::Null));
    shop.switch("null_links", "string_null").await;
    shop.switch("last_link_on_single_page", "url").await;
    let links = renew(&shop, "", Some(&token)).await.json()["links"].clone();
    assert_eq!((&links["next"], &links["prev"]), (&json!("null"), &json!("null")));
    assert_eq!(links["last"], links["first"]);
}

#[tokio::test]
async fn an_exchange_that_breaks_a_rule_is_a_bad_request_and_spends_nothing() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    let right = json!({
        "type": "account_management_authentication_token", "authentication_mechanism": "passwordless",
        "password_profile_id": shop.id("password_profile_id"), "username": JOHN, "one_time_password_token": code,
    });
    let token = shop.access_token().await;
    for (field, value) in [
        ("type", json!("account_management_token")),
        ("authentication_mechanism", json!("magic")),
        ("authentication_mechanism", Value::Null),
        ("password_profile_id", json!("default")),
        ("username", Value::Null),
        ("one_time_password_token", Value::Null),
    ] {
        let mut data = right.clone();
        data[field] = value;
        let answer = shop.call(Method::POST, PATH, bearer(&token), json!({ "data": data })).await;
        assert_eq!((answer.status, answer.error("status")), (400, json!("400")), "{field}");
    }
    let long_page = format!("{PATH}?page[limit]=101");
    assert_eq!(
        shop.call(Method::POST, &long_page, bearer(&token), json!({ "data": right })).await.status,
        400
    );
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201);
}
