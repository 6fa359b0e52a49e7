#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use futures_util::FutureExt;
use futures_util::future::join_all;

use crate::commerce::recorded_answers::RecordedAnswers;
use crate::commerce::{
    AccountManagementAuthenticationToken, AuthenticationRealmId, Commerce, Credentials, Error,
    OneTimePasswordTokenRequest, Password, PasswordProfileId, PasswordUpdate, Purpose, TransportError,
    UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfoId,
};

const ID: &str = "1c9a0f1e-7b8d-4c57-9c3f-0a6d5f3e2b10";
const SETTINGS: &str = r#"{"data":{"type":"account_authentication_settings"}}"#;
const INVALID: &str = r#"{"errors":[{"title":"Unable to validate access token","status":401}]}"#;

const ASKS: &str = "POST /oauth/access_token";

fn reads(token: &str) -> String {
    format!("GET /v2/settings/account-authentication {token}")
}

/// A call that only reads.
async fn read(client: &Commerce<RecordedAnswers>) -> Result<(), Error> {
    client.account_authentication_settings().await.map(drop)
}

/// Calls that change something.
async fn request_code(client: &Commerce<RecordedAnswers>) -> Result<(), Error> {
    let request = OneTimePasswordTokenRequest {
        authentication_realm_id: &AuthenticationRealmId::parse(ID).unwrap(),
        password_profile_id: &PasswordProfileId::parse(ID).unwrap(),
        username: "john.doe@banks.com",
        purpose: Purpose::ResetPassword,
    };
    client.create_one_time_password_token_request(&request).await
}

async fn exchange(client: &Commerce<RecordedAnswers>) -> Result<(), Error> {
    let credentials = Credentials::Password {
        password_profile_id: PasswordProfileId::parse(ID).unwrap(),
        username: "john.doe@banks.com".to_owned(),
        password: Password::new("canary-password".to_owned()),
    };
    client.create_account_members_tokens(&credentials).await.map(drop)
}

/// One of each, by number; the first one reads.
async fn call_number(number: usize, client: &Commerce<RecordedAnswers>) -> Result<(), Error> {
    match number {
        0 => read(client).await,
        1 => request_code(client).await,
        2 => exchange(client).await,
        _ => update(client, "account-token").await,
    }
}

async fn update(client: &Commerce<RecordedAnswers>, account_token: &str) -> Result<(), Error> {
    let update = PasswordUpdate {
        authentication_realm_id: &AuthenticationRealmId::parse(ID).unwrap(),
        user_authentication_info_id: &UserAuthenticationInfoId::parse(ID).unwrap(),
        user_authentication_password_profile_info_id: &UserAuthenticationPasswordProfileInfoId::parse(ID)
            .unwrap(),
        password_profile_id: &PasswordProfileId::parse(ID).unwrap(),
        password: &Password::new("canary-password".to_owned()),
        account_token: &AccountManagementAuthenticationToken::new(account_token.to_owned()),
    };
    client.update_user_authentication_password_profile_info(&update).await
}

fn status(outcome: Result<(), Error>) -> u16 {
    match outcome {
        Ok(()) => 0,
        Err(Error::Refused(refusal)) => refusal.status,
        Err(other) => unreachable!("{other}"),
    }
}

#[tokio::test]
async fn many_callers_at_once_make_one_access_token_request() {
    let answers = (0..50).fold(RecordedAnswers::default(), |answers, _| answers.answer(200, SETTINGS));
    let client = answers.client();
    let outcomes = join_all((0..50).map(|_| read(&client))).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let sent = client.transport().sent();
    assert_eq!(sent.len(), 51);
    assert_eq!(sent.iter().filter(|request| *request == ASKS).count(), 1);
    assert_eq!(sent.iter().filter(|request| **request == reads("access-1")).count(), 50);
}

#[tokio::test]
async fn a_kept_access_token_serves_until_shortly_before_it_expires() {
    // Moment of the second call, then whether reading and whether writing renews the token.
    for (moment, reading, writing) in [
        (3300, false, false),
        (3301, false, true),
        (3540, false, true),
        (3541, true, true),
        (9999, true, true),
    ] {
        let client = RecordedAnswers::default().answer(200, SETTINGS).answer(200, SETTINGS).client();
        read(&client).await.unwrap();
        client.transport().now.set(moment);
        read(&client).await.unwrap();
        assert_eq!(client.transport().sent().len(), if reading { 4 } else { 3 }, "reading at {moment}");

        for write in 0..3 {
            let client = RecordedAnswers::default().answer(202, "").client();
            client.prepare_access_token().await.unwrap();
            client.transport().now.set(moment);
            match write {
                0 => drop(request_code(&client).await),
                1 => drop(exchange(&client).await),
                _ => drop(update(&client, "account-token").await),
            }
            assert_eq!(client.transport().sent().len(), if writing { 3 } else { 2 }, "writing at {moment}");
        }
    }
}

