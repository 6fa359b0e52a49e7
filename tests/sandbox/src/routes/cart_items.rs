//! `/v2/carts/{cart_id}/items`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller;
use crate::cart::{Cart, CartItem, Content};
use crate::catalogue::{Catalogue, Product};
use crate::price::UnitPrice;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::carts::{cart_id, meta};
use crate::store::{Store, new_id};
use crate::ware::Ware;

/// The most of one thing that is taken.
const LARGEST_QUANTITY: u64 = 1_000_000;

pub(crate) fn list(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    answer(store, received, StatusCode::OK)
}

/// Adds a product, something that is in no catalogue, or what another cart holds. Quantities of the same product
/// add up.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let id = cart_id(received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let now = store.clock.now();
    let additions = match data.get("type").and_then(Value::as_str) {
        Some("cart_item") => {
            let product = product(&store.catalogue, &data)?;
            vec![(Content::Product(product.id.clone()), quantity(&data)?)]
        }
        Some("custom_item") => vec![(Content::Custom(custom(&data)?), quantity(&data)?)],
        Some("cart_items") => {
            let from = data.get("cart_id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let items = &store.carts.open(&from, now).items;
            items.iter().map(|item| (item.content.clone(), item.quantity)).collect()
        }
        _ => {
            let detail = "The type is one of cart_item, custom_item and cart_items";
            return Err(Refusal::field("data.type", "enum", detail));
        }
    };
    let cart = store.carts.open(id, now);
    for (content, quantity) in &additions {
        if let Content::Product(product_id) = content {
            let wanted = cart.quantity_of(product_id).saturating_add(*quantity);
            require_stock(&store.catalogue, product_id, wanted)?;
        }
    }
    for (content, quantity) in additions {
        cart.add(content, quantity, now);
    }
    answer(store, received, StatusCode::CREATED)
}

/// Changes how many there are of an item.
pub(crate) fn update(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let quantity = quantity(&data)?;
    let now = store.clock.now();
    let Store { carts, catalogue, .. } = store;
    let cart = carts.open(cart_id(received)?, now);
    let item = item(cart, received)?;
    if let Content::Product(product_id) = &item.content {
        require_stock(catalogue, product_id, quantity)?;
    }
    (item.quantity, item.updated_at) = (quantity, now);
    cart.updated_at = now;
    answer(store, received, StatusCode::OK)
}

pub(crate) fn delete(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let now = store.clock.now();
    let cart = store.carts.open(cart_id(received)?, now);
    let id = item(cart, received)?.id.clone();
    cart.items.retain(|item| item.id != id);
    cart.updated_at = now;
    answer(store, received, StatusCode::OK)
}

