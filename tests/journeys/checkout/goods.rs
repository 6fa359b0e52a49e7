//! What the store sells and sold.

use latchkey::commerce::CartId;
use serde_json::{Value, json};

use crate::store::{Store, text};

impl Store {
    /// The cart that is there from the beginning.
    pub(crate) fn cart_id(&self) -> CartId {
        CartId::parse(&text(&self.control("GET", "/sandbox/stores", &Value::Null)["stores"][0]["cart_id"]))
            .unwrap()
    }

    /// The orders that were made since the beginning, whether or not they are to be seen yet.
    pub(crate) fn orders(&self) -> Vec<Value> {
        let mut answer = self.control("GET", "/sandbox/orders", &Value::Null);
        let Value::Array(orders) = answer["orders"].take() else { return Vec::new() };
        orders.into_iter().skip(1).collect()
    }

    pub(crate) fn change_product(&self, sku: &str, change: (&str, i64)) {
        let (what, value) = change;
        self.control("PUT", "/sandbox/products", &json!({ "sku": sku, what: value }));
    }

    /// The accounts that the cart of the beginning is listed for.
    pub(crate) fn accounts_of_cart(&self) -> Vec<Value> {
        let answer = self.control("GET", "/sandbox/carts", &Value::Null);
        answer["carts"][0]["relationships"]["accounts"]["data"].as_array().cloned().unwrap_or_default()
    }

    /// Whether there is something in that cart.
    pub(crate) fn has_goods(&self) -> bool {
        let answer = self.control("GET", "/sandbox/carts", &Value::Null);
        let cart_id = self.cart_id();
        let is_it = |cart: &&Value| cart["id"] == cart_id.expose();
        let cart = answer["carts"].as_array().and_then(|carts| carts.iter().find(is_it));
        cart.and_then(|cart| cart["items"].as_array()).is_some_and(|items| !items.is_empty())
    }

    /// A member's password is taken whatever else goes wrong.
    pub(super) fn set_aside_faults(&self) {
        let faults = self.control("GET", "/sandbox/faults", &Value::Null);
        let waiting = faults["faults"].as_array().cloned().unwrap_or_default();
        let in_the_way = |fault: &Value| {
            ["access_token.create", "account_members_tokens.create"].contains(&text(&fault["route"]).as_str())
        };
        self.clear_faults();
        for fault in waiting.iter().filter(|fault| !in_the_way(fault)) {
            self.control("POST", "/sandbox/faults", fault);
        }
    }
}
