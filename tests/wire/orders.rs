//! Orders of an account, and the payment of one.

use latchkey::commerce::{Order, OrderId, OrderItem, Price, Timestamp};

use crate::carts::totals;
use crate::store::{
    EXTERNAL_REF, NOW, ORDER, account_token, answering, api_error, assert_sent, fixture, now, price, refusal,
};

/// The order of the fixtures, its payment as far as this.
pub(crate) fn the_order(payment: &str) -> Order {
    let mug = item(
        "b2e90c47-7d6f-4a35-8c1b-3f5e9d0a7286",
        "Enamel mug",
        "MUG-ENAMEL",
        2,
        price(1080, "£10.80"),
        price(2160, "£21.60"),
    );
    let apron = item(
        "4f7c8a1d-e063-4b92-a5d7-6c2b9e01f384",
        "Linen apron",
        "APRON-LINEN",
        1,
        price(3240, "£32.40"),
        price(3240, "£32.40"),
    );
    Order {
        id: OrderId::parse(ORDER).unwrap(),
        status: "incomplete".to_owned(),
        payment: payment.to_owned(),
        shipping: "unfulfilled".to_owned(),
        external_ref: Some(EXTERNAL_REF.to_owned()),
        total: totals(),
        created: Some(Timestamp::from_seconds(NOW)),
        items: vec![mug, apron],
    }
}

fn item(id: &str, name: &str, sku: &str, quantity: u32, unit: Price, value: Price) -> OrderItem {
    let [id, name, sku] = [id, name, sku].map(str::to_owned);
    OrderItem { id, name, sku, quantity, unit, value }
}

#[test]
fn an_accounts_orders_are_listed_without_their_items() {
    let client = answering(200, fixture("orders.list"));
    let page = now(client.orders(&account_token(), 0)).unwrap();
    assert_sent(&client, "GET", "/v2/orders?page%5Blimit%5D=10&page%5Boffset%5D=0", true, None);
    let [newest, oldest] = page.orders.as_slice() else { unreachable!("{page:?}") };
    assert_eq!(newest, &Order { items: Vec::new(), ..the_order("unpaid") });
    assert_eq!((oldest.status.as_str(), oldest.payment.as_str()), ("complete", "paid"));
    assert_eq!((oldest.shipping.as_str(), oldest.external_ref.as_deref()), ("fulfilled", None));
    assert_eq!(page.total, 2);
}

#[test]
fn an_account_without_orders_has_none() {
    let page = now(answering(200, fixture("orders.none")).orders(&account_token(), 0)).unwrap();
    assert_eq!((page.orders.len(), page.total), (0, 0));
}

#[test]
fn an_order_says_what_was_ordered() {
    let client = answering(200, fixture("orders.order"));
    let order = now(client.order(&OrderId::parse(ORDER).unwrap(), &account_token()));
    assert_eq!(order, Ok(the_order("authorized")));
    assert_sent(&client, "GET", &format!("/v2/orders/{ORDER}?include=items"), true, None);
}

#[test]
fn an_order_of_another_account_is_not_found() {
    let client = answering(404, fixture("orders.not_found"));
    let refusal = refusal(now(client.order(&OrderId::parse(ORDER).unwrap(), &account_token())));
    assert_eq!((refusal.status, refusal.route), (404, "orders.get"));
    assert_eq!(refusal.errors, [api_error("Not Found", 404, Some("Order not found"))]);
}

#[test]
fn an_order_is_found_by_what_we_called_it_or_not_yet() {
    let found = Order { items: Vec::new(), ..the_order("unpaid") };
    for (body, expected) in
        [(fixture("orders.filtered_by_external_ref"), Some(found)), (fixture("orders.none"), None)]
    {
        let client = answering(200, body);
        assert_eq!(now(client.order_by_external_ref(EXTERNAL_REF, &account_token())), Ok(expected));
        let path = format!("/v2/orders?filter=eq%28external_ref%2C{EXTERNAL_REF}%29");
        assert_sent(&client, "GET", &path, true, None);
    }
}

#[test]
fn a_payment_is_authorised_by_hand() {
    let client = answering(200, fixture("payments.authorized"));
    let order = OrderId::parse(ORDER).unwrap();
    assert_eq!(now(client.authorize_manual_payment(&order, Some(&account_token()))), Ok(()));
    let path = format!("/v2/orders/{ORDER}/payments");
    assert_sent(&client, "POST", &path, true, Some(&fixture("payments.request")));
}
