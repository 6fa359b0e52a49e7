#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use futures_util::FutureExt;
use futures_util::future::{join, join_all};

use crate::commerce::recorded_answers::RecordedAnswers;
use crate::commerce::{Error, Response, Timestamp, TransportError};

use super::read;

const ASKS: &str = "POST /oauth/access_token";

#[tokio::test]
async fn the_access_token_is_asked_for_with_the_client_id_alone() {
    let client = RecordedAnswers::default().client();
    client.prepare_access_token().await.unwrap();
    let request = client.transport().requests.borrow().first().cloned().unwrap();
    assert_eq!(request.url, "https://commerce.example/oauth/access_token");
    assert!(request.headers.is_empty());
    let body = request.body.unwrap();
    assert_eq!(body.content_type.as_str(), "application/x-www-form-urlencoded");
    assert_eq!(body.text, "grant_type=implicit&client_id=store%20%26%20more");
}

#[tokio::test]
async fn those_who_waited_share_a_failure_and_the_next_caller_asks_again() {
    let client = RecordedAnswers::default().fail_access_token(TransportError::TimedOut).client();
    let outcomes = join_all((0..50).map(|_| client.prepare_access_token())).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Err(TransportError::TimedOut.into())));
    assert_eq!(client.transport().sent(), [ASKS]);
    assert_eq!(client.prepare_access_token().await, Ok(()));
    assert_eq!(client.transport().sent(), [ASKS, ASKS]);
}

#[tokio::test]
async fn a_caller_that_gives_up_midway_leaves_the_request_to_the_next_in_line() {
    let client = RecordedAnswers::default().client();
    let mut given_up = Box::pin(client.prepare_access_token());
    assert_eq!(given_up.as_mut().now_or_never(), None);
    let waiting = client.prepare_access_token();
    let (outcome, ()) = join(waiting, async move {
        tokio::task::yield_now().await;
        drop(given_up);
    })
    .await;
    assert_eq!(outcome, Ok(()));
    assert_eq!(client.transport().sent(), [ASKS, ASKS]);
}

#[tokio::test]
async fn the_expiry_is_reckoned_by_the_shoppers_own_clock() {
    let behind = r#"{"access_token":"a","expires_in":3600,"expires":1}"#;
    let client = RecordedAnswers::default().answer_access_token(200, behind).client();
    client.transport().now.set(5_000_000_000);
    client.prepare_access_token().await.unwrap();
    client.transport().now.set(5_000_003_000);
    client.prepare_access_token().await.unwrap();
    assert_eq!(client.transport().sent(), [ASKS]);
}

#[tokio::test]
async fn without_a_duration_the_moment_of_expiry_counts() {
    let client = RecordedAnswers::default()
        .answer_access_token(200, r#"{"access_token":"a","expires":"1000"}"#)
        .client();
    client.prepare_access_token().await.unwrap();
    client.transport().now.set(700);
    client.prepare_access_token().await.unwrap();
    assert_eq!(client.transport().sent(), [ASKS]);
    client.transport().now.set(701);
    client.prepare_access_token().await.unwrap();
    assert_eq!(client.transport().sent(), [ASKS, ASKS]);
}

#[tokio::test]
async fn an_access_token_of_unknown_or_short_life_serves_those_who_waited_for_it() {
    for body in [r#"{"access_token":"a"}"#, r#"{"access_token":"a","expires_in":-5}"#] {
        let client = RecordedAnswers::default().answer_access_token(200, body).client();
        assert!(join_all((0..9).map(|_| client.prepare_access_token())).await.iter().all(Result::is_ok));
        assert_eq!(client.transport().sent(), [ASKS], "{body}");
    }
}

#[tokio::test]
async fn an_access_token_answer_that_cannot_be_used_is_unreadable() {
    let unreadable = [
        ("", "access_token.create"),
        ("<html>", "access_token.create"),
        (r#"{"data":{"access_token":"a"}}"#, "access_token"),
        (r#"{"access_token":""}"#, "access_token"),
        (r#"{"access_token":"a\r\nX-Injected: b"}"#, "access_token"),
    ];
    for (body, path) in unreadable {
        let client = RecordedAnswers::default().answer_access_token(200, body).client();
        assert_eq!(client.prepare_access_token().await, Err(Error::Unreadable { status: 200, path }));
    }
}

#[tokio::test]
async fn a_renewal_that_fails_leaves_the_token_to_those_whom_it_still_serves() {
    let settings = r#"{"data":{"type":"account_authentication_settings"}}"#;
    let first = r#"{"access_token":"a","expires_in":200}"#;
    let answers = RecordedAnswers::default().answer(200, settings).answer_access_token(200, first);
    let client = answers.fail_access_token(TransportError::Offline).client();
    client.prepare_access_token().await.unwrap();
    let (renewal, reading) =
        join(client.prepare_access_token(), client.account_authentication_settings()).await;
    assert_eq!(renewal, Err(TransportError::Offline.into()));
    assert!(reading.is_ok());
}

#[test]
fn a_token_tells_the_time_of_the_store_where_it_has_both_its_end_and_its_duration() {
    let granted = |body: &str| {
        let response = Response { status: 200, retry_after: None, body: body.to_owned() };
        read(&response, Timestamp::from_seconds(50)).unwrap().granted
    };
    let both = r#"{"access_token":"a","expires":1524486008,"expires_in":3600}"#;
    assert_eq!(granted(both), Some(Timestamp::from_seconds(1_524_482_408)));
    assert_eq!(granted(r#"{"access_token":"a","expires":1524486008}"#), None);
    assert_eq!(granted(r#"{"access_token":"a","expires_in":3600}"#), None);
}
