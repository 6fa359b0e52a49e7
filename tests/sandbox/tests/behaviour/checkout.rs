//! Checkout, and what keeps it from happening.

use std::time::Duration;

use axum::http::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::shop::{JANE, JOHN, Shop};
use crate::shopping::REFERENCE;

#[tokio::test]
async fn a_member_s_order_is_the_account_s_and_keeps_its_references() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let answer = shop.check_out_with(&john, |data| data["order_number"] = json!("2026-1")).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let order = answer.json()["data"].clone();
    assert_eq!(order["relationships"]["account"]["data"]["id"], john.account_id.as_str());
    assert_eq!(
        order["relationships"]["account_member"]["data"]["id"],
        shop.member(JOHN)["user_authentication_info_id"]
    );
    assert_eq!((&order["external_ref"], &order["order_number"]), (&json!(REFERENCE), &json!("2026-1")));
    assert_eq!(order["meta"]["display_price"]["balance_owing"]["formatted"], "£58.80");
    assert_eq!(answer.json()["included"]["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_guest_s_order_is_nobody_s_account_s() {
    let shop = Shop::open().await;
    let order = shop.check_out(&shop.guest().await).await.json()["data"].clone();
    assert_eq!(order["customer"]["email"], "john.doe@banks.com");
    assert!(order.get("contact").is_none() && order["relationships"].get("account").is_none());
    assert_eq!(shop.listed("", &shop.shopper(JOHN).await).await.len(), 1, "only the one that was there");
}

#[tokio::test]
async fn a_server_orders_for_an_account_it_names() {
    let shop = Shop::open().await;
    let account_id = shop.member(JOHN)["accounts"][0]["account_id"].clone();
    let merchant = shop.merchant().await;
    let answer = shop
        .check_out_with(&merchant, |data| {
            data["contact"] = data["customer"].take();
            data.as_object_mut().unwrap().remove("customer");
            data["account"] = json!({ "id": account_id });
        })
        .await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.json()["data"]["relationships"]["account"]["data"]["id"], account_id);
}

#[tokio::test]
async fn a_cart_that_is_checked_out_twice_makes_two_orders() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let first = shop.check_out(&john).await.json()["data"]["id"].clone();
    let second = shop.check_out(&john).await.json()["data"]["id"].clone();
    assert_ne!(first, second);
    assert_eq!(shop.listed(&format!("?filter=eq(external_ref,{REFERENCE})"), &john).await, [second, first]);
    let items = shop.look(&shop.cart("/items"), &john).await.json();
    assert_eq!(items["data"].as_array().unwrap().len(), 2, "the cart stays");
}

#[tokio::test]
async fn stock_is_taken_and_when_it_is_short_everything_that_lacks_is_named() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    shop.restock(json!({ "sku": "MUG-ENAMEL", "stock": 3 })).await;
    assert_eq!(shop.check_out(&guest).await.status, 201);
    assert_eq!(shop.read("products").await["products"][0]["stock"], 1);
    shop.restock(json!({ "sku": "APRON-LINEN", "stock": 0 })).await;
    let refused = shop.check_out(&guest).await;
    assert_eq!(refused.status, 400);
    let errors = refused.json()["errors"].as_array().unwrap().clone();
    let skus: Vec<_> = errors.iter().map(|error| error["meta"]["sku"].clone()).collect();
    assert_eq!(skus, ["MUG-ENAMEL", "APRON-LINEN"]);
    assert_eq!(errors[0]["title"], "Insufficient stock");
    assert_eq!(shop.read("products").await["products"][0]["stock"], 1, "a refusal takes nothing");
}

