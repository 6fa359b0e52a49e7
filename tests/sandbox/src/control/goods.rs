//! What a store sells, what lies in its carts, and what was ordered: as JSON, and the pictures.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::Sandbox;
use crate::catalogue::{ProductChange, pictures};
use crate::control::{ControlError, StoreChoice, read};
use crate::received;
use crate::routes::{cart_items, carts as cart_calls, orders as order_calls};
use crate::store::Store;

type Answer = Result<Json<Value>, ControlError>;

/// The carts that have not expired, as Commerce writes them, each with its items.
pub(crate) async fn carts(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    headers: HeaderMap,
) -> Answer {
    let base_url = received::base_url(&headers);
    choice.with(&sandbox, |store| {
        let carts = store.carts.living(store.clock.now()).into_iter().map(|cart| {
            let mut written = cart_calls::resource(cart, &store.catalogue, &base_url);
            written["items"] = json!(cart_items::resources(cart, &store.catalogue, &base_url));
            written
        });
        Ok(Json(json!({ "carts": carts.collect::<Vec<_>>() })))
    })
}

/// Every order, oldest first, each with its items, and whether the Commerce calls show it yet.
pub(crate) async fn orders(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| {
        let now = store.clock.now();
        let orders = store.orders.all().iter().map(|order| {
            let mut written = order_calls::resource(order);
            written["items"] = json!(order_calls::item_resources(order));
            written["visible"] = json!(order.is_visible(now));
            written
        });
        Ok(Json(json!({ "orders": orders.collect::<Vec<_>>() })))
    })
}

pub(crate) async fn products(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(products_of(store)))
}

pub(crate) async fn change_product(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    body: Bytes,
) -> Answer {
    let change: ProductChange = read(&body)?;
    choice.with(&sandbox, |store| {
        store.catalogue.change(&change).map_err(ControlError::bad_request)?;
        Ok(products_of(store))
    })
}

/// `GET /sandbox/pictures/{sku}.svg`: the same in every store.
pub(crate) async fn picture(Path(file): Path<String>) -> Result<impl IntoResponse, ControlError> {
    let picture = file.strip_suffix(".svg").and_then(pictures::picture);
    let picture =
        picture.ok_or_else(|| ControlError::not_found(format!("There is no picture named \"{file}\".")))?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")], picture))
}

fn products_of(store: &Store) -> Json<Value> {
    Json(json!({ "products": store.catalogue.products() }))
}
