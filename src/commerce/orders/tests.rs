#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::*;
use crate::commerce::recorded_answers::RecordedAnswers;

const ID: &str = "c3f9a2e7-5b14-4d80-9e6c-1a7d0b8f4352";
const LATER: &str = "6e20d8b5-f3a7-4c19-8b4d-95c1e0a7d326";

const PRICE: &str = r#"{"amount":240,"currency":"GBP","formatted":"£2.40"}"#;

fn account_token() -> AccountManagementAuthenticationToken {
    AccountManagementAuthenticationToken::new("account-token".to_owned())
}

/// An order that has this, besides an id and its totals.
fn an_order(id: &str, rest: &str) -> String {
    format!(
        r#"{{"id":"{id}","meta":{{"display_price":{{"with_tax":{PRICE},"without_tax":{PRICE},"tax":{PRICE}}}}}{rest}}}"#
    )
}

fn list(orders: &[String], rest: &str) -> String {
    format!(r#"{{"data":[{}]{rest}}}"#, orders.join(","))
}

fn client(answer: &str) -> Commerce<RecordedAnswers> {
    RecordedAnswers::default().answer(200, answer).client()
}

async fn order(answer: &str) -> Result<Order, Error> {
    client(answer).order(&OrderId::parse(ID).unwrap(), &account_token()).await
}

#[tokio::test]
async fn orders_are_read_ten_at_a_time_with_the_account_token() {
    let answer = list(&[an_order(ID, "")], r#","meta":{"results":{"total":31}}"#);
    let client = client(&answer);
    let page = client.orders(&account_token(), 20).await.unwrap();
    assert_eq!((page.orders.len(), page.total), (1, 31));
    let requests = client.transport().requests.borrow();
    let sent = requests.last().unwrap();
    assert_eq!(sent.path, "/v2/orders?page%5Blimit%5D=10&page%5Boffset%5D=20");
    assert_eq!(sent.headers.last().unwrap().1, "account-token");
}

#[tokio::test]
async fn without_a_total_as_many_orders_are_counted_as_are_known_of() {
    for (rest, total) in [
        ("", 21),
        (r#","links":{"next":null}"#, 21),
        (r#","links":{"next":"https://commerce.example/v2/orders"}"#, 22),
    ] {
        let page = client(&list(&[an_order(ID, "")], rest)).orders(&account_token(), 20).await;
        assert_eq!(page.unwrap().total, total, "{rest}");
    }
}

#[tokio::test]
async fn an_account_without_orders_has_an_empty_list() {
    for answer in
        [r#"{"data":[],"meta":{"results":{"total":0}}}"#, r#"{"data":null,"meta":{"results":{"total":0}}}"#]
    {
        let page = client(answer).orders(&account_token(), 0).await.unwrap();
        assert_eq!((page.orders.len(), page.total), (0, 0));
    }
}

#[tokio::test]
async fn an_order_is_read_by_what_it_has() {
    let rest = r#","status":"refunded at noon","payment":null,"external_ref":"","new":[{}]"#;
    let order = order(&format!(r#"{{"data":{}}}"#, an_order(ID, rest))).await.unwrap();
    assert_eq!(
        (order.status.as_str(), order.payment.as_str(), order.shipping.as_str()),
        ("refunded at noon", "", "")
    );
    assert_eq!((order.external_ref, order.created, order.items.len()), (None, None, 0));
    assert_eq!((order.total.discount, order.total.shipping), (None, None));
}

#[tokio::test]
async fn an_order_that_cannot_be_shown_for_what_it_costs_is_unreadable() {
    let item = format!(
        r#"{{"quantity":1,"meta":{{"display_price":{{"with_tax":{{"unit":{PRICE},"value":{PRICE}}}}}}}}}"#
    );
    let answer = |order: &str, item: &str| format!(r#"{{"data":{order},"included":{{"items":[{item}]}}}}"#);
    assert_eq!(order(&answer(&an_order(ID, ""), &item)).await.unwrap().items.len(), 1);
    for (answer, path) in [
        ("[".to_owned(), GET),
        ("{}".to_owned(), "data.id"),
        (answer(&an_order("..", ""), &item), "data.id"),
        (answer(&an_order(ID, "").replace("without_tax", "tax_without"), &item), "data.meta.display_price"),
        (answer(&an_order(ID, ""), &item.replace("quantity", "number")), "included.items[]"),
        (answer(&an_order(ID, ""), &item.replace("unit", "one")), "included.items[]"),
    ] {
        assert_eq!(order(&answer).await, Err(Error::Unreadable { status: 200, path }), "{answer}");
    }
}

#[tokio::test]
async fn an_order_is_found_by_its_external_ref_and_never_another() {
    let other = an_order(LATER, r#","external_ref":"ref-2""#);
    let mine = an_order(ID, r#","external_ref":"ref-1""#);
    for (orders, found) in [
        (vec![], None),
        (vec![mine.clone()], Some(ID)),
        (vec![other.clone(), mine], Some(ID)),
        (vec![other, an_order(ID, "")], None),
    ] {
        let client = client(&list(&orders, ""));
        let order = client.order_by_external_ref("ref-1", &account_token()).await.unwrap();
        assert_eq!(order.map(|order| order.id), found.and_then(OrderId::parse));
        let path = "GET /v2/orders?filter=eq%28external_ref%2Cref-1%29 access-1";
        assert_eq!(client.transport().sent().last().unwrap(), path);
    }
}

#[tokio::test]
async fn an_external_ref_that_could_mean_something_in_a_filter_is_never_sent() {
    for external_ref in ["", "a)", "a,b", "a*", "a b", "a:b", "a%29", &"x".repeat(65)] {
        let client = RecordedAnswers::default().client();
        let outcome = client.order_by_external_ref(external_ref, &account_token()).await;
        assert_eq!(outcome, Err(Error::Unreadable { status: 0, path: "external_ref" }), "{external_ref}");
        assert!(client.transport().sent().is_empty());
    }
}
