//! The control interface to what a store sells and to whom.

use axum::http::Method;
use serde_json::json;

use crate::control::{send, sentence};
use crate::shop::{JANE, Shop};

#[tokio::test]
async fn jane_belongs_to_as_many_accounts_as_asked() {
    let shop = Shop::open().await;
    let store = send(&shop, Method::POST, "/sandbox/stores", "{\"accounts_of_jane\":60}").await.json();
    let shop = Shop { router: shop.router.clone(), store };
    let accounts = shop.member(JANE)["accounts"].as_array().unwrap();
    assert_eq!((accounts.len(), &accounts[59]["account_name"]), (60, &json!("Banks Branch 60")));
    let password = shop.member(JANE)["password"].as_str().unwrap();
    assert_eq!(shop.sign_in(JANE, password).await.json()["meta"]["page"]["total"], 3);
}

#[tokio::test]
async fn only_the_default_store_lets_guests_check_out_and_none_takes_payments() {
    let shop = Shop::open().await;
    let default = send(&shop, Method::GET, "/sandbox/config.json", "").await.json();
    assert_eq!(default["guest_checkout"], true);
    let fresh = shop.read("config.json").await;
    assert!(fresh.get("guest_checkout").is_none());
    assert!(fresh.get("payment_gateway").is_none() && default.get("payment_gateway").is_none());
}

#[tokio::test]
async fn a_store_tells_its_cart_and_its_products() {
    let shop = Shop::open().await;
    let carts = send(&shop, Method::GET, "/sandbox/carts", "").await.json();
    assert_eq!(carts["carts"][0]["id"], "sandbox-cart");
    let carts = shop.read("carts").await;
    assert_eq!(carts["carts"][0]["id"], shop.store["cart_id"]);
    assert_eq!(carts["carts"][0]["items"].as_array().unwrap().len(), 2);
    assert_eq!(shop.read("products").await["products"], shop.store["products"]);
    assert_eq!(shop.read("orders").await["orders"][0]["visible"], true);
}

#[tokio::test]
async fn a_product_changes_as_told_or_not_at_all() {
    let shop = Shop::open().await;
    for (body, says) in [
        ("{\"sku\":\"MUG\",\"stock\":1}", "MUG-ENAMEL"),
        ("{\"sku\":\"MUG-ENAMEL\",\"stock\":1,\"price\":-1}", "price must be from 0"),
        ("{\"sku\":\"MUG-ENAMEL\",\"stock\":-1}", "u32"),
        ("{\"sku\":\"MUG-ENAMEL\",\"name\":\"x\"}", "name"),
    ] {
        let sentence = sentence(&shop, Method::PUT, "products", body).await;
        assert!(sentence.contains(says), "{sentence}");
    }
    assert_eq!(shop.read("products").await["products"], shop.store["products"]);
    shop.restock(json!({ "sku": "MUG-ENAMEL", "stock": 7 })).await;
    let mug = shop.read("products").await["products"][0].clone();
    assert_eq!((&mug["stock"], &mug["price"]), (&json!(7), &json!(1200)));
}
