//! The control interface as JSON.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::shop::{Answer, JANE, JOHN, NORA, PASSWORD, Shop, Tokens};

pub(crate) async fn send(shop: &Shop, method: Method, uri: &str, body: &str) -> Answer {
    shop.send(Request::builder().method(method).uri(uri).body(Body::from(body.to_owned())).unwrap()).await
}

pub(crate) async fn sentence(shop: &Shop, method: Method, path: &str, body: &str) -> String {
    let uri = format!("/sandbox/{path}?client_id={}", shop.id("client_id"));
    let answer = send(shop, method, &uri, body).await;
    assert_eq!(answer.status, 400, "{path} {body}");
    answer.json()["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_fresh_store_describes_itself_and_its_three_members() {
    let shop = Shop::open().await;
    let names: Vec<_> =
        [JOHN, JANE, NORA].map(|username| shop.member(username)["accounts"].as_array().unwrap().len()).into();
    assert_eq!(names, [1, 3, 0]);
    assert_eq!(shop.member(JOHN)["password"], PASSWORD);
    assert!(shop.member(JANE)["accounts"][0]["account_id"].is_string());
    for member in shop.store["members"].as_array().unwrap() {
        let (name, password) = (member["username"].as_str().unwrap(), member["password"].as_str().unwrap());
        assert_eq!(shop.sign_in(name, password).await.status, 201);
    }
}

#[tokio::test]
async fn the_default_store_is_there_without_asking() {
    let shop = Shop::open().await;
    let configuration = send(&shop, Method::GET, "/sandbox/config.json", "").await.json();
    assert_eq!(configuration["client_id"], "sandbox");
    let answer = shop.form(&[("grant_type", "implicit"), ("client_id", "sandbox")]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        send(&shop, Method::GET, "/sandbox/requests", "").await.json()["requests"].as_array().unwrap().len(),
        1
    );
    assert!(shop.routes_received().await.is_empty());
}

#[tokio::test]
async fn the_configuration_is_what_the_app_needs() {
    let shop = Shop::open().await;
    let uri = format!("/sandbox/config.json?client_id={}", shop.id("client_id"));
    let request = Request::get(uri).header("host", "127.0.0.1:4711").body(Body::empty()).unwrap();
    let configuration = shop.send(request).await.json();
    assert_eq!(configuration["api_base_url"], "http://127.0.0.1:4711");
    for name in ["client_id", "authentication_realm_id", "password_profile_id", "store_name"] {
        assert_eq!(configuration[name], shop.store[name], "{name}");
    }
    assert!(configuration["support_url"].is_string() && configuration["storefront_url"].is_string());
}

#[tokio::test]
async fn stores_do_not_see_each_other() {
    let shop = Shop::open().await;
    let store = shop.control(Method::POST, "stores", Value::Null).await.json();
    let other = Shop { router: shop.router.clone(), store };
    shop.advance(5000).await;
    shop.switch("wrong_code", "not_found_404").await;
    let code = shop.code_for(JOHN).await;
    assert_eq!(other.exchange(JOHN, &code).await.status, 400);
    assert_eq!(other.read("messages").await["messages"], json!([]));
    assert_eq!(other.read("clock").await["offset_seconds"], 0);
    assert_ne!(other.id("authentication_realm_id"), shop.id("authentication_realm_id"));
}

#[tokio::test]
async fn an_unknown_store_is_not_found_with_a_sentence() {
    let shop = Shop::open().await;
    for path in [
        "messages",
        "events",
        "requests",
        "clock",
        "switches",
        "faults",
        "settings",
        "carts",
        "orders",
        "products",
        "config.json",
    ] {
        let answer = send(&shop, Method::GET, &format!("/sandbox/{path}?client_id=nowhere"), "").await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.json()["error"].as_str().unwrap().contains("\"nowhere\""));
    }
    assert_eq!(send(&shop, Method::GET, "/sandbox?client_id=nowhere", "").await.status, 404);
    assert_eq!(send(&shop, Method::GET, "/sandbox/mesages", "").await.status, 404);
    let wrong_method = send(&shop, Method::POST, "/sandbox/clock", "").await;
    assert_eq!(wrong_method.status, 405);
    assert!(wrong_method.json()["error"].is_string());
}

