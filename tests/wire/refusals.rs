//! What any call may be refused with.

use crate::password_reset::{request_code, settings};
use crate::store::{answering, api_error, fixture, refusal};

#[test]
fn the_gateway_refuses_an_access_token_and_then_its_successor() {
    let client = answering(401, fixture("errors.gateway_401"));
    let refusal = refusal(settings(&client));
    assert!(refusal.is_about_the_access_token());
    assert_eq!(refusal.errors, [api_error("Unable to validate access token", 401, None)]);
    assert_eq!(client.transport().requests.borrow().len(), 4);
}

#[test]
fn a_busy_store_says_so() {
    let refusal = refusal(request_code(&answering(429, fixture("errors.rate_limited_429"))));
    assert_eq!((refusal.status, refusal.retry_after), (429, None));
    assert_eq!(refusal.errors, [api_error("Too Many Requests", 429, None)]);
}

#[test]
fn a_broken_store_gives_an_id_for_its_support() {
    let refusal = refusal(settings(&answering(500, fixture("errors.internal_500"))));
    let [error] = refusal.errors.as_slice() else { unreachable!() };
    assert_eq!((error.title.as_str(), error.status), ("Internal Server Error", Some(500)));
    assert_eq!(error.request_id.as_deref(), Some("7d1f0c52a9e64b3f"));
}

#[test]
fn an_error_of_the_cart_service_has_a_number_for_its_status() {
    let refusal = refusal(settings(&answering(404, fixture("errors.carts_integer_status"))));
    let detail = "The requested product could not be found";
    assert_eq!(refusal.errors, [api_error("Product not found", 404, Some(detail))]);
}