#[tokio::test]
async fn a_refused_client_id_is_told_from_a_refused_call() {
    let unauthorized = r#"{"errors":[{"title":"Unauthorized","status":"401"}]}"#;
    let client = RecordedAnswers::default().answer_access_token(401, unauthorized).client();
    let Err(Error::Refused(refusal)) = exchange(&client).await else { unreachable!() };
    assert_eq!((refusal.status, refusal.route), (401, "access_token.create"));
    assert!(refusal.is_about_the_access_token());
    assert_eq!(client.transport().sent(), [ASKS]);
}

#[tokio::test]
async fn a_call_repeats_once_after_the_gateway_refused_its_access_token() {
    let client = RecordedAnswers::default().answer(401, INVALID).answer(200, SETTINGS).client();
    assert_eq!(read(&client).await, Ok(()));
    assert_eq!(
        client.transport().sent(),
        [ASKS.to_owned(), reads("access-1"), ASKS.to_owned(), reads("access-2")]
    );
}

#[tokio::test]
async fn a_repeated_call_is_the_same_but_for_the_access_token() {
    let client = RecordedAnswers::default().answer(401, INVALID).answer(200, "").client();
    update(&client, "account-token").await.unwrap();
    let requests = client.transport().requests.borrow();
    let [_, first, _, second] = requests.as_slice() else { unreachable!() };
    assert_eq!((first.method, &first.url, &first.body), (second.method, &second.url, &second.body));
    assert_eq!(first.headers.get(1), second.headers.get(1));
    assert_ne!(first.headers.first(), second.headers.first());
}

#[tokio::test]
async fn a_call_never_repeats_twice() {
    let client =
        RecordedAnswers::default().answer(401, INVALID).answer(401, INVALID).answer(200, SETTINGS).client();
    let Err(Error::Refused(refusal)) = read(&client).await else { unreachable!() };
    assert!(refusal.is_about_the_access_token());
    assert_eq!(client.transport().sent().len(), 4);
}

#[tokio::test]
async fn callers_refused_at_once_share_one_renewal() {
    let answers = (0..20).fold(RecordedAnswers::default(), |answers, _| answers.answer(401, INVALID));
    let client = (0..20).fold(answers, |answers, _| answers.answer(200, SETTINGS)).client();
    assert!(join_all((0..20).map(|_| read(&client))).await.iter().all(Result::is_ok));
    let sent = client.transport().sent();
    assert_eq!(sent.iter().filter(|request| *request == ASKS).count(), 2);
    assert_eq!(sent.iter().filter(|request| **request == reads("access-2")).count(), 20);
}

#[tokio::test]
async fn a_late_refusal_of_an_old_access_token_keeps_the_newer_one() {
    let client = RecordedAnswers::default().answer(401, INVALID).answer(200, SETTINGS).client();
    let mut late = Box::pin(read(&client));
    while client.transport().sent().len() < 2 {
        assert_eq!(late.as_mut().now_or_never(), None);
    }
    client.transport().now.set(3500);
    client.prepare_access_token().await.unwrap();
    late.await.unwrap();
    assert_eq!(
        client.transport().sent(),
        [ASKS.to_owned(), reads("access-1"), ASKS.to_owned(), reads("access-2")]
    );
}