#[tokio::test]
async fn every_field_at_fault_is_named_by_its_path() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let mut cases: Vec<(&str, Value, &str)> = Vec::new();
    for field in ["first_name", "last_name", "line_1", "postcode", "country"] {
        cases.push((field, json!(""), "required"));
    }
    cases.extend([
        ("country", json!("Britain"), "format"),
        ("city", json!(7), "invalid_type"),
        ("region", json!(""), "required"),
    ]);
    for member in ["billing_address", "shipping_address"] {
        for (field, value, title) in &cases {
            let answer = shop.check_out_with(&john, |data| data[member][field] = value.clone()).await;
            assert_eq!((answer.status, answer.error("title")), (400, json!(title)), "{field}");
            assert_eq!(answer.error("source"), format!("data.{member}.{field}"));
            assert_eq!(answer.error("status"), 400);
        }
    }
    for (change, source) in [
        (json!({ "contact": { "name": "", "email": "john@banks.com" } }), "data.contact.name"),
        (json!({ "contact": { "name": "John", "email": "john.@banks.com" } }), "data.contact.email"),
        (json!({ "customer": { "name": "John", "email": "john@banks.com" } }), "data.customer"),
        (json!({ "external_ref": "x".repeat(65) }), "data.external_ref"),
        (json!({ "shipping_address": null }), "data.shipping_address"),
    ] {
        let answer = shop
            .check_out_with(&john, |data| {
                data.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            })
            .await;
        assert_eq!((answer.status, answer.error("source")), (400, json!(source)));
    }
    assert_eq!(shop.read("orders").await["orders"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_county_does_for_a_region_and_several_faults_come_together() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let with_county = |data: &mut Value| {
        for member in ["billing_address", "shipping_address"] {
            data[member]["region"] = json!("");
            data[member]["county"] = json!("North Yorkshire");
        }
    };
    assert_eq!(shop.check_out_with(&guest, with_county).await.status, 201);
    let answer = shop
        .check_out_with(&guest, |data| {
            data["billing_address"]["postcode"] = json!("");
            data["shipping_address"]["line_1"] = json!("");
        })
        .await;
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_guest_has_no_contact_and_a_member_no_customer() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let answer = shop
        .check_out_with(&guest, |data| {
            data["contact"] = data["customer"].take();
            data.as_object_mut().unwrap().remove("customer");
        })
        .await;
    assert_eq!((answer.status, answer.error("source")), (400, json!("data.contact")));
}

#[tokio::test]
async fn an_empty_cart_is_refused_as_switched() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    shop.ask(Method::DELETE, &shop.cart("/items"), &guest, Value::Null).await;
    for (value, status) in [("bad_request_400", 400), ("unprocessable_422", 422)] {
        shop.switch("empty_cart_checkout", value).await;
        let answer = shop.check_out(&guest).await;
        assert_eq!((answer.status, answer.error("status")), (status, json!(status)));
    }
}

#[tokio::test]
async fn an_order_of_a_late_checkout_appears_after_as_many_lists_as_asked() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    shop.fault(json!({
        "route": "checkout.create", "fault": "late", "visible_after_reads": 2, "dropped": true,
    }))
    .await;
    assert!(shop.broken_check_out(&john).await);
    let orders = shop.read("orders").await["orders"].clone();
    assert_eq!((orders.as_array().unwrap().len(), &orders[1]["visible"]), (2, &json!(false)));
    let query = format!("?filter=eq(external_ref,{REFERENCE})");
    // Lists that would not show it do not count.
    assert!(shop.listed("?filter=eq(external_ref,other)", &john).await.is_empty());
    shop.listed("", &shop.shopper(JANE).await).await;
    for _ in 0..2 {
        let path = format!("/v2/orders/{}", orders[1]["id"].as_str().unwrap());
        assert_eq!(shop.look(&path, &john).await.status, 404);
        assert!(shop.listed(&query, &john).await.is_empty());
    }
    assert_eq!(shop.listed(&query, &john).await.len(), 1);
    assert_eq!(shop.check_out(&john).await.status, 201, "the fault was for one checkout");
    assert_eq!(shop.listed(&query, &john).await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_order_of_a_late_checkout_appears_after_a_time_of_the_store_s_clock() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    shop.fault(json!({ "route": "checkout.create", "fault": "late", "visible_after_seconds": 20 })).await;
    assert!(timeout(Duration::from_secs(3600), shop.check_out(&john)).await.is_err(), "no answer ever");
    assert_eq!(shop.listed("", &john).await.len(), 1);
    shop.advance(21).await;
    assert_eq!(shop.listed("", &john).await.len(), 2);
}

#[tokio::test]
async fn a_late_checkout_that_is_refused_delays_nothing() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    shop.restock(json!({ "sku": "MUG-ENAMEL", "stock": 0 })).await;
    shop.fault(
        json!({ "route": "checkout.create", "fault": "late", "visible_after_reads": 9, "dropped": true }),
    )
    .await;
    assert!(shop.broken_check_out(&john).await);
    assert_eq!(shop.listed("", &john).await.len(), 1);
}
