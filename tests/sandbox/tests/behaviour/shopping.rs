//! The calls that a shopper's browser makes with a cart.

use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::shop::{Answer, PASSWORD, Shop, Tokens};

pub(crate) const REFERENCE: &str = "4b8e6d02-97c3-4f1a-a5d8-e20b7c9f3146";

/// Somebody with an access token, and as a member with an account token too.
pub(crate) struct Shopper {
    pub(crate) access: String,
    pub(crate) account: Option<String>,
    /// Empty for a guest.
    pub(crate) account_id: String,
}

impl Shopper {
    pub(crate) fn tokens(&self) -> Tokens<'_> {
        Tokens { access: Some(&self.access), account: self.account.as_deref() }
    }
}

impl Shop {
    pub(crate) async fn guest(&self) -> Shopper {
        Shopper { access: self.access_token().await, account: None, account_id: String::new() }
    }

    /// A server of the merchant's.
    pub(crate) async fn merchant(&self) -> Shopper {
        Shopper { access: self.client_credentials().await, account: None, account_id: String::new() }
    }

    /// A member, in the first account.
    pub(crate) async fn shopper(&self, username: &str) -> Shopper {
        self.shopper_in(username, 0).await
    }

    /// A member, in one of several accounts.
    pub(crate) async fn shopper_in(&self, username: &str, position: usize) -> Shopper {
        let password = self.member(username)["password"].as_str().unwrap_or(PASSWORD).to_owned();
        let entry = self.sign_in(username, &password).await.json()["data"][position].clone();
        Shopper {
            access: self.access_token().await,
            account: Some(entry["token"].as_str().unwrap().to_owned()),
            account_id: entry["account_id"].as_str().unwrap().to_owned(),
        }
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, shopper: &Shopper, body: Value) -> Answer {
        self.call(method, path, shopper.tokens(), body).await
    }

    pub(crate) async fn look(&self, path: &str, shopper: &Shopper) -> Answer {
        self.ask(Method::GET, path, shopper, Value::Null).await
    }

    /// The path of the cart that is there from the beginning, and of what belongs to it.
    pub(crate) fn cart(&self, rest: &str) -> String {
        format!("/v2/carts/{}{rest}", self.id("cart_id"))
    }

    pub(crate) fn product(&self, sku: &str) -> &Value {
        let products = self.store["products"].as_array().unwrap();
        products.iter().find(|product| product["sku"] == sku).unwrap()
    }

    pub(crate) async fn add(&self, cart: &str, sku: &str, quantity: u32, shopper: &Shopper) -> Answer {
        let body = json!({ "data": { "type": "cart_item", "sku": sku, "quantity": quantity } });
        self.ask(Method::POST, &format!("{cart}/items"), shopper, body).await
    }

    pub(crate) async fn associate(&self, cart: &str, account_id: &str, shopper: &Shopper) -> Answer {
        let body = json!({ "data": [{ "type": "account", "id": account_id }] });
        self.ask(Method::POST, &format!("{cart}/relationships/accounts"), shopper, body).await
    }

    /// Checks the first cart out, with a body that `change` has had its way with.
    pub(crate) async fn check_out_with(&self, shopper: &Shopper, change: impl FnOnce(&mut Value)) -> Answer {
        let mut body = checkout_body(shopper.account.is_some());
        change(&mut body["data"]);
        self.ask(Method::POST, &self.cart("/checkout"), shopper, body).await
    }

    pub(crate) async fn check_out(&self, shopper: &Shopper) -> Answer {
        self.check_out_with(shopper, |_| {}).await
    }

    /// Whether a checkout breaks off without an answer.
    pub(crate) async fn broken_check_out(&self, shopper: &Shopper) -> bool {
        let account = shopper.account.as_deref().unwrap_or_default();
        let request = Request::post(self.cart("/checkout"))
            .header("authorization", format!("Bearer {}", shopper.access))
            .header("EP-Account-Management-Authentication-Token", account)
            .header("content-type", "application/json")
            .body(Body::from(checkout_body(true).to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        response.into_body().collect().await.is_err()
    }

    /// The ids of the orders that a list shows.
    pub(crate) async fn listed(&self, query: &str, shopper: &Shopper) -> Vec<Value> {
        let answer = self.look(&format!("/v2/orders{query}"), shopper).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["data"].as_array().unwrap().iter().map(|order| order["id"].clone()).collect()
    }

    /// Changes a product's stock or price.
    pub(crate) async fn restock(&self, change: Value) {
        let answer = self.control(Method::PUT, "products", change).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

/// A checkout that holds: a member's has a contact, a guest's a customer.
pub(crate) fn checkout_body(as_member: bool) -> Value {
    let address = json!({
        "first_name": "John", "last_name": "Doe", "line_1": "12 Harbour Row", "city": "Whitby",
        "region": "England", "postcode": "YO21 0ZZ", "country": "GB",
    });
    let person = json!({ "name": "John Doe", "email": "john.doe@banks.com" });
    let mut data = json!({
        "billing_address": address, "shipping_address": address, "external_ref": REFERENCE,
    });
    data[if as_member { "contact" } else { "customer" }] = person;
    json!({ "data": data })
}
