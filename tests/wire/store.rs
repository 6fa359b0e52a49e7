//! The store of these tests: gives the one answer it was told to give, and keeps what it was sent.

use std::cell::{Cell, RefCell};
use std::fs;

use futures_util::FutureExt;
use latchkey::commerce::{
    AccountManagementAuthenticationToken, ApiError, Commerce, Error, Price, Refusal, Request, Response,
    Timestamp, Transport, TransportError,
};
use serde_json::Value;

pub(crate) const BASE: &str = "https://euwest.api.elasticpath.com";
pub(crate) const PROFILE: &str = "cf535f93-e2a5-44b0-9065-cafa46029455";
pub(crate) const MEMBER: &str = "013acbb2-456a-454b-9979-5a024fb88357";
pub(crate) const USERNAME: &str = "john.doe@banks.com";
pub(crate) const ACCOUNT: &str = "2592a334-4a5d-493e-bb3d-4d551a2f4e7e";
pub(crate) const CART: &str = "e1d80c5a-6f2b-4b6e-9a37-52b1c0d7f4a8";
pub(crate) const ORDER: &str = "c3f9a2e7-5b14-4d80-9e6c-1a7d0b8f4352";
pub(crate) const EXTERNAL_REF: &str = "4b8e6d02-97c3-4f1a-a5d8-e20b7c9f3146";
/// 2026-03-02T10:00:00Z, the moment of the fixtures.
pub(crate) const NOW: i64 = 1_772_445_600;

/// Answers the access token request with one text and every other call with another.
pub(crate) struct Recorded {
    access_token: (u16, String),
    answer: (u16, String),
    pub(crate) now: Cell<i64>,
    pub(crate) requests: RefCell<Vec<Request>>,
}

impl Transport for Recorded {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let is_for_access_token = request.path == "/oauth/access_token";
        self.requests.borrow_mut().push(request);
        let (status, body) = if is_for_access_token { &self.access_token } else { &self.answer };
        Ok(Response { status: *status, retry_after: None, body: body.clone() })
    }

    async fn wait(&self, _milliseconds: u32) {}

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.now.get())
    }
}

pub(crate) fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| unreachable!("{path}: {error}"))
}

pub(crate) fn store(access_token: (u16, String), answer: (u16, String)) -> Commerce<Recorded> {
    let transport = Recorded { access_token, answer, now: Cell::new(NOW), requests: RefCell::default() };
    Commerce::new(transport, BASE, "sandbox")
}

/// A store that grants access tokens and answers every other call with this.
pub(crate) fn answering(status: u16, body: String) -> Commerce<Recorded> {
    store((200, fixture("access_token.implicit")), (status, body))
}

/// Recorded answers are there at once.
pub(crate) fn now<T>(call: impl Future<Output = T>) -> T {
    call.now_or_never().unwrap()
}

pub(crate) fn refusal<T>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        Err(other) => unreachable!("{other}"),
        Ok(_) => unreachable!("nothing was refused"),
    }
}

pub(crate) fn api_error(title: &str, status: u16, detail: Option<&str>) -> ApiError {
    let detail = detail.map(str::to_owned);
    ApiError { title: title.to_owned(), status: Some(status), detail, source: None, request_id: None }
}

/// An amount of pounds, in pence, and as it is written.
pub(crate) fn price(amount: i64, formatted: &str) -> Price {
    Price { amount, currency: "GBP".to_owned(), formatted: formatted.to_owned() }
}

pub(crate) fn account_token() -> AccountManagementAuthenticationToken {
    AccountManagementAuthenticationToken::new("account-token".to_owned())
}

/// Asserts on the one request that followed the access token's.
pub(crate) fn assert_sent(
    client: &Commerce<Recorded>,
    method: &str,
    path: &str,
    has_account_token: bool,
    body: Option<&str>,
) {
    let requests = client.transport().requests.borrow();
    let [_, sent] = requests.as_slice() else { unreachable!("{requests:?}") };
    assert_eq!((sent.method.as_str(), sent.path.as_str()), (method, path));
    assert_eq!(sent.url, format!("{BASE}{path}"));
    let mut headers = vec![("Authorization", "Bearer 09d7304dc0a40d12a940a73706708cbfad2740dc")];
    if has_account_token {
        headers.push(("EP-Account-Management-Authentication-Token", "account-token"));
    }
    let sent_headers: Vec<_> = sent.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(sent_headers, headers);
    assert_eq!(sent.body.as_ref().map(|body| body.content_type.as_str()), body.map(|_| "application/json"));
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(sent.body.as_ref().map(|body| json(&body.text)), body.map(json));
}
