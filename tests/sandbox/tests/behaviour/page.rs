//! The control page, as a browser without scripts uses it.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::shop::{Answer, JOHN, Shop};

async fn page(shop: &Shop) -> String {
    let request = Request::get(format!("/sandbox?client_id={}", shop.id("client_id"))).body(Body::empty());
    let answer = shop.send(request.unwrap()).await;
    assert_eq!(answer.status, 200);
    answer.text()
}

async fn submit(shop: &Shop, form: &str, fields: &str) -> Answer {
    let request = Request::post(format!("/sandbox/forms/{form}?client_id={}", shop.id("client_id")))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(fields.to_owned()));
    shop.send(request.unwrap()).await
}

/// Sends a form and checks that it leads back to a section of the store's page.
async fn accepted(shop: &Shop, form: &str, fields: &str, section: &str) {
    let answer = submit(shop, form, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let back = format!("/sandbox?client_id={}#{section}", shop.id("client_id"));
    assert_eq!(answer.header("location"), Some(back.as_str()));
}

#[tokio::test]
async fn the_page_shows_the_inbox_and_the_requests() {
    let shop = Shop::open().await;
    assert!(page(&shop).await.contains("No e-mail yet."));
    let code = shop.code_for(JOHN).await;
    let html = page(&shop).await;
    let link = shop.read("messages").await["messages"][0]["link"].as_str().unwrap().replace('&', "&amp;");
    assert!(html.contains(&format!("href=\"{link}\" target=\"_blank\" rel=\"noreferrer\"")));
    assert!(html.contains(&format!(">{code}</span>")));
    assert!(html.contains("one_time_password_token_request.create"));
}

#[tokio::test]
async fn the_page_shows_carts_with_a_way_into_the_app_and_orders() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    shop.associate(&shop.cart(""), &john.account_id, &john).await;
    let html = page(&shop).await;
    let link = format!("href=\"http://127.0.0.1:8080/checkout/#cart_id={}\"", shop.id("cart_id"));
    assert!(html.contains(&link) && html.contains("2 × Enamel mug, 1 × Linen apron"));
    assert!(html.contains("of account Personal Account"));
    assert!(html.contains("£108.00, complete, fulfilled"));

    let late =
        json!({ "route": "checkout.create", "fault": "late", "visible_after_reads": 1, "dropped": true });
    shop.fault(late).await;
    assert!(shop.broken_check_out(&john).await);
    let html = page(&shop).await;
    assert!(html.contains("£58.80, incomplete, unfulfilled") && html.contains("not to be seen yet"));
    assert!(html.contains("4b8e6d02-97c3-4f1a-a5d8-e20b7c9f3146"));
}

#[tokio::test]
async fn an_e_mail_is_shown_where_its_scripts_cannot_run() {
    let shop = Shop::open().await;
    shop.code_for(JOHN).await;
    let html = page(&shop).await;
    assert!(html.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""));
    assert!(html.contains("srcdoc=\"&lt;!DOCTYPE html&gt;"));
}

#[tokio::test]
async fn what_a_request_carries_is_text_on_the_page() {
    let shop = Shop::open().await;
    shop.exchange("<script>alert(1)</script>", "<b>").await;
    let html = page(&shop).await;
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert(1)"));
}

#[tokio::test]
async fn the_page_asks_nothing_of_other_hosts() {
    let shop = Shop::open().await;
    let html = page(&shop).await;
    for (index, _) in html.match_indices("http") {
        let url: String = html.chars().skip(html.get(..index).unwrap().chars().count()).take(40).collect();
        let known = ["http://127.0.0.1", "http://www.w3.org"].iter().any(|start| url.starts_with(start));
        assert!(known || !url.contains("://"), "{url}");
    }
}

#[tokio::test]
async fn every_form_does_its_thing_and_leads_back() {
    let shop = Shop::open().await;
    accepted(&shop, "clock", "advance_seconds=600", "clock").await;
    assert_eq!(shop.read("clock").await["offset_seconds"], 600);

    accepted(&shop, "switches", "wrong_code=not_found_404&code_case=sensitive", "switches").await;
    assert!(page(&shop).await.contains("changed"));
    accepted(&shop, "default-switches", "", "switches").await;

    let settings = "account_member_self_management=disabled&enable_one_time_password_token=false&account_management_authentication_token_timeout_secs=60&username_format=any&manual_gateway=true";
    accepted(&shop, "settings", settings, "settings").await;
    assert_eq!(
        shop.read("settings").await,
        json!({
            "account_member_self_management": "disabled", "enable_one_time_password_token": false,
            "account_management_authentication_token_timeout_secs": 60, "username_format": "any",
            "manual_gateway": true,
        })
    );

    accepted(&shop, "product", "sku=MUG-ENAMEL&stock=5&price=", "products").await;
    let mug = shop.read("products").await["products"][0].clone();
    assert_eq!((&mug["stock"], &mug["price"]), (&json!(5), &json!(1200)));

    // A status that was typed before another kind of fault was chosen is in the way of nothing.
    let fault = "route=access_token.create&fault=slow&status=429&retry_after=&milliseconds=5&times=2";
    accepted(&shop, "add-fault", fault, "faults").await;
    let waiting = shop.read("faults").await["faults"][0].clone();
    assert_eq!((waiting["milliseconds"].clone(), waiting["status"].clone()), (json!(5), json!(null)));
    accepted(&shop, "clear-faults", "", "faults").await;
    let late = "route=checkout.create&fault=late&status=429&visible_after_reads=2&visible_after_seconds=&dropped=true&times=1";
    accepted(&shop, "add-fault", late, "faults").await;
    let waiting = shop.read("faults").await["faults"][0].clone();
    assert_eq!((&waiting["visible_after_reads"], &waiting["dropped"]), (&json!(2), &json!(true)));
    let other = "route=access_token.create&fault=drop&visible_after_reads=2&dropped=false&times=1";
    accepted(&shop, "add-fault", other, "faults").await;
    accepted(&shop, "clear-faults", "", "faults").await;

    shop.access_token().await;
    accepted(&shop, "clear-requests", "", "requests").await;
    assert!(shop.routes_received().await.is_empty());
    accepted(&shop, "reset", "", "inbox").await;
    assert_eq!(shop.read("clock").await["offset_seconds"], 0);
}

#[tokio::test]
async fn a_new_store_leads_to_its_page() {
    let shop = Shop::open().await;
    let answer = submit(&shop, "new-store", "").await;
    let location = answer.header("location").unwrap();
    assert!(location.starts_with("/sandbox?client_id=store-"), "{location}");
    assert_ne!(location, format!("/sandbox?client_id={}", shop.id("client_id")));
}

#[tokio::test]
async fn a_form_that_cannot_be_used_says_why_and_keeps_what_was_typed() {
    let shop = Shop::open().await;
    let answer = submit(
        &shop,
        "add-fault",
        "route=access_token.create&fault=status&status=429&retry_after=soon&times=3",
    )
    .await;
    assert_eq!(answer.status, 400);
    let html = answer.text();
    assert!(html.contains("retry_after must be seconds"), "{html}");
    assert!(html.contains("value=\"soon\"") && html.contains("value=\"3\""));

    let answer = submit(&shop, "clock", "advance_seconds=a+while").await;
    assert!(answer.text().contains("Seconds must be a whole number, and is &quot;a while&quot;."));
    assert_eq!(submit(&shop, "dance", "").await.status, 404);
}
