#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::*;
use crate::commerce::recorded_answers::RecordedAnswers;
use crate::commerce::{OrderId, TransportError};

const ORDER: &str = "c3f9a2e7-5b14-4d80-9e6c-1a7d0b8f4352";

fn order() -> String {
    let price = r#"{"amount":0,"currency":"GBP","formatted":"£0.00"}"#;
    format!(
        r#"{{"data":{{"id":"{ORDER}","meta":{{"display_price":{{"with_tax":{price},"without_tax":{price},"tax":{price}}}}}}}}}"#
    )
}

async fn checkout(
    client: &Commerce<RecordedAnswers>,
    external_ref: &str,
    account_token: Option<&AccountManagementAuthenticationToken>,
) -> Result<Order, Error> {
    let checkout = Checkout {
        cart_id: &CartId::parse("canary-cart").unwrap(),
        contact: &Contact { name: "canary".to_owned(), email: "canary@banks.com".to_owned() },
        billing_address: &Address {
            line_1: "1 \"Canary\" \\ Wharf".to_owned(),
            phone_number: "1".to_owned(),
            instructions: "2".to_owned(),
            ..Address::default()
        },
        shipping_address: &Address { phone_number: "3".to_owned(), ..Address::default() },
        external_ref,
        account_token,
    };
    assert!(!format!("{checkout:?}").to_ascii_lowercase().contains("canary"));
    client.checkout(&checkout).await
}

fn body(client: &Commerce<RecordedAnswers>) -> String {
    let requests = client.transport().requests.borrow();
    requests.last().unwrap().body.as_ref().unwrap().text.clone()
}

#[tokio::test]
async fn a_member_has_a_contact_a_guest_is_a_customer_and_nothing_empty_is_sent() {
    let token = AccountManagementAuthenticationToken::new("account-token".to_owned());
    for (account_token, person, headers) in [(Some(&token), "contact", 2), (None, "customer", 1)] {
        let client = RecordedAnswers::default().answer(201, &order()).client();
        let order = checkout(&client, "ref-1", account_token).await.unwrap();
        assert_eq!(Some(order.id), OrderId::parse(ORDER));
        assert_eq!(
            body(&client),
            format!(
                r#"{{"data":{{"{person}":{{"name":"canary","email":"canary@banks.com"}},"billing_address":{{"line_1":"1 \"Canary\" \\ Wharf"}},"shipping_address":{{"phone_number":"3"}},"external_ref":"ref-1"}}}}"#
            )
        );
        let requests = client.transport().requests.borrow();
        let sent = requests.last().unwrap();
        assert_eq!((sent.path.as_str(), sent.headers.len()), ("/v2/carts/canary-cart/checkout", headers));
    }
}

#[tokio::test]
async fn an_external_ref_that_could_mean_something_is_never_sent() {
    for external_ref in ["", "a b", "a,b", "a)", "a_b", "ä", &"x".repeat(65)] {
        let client = RecordedAnswers::default().client();
        let outcome = checkout(&client, external_ref, None).await;
        assert_eq!(outcome, Err(Error::Unreadable { status: 0, path: "external_ref" }), "{external_ref}");
        assert!(client.transport().sent().is_empty());
    }
}

#[tokio::test]
async fn a_checkout_without_an_answer_is_never_sent_again() {
    for error in [TransportError::TimedOut, TransportError::Offline] {
        let client = RecordedAnswers::default().fail(error).answer(201, &order()).client();
        assert_eq!(checkout(&client, "ref-1", None).await, Err(Error::Transport(error)));
        assert_eq!(client.transport().sent().len(), 2);
    }
    for status in [401, 409, 429, 500, 503] {
        let client = RecordedAnswers::default().answer(status, "").answer(201, &order()).client();
        assert!(matches!(checkout(&client, "ref-1", None).await, Err(Error::Refused(_))));
        assert_eq!(client.transport().sent().len(), 2);
    }
}

#[tokio::test]
async fn a_checkout_that_only_the_gateway_has_seen_is_sent_again() {
    let refused = r#"{"errors":[{"title":"Unable to validate access token","status":401}]}"#;
    let client = RecordedAnswers::default().answer(401, refused).answer(201, &order()).client();
    assert!(checkout(&client, "ref-1", None).await.is_ok());
    let asks = "POST /oauth/access_token";
    let checks_out = "POST /v2/carts/[redacted]/checkout";
    let sent =
        [asks, &format!("{checks_out} access-1"), asks, &format!("{checks_out} access-2")].map(String::from);
    assert_eq!(client.transport().sent(), sent);
}

#[tokio::test]
async fn an_access_token_that_may_not_outlast_a_checkout_is_renewed_before() {
    let client = RecordedAnswers::default().answer(201, &order()).client();
    client.prepare_access_token().await.unwrap();
    client.transport().now.set(3301);
    checkout(&client, "ref-1", None).await.unwrap();
    let sent = client.transport().sent();
    assert_eq!(sent.get(1).map(String::as_str), Some("POST /oauth/access_token"));
}

#[tokio::test]
async fn a_field_at_fault_is_named() {
    let refused =
        r#"{"errors":[{"title":"format","status":400,"source":"data.contact.email","detail":"canary"}]}"#;
    let client = RecordedAnswers::default().answer(400, refused).client();
    let Err(Error::Refused(refusal)) = checkout(&client, "ref-1", None).await else { unreachable!() };
    let sources: Vec<_> = refusal.errors.iter().map(|error| error.source.as_deref()).collect();
    assert_eq!((refusal.route, sources), (ROUTE, vec![Some("data.contact.email")]));
    assert!(!format!("{refusal:?}").contains("canary"));
}

#[tokio::test]
async fn an_order_that_cannot_be_read_may_be_one_all_the_same() {
    for (answer, path) in [("", ROUTE), ("{}", "data.id")] {
        let client = RecordedAnswers::default().answer(201, answer).client();
        let outcome = checkout(&client, "ref-1", None).await;
        assert_eq!(outcome, Err(Error::Unreadable { status: 201, path }));
    }
}
