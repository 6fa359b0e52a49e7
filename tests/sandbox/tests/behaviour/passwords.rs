//! Password profile infos: listing them, and setting a new password.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{Answer, JANE, JOHN, PASSWORD, Shop, Tokens, bearer};

const NEW: &str = "a new and better password";

async fn list(shop: &Shop, username: &str, account_token: Option<&str>) -> Answer {
    let access = shop.access_token().await;
    let tokens = Tokens { access: Some(&access), account: account_token };
    shop.call(Method::GET, &shop.infos_path(username), tokens, Value::Null).await
}

#[tokio::test]
async fn the_new_password_is_the_one_the_store_accepts() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    shop.advance(60).await;
    let answer = shop.set_password(JOHN, &token, NEW, |_| {}).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let data = answer.json()["data"].clone();
    assert!(data.get("password").is_none());
    assert!(data["meta"]["updated_at"].as_str() > data["meta"]["created_at"].as_str());
    assert_eq!(shop.sign_in(JOHN, NEW).await.status, 201);
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 400);
}

#[tokio::test]
async fn a_password_is_kept_to_the_last_character() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let odd = "  pässwörd with spaces & \"quotes\"  ";
    assert_eq!(shop.set_password(JOHN, &token, odd, |_| {}).await.status, 200);
    assert_eq!(shop.sign_in(JOHN, odd).await.status, 201);
    assert_eq!(shop.sign_in(JOHN, odd.trim()).await.status, 400);
}

#[tokio::test]
async fn a_password_of_seven_characters_is_refused_as_switched() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    for (value, status) in [("bad_request_400", 400), ("unprocessable_422", 422)] {
        shop.switch("password_too_weak", value).await;
        let answer = shop.set_password(JOHN, &token, "sevenµs", |_| {}).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.error("detail"), "Validation failed: field 'Password' on the 'min' tag.");
    }
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201, "the old one is still the password");
    assert_eq!(
        shop.set_password(JOHN, &token, "eight µs", |_| {}).await.status,
        200,
        "the same token still works"
    );
}

#[tokio::test]
async fn the_body_must_name_the_resource_in_the_path_and_its_type() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    for (field, value) in [
        ("id", Value::Null),
        ("id", json!(shop.id("password_profile_id"))),
        ("type", Value::Null),
        ("type", json!("user_authentication_info")),
        ("password", json!(12_345_678)),
    ] {
        let answer = shop.set_password(JOHN, &token, NEW, |body| body["data"][field] = value).await;
        assert_eq!((answer.status, answer.error("status")), (400, json!("400")), "{field}");
    }
    let answer = shop.set_password(JOHN, &token, NEW, |body| *body = body["data"].take()).await;
    assert_eq!(answer.status, 400);
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201);
}

#[tokio::test]
async fn the_password_profile_is_not_read_and_absent_fields_stay() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let answer = shop
        .set_password(JOHN, &token, NEW, |body| {
            let data = body["data"].as_object_mut().unwrap();
            data.remove("password_profile_id");
            data.remove("password");
        })
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["data"]["username"], JOHN);
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201);
}

#[tokio::test]
async fn a_username_can_be_changed_but_must_be_an_e_mail_address_and_free() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let rename = async |username: &str| {
        shop.set_password(JOHN, &token, NEW, |body| body["data"]["username"] = json!(username)).await.status
    };
    assert_eq!(rename("john").await, 400);
    assert_eq!(rename(JANE).await, 422);
    assert_eq!(rename("john@banks.com").await, 200);
    shop.set(json!({ "username_format": "any" })).await;
    assert_eq!(rename("john").await, 200);
    assert_eq!(shop.sign_in("john", NEW).await.status, 201);
}

#[tokio::test]
async fn another_member_s_credentials_are_out_of_reach_as_switched() {
    let shop = Shop::open().await;
    let jane = shop.account_token(JANE).await;
    for (value, status) in [("forbidden_403", 403), ("not_found_404", 404)] {
        shop.switch("self_management_refusal", value).await;
        assert_eq!(list(&shop, JOHN, Some(&jane)).await.status, status);
        assert_eq!(shop.set_password(JOHN, &jane, NEW, |_| {}).await.status, status);
    }
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201);
}

