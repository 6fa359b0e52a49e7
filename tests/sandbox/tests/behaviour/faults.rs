//! Faults on demand.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use tower::ServiceExt;

use crate::shop::{Answer, JOHN, NORA, Shop};

const TOKENS: &str = "account_members_tokens.create";
const CODES: &str = "one_time_password_token_request.create";

async fn refused(shop: &Shop, fault: Value) -> String {
    let answer = shop.control(Method::POST, "faults", fault).await;
    assert_eq!(answer.status, 400);
    answer.json()["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_status_comes_in_place_of_the_answer_as_often_as_asked_and_nothing_is_carried_out() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    shop.fault(json!({ "route": TOKENS, "fault": "status", "status": 503, "times": 2 })).await;
    for _ in 0..2 {
        let answer = shop.exchange(JOHN, &code).await;
        assert_eq!((answer.status, answer.error("status")), (503, json!(503)));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    assert_eq!(shop.exchange(JOHN, &code).await.status, 201);
    let log = shop.read("requests").await["requests"].as_array().unwrap().clone();
    let exchanges: Vec<_> = log.iter().filter(|request| request["route"] == TOKENS).collect();
    let seen: Vec<_> = exchanges.iter().map(|it| (it["status"].clone(), it["fault"].clone())).collect();
    let failed = (json!(503), json!("status"));
    assert_eq!(seen, [failed.clone(), failed, (json!(201), Value::Null)]);
}

#[tokio::test]
async fn a_429_comes_with_seconds_with_a_date_or_with_neither() {
    let shop = Shop::open().await;
    for retry_after in [json!("30"), json!("Mon, 02 Mar 2026 10:00:00 GMT"), Value::Null] {
        shop.fault(json!({ "route": CODES, "fault": "status", "status": 429, "retry_after": retry_after }))
            .await;
        let answer = shop.ask_for_code(JOHN).await;
        assert_eq!(answer.status, 429);
        assert_eq!(answer.header("retry-after"), retry_after.as_str());
    }
    assert_eq!(shop.read("messages").await["messages"], json!([]));
}

#[tokio::test]
async fn a_status_may_come_with_a_body_of_choice() {
    let shop = Shop::open().await;
    let body = json!({ "errors": [{ "title": "Unauthorized", "status": "401" }] });
    shop.fault(json!({ "route": CODES, "fault": "status", "status": 401, "body": body })).await;
    assert_eq!(shop.ask_for_code(JOHN).await.json(), body);
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_is_the_right_one_late() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "slow", "milliseconds": 45_000 })).await;
    let began = Instant::now();
    assert_eq!(shop.ask_for_code(JOHN).await.status, 202);
    assert_eq!(began.elapsed(), Duration::from_secs(45));
}

#[tokio::test]
async fn a_cut_body_ends_in_the_middle_and_the_request_was_carried_out() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "cut_body" })).await;
    let request = shop.code_request(NORA).await;
    let response = shop.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 202);
    assert_eq!(response.headers().get("content-length").unwrap(), "2");
    assert!(response.into_body().collect().await.is_err());
    assert_eq!(shop.read("messages").await["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_malformed_body_has_the_right_status_and_is_no_json() {
    let shop = Shop::open().await;
    let code = shop.code_for(JOHN).await;
    shop.fault(json!({ "route": TOKENS, "fault": "malformed_json" })).await;
    let Answer { status, headers, body } = shop.exchange(JOHN, &code).await;
    assert_eq!(status, 201);
    assert_eq!(headers.get("content-type").unwrap(), "application/json");
    assert!(serde_json::from_slice::<Value>(&body).is_err());
    assert_eq!(shop.exchange(JOHN, &code).await.status, 400, "the code was spent");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_never_comes_was_carried_out_all_the_same() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "never_answer" })).await;
    let day = Duration::from_secs(86_400);
    assert!(timeout(day, shop.ask_for_code(JOHN)).await.is_err());
    assert_eq!(shop.read("messages").await["messages"].as_array().unwrap().len(), 1);
    let request = shop.read("requests").await["requests"][1].clone();
    assert_eq!((request["status"].clone(), request["fault"].clone()), (json!(202), json!("never_answer")));
}

