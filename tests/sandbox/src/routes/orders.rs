//! `/v2/orders`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller::{self, Shopper};
use crate::order::{Buyer, Order, OrderItem};
use crate::pagination::Page;
use crate::price::money;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::Store;
use crate::switches::Switch;

/// The orders of the account that asks, the one changed last first; those of all, for a server.
pub(crate) fn list(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    require_reader(store, &shopper)?;
    let page = Page::asked_for(received).map_err(Refusal::with_integer_status)?;
    let filter = received.query_parameter("filter");
    let filter = filter.as_deref().map(Filter::read).transpose()?;
    let now = store.clock.now();
    let listed = store.orders.list(now, |order| {
        shopper != Shopper::Guest
            && is_shown_to(&shopper, order)
            && filter.as_ref().is_none_or(|filter| filter.matches(order))
    });
    let shown: Vec<_> = page.part_of(&listed).collect();
    let query = received.query_parameter("filter").map(|it| format!("filter={it}&")).unwrap_or_default();
    let links = page.links_keeping(&query, listed.len(), &received.self_url(), &store.switches);
    let data: Vec<_> = shown.iter().map(|order| resource(order)).collect();
    let mut body = json!({ "data": data, "meta": page.meta(listed.len()), "links": links });
    if received.includes("items") && !shown.is_empty() {
        let items: Vec<_> = shown.iter().flat_map(|order| item_resources(order)).collect();
        body["included"] = json!({ "items": items });
    }
    Ok(Answer::new(StatusCode::OK, body))
}

pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    require_reader(store, &shopper)?;
    let order = find(store, received, &shopper)?;
    Ok(answer(StatusCode::OK, order, received.includes("items")))
}

pub(crate) fn items(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    require_reader(store, &shopper)?;
    let order = find(store, received, &shopper)?;
    Ok(Answer::new(StatusCode::OK, json!({ "data": item_resources(order) })))
}

/// An order, with its items where they are included.
pub(super) fn answer(status: StatusCode, order: &Order, with_items: bool) -> Answer {
    let mut body = json!({ "data": resource(order) });
    if with_items && !order.items.is_empty() {
        body["included"] = json!({ "items": item_resources(order) });
    }
    Answer::new(status, body)
}

/// Whether an order is shown to someone who names it. Whoever has no account token is trusted with the id alone.
pub(super) fn is_shown_to(shopper: &Shopper, order: &Order) -> bool {
    match shopper {
        Shopper::Merchant | Shopper::Guest => true,
        Shopper::Member { account_id, .. } => order.buyer.account_id() == Some(account_id),
    }
}

fn require_reader(store: &Store, shopper: &Shopper) -> Result<(), Refusal> {
    match (shopper, store.switches.value(Switch::OrdersWithImplicitOnly)) {
        (Shopper::Guest, "not_found_404") => Err(Refusal::order_not_found()),
        (Shopper::Guest, "forbidden_403") => Err(Refusal::gateway(StatusCode::FORBIDDEN)),
        _ => Ok(()),
    }
}

fn find<'a>(store: &'a Store, received: &Received, shopper: &Shopper) -> Result<&'a Order, Refusal> {
    let id = received.path_id("order_id").unwrap_or_default();
    store
        .orders
        .visible(id, store.clock.now())
        .filter(|order| is_shown_to(shopper, order))
        .ok_or_else(Refusal::order_not_found)
}

/// `filter=eq(field,value)`
struct Filter {
    field: &'static str,
    value: String,
}

impl Filter {
    const FIELDS: [&'static str; 5] = ["external_ref", "order_number", "status", "payment", "shipping"];

    fn read(text: &str) -> Result<Self, Refusal> {
        let inside = text.strip_prefix("eq(").and_then(|rest| rest.strip_suffix(')'));
        let (field, value) = inside.and_then(|inside| inside.split_once(',')).unwrap_or_default();
        let field = Self::FIELDS.into_iter().find(|it| *it == field).ok_or_else(|| {
            let detail = format!("A filter here is eq(field,value), with one of {}", Self::FIELDS.join(", "));
            Refusal::commerce(StatusCode::BAD_REQUEST, "Bad Request", &detail)
        })?;
        Ok(Self { field, value: value.to_owned() })
    }

    fn matches(&self, order: &Order) -> bool {
        let actual = match self.field {
            "external_ref" => order.external_ref.as_deref(),
            "order_number" => order.order_number.as_deref(),
            "status" => Some(order.status()),
            "payment" => Some(order.payment()),
            _ => Some(order.shipping()),
        };
        actual == Some(&self.value)
    }
}

/// An order as it is written, without its items.
pub(crate) fn resource(order: &Order) -> Value {
    let items: Vec<_> = order.items.iter().map(|item| json!({ "type": "item", "id": item.id })).collect();
    let mut display_price = order.totals.display_price();
    for (name, amount) in
        [("paid", order.paid), ("authorized", order.authorized), ("balance_owing", order.balance_owing())]
    {
        display_price.insert(name.to_owned(), money(amount));
    }
    let mut data = json!({
        "type": "order",
        "id": order.id,
        "status": order.status(),
        "payment": order.payment(),
        "shipping": order.shipping(),
        "billing_address": order.billing_address,
        "shipping_address": order.shipping_address,
        "links": {},
        "meta": { "display_price": display_price, "timestamps": timestamps(order) },
        "relationships": { "items": { "data": items } },
    });
    for (name, text) in [("order_number", &order.order_number), ("external_ref", &order.external_ref)] {
        if let Some(text) = text {
            data[name] = json!(text);
        }
    }
    match &order.buyer {
        Buyer::Guest { customer } => data["customer"] = customer.clone(),
        Buyer::Account { account_id, account_member_id, contact } => {
            data["contact"] = contact.clone();
            data["relationships"]["account"] = json!({ "data": { "type": "account", "id": account_id } });
            if let Some(id) = account_member_id {
                data["relationships"]["account_member"] =
                    json!({ "data": { "type": "account_member", "id": id } });
            }
        }
    }
    data
}

/// The items of an order as they are written.
pub(crate) fn item_resources(order: &Order) -> Vec<Value> {
    order.items.iter().map(|item| item_resource(item, order)).collect()
}

fn item_resource(item: &OrderItem, order: &Order) -> Value {
    let mut timestamps = timestamps(order);
    timestamps["updated_at"] = timestamps["created_at"].clone();
    let mut data = json!({
        "type": "order_item",
        "id": item.id,
        "quantity": item.quantity,
        "name": item.ware.name,
        "sku": item.ware.sku,
        "unit_price": item.ware.unit_price(),
        "value": item.ware.value(item.quantity),
        "links": {},
        "meta": {
            "display_price": item.ware.unit.display_price(item.quantity),
            "timestamps": timestamps,
        },
        "relationships": { "cart_item": { "data": { "type": "cart_item", "id": item.cart_item_id } } },
    });
    if let Some(product_id) = &item.ware.product_id {
        data["product_id"] = json!(product_id);
    }
    data
}

fn timestamps(order: &Order) -> Value {
    json!({
        "created_at": order.created_at.iso_8601_to_the_second(),
        "updated_at": order.updated_at.iso_8601_to_the_second(),
    })
}
