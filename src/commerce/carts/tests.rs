#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use std::ops::Range;

use super::*;
use crate::commerce::recorded_answers::RecordedAnswers;

const ID: &str = "canary-0c4b7e92_Q";
const ACCOUNT: &str = "2592a334-4a5d-493e-bb3d-4d551a2f4e7e";

fn account_token() -> AccountManagementAuthenticationToken {
    AccountManagementAuthenticationToken::new("account-token".to_owned())
}

/// An answer with a cart that has this, besides an id, and these items.
fn answer(cart: &str, items: &str) -> String {
    format!(r#"{{"data":{{"id":"{ID}"{cart}}},"included":{{"items":[{items}]}}}}"#)
}

fn price(amount: i64) -> String {
    format!(r#"{{"amount":{amount},"currency":"GBP","formatted":"£{amount}"}}"#)
}

fn totals() -> String {
    let price = price(240);
    format!(r#","meta":{{"display_price":{{"with_tax":{price},"without_tax":{price},"tax":{price}}}}}"#)
}

fn an_item(rest: &str) -> String {
    let (unit, value) = (price(120), price(240));
    format!(
        r#"{{"quantity":2,"meta":{{"display_price":{{"with_tax":{{"unit":{unit},"value":{value}}}}}}}{rest}}}"#
    )
}

async fn cart(answer: &str) -> Result<Cart, Error> {
    let client = RecordedAnswers::default().answer(200, answer).client();
    client.cart(&CartId::parse(ID).unwrap(), None).await
}

async fn associate(answers: RecordedAnswers) -> (Result<(), Error>, Vec<String>) {
    let client = answers.client();
    let (cart, account) = (CartId::parse(ID).unwrap(), AccountId::parse(ACCOUNT).unwrap());
    let outcome = client.associate_cart_with_account(&cart, &account, &account_token()).await;
    (outcome, client.transport().sent())
}

fn list(numbers: Range<u32>, total: u32) -> String {
    let entries: Vec<String> = numbers.map(|number| format!(r#"{{"id":"cart-{number}"}}"#)).collect();
    format!(r#"{{"data":[{}],"meta":{{"results":{{"total":{total}}}}}}}"#, entries.join(","))
}

#[tokio::test]
async fn a_cart_is_never_shown_by_its_id() {
    let refused = associate(RecordedAnswers::default().answer(500, "")).await;
    let client = RecordedAnswers::default().answer(200, &answer("", "")).client();
    let cart = client.cart(&CartId::parse(ID).unwrap(), Some(&account_token())).await.unwrap();
    assert_eq!(cart.id.expose(), ID);
    let requests = client.transport().requests.borrow();
    assert_eq!(requests.last().unwrap().path, format!("/v2/carts/{ID}?include=items"));
    let shown = format!("{cart:?} {requests:?} {refused:?}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_guest_reads_a_cart_without_an_account_token() {
    let client = RecordedAnswers::default().answer(200, &answer("", "")).client();
    client.cart(&CartId::parse(ID).unwrap(), None).await.unwrap();
    let requests = client.transport().requests.borrow();
    assert_eq!(requests.last().unwrap().headers.len(), 1);
}

#[tokio::test]
async fn an_empty_cart_need_have_nothing_but_an_id() {
    for rest in ["", r#","name":null,"relationships":{"accounts":{},"items":{"data":null}}"#] {
        for answer in [answer(rest, ""), format!(r#"{{"data":{{"id":"{ID}"{rest}}}}}"#)] {
            let cart = cart(&answer).await.unwrap();
            assert!(cart.items.is_empty() && cart.account_ids.is_empty() && cart.name.is_empty());
            assert_eq!((cart.total, cart.expires), (Totals::default(), None));
        }
    }
}

#[tokio::test]
async fn a_line_need_have_nothing_but_a_quantity_and_what_it_costs() {
    let more = r#","id":"a","name":null,"image":{"href":""},"new":{"deep":[1,2.5]}"#;
    let cart = cart(&answer(&totals(), &[an_item(""), an_item(more)].join(","))).await.unwrap();
    let [first, second] = cart.items.as_slice() else { unreachable!("{cart:?}") };
    assert_eq!((first.quantity, first.unit.amount, first.value.amount), (2, 120, 240));
    assert_eq!((first.id.as_str(), second.id.as_str(), second.name.as_str()), ("", "a", ""));
    assert_eq!((&first.image_url, &second.image_url), (&None, &None));
}

#[tokio::test]
async fn a_picture_is_shown_only_from_the_web() {
    for (href, is_shown) in [
        ("https://files.example/a.jpg", true),
        ("http://127.0.0.1/a.jpg", true),
        ("javascript:alert(1)", false),
        ("data:image/png;base64,AAAA", false),
        ("/a.jpg", false),
    ] {
        let item = an_item(&format!(r#","image":{{"href":"{href}"}}"#));
        let cart = cart(&answer(&totals(), &item)).await.unwrap();
        assert_eq!(cart.items.first().unwrap().image_url.is_some(), is_shown, "{href}");
    }
}

#[tokio::test]
async fn what_a_promotion_takes_off_is_no_line() {
    let promotion = r#"{"type":"promotion_item","name":"A tenth off","quantity":1}"#;
    let items = [promotion.to_owned(), an_item(r#","type":"custom_item""#)].join(",");
    assert_eq!(cart(&answer(&totals(), &items)).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_cart_that_cannot_be_shown_for_what_it_costs_is_unreadable() {
    let item = an_item("");
    for (answer, path) in [
        (String::new(), GET),
        ("<html>".to_owned(), GET),
        ("{}".to_owned(), "data.id"),
        (answer("", "").replace(ID, "../orders"), "data.id"),
        (answer("", &item), "data.meta.display_price"),
        (answer(&totals(), &item.replace("quantity", "number")), "included.items[]"),
        (answer(&totals(), &item.replace(":2,", ":-2,")), "included.items[]"),
        (answer(&totals(), &item.replace("value", "price")), "included.items[]"),
        (answer(&totals(), &item.replace("£120", "")), "included.items[]"),
    ] {
        assert_eq!(cart(&answer).await, Err(Error::Unreadable { status: 200, path }), "{answer}");
    }
}

#[tokio::test]
async fn a_cart_is_associated_whatever_the_answer_of_success_says() {
    for (status, body) in [(200, "{"), (200, r#"{"data":[]}"#), (204, "")] {
        let (outcome, sent) = associate(RecordedAnswers::default().answer(status, body)).await;
        assert_eq!(outcome, Ok(()));
        assert_eq!(sent.last().unwrap(), "POST /v2/carts/[redacted]/relationships/accounts access-1");
    }
}

#[tokio::test]
async fn some_pages_of_an_accounts_carts_are_read_and_no_more() {
    let mut answers = RecordedAnswers::default();
    for number in 0..9 {
        answers = answers.answer(200, &list(number * 100..(number + 1) * 100, 900));
    }
    let client = answers.client();
    assert_eq!(client.carts(&account_token()).await.unwrap().len(), 300);
    let sent = client.transport().sent();
    let path = "GET /v2/carts?page%5Blimit%5D=100&page%5Boffset%5D=";
    let pages = [0, 100, 200].map(|offset| format!("{path}{offset} access-1"));
    assert_eq!(sent.get(1..).unwrap(), pages);
}

#[tokio::test]
async fn a_cart_of_a_list_is_left_out_if_it_cannot_be_asked_for_and_else_told_by_what_it_has() {
    let answer = r#"{"data":[{"id":"a/b"},{"name":"none"},{"id":"c","relationships":{"items":{"data":[]}}},
        {"id":"d","relationships":{"items":{"data":null}},"meta":{"timestamps":{"updated_at":"today","expires_at":"soon"}}}]}"#;
    let client = RecordedAnswers::default().answer(200, answer).client();
    let carts = client.carts(&account_token()).await.unwrap();
    let read: Vec<_> = carts.iter().map(|cart| (cart.id.expose(), cart.item_count, cart.updated)).collect();
    assert_eq!(read, [("c", Some(0), None), ("d", None, None)]);
    let has_nothing =
        |cart: &CartSummary| cart.with_tax.is_none() && cart.expires.is_none() && cart.name.is_empty();
    assert!(carts.iter().all(has_nothing));
}