#[tokio::test]
async fn a_dropped_answer_was_carried_out_all_the_same() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "drop" })).await;
    let request = shop.code_request(JOHN).await;
    let response = shop.router.clone().oneshot(request).await.unwrap();
    assert!(response.into_body().collect().await.is_err());
    assert_eq!(shop.read("messages").await["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_gateway_s_answer_has_no_cors_headers_and_carries_nothing_out() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "without_cors", "status": 429, "retry_after": "5" })).await;
    let answer = shop.ask_for_code(JOHN).await;
    assert_eq!(answer.status, 429);
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
    assert_eq!(shop.read("messages").await["messages"], json!([]));
}

#[tokio::test]
async fn every_route_can_be_spoilt_by_its_name() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    for (route, method, path) in [
        ("carts.get", Method::GET, shop.cart("")),
        ("carts.list", Method::GET, "/v2/carts".to_owned()),
        ("carts.create", Method::POST, "/v2/carts".to_owned()),
        ("carts.update", Method::PUT, shop.cart("")),
        ("carts.delete", Method::DELETE, shop.cart("")),
        ("cart_items.list", Method::GET, shop.cart("/items")),
        ("cart_items.create", Method::POST, shop.cart("/items")),
        ("cart_items.delete_all", Method::DELETE, shop.cart("/items")),
        ("cart_items.update", Method::PUT, shop.cart("/items/x")),
        ("cart_items.delete", Method::DELETE, shop.cart("/items/x")),
        ("cart_accounts.create", Method::POST, shop.cart("/relationships/accounts")),
        ("cart_accounts.delete", Method::DELETE, shop.cart("/relationships/accounts")),
        ("checkout.create", Method::POST, shop.cart("/checkout")),
        ("orders.list", Method::GET, "/v2/orders".to_owned()),
        ("orders.get", Method::GET, "/v2/orders/x".to_owned()),
        ("order_items.list", Method::GET, "/v2/orders/x/items".to_owned()),
        ("payments.create", Method::POST, "/v2/orders/x/payments".to_owned()),
        ("accounts.get", Method::GET, "/v2/accounts/x".to_owned()),
        ("account_members.get", Method::GET, "/v2/account-members/x".to_owned()),
        ("account_addresses.list", Method::GET, "/v2/accounts/x/addresses".to_owned()),
        ("account_addresses.create", Method::POST, "/v2/accounts/x/addresses".to_owned()),
        ("account_addresses.get", Method::GET, "/v2/accounts/x/addresses/y".to_owned()),
        ("account_addresses.update", Method::PUT, "/v2/accounts/x/addresses/y".to_owned()),
        ("account_addresses.delete", Method::DELETE, "/v2/accounts/x/addresses/y".to_owned()),
    ] {
        shop.fault(json!({ "route": route, "fault": "status", "status": 503 })).await;
        assert_eq!(shop.ask(method, &path, &guest, Value::Null).await.status, 503, "{route}");
        assert_eq!(shop.routes_received().await.last().unwrap(), route);
    }
}

#[tokio::test]
async fn faults_wait_in_line_are_shown_and_can_be_cleared() {
    let shop = Shop::open().await;
    shop.fault(json!({ "route": CODES, "fault": "status", "status": 500 })).await;
    shop.fault(json!({ "route": CODES, "fault": "status", "status": 502, "times": 2 })).await;
    assert_eq!(shop.ask_for_code(JOHN).await.status, 500);
    assert_eq!(shop.ask_for_code(JOHN).await.status, 502);
    let waiting = shop.read("faults").await["faults"].clone();
    assert_eq!((waiting[0]["status"].clone(), waiting[0]["times"].clone()), (json!(502), json!(1)));
    assert_eq!(shop.control(Method::DELETE, "faults", Value::Null).await.json(), json!({ "faults": [] }));
    assert_eq!(shop.ask_for_code(JOHN).await.status, 202);
}

#[tokio::test]
async fn a_fault_that_cannot_be_is_refused_with_a_sentence() {
    let shop = Shop::open().await;
    for (fault, says) in [
        (json!({ "route": "token.create", "fault": "drop" }), "account_members_tokens.create"),
        (json!({ "route": TOKENS, "fault": "explode" }), "never_answer"),
        (json!({ "route": TOKENS, "fault": "status" }), "needs a status"),
        (json!({ "route": TOKENS, "fault": "status", "status": 99 }), "from 200 to 599"),
        (json!({ "route": TOKENS, "fault": "status", "status": 429, "retry_after": "soon" }), "HTTP date"),
        (json!({ "route": TOKENS, "fault": "slow" }), "needs milliseconds"),
        (json!({ "route": TOKENS, "fault": "slow", "milliseconds": 5, "status": 200 }), "takes no status"),
        (json!({ "route": TOKENS, "fault": "drop", "milliseconds": 5 }), "takes no milliseconds"),
        (json!({ "route": TOKENS, "fault": "drop", "times": 0 }), "at least 1"),
        (json!({ "route": TOKENS, "fault": "drop", "tmies": 2 }), "tmies"),
        (json!({ "fault": "drop" }), "route"),
        (json!({ "route": "checkout.create", "fault": "late" }), "needs visible_after_seconds"),
        (json!({ "route": TOKENS, "fault": "late", "visible_after_reads": 1 }), "checkout.create"),
        (
            json!({ "route": "checkout.create", "fault": "drop", "visible_after_reads": 1 }),
            "takes no visible_after",
        ),
    ] {
        let sentence = refused(&shop, fault).await;
        assert!(sentence.contains(says), "{sentence}");
    }
    assert_eq!(shop.read("faults").await["faults"], json!([]));
}

impl Shop {
    /// A code request that has not been sent.
    async fn code_request(&self, username: &str) -> Request<Body> {
        let token = self.access_token().await;
        let body = json!({ "data": { "type": "one_time_password_token_request", "username": username, "purpose": "reset_password" } });
        Request::post(self.code_request_path())
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap()
    }
}
