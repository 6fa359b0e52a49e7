//! Orders and their payment.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{JANE, JOHN, Shop};
use crate::shopping::{REFERENCE, Shopper};

async fn pay(shop: &Shop, order: &Value, shopper: &Shopper, data: Value) -> crate::shop::Answer {
    let path = format!("/v2/orders/{}/payments", order.as_str().unwrap());
    shop.ask(Method::POST, &path, shopper, json!({ "data": data })).await
}

fn manual(method: &str) -> Value {
    json!({ "gateway": "manual", "method": method })
}

#[tokio::test]
async fn an_account_lists_its_own_orders_the_newest_first_in_pages() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let newest = shop.check_out(&john).await.json()["data"]["id"].clone();
    let all = shop.listed("", &john).await;
    assert_eq!((all.len(), &all[0]), (2, &newest));
    let page = shop.look("/v2/orders?page[limit]=1&page[offset]=1&include=items", &john).await.json();
    assert_eq!((&page["data"][0]["id"], &page["meta"]["results"]["total"]), (&all[1], &json!(2)));
    assert_eq!(page["included"]["items"][0]["sku"], "APRON-LINEN");
    let older = &page["data"][0];
    assert_eq!(
        (&older["status"], &older["payment"], &older["shipping"]),
        (&json!("complete"), &json!("paid"), &json!("fulfilled"))
    );
    let refused = shop.look("/v2/orders?page[limit]=101", &john).await;
    assert_eq!(refused.error("status"), 400);
    assert!(shop.listed("", &shop.shopper(JANE).await).await.is_empty());
}

#[tokio::test]
async fn orders_are_found_by_their_reference_however_the_filter_is_encoded() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let id = shop.check_out(&john).await.json()["data"]["id"].clone();
    for query in [
        format!("?filter=eq(external_ref,{REFERENCE})"),
        format!("?filter=eq%28external_ref%2C{REFERENCE}%29"),
        "?filter=eq(payment,unpaid)".to_owned(),
    ] {
        assert_eq!(shop.listed(&query, &john).await, std::slice::from_ref(&id), "{query}");
    }
    assert!(shop.listed("?filter=eq(external_ref,other)", &john).await.is_empty());
    for query in ["?filter=external_ref", "?filter=eq(total,1)"] {
        assert_eq!(shop.look(&format!("/v2/orders{query}"), &john).await.error("status"), 400);
    }
}

#[tokio::test]
async fn one_order_is_shown_to_its_account_alone() {
    let shop = Shop::open().await;
    let (john, jane) = (shop.shopper(JOHN).await, shop.shopper(JANE).await);
    let path = format!("/v2/orders/{}", shop.listed("", &john).await[0].as_str().unwrap());
    let order = shop.look(&format!("{path}?include=items"), &john).await.json();
    assert_eq!(order["included"]["items"].as_array().unwrap().len(), 1);
    assert!(shop.look(&path, &john).await.json().get("included").is_none());
    let items = shop.look(&format!("{path}/items"), &john).await.json();
    assert_eq!(items["data"], order["included"]["items"]);
    for path in [path.clone(), format!("{path}/items"), "/v2/orders/unknown".to_owned()] {
        let refused = shop.look(&path, &jane).await;
        assert_eq!((refused.status, refused.error("detail")), (404, json!("Order not found")));
    }
    assert_eq!(shop.look(&path, &shop.merchant().await).await.status, 200);
}

#[tokio::test]
async fn orders_without_an_account_token_are_as_switched() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let path = format!("/v2/orders/{}", shop.listed("", &john).await[0].as_str().unwrap());
    let guest = shop.guest().await;
    for (value, one, list) in
        [("forbidden_403", 403, 403), ("not_found_404", 404, 404), ("readable", 200, 200)]
    {
        shop.switch("orders_with_implicit_only", value).await;
        assert_eq!(shop.look(&path, &guest).await.status, one, "{value}");
        assert_eq!(shop.look("/v2/orders", &guest).await.status, list, "{value}");
    }
    assert!(shop.listed("", &guest).await.is_empty(), "readable one by one only");
}

#[tokio::test]
async fn an_order_keeps_the_prices_it_was_made_at() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let order = shop.check_out(&john).await.json()["data"].clone();
    shop.restock(json!({ "sku": "MUG-ENAMEL", "price": 9900 })).await;
    let path = format!("/v2/orders/{}", order["id"].as_str().unwrap());
    let now = shop.look(&path, &john).await.json()["data"].clone();
    assert_eq!(now["meta"]["display_price"], order["meta"]["display_price"]);
}

#[tokio::test]
async fn a_payment_by_the_manual_gateway_needs_it_enabled_and_changes_the_order() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let order = shop.check_out(&john).await.json()["data"]["id"].clone();
    let refused = pay(&shop, &order, &john, manual("authorize")).await;
    assert_eq!((refused.status, refused.error("status")), (422, json!(422)));

    shop.set(json!({ "manual_gateway": true })).await;
    let transaction = pay(&shop, &order, &john, manual("authorize")).await;
    assert_eq!((transaction.status, transaction.json()["data"]["amount"].clone()), (200, json!(5880)));
    let path = format!("/v2/orders/{}", order.as_str().unwrap());
    let after = shop.look(&path, &john).await.json()["data"].clone();
    assert_eq!((&after["payment"], &after["status"]), (&json!("authorized"), &json!("incomplete")));
    assert_eq!(after["meta"]["display_price"]["authorized"]["amount"], 5880);
    assert_eq!(pay(&shop, &order, &john, manual("purchase")).await.status, 409, "nothing is owing");
}

#[tokio::test]
async fn a_purchase_can_be_in_parts() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    shop.set(json!({ "manual_gateway": true })).await;
    let order = shop.check_out(&john).await.json()["data"]["id"].clone();
    let mut part = manual("purchase");
    part["amount"] = json!(5881);
    assert_eq!(pay(&shop, &order, &john, part.clone()).await.error("source"), "data.amount");
    part["amount"] = json!(880);
    assert_eq!(pay(&shop, &order, &john, part).await.status, 200);
    assert_eq!(shop.read("orders").await["orders"][1]["payment"], "partially_paid");
    assert_eq!(pay(&shop, &order, &john, manual("purchase")).await.json()["data"]["amount"], 5000);
    let orders = shop.read("orders").await["orders"].clone();
    assert_eq!((&orders[1]["payment"], &orders[1]["status"]), (&json!("paid"), &json!("processing")));
    assert_eq!(pay(&shop, &order, &john, manual("refund")).await.status, 400);
}

#[tokio::test]
async fn a_guest_pays_a_guest_s_order_and_no_account_s() {
    let shop = Shop::open().await;
    shop.set(json!({ "manual_gateway": true })).await;
    let (guest, john) = (shop.guest().await, shop.shopper(JOHN).await);
    let of_guest = shop.check_out(&guest).await.json()["data"]["id"].clone();
    let of_john = shop.check_out(&john).await.json()["data"]["id"].clone();
    assert_eq!(pay(&shop, &of_john, &guest, manual("authorize")).await.status, 404);
    assert_eq!(pay(&shop, &of_guest, &john, manual("authorize")).await.status, 404);
    assert_eq!(pay(&shop, &of_guest, &guest, manual("authorize")).await.status, 200);
}
