//! Account authentication settings.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{Shop, bearer};

const PATH: &str = "/v2/settings/account-authentication";

#[tokio::test]
async fn the_settings_name_the_realm_and_what_members_may_do() {
    let shop = Shop::open().await;
    shop.set(json!({ "account_member_self_management": "disabled", "account_management_authentication_token_timeout_secs": 900 }))
        .await;
    let token = shop.access_token().await;
    let data = shop.call(Method::GET, PATH, bearer(&token), Value::Null).await.json()["data"].clone();
    assert_eq!(
        data["relationships"]["authentication_realm"]["data"]["id"],
        shop.id("authentication_realm_id")
    );
    assert_eq!(data["account_member_self_management"], "disabled");
    assert_eq!(data["account_management_authentication_token_timeout_secs"], 900);
}

#[tokio::test]
async fn an_implicit_token_may_be_kept_from_reading_them_and_a_server_may_not() {
    let shop = Shop::open().await;
    shop.switch("settings_with_implicit", "forbidden_403").await;
    let token = shop.access_token().await;
    let answer = shop.call(Method::GET, PATH, bearer(&token), Value::Null).await;
    assert_eq!((answer.status, answer.error("status")), (403, json!("403")));
    let token = shop.client_credentials().await;
    assert_eq!(shop.call(Method::GET, PATH, bearer(&token), Value::Null).await.status, 200);
}