#[tokio::test]
async fn no_other_answer_is_followed_by_a_repetition() {
    let other_titles = r#"{"errors":[{"title":"unable to validate access token"},{"title":"Unauthorized"}]}"#;
    let answers = [
        (401, other_titles),
        (401, r#"{"errors":[{"title":"Unauthorized","detail":"Unable to validate access token"}]}"#),
        (401, "Unable to validate access token"),
        (401, ""),
        (403, INVALID),
        (400, INVALID),
        (404, ""),
        (408, ""),
        (422, ""),
        (429, ""),
        (500, INVALID),
        (502, "<html>"),
        (503, ""),
        (504, ""),
        (304, ""),
    ];
    for (expected, body) in answers {
        let reads_repeat = expected == 429 || expected >= 500;
        for call in usize::from(reads_repeat)..4 {
            let client = RecordedAnswers::default().answer(expected, body).client();
            assert_eq!(status(call_number(call, &client).await), expected);
            assert_eq!(client.transport().sent().len(), 2, "{expected} {body}");
        }
    }
}

#[tokio::test]
async fn nothing_that_changes_something_repeats_after_a_failure_of_the_transport_nor_a_read_given_up() {
    for error in [TransportError::Offline, TransportError::TimedOut, TransportError::Aborted] {
        for call in usize::from(error == TransportError::Offline)..4 {
            let client = RecordedAnswers::default().fail(error).client();
            assert_eq!(call_number(call, &client).await, Err(Error::Transport(error)));
            assert_eq!(client.transport().sent().len(), 2);
        }
    }
}

#[tokio::test]
async fn a_page_in_the_place_of_an_answer_is_no_success() {
    for body in ["<!doctype html><title>Sign in to this network</title>", "\n <html>"] {
        for number in 0..4 {
            let client = RecordedAnswers::default().answer(200, body).client();
            let outcome = call_number(number, &client).await;
            assert!(matches!(outcome, Err(Error::Unreadable { status: 200, .. })), "{number}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_read_repeats_until_it_succeeds() {
    let client = RecordedAnswers::default()
        .answer(503, "")
        .fail(TransportError::Offline)
        .answer(200, SETTINGS)
        .client();
    assert_eq!(read(&client).await, Ok(()));
    let sent = [ASKS.to_owned(), reads("access-1"), reads("access-1"), reads("access-1")];
    assert_eq!(client.transport().sent(), sent);
    assert_eq!(*client.transport().waits.borrow(), [400, 1000]);
}

#[tokio::test]
async fn what_time_the_store_has_is_heard_from_an_answer_that_took_no_longer_than_half_a_minute() {
    for (delay, heard) in [(0, true), (30, true), (31, false), (-3600, false)] {
        let granted = r#"{"access_token":"access-1","expires_in":3600,"expires":1700003600}"#;
        let client =
            RecordedAnswers::default().answer_access_token(200, granted).answer(200, SETTINGS).client();
        client.transport().delay.set(delay);
        assert!(read(&client).await.is_ok());
        let told = heard.then(|| crate::commerce::Timestamp::from_seconds(1_700_000_000));
        assert_eq!(*client.transport().told.borrow(), told.into_iter().collect::<Vec<_>>(), "{delay}");
    }
}

#[tokio::test]
async fn the_last_failure_of_a_read_is_told() {
    let failing =
        RecordedAnswers::default().answer(500, "").answer(429, "").answer(503, "").answer(200, SETTINGS);
    let client = failing.client();
    assert_eq!(status(read(&client).await), 503);
    assert_eq!(client.transport().sent().len(), 4);
}

#[tokio::test]
async fn a_read_repeats_at_both_the_gateway_and_the_service() {
    let client = RecordedAnswers::default()
        .answer(500, "")
        .answer(401, INVALID)
        .answer(502, "")
        .answer(200, SETTINGS)
        .client();
    assert_eq!(read(&client).await, Ok(()));
    let [first, second] = [reads("access-1"), reads("access-2")];
    let sent = [ASKS, &first, &first, ASKS, &second, &second];
    assert_eq!(client.transport().sent(), sent);
}

#[tokio::test]
async fn nothing_is_waited_for_where_nothing_repeats() {
    let client = RecordedAnswers::default().answer(500, "").client();
    assert_eq!(status(exchange(&client).await), 500);
    assert_eq!(client.transport().waits.borrow().len(), 0);
}

#[tokio::test]
async fn an_account_token_that_no_header_can_hold_is_not_sent() {
    for token in ["", "with blank", "line\r\nX-Injected: b", "täuschung", "null\0"] {
        let client = RecordedAnswers::default().client();
        let path = "EP-Account-Management-Authentication-Token";
        assert_eq!(update(&client, token).await, Err(Error::Unreadable { status: 0, path }));
        assert_eq!(client.transport().sent(), [ASKS]);
    }
}

#[tokio::test]
async fn nothing_that_can_be_formatted_shows_a_secret() {
    let echo = r#"{"errors":[{"title":"Bad Request","status":"400","detail":"canary-password","source":"canary-source"}]}"#;
    let client = RecordedAnswers::default()
        .answer_access_token(200, r#"{"access_token":"canary-access-token","expires_in":3600}"#)
        .answer(400, echo)
        .client();
    let error = update(&client, "canary-account-token").await.unwrap_err();
    let mut shown = format!("{error} {error:?} {error:#?} {:?}", std::error::Error::source(&error).is_some());
    for request in client.transport().requests.borrow().iter() {
        shown.push_str(&format!("{request:?} {request:#?} {:?} {}", request.body, request.url));
    }
    let response = crate::commerce::recorded_answers::response(200, "canary-body");
    shown.push_str(&format!("{response:?} {response:#?}"));
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_client_can_be_shared_as_freely_as_its_transport() {
    fn is_shareable<T: Send + Sync>() {}
    is_shareable::<Commerce<()>>();
}