#[tokio::test]
async fn disabled_self_management_is_refused_by_the_setting_or_by_the_token_s_claim() {
    let shop = Shop::open().await;
    let before = shop.account_token(JOHN).await;
    shop.set(json!({ "account_member_self_management": "disabled" })).await;
    let meanwhile = shop.account_token(JOHN).await;
    assert_eq!(shop.set_password(JOHN, &before, NEW, |_| {}).await.status, 403);

    shop.switch("self_management_from", "token_claim").await;
    assert_eq!(shop.set_password(JOHN, &before, NEW, |_| {}).await.status, 200);
    shop.set(json!({ "account_member_self_management": "update_only" })).await;
    let answer = shop.set_password(JOHN, &meanwhile, NEW, |_| {}).await;
    assert_eq!((answer.status, answer.error("detail")), (403, json!("forbidden")));
}

#[tokio::test]
async fn an_account_token_is_needed_and_must_be_good() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let access = shop.access_token().await;
    let alone = shop.call(Method::PUT, &shop.info_path(JOHN), bearer(&access), json!({ "data": {} })).await;
    assert_eq!(alone.status, 403);
    shop.advance(86_401).await;
    let expired = shop.set_password(JOHN, &token, NEW, |_| {}).await;
    assert_eq!((expired.status, expired.error("title")), (401, json!("Unauthorized")));
    assert_eq!(shop.set_password(JOHN, "x", NEW, |_| {}).await.status, 401);
}

#[tokio::test]
async fn an_account_token_that_is_no_longer_good_is_refused_as_switched() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    shop.advance(86_401).await;
    for (value, status) in [("unauthorized_401", 401), ("forbidden_403", 403)] {
        shop.switch("expired_token_on_credentials", value).await;
        for token in [token.as_str(), "x"] {
            assert_eq!(list(&shop, JOHN, Some(token)).await.status, status, "{value}");
            assert_eq!(shop.set_password(JOHN, token, NEW, |_| {}).await.status, status, "{value}");
        }
        let fresh = shop.account_token(JOHN).await;
        assert_eq!(list(&shop, JOHN, Some(&fresh)).await.status, 200, "{value}");
    }
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201, "the old one is still the password");
}

#[tokio::test]
async fn a_member_lists_the_own_infos_unless_switched_off() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let answer = list(&shop, JOHN, Some(&token)).await;
    assert_eq!(answer.status, 200);
    let item = answer.json()["data"][0].clone();
    assert_eq!(item["id"], shop.member(JOHN)["user_authentication_password_profile_info_id"]);
    assert_eq!(item["password_profile_id"], shop.id("password_profile_id"));
    assert_eq!(list(&shop, JOHN, None).await.status, 403);
    shop.switch("list_with_account_token", "forbidden_403").await;
    assert_eq!(list(&shop, JOHN, Some(&token)).await.status, 403);
}

#[tokio::test]
async fn a_server_with_the_secret_reads_and_writes_everybody_s() {
    let shop = Shop::open().await;
    shop.set(json!({ "account_member_self_management": "disabled" })).await;
    shop.switch("list_with_account_token", "forbidden_403").await;
    let token = shop.client_credentials().await;
    assert_eq!(shop.call(Method::GET, &shop.infos_path(JANE), bearer(&token), Value::Null).await.status, 200);
    let body = json!({ "data": {
        "type": "user_authentication_password_profile_info",
        "id": shop.member(JANE)["user_authentication_password_profile_info_id"],
        "password": NEW,
    } });
    assert_eq!(shop.call(Method::PUT, &shop.info_path(JANE), bearer(&token), body).await.status, 200);
    assert_eq!(shop.sign_in(JANE, NEW).await.status, 201);
    let nobody = shop.infos_path(JANE).replace(
        shop.member(JANE)["user_authentication_info_id"].as_str().unwrap(),
        shop.id("password_profile_id"),
    );
    assert_eq!(shop.call(Method::GET, &nobody, bearer(&token), Value::Null).await.status, 404);
}

#[tokio::test]
async fn a_new_password_ends_the_account_tokens_from_before_where_switched_so() {
    let shop = Shop::open().await;
    for (value, expected) in [("no", 200), ("yes", 401)] {
        shop.switch("password_change_ends_tokens", value).await;
        let token = shop.account_token(JANE).await;
        assert_eq!(shop.set_password(JANE, &token, NEW, |_| {}).await.status, 200);
        assert_eq!(list(&shop, JANE, Some(&token)).await.status, expected, "{value}");
        let fresh = shop.account_token(JANE).await;
        assert_eq!(list(&shop, JANE, Some(&fresh)).await.status, 200, "{value}");
    }
}