#[tokio::test]
async fn the_request_log_shows_everything_a_request_had() {
    let shop = Shop::open().await;
    shop.ask_for_code(JOHN).await;
    let log = shop.read("requests").await;
    let request = &log["requests"][1];
    assert_eq!(request["method"], "POST");
    assert_eq!(request["path"], shop.code_request_path());
    assert_eq!(request["route"], "one_time_password_token_request.create");
    assert_eq!(request["body"]["data"]["username"], JOHN);
    assert_eq!(request["headers"]["content-type"], "application/json");
    assert_eq!(request["status"], 202);
    assert_eq!(log["requests"][0]["body"], format!("grant_type=implicit&client_id={}", shop.id("client_id")));
    assert!(request["at"].as_str().unwrap().ends_with('Z'));

    shop.control(Method::DELETE, "requests", Value::Null).await;
    assert!(shop.routes_received().await.is_empty());
}

#[tokio::test]
async fn requests_without_a_good_access_token_are_logged_by_the_realm_in_their_path() {
    let shop = Shop::open().await;
    shop.call(
        Method::GET,
        &format!("{}?page[limit]=5", shop.infos_path(JOHN)),
        Tokens::default(),
        Value::Null,
    )
    .await;
    let request = shop.read("requests").await["requests"][0].clone();
    assert_eq!((request["status"].clone(), request["query"].clone()), (json!(401), json!("page[limit]=5")));
    assert_eq!(request["body"], Value::Null);
}

#[tokio::test]
async fn the_clock_adds_up_and_refuses_what_is_no_number() {
    let shop = Shop::open().await;
    shop.advance(100).await;
    shop.advance(-40).await;
    assert_eq!(shop.read("clock").await["offset_seconds"], 60);
    for body in
        ["", "{}", "{\"advance_seconds\":\"10\"}", "{\"advance_seconds\":1.5}", "{\"seconds\":1}", "[]"]
    {
        let sentence = sentence(&shop, Method::PUT, "clock", body).await;
        assert!(sentence.starts_with("The body cannot be used: "), "{sentence}");
    }
    let far = sentence(&shop, Method::PUT, "clock", "{\"advance_seconds\":9223372036854775807}").await;
    assert!(far.contains("ten years"), "{far}");
}

#[tokio::test]
async fn switches_show_their_values_and_refuse_others_by_naming_them() {
    let shop = Shop::open().await;
    let switches = shop.read("switches").await["switches"].as_array().unwrap().clone();
    assert!(switches.len() >= 17);
    for switch in &switches {
        assert_eq!(switch["value"], switch["values"][0]);
        assert!(switch["meaning"].as_str().unwrap().ends_with('.'));
    }
    let unknown = sentence(&shop, Method::PUT, "switches", "{\"wrong_cod\":\"x\"}").await;
    assert!(unknown.contains("wrong_code"), "{unknown}");
    let wrong =
        sentence(&shop, Method::PUT, "switches", "{\"code_case\":\"insensitive\",\"wrong_code\":404}").await;
    assert!(wrong.contains("bad_request_400, unauthorized_401, not_found_404"), "{wrong}");
    let code_case = shop.read("switches").await["switches"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "code_case")
        .cloned();
    assert_eq!(code_case.unwrap()["value"], "sensitive", "one wrong value changes nothing");
}

