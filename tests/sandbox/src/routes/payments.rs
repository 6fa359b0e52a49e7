//! `POST /v2/orders/{order_id}/payments`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller::{self, Shopper};
use crate::order::Order;
use crate::price::{CURRENCY, money};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::orders::is_shown_to;
use crate::store::{Store, new_id};

/// Pays an order, or reserves the payment, by the `manual` gateway: all that is owing, or a part of it.
///
/// A guest pays the order that a checkout has just answered with, so knowing its id is enough, unless it is an account's.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let id = received.path_id("order_id").unwrap_or_default();
    let now = store.clock.now();
    let manual_gateway = store.settings.manual_gateway;
    let order = store
        .orders
        .visible_mut(id, now)
        .filter(|order| is_shown_to(&shopper, order))
        .filter(|order| shopper != Shopper::Guest || order.buyer.account_id().is_none())
        .ok_or_else(Refusal::order_not_found)?;
    let gateway = data.get("gateway").and_then(Value::as_str);
    let method = data.get("method").and_then(Value::as_str).unwrap_or_default();
    if gateway.is_none() || !["authorize", "purchase"].contains(&method) {
        let detail = "A payment here has the gateway manual, and the method authorize or purchase";
        return Err(Refusal::commerce(StatusCode::BAD_REQUEST, "Bad Request", detail));
    }
    if gateway != Some("manual") || !manual_gateway {
        let detail = "The gateway is not enabled";
        return Err(Refusal::commerce(StatusCode::UNPROCESSABLE_ENTITY, "Unprocessable Entity", detail));
    }
    let amount = amount(&data, order)?;
    match method {
        "purchase" => order.paid += amount,
        _ => order.authorized += amount,
    }
    order.updated_at = now;
    let timestamp = now.iso_8601_to_the_second();
    let transaction = json!({
        "id": new_id(),
        "type": "transaction",
        "reference": "manual",
        "gateway": "manual",
        "amount": amount,
        "refunded_amount": 0,
        "currency": CURRENCY,
        "transaction_type": method,
        "status": "complete",
        "relationships": { "order": { "data": { "type": "order", "id": order.id } } },
        "meta": {
            "display_price": money(amount),
            "display_refunded_amount": money(0),
            "timestamps": { "created_at": timestamp, "updated_at": timestamp },
        },
    });
    Ok(Answer::new(StatusCode::OK, json!({ "data": transaction })))
}

/// What is paid: the amount that is named, else all that is owing.
fn amount(data: &Value, order: &Order) -> Result<i64, Refusal> {
    let owing = order.balance_owing();
    if owing == 0 {
        return Err(Refusal::commerce(StatusCode::CONFLICT, "Conflict", "Nothing of the order is owing"));
    }
    match data.get("amount") {
        None | Some(Value::Null) => Ok(owing),
        Some(amount) => amount.as_i64().filter(|amount| (1..=owing).contains(amount)).ok_or_else(|| {
            Refusal::field("data.amount", "invalid_value", "The amount is more than is owing, or no amount")
        }),
    }
}
