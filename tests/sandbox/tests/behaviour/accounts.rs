//! What a signed-in member reads: the account, the member, and the saved addresses.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{JANE, JOHN, Shop};
use crate::shopping::Shopper;

fn addresses_of(shopper: &Shopper) -> String {
    format!("/v2/accounts/{}/addresses", shopper.account_id)
}

fn address(name: &str) -> Value {
    json!({ "data": {
        "type": "address", "name": name, "first_name": "John", "last_name": "Doe", "line_1": "7 Mill Lane",
        "city": "Leeds", "region": "England", "postcode": "LS1 0ZZ", "country": "GB",
    } })
}

#[tokio::test]
async fn an_account_and_a_member_are_read_by_themselves_alone() {
    let shop = Shop::open().await;
    let (john, jane) = (shop.shopper(JOHN).await, shop.shopper(JANE).await);
    let member = shop.member(JOHN)["user_authentication_info_id"].as_str().unwrap().to_owned();
    for path in [format!("/v2/accounts/{}", john.account_id), format!("/v2/account-members/{member}")] {
        let own = shop.look(&path, &john).await;
        assert_eq!(own.status, 200);
        assert!(own.json()["data"]["meta"]["timestamps"]["created_at"].is_string());
        assert_eq!(shop.look(&path, &shop.merchant().await).await.status, 200);
        let other = shop.look(&path, &jane).await;
        assert_eq!((other.status, other.error("status")), (404, json!("404")));
        assert_eq!(shop.look(&path, &shop.guest().await).await.error("status"), "403");
    }
    let member = shop.look(&format!("/v2/account-members/{member}"), &john).await.json();
    assert_eq!((&member["data"]["name"], &member["data"]["email"]), (&json!("John Doe"), &json!(JOHN)));
}

#[tokio::test]
async fn addresses_are_saved_changed_and_deleted() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let path = addresses_of(&john);
    let made = shop.ask(Method::POST, &path, &john, address("Kitchen")).await;
    assert_eq!(made.status, 201);
    let one = format!("{path}/{}", made.json()["data"]["id"].as_str().unwrap());
    assert_eq!(shop.look(&one, &john).await.json(), made.json());

    let changed = shop.ask(Method::PUT, &one, &john, address("Bakery")).await;
    assert_eq!((changed.status, changed.json()["data"]["name"].clone()), (200, json!("Bakery")));
    let names: Vec<_> = shop.look(&path, &john).await.json()["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|address| address["name"].clone())
        .collect();
    assert_eq!(names, ["Home", "Bakery"]);

    assert_eq!(shop.ask(Method::DELETE, &one, &john, Value::Null).await.status, 204);
    assert_eq!(shop.look(&one, &john).await.status, 404);
}

#[tokio::test]
async fn addresses_of_another_account_are_not_found() {
    let shop = Shop::open().await;
    let (john, jane) = (shop.shopper(JOHN).await, shop.shopper(JANE).await);
    let path = addresses_of(&john);
    assert_eq!(shop.look(&path, &jane).await.status, 404);
    assert_eq!(shop.ask(Method::POST, &path, &jane, address("Hers")).await.status, 404);
    assert_eq!(shop.look(&path, &shop.guest().await).await.status, 403);
    assert_eq!(shop.look(&addresses_of(&jane), &jane).await.json()["data"], json!([]));
}

#[tokio::test]
async fn an_address_needs_its_fields_and_an_account_has_twenty_five_at_most() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let path = addresses_of(&john);
    for field in ["name", "first_name", "last_name", "line_1", "postcode", "country", "type"] {
        let mut body = address("Kitchen");
        body["data"].as_object_mut().unwrap().remove(field);
        let refused = shop.ask(Method::POST, &path, &john, body).await;
        assert_eq!((refused.status, refused.error("status")), (400, json!(400)), "{field}");
    }
    for number in 2..=25 {
        assert_eq!(shop.ask(Method::POST, &path, &john, address(&number.to_string())).await.status, 201);
    }
    assert_eq!(shop.ask(Method::POST, &path, &john, address("One too many")).await.status, 422);
    let page = shop.look(&format!("{path}?page[limit]=10&page[offset]=20"), &john).await.json();
    assert_eq!((page["data"].as_array().unwrap().len(), &page["meta"]["results"]["total"]), (5, &json!(25)));
}
