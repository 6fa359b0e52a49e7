//! Checkout: the order that is made of a cart, by a member and by a guest.

use latchkey::commerce::{Address, ApiError, CartId, Checkout, Commerce, Contact, Error, Order, Refusal};

use crate::orders::the_order;
use crate::store::{
    CART, EXTERNAL_REF, Recorded, account_token, answering, api_error, assert_sent, fixture, now, refusal,
};

/// The shipping address of the fixtures.
pub(crate) fn shipping_address() -> Address {
    Address {
        first_name: "John".to_owned(),
        last_name: "Doe".to_owned(),
        line_1: "12 Harbour Row".to_owned(),
        line_2: "Flat 3".to_owned(),
        city: "Whitby".to_owned(),
        county: "North Yorkshire".to_owned(),
        region: "England".to_owned(),
        postcode: "YO21 0ZZ".to_owned(),
        country: "GB".to_owned(),
        phone_number: "01632 960 123".to_owned(),
        instructions: "Ring twice, \"The Crow's Nest\"".to_owned(),
        ..Address::default()
    }
}

fn checkout(client: &Commerce<Recorded>, is_member: bool) -> Result<Order, Error> {
    let account_token = account_token();
    let billing_address = Address {
        company_name: "Banks Catering".to_owned(),
        // Neither belongs to a bill.
        phone_number: "01632 960 999".to_owned(),
        instructions: "By pigeon".to_owned(),
        ..shipping_address()
    };
    now(client.checkout(&Checkout {
        cart_id: &CartId::parse(CART).unwrap(),
        contact: &Contact { name: "John Doe".to_owned(), email: "john.doe@banks.com".to_owned() },
        billing_address: &billing_address,
        shipping_address: &shipping_address(),
        external_ref: EXTERNAL_REF,
        account_token: is_member.then_some(&account_token),
    }))
}

fn refused(body: String) -> Refusal {
    let client = answering(400, body);
    let refusal = refusal(checkout(&client, true));
    assert_eq!((refusal.status, refusal.route), (400, "checkout.create"));
    assert_eq!(client.transport().requests.borrow().len(), 2);
    refusal
}

#[test]
fn a_member_checks_out() {
    let client = answering(201, fixture("checkout.order"));
    assert_eq!(checkout(&client, true), Ok(the_order("unpaid")));
    let body = fixture("checkout.member_request");
    assert_sent(&client, "POST", &format!("/v2/carts/{CART}/checkout"), true, Some(&body));
}

#[test]
fn a_guest_checks_out() {
    let client = answering(201, fixture("checkout.order"));
    assert_eq!(checkout(&client, false), Ok(the_order("unpaid")));
    let body = fixture("checkout.guest_request");
    assert_sent(&client, "POST", &format!("/v2/carts/{CART}/checkout"), false, Some(&body));
}

#[test]
fn an_empty_cart_is_refused() {
    let refusal = refused(fixture("checkout.empty_cart"));
    let detail = "A cart without items cannot be checked out";
    assert_eq!(refusal.errors, [api_error("Bad Request", 400, Some(detail))]);
}

#[test]
fn more_than_is_left_is_refused() {
    let refusal = refused(fixture("checkout.insufficient_stock"));
    let detail = "Fewer of MUG-ENAMEL are left than the cart holds";
    assert_eq!(refusal.errors, [api_error("Insufficient stock", 400, Some(detail))]);
}

#[test]
fn a_field_at_fault_is_named() {
    let refusal = refused(fixture("checkout.invalid_field"));
    let expected = ApiError {
        source: Some("data.shipping_address.postcode".to_owned()),
        ..api_error("required", 400, Some("A postcode is missing"))
    };
    assert_eq!(refusal.errors, [expected]);
}

#[test]
fn a_member_whose_token_has_expired_orders_nothing() {
    let client = answering(401, fixture("errors.account_token_401"));
    let refusal = refusal(checkout(&client, true));
    assert!(!refusal.is_about_the_access_token());
    assert_eq!(client.transport().requests.borrow().len(), 2);
}
