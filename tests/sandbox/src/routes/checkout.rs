//! `POST /v2/carts/{cart_id}/checkout`

mod request;

use axum::http::StatusCode;

use self::request::{CheckoutRequest, read};
use crate::answer::Answer;
use crate::caller;
use crate::cart::{Cart, Content};
use crate::catalogue::Catalogue;
use crate::clock::Moment;
use crate::order::{Lateness, Order, OrderItem};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::cart_items::require_stock;
use crate::routes::carts::cart_id;
use crate::routes::orders;
use crate::store::{Store, new_id};
use crate::switches::Switch;

/// Makes an order of a cart, and takes what it holds out of stock. The cart stays: checked out again, it makes another
/// order.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let shopper = caller::shopper(store, received)?;
    let id = cart_id(received)?;
    let data = received.data().map_err(Refusal::with_integer_status)?;
    let request = read(&data, &shopper)?;
    let now = store.clock.now();
    let Store { carts, catalogue, orders, switches, .. } = store;
    let cart = carts.open(id, now);
    if cart.items.is_empty() {
        let status = match switches.value(Switch::EmptyCartCheckout) {
            "unprocessable_422" => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::BAD_REQUEST,
        };
        let title = status.canonical_reason().unwrap_or_default();
        return Err(Refusal::commerce(status, title, "A cart without items cannot be checked out"));
    }
    require_stock_of_all(cart, catalogue)?;
    for item in &cart.items {
        if let Content::Product(product_id) = &item.content {
            catalogue.take(product_id, item.quantity);
        }
    }
    let order = order(cart, catalogue, request, now);
    let answer = orders::answer(StatusCode::CREATED, &order, true);
    orders.add(order);
    Ok(answer)
}

/// Checks that there is enough of everything, and names all of which there is not.
fn require_stock_of_all(cart: &Cart, catalogue: &Catalogue) -> Result<(), Refusal> {
    let refusals = cart
        .items
        .iter()
        .filter_map(|item| match &item.content {
            Content::Product(id) => require_stock(catalogue, id, item.quantity).err(),
            Content::Custom(_) => None,
        })
        .collect();
    Refusal::all_of(refusals).map_or(Ok(()), Err)
}

fn order(cart: &Cart, catalogue: &Catalogue, request: CheckoutRequest, now: Moment) -> Order {
    let item = |item: &crate::cart::CartItem| {
        Some(OrderItem {
            id: new_id(),
            cart_item_id: item.id.clone(),
            ware: item.ware(catalogue)?,
            quantity: item.quantity,
        })
    };
    Order {
        id: new_id(),
        buyer: request.buyer,
        billing_address: request.billing_address,
        shipping_address: request.shipping_address,
        order_number: request.order_number,
        external_ref: request.external_ref,
        items: cart.items.iter().filter_map(item).collect(),
        totals: cart.totals(catalogue),
        paid: 0,
        authorized: 0,
        fulfilled: false,
        created_at: now,
        updated_at: now,
        lateness: Lateness::default(),
    }
}
