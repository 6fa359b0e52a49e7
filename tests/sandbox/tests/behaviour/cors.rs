//! What a browser on another origin is told.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::shop::{JOHN, Shop, Tokens};

#[tokio::test]
async fn a_preflight_allows_whatever_headers_are_asked_for_and_is_no_request_to_the_store() {
    let shop = Shop::open().await;
    let wanted = "authorization,content-type,ep-account-management-authentication-token";
    for path in [shop.info_path(JOHN), "/v2/account-members/tokens".to_owned(), "/v2/nothing".to_owned()] {
        let request = Request::options(path)
            .header("origin", "http://127.0.0.1:8080")
            .header("access-control-request-method", "PUT")
            .header("access-control-request-headers", wanted)
            .body(Body::empty());
        let answer = shop.send(request.unwrap()).await;
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("access-control-allow-headers"), Some(wanted));
        assert!(answer.header("access-control-allow-methods").unwrap().contains("PUT"));
        assert!(answer.header("access-control-max-age").is_some());
    }
    assert!(shop.routes_received().await.is_empty());
}

#[tokio::test]
async fn every_answer_may_be_read_refusals_too() {
    let shop = Shop::open().await;
    for (method, path, status) in [
        (Method::POST, "/v2/account-members/tokens", 401),
        (Method::GET, "/v2/account-members/tokens", 405),
        (Method::GET, "/v2/nothing", 404),
        (Method::POST, "/oauth/access_token", 400),
    ] {
        let answer = shop.call(method, path, Tokens::default(), Value::Null).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        assert!(answer.json()["errors"].is_array(), "{path}");
    }
}

#[tokio::test]
async fn retry_after_and_date_are_shown_to_browsers_only_when_switched() {
    let shop = Shop::open().await;
    let limited = json!({ "route": "access_token.create", "fault": "status", "status": 429, "retry_after": "30", "times": 2 });
    shop.fault(limited).await;
    let form = [("client_id", shop.id("client_id"))];
    let hidden = shop.form(&form).await;
    assert_eq!((hidden.status, hidden.header("retry-after")), (429, Some("30")));
    assert_eq!(hidden.header("access-control-expose-headers"), None);
    shop.switch("retry_after_exposed", "yes").await;
    let exposed = shop.form(&form).await;
    assert_eq!(exposed.header("retry-after"), Some("30"));
    assert_eq!(exposed.header("access-control-expose-headers"), Some("Retry-After, Date"));
}

#[tokio::test]
async fn the_date_header_is_the_store_s_time() {
    let shop = Shop::open().await;
    shop.advance(86_400 * 3).await;
    let answer = shop.form(&[("grant_type", "implicit"), ("client_id", shop.id("client_id"))]).await;
    let date = httpdate::parse_http_date(answer.header("date").unwrap()).unwrap();
    let now = shop.read("clock").await["now"].as_u64().unwrap();
    let written = date.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(now - written <= 2, "{now} {written}");
}
