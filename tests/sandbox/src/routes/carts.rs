//! `/v2/carts` and `/v2/carts/{cart_id}`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller::{self, Shopper};
use crate::cart::Cart;
use crate::catalogue::Catalogue;
use crate::pagination::Page;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::cart_items;
use crate::store::{Store, new_id};
use crate::switches::Switch;

/// The longest id of a cart that is taken, in characters.
const LONGEST_CART_ID: usize = 255;
/// The longest name of a cart, in characters.
const LONGEST_NAME: usize = 255;

/// The carts of the account that asks, the one changed last first; those of all, for a server.
pub(crate) fn list(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    if shopper == Shopper::Guest && store.switches.is(Switch::CartsWithImplicitOnly, "forbidden_403") {
        return Err(Refusal::gateway(StatusCode::FORBIDDEN));
    }
    let page = Page::asked_for(received).map_err(Refusal::with_integer_status)?;
    let mut carts = store.carts.living(store.clock.now());
    carts.retain(|cart| match &shopper {
        Shopper::Merchant => true,
        Shopper::Member { account_id, .. } => cart.account_ids.contains(account_id),
        Shopper::Guest => false,
    });
    let data: Vec<_> =
        page.part_of(&carts).map(|cart| resource(cart, &store.catalogue, &received.base_url())).collect();
    let links = page.links(carts.len(), &received.self_url(), &store.switches);
    Ok(Answer::new(StatusCode::OK, json!({ "data": data, "meta": page.meta(carts.len()), "links": links })))
}

/// The cart with an id, whoever asks. It is made when there is none.
pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let id = cart_id(received)?;
    let now = store.clock.now();
    let cart = store.carts.open(id, now);
    let mut body = json!({ "data": resource(cart, &store.catalogue, &received.base_url()) });
    let includes_items = received.includes("items");
    if includes_items && !cart.items.is_empty() {
        body["included"] =
            json!({ "items": cart_items::resources(cart, &store.catalogue, &received.base_url()) });
    }
    Ok(Answer::new(StatusCode::OK, body))
}

/// Makes a cart with an id of its own, associated with the account that asks.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let name = name(&data)?.ok_or_else(|| Refusal::field("data.name", "required", "A cart needs a name"))?;
    let now = store.clock.now();
    let id = new_id();
    let cart = store.carts.open(&id, now);
    cart.name = name;
    cart.account_ids.extend(shopper.account_id().map(str::to_owned));
    if let Err(refusal) = change(cart, &data) {
        store.carts.delete(&id);
        return Err(refusal);
    }
    let body = json!({ "data": resource(cart, &store.catalogue, &received.base_url()) });
    Ok(Answer::new(StatusCode::CREATED, body))
}

/// Changes a cart's name, description or contact.
pub(crate) fn update(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    let id = cart_id(received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let name = name(&data)?;
    let now = store.clock.now();
    let cart = store.carts.open(id, now);
    change(cart, &data)?;
    cart.name = name.unwrap_or_else(|| std::mem::take(&mut cart.name));
    cart.updated_at = now;
    let body = json!({ "data": resource(cart, &store.catalogue, &received.base_url()) });
    Ok(Answer::new(StatusCode::OK, body))
}

pub(crate) fn delete(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::shopper(store, received)?;
    store.carts.delete(cart_id(received)?);
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// The id of the cart in the path.
///
/// # Errors
/// 400 when it has other characters than a cart's id may have.
pub(super) fn cart_id(received: &Received) -> Result<&str, Refusal> {
    let id = received.path_id("cart_id").unwrap_or_default();
    let is_safe = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if is_safe && (1..=LONGEST_CART_ID).contains(&id.len()) {
        Ok(id)
    } else {
        let detail = "The id of a cart has letters, digits, hyphens and underscores only";
        Err(Refusal::commerce(StatusCode::BAD_REQUEST, "Bad Request", detail))
    }
}

/// What a cart with a guest's e-mail address answers to accounts, and the other way round.
pub(super) fn has_contact_email() -> Refusal {
    let title = "Cannot associate accounts to carts with contact emails";
    let detail = "A cart has an account or a contact e-mail address, not both";
    Refusal::commerce(StatusCode::UNPROCESSABLE_ENTITY, title, detail)
        .with_written_status(StatusCode::BAD_REQUEST)
}

fn name(data: &Value) -> Result<Option<String>, Refusal> {
    match data.get("name") {
        None => Ok(None),
        Some(Value::String(name)) if (1..=LONGEST_NAME).contains(&name.chars().count()) => {
            Ok(Some(name.clone()))
        }
        Some(_) => {
            let detail = format!("The name of a cart has 1 to {LONGEST_NAME} characters");
            Err(Refusal::field("data.name", "string_length", &detail))
        }
    }
}

fn change(cart: &mut Cart, data: &Value) -> Result<(), Refusal> {
    if let Some(email) = data.pointer("/contact/email").and_then(Value::as_str) {
        if !cart.account_ids.is_empty() {
            return Err(has_contact_email());
        }
        cart.contact_email = Some(email.to_owned());
    }
    if let Some(description) = data.get("description").and_then(Value::as_str) {
        cart.description = description.to_owned();
    }
    Ok(())
}

/// A cart as it is written, without its items.
pub(crate) fn resource(cart: &Cart, catalogue: &Catalogue, base_url: &str) -> Value {
    let related = |ids: Vec<Value>, none: Value| if ids.is_empty() { none } else { json!({ "data": ids }) };
    let items = cart.items.iter().map(|item| json!({ "type": item.type_name(), "id": item.id })).collect();
    let accounts = cart.account_ids.iter().map(|id| json!({ "type": "account", "id": id })).collect();
    let mut data = json!({
        "id": cart.id,
        "type": "cart",
        "name": cart.name,
        "description": cart.description,
        "discount_settings": { "custom_discounts_enabled": false, "use_rule_promotions": false },
        "links": { "self": format!("{base_url}/v2/carts/{}", cart.id) },
        "meta": meta(cart, catalogue),
        "relationships": {
            "items": related(items, json!({ "data": null })),
            "customers": {},
            "accounts": related(accounts, json!({})),
        },
    });
    if let Some(email) = &cart.contact_email {
        data["contact"] = json!({ "email": email });
    }
    data
}

/// `meta` of a cart, and of the list of its items.
pub(super) fn meta(cart: &Cart, catalogue: &Catalogue) -> Value {
    json!({
        "display_price": cart.totals(catalogue).display_price(),
        "timestamps": {
            "created_at": cart.created_at.iso_8601_to_the_second(),
            "updated_at": cart.updated_at.iso_8601_to_the_second(),
            "expires_at": cart.expires_at().iso_8601_to_the_second(),
        },
    })
}