pub(crate) fn delete_all(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let now = store.clock.now();
    let cart = store.carts.open(cart_id(received)?, now);
    cart.items.clear();
    cart.updated_at = now;
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// Checks that there are as many of a product as are wanted.
pub(super) fn require_stock(catalogue: &Catalogue, product_id: &str, wanted: u32) -> Result<(), Refusal> {
    match catalogue.with_id(product_id) {
        Some(product) if product.stock >= wanted => Ok(()),
        Some(product) => Err(insufficient_stock(product)),
        None => Err(product_not_found(json!({ "id": product_id }))),
    }
}

fn insufficient_stock(product: &Product) -> Refusal {
    let detail = format!("Fewer of {} are left than the cart holds", product.sku);
    Refusal::commerce(StatusCode::BAD_REQUEST, "Insufficient stock", &detail)
        .with_meta(json!({ "id": product.id, "sku": product.sku }))
}

fn product_not_found(meta: Value) -> Refusal {
    let detail = "The requested product could not be found";
    Refusal::commerce(StatusCode::NOT_FOUND, "Product not found", detail).with_meta(meta)
}

/// The items of a cart as they are written.
pub(crate) fn resources(cart: &Cart, catalogue: &Catalogue, base_url: &str) -> Vec<Value> {
    cart.items.iter().filter_map(|item| Some(resource(item, &item.ware(catalogue)?, base_url))).collect()
}

fn answer(store: &mut Store, received: &Received, status: StatusCode) -> Result<Answer, Refusal> {
    let now = store.clock.now();
    let cart = store.carts.open(cart_id(received)?, now);
    let data = resources(cart, &store.catalogue, &received.base_url());
    Ok(Answer::new(status, json!({ "data": data, "meta": meta(cart, &store.catalogue) })))
}

fn resource(item: &CartItem, ware: &Ware, base_url: &str) -> Value {
    let mut data = json!({
        "id": item.id,
        "type": item.type_name(),
        "name": ware.name,
        "description": ware.description,
        "sku": ware.sku,
        "slug": ware.slug,
        "image": ware.image(base_url),
        "quantity": item.quantity,
        "manage_stock": ware.product_id.is_some(),
        "unit_price": ware.unit_price(),
        "value": ware.value(item.quantity),
        "links": {},
        "meta": {
            "display_price": ware.unit.display_price(item.quantity),
            "timestamps": {
                "created_at": item.created_at.iso_8601_to_the_second(),
                "updated_at": item.updated_at.iso_8601_to_the_second(),
            },
        },
    });
    if let Some(product_id) = &ware.product_id {
        data["product_id"] = json!(product_id);
        data["links"] = json!({ "product": format!("{base_url}/v2/products/{product_id}") });
    }
    data
}

fn item<'a>(cart: &'a mut Cart, received: &Received) -> Result<&'a mut CartItem, Refusal> {
    let id = received.path_id("cart_item_id").unwrap_or_default();
    cart.items.iter_mut().find(|item| item.id == id).ok_or_else(|| {
        let detail = "The requested cart item could not be found";
        Refusal::commerce(StatusCode::NOT_FOUND, "Cart item not found", detail).with_meta(json!({ "id": id }))
    })
}

fn product<'a>(catalogue: &'a Catalogue, data: &Value) -> Result<&'a Product, Refusal> {
    let text = |name: &str| data.get(name).and_then(Value::as_str);
    match (text("id"), text("sku")) {
        (Some(id), _) => catalogue.with_id(id).ok_or_else(|| product_not_found(json!({ "id": id }))),
        (None, Some(sku)) => catalogue.with_sku(sku).ok_or_else(|| product_not_found(json!({ "sku": sku }))),
        (None, None) => {
            Err(Refusal::field("data.id", "required", "An item names a product by its id or sku"))
        }
    }
}

fn quantity(data: &Value) -> Result<u32, Refusal> {
    let quantity =
        data.get("quantity").and_then(Value::as_u64).filter(|it| (1..=LARGEST_QUANTITY).contains(it));
    quantity.and_then(|it| u32::try_from(it).ok()).ok_or_else(|| {
        Refusal::field("data.quantity", "number_gte", "Must be greater than or equal to 1")
            .with_meta(json!({ "value": data.get("quantity") }))
    })
}

fn custom(data: &Value) -> Result<Ware, Refusal> {
    let text = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if text("name").is_empty() {
        return Err(Refusal::field("data.name", "required", "A custom item needs a name"));
    }
    let amount = data.pointer("/price/amount").and_then(Value::as_i64).filter(|amount| *amount >= 0);
    let amount = amount.ok_or_else(|| {
        Refusal::field("data.price.amount", "number_gte", "Must be greater than or equal to 0")
    })?;
    let includes_tax = data.pointer("/price/includes_tax") == Some(&Value::Bool(true));
    Ok(Ware {
        product_id: None,
        name: text("name"),
        description: text("description"),
        sku: if text("sku").is_empty() { new_id() } else { text("sku") },
        slug: String::new(),
        has_picture: false,
        unit: if includes_tax { UnitPrice::reduced(amount, 0) } else { UnitPrice::with_tax_added(amount) },
    })
}
