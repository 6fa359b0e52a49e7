#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::*;
use crate::commerce::recorded_answers::RecordedAnswers;

fn account_token() -> AccountManagementAuthenticationToken {
    AccountManagementAuthenticationToken::new("account-token".to_owned())
}

fn account_id() -> AccountId {
    // An id as Commerce might answer one, if not as it is documented to.
    AccountId::try_from("../carts".to_owned()).unwrap()
}

#[tokio::test]
async fn an_address_is_read_by_what_it_has() {
    let answer =
        r#"{"data":[{"id":"a","name":null,"city":"canary","new":{}},{},{}],"meta":{"results":{"total":3}}}"#;
    let client = RecordedAnswers::default().answer(200, answer).client();
    let addresses = client.account_addresses(&account_id(), &account_token()).await.unwrap();
    let first = Address { city: "canary".to_owned(), ..Address::default() };
    let read: Vec<_> = addresses.iter().map(|saved| (saved.id.as_str(), &saved.address)).collect();
    assert_eq!(read, [("a", &first), ("", &Address::default()), ("", &Address::default())]);
    assert!(!format!("{addresses:?}").contains("canary"));
    let path = "GET /v2/accounts/..%2Fcarts/addresses?page%5Blimit%5D=100&page%5Boffset%5D=0 access-1";
    assert_eq!(client.transport().sent().last().unwrap(), path);
}

#[tokio::test]
async fn what_is_empty_is_not_saved() {
    let client = RecordedAnswers::default().answer(201, r#"{"data":{"id":"a"}}"#).client();
    let address = Address { line_1: "1 High Street".to_owned(), ..Address::default() };
    let saved = client.create_account_address(&account_id(), "", &address, &account_token()).await.unwrap();
    assert_eq!(saved, SavedAddress { id: "a".to_owned(), name: String::new(), address: Address::default() });
    let requests = client.transport().requests.borrow();
    let body = &requests.last().unwrap().body.as_ref().unwrap().text;
    assert_eq!(body, r#"{"data":{"line_1":"1 High Street","type":"address"}}"#);
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_unreadable() {
    for answer in ["", "<html>"] {
        let client = RecordedAnswers::default().answer(200, answer).answer(201, answer).client();
        let outcome = client.account_addresses(&account_id(), &account_token()).await;
        assert_eq!(outcome, Err(Error::Unreadable { status: 200, path: LIST }));
        let (id, token) = (account_id(), account_token());
        let outcome = client.create_account_address(&id, "a", &Address::default(), &token).await;
        assert_eq!(outcome, Err(Error::Unreadable { status: 201, path: CREATE }));
    }
}