#[tokio::test]
async fn settings_change_in_part_and_refuse_what_they_do_not_know() {
    let shop = Shop::open().await;
    let expected = json!({
        "account_member_self_management": "update_only", "enable_one_time_password_token": false,
        "account_management_authentication_token_timeout_secs": 86_400, "username_format": "email",
        "manual_gateway": false,
    });
    shop.set(json!({ "enable_one_time_password_token": false })).await;
    assert_eq!(shop.read("settings").await, expected);
    for (body, says) in [
        ("{\"account_member_self_management\":\"on\"}", "update_only"),
        ("{\"username_format\":\"phone\"}", "email"),
        (
            "{\"account_management_authentication_token_timeout_secs\":0,\"username_format\":\"any\"}",
            "from 1 to",
        ),
        ("{\"enable\":true}", "enable_one_time_password_token"),
    ] {
        let sentence = sentence(&shop, Method::PUT, "settings", body).await;
        assert!(sentence.contains(says), "{sentence}");
    }
    assert_eq!(shop.read("settings").await, expected);
}

#[tokio::test]
async fn a_store_s_wishes_are_checked() {
    let shop = Shop::open().await;
    for (body, says) in [
        ("{\"app_base_url\":\"shop.example\"}", "http://"),
        ("{\"accounts_of_jane\":101}", "from 1 to 100"),
        ("{\"name\":\"x\"}", "store_name"),
        ("{", "EOF"),
    ] {
        let answer = send(&shop, Method::POST, "/sandbox/stores", body).await;
        assert_eq!(answer.status, 400);
        assert!(answer.json()["error"].as_str().unwrap().contains(says), "{}", answer.text());
    }
    let named = send(&shop, Method::POST, "/sandbox/stores", "{\"store_name\":\"Another\"}").await;
    assert_eq!((named.status, named.json()["store_name"].clone()), (201, json!("Another")));
}

#[tokio::test]
async fn a_reset_store_is_as_it_was_made_with_the_same_ids() {
    let shop = Shop::open().await;
    let token = shop.account_token(JOHN).await;
    let access = shop.access_token().await;
    let orders = shop.read("orders").await;
    assert_eq!(shop.check_out(&shop.guest().await).await.status, 201);
    shop.ask(Method::DELETE, &shop.cart("/items"), &shop.guest().await, Value::Null).await;
    assert_eq!(shop.set_password(JOHN, &token, "another password", |_| {}).await.status, 200);
    shop.advance(60).await;
    shop.switch("wrong_code", "not_found_404").await;
    shop.set(json!({ "enable_one_time_password_token": false })).await;
    shop.fault(json!({ "route": "access_token.create", "fault": "drop" })).await;

    let again = shop.control(Method::POST, "reset", Value::Null).await;
    assert_eq!((again.status, again.json()), (200, shop.store.clone()));
    for (path, name) in
        [("messages", "messages"), ("events", "events"), ("requests", "requests"), ("faults", "faults")]
    {
        assert_eq!(shop.read(path).await[name], json!([]), "{path}");
    }
    assert_eq!(shop.read("clock").await["offset_seconds"], 0);
    assert_eq!(shop.read("orders").await, orders);
    assert_eq!(shop.read("carts").await["carts"][0]["items"].as_array().unwrap().len(), 2);
    assert_eq!(shop.sign_in(JOHN, PASSWORD).await.status, 201);
    assert_eq!(shop.exchange(JOHN, "nocode").await.status, 400);
    let settings = "/v2/settings/account-authentication";
    let old =
        shop.call(Method::GET, settings, Tokens { access: Some(&access), account: None }, Value::Null).await;
    assert_eq!(old.error("title"), "Unable to validate access token");
    assert_eq!(shop.set_password(JOHN, &token, "another password", |_| {}).await.status, 401);
}

#[tokio::test]
async fn the_readme_names_every_switch_and_its_values() {
    let shop = Shop::open().await;
    let readme = include_str!("../../README.md");
    for switch in shop.read("switches").await["switches"].as_array().unwrap() {
        let values =
            switch["values"].as_array().unwrap().iter().map(|value| format!("`{}`", value.as_str().unwrap()));
        let row =
            format!("| `{}` | {} |", switch["name"].as_str().unwrap(), values.collect::<Vec<_>>().join(", "));
        assert!(readme.contains(&row), "{row}");
    }
}
