#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use std::fmt::Write;
use std::ops::Range;

use super::*;
use crate::commerce::recorded_answers::RecordedAnswers;

const MEMBER: &str = "7d0b2f4c-51a6-4a6e-8a57-2f9f0c0e5a11";

fn account_id(number: u32) -> String {
    format!("5b1d0000-0000-4000-8000-{number:012}")
}

/// A page with the accounts of these numbers, of so many in all.
fn page(numbers: Range<u32>, total: &str) -> String {
    let mut data = String::new();
    for number in numbers {
        let comma = if data.is_empty() { "" } else { "," };
        let id = account_id(number);
        write!(
            data,
            r#"{comma}{{"account_id":"{id}","account_name":"No. {number}","token":"token-{number}","expires":"2026-03-03T10:00:00.000Z"}}"#
        )
        .unwrap();
    }
    format!(r#"{{"meta":{{"account_member_id":"{MEMBER}","results":{{"total":{total}}}}},"data":[{data}]}}"#)
}

async fn exchange(client: &Commerce<RecordedAnswers>) -> Result<AccountMembersTokens, Error> {
    let credentials = Credentials::Passwordless {
        password_profile_id: PasswordProfileId::parse("1c9a0f1e-7b8d-4c57-9c3f-0a6d5f3e2b10").unwrap(),
        username: "canary@banks.com".to_owned(),
        one_time_password_token: OneTimePasswordToken::new("canary-code".to_owned()),
    };
    assert!(!format!("{credentials:?}").contains("canary"));
    client.create_account_members_tokens(&credentials).await
}

async fn exchange_for(answer: &str) -> Result<AccountMembersTokens, Error> {
    exchange(&RecordedAnswers::default().answer(201, answer).client()).await
}

fn numbers(tokens: &AccountMembersTokens) -> Vec<&str> {
    tokens.accounts.iter().map(|account| account.account_name.trim_start_matches("No. ")).collect()
}

#[tokio::test]
async fn a_member_of_many_accounts_gets_all_of_them_and_spends_the_code_once() {
    let client = RecordedAnswers::default()
        .answer(201, &page(0..100, "250"))
        .answer(201, &page(99..199, "250"))
        .answer(201, &page(198..250, "250"))
        .client();
    let tokens = exchange(&client).await.unwrap();
    assert!(tokens.complete);
    assert_eq!(tokens.accounts.len(), 250);
    assert_eq!(tokens.account_member_id, AccountMemberId::parse(MEMBER));
    let sent = client.transport().requests.borrow();
    let pages: Vec<&str> = sent.iter().skip(1).map(|request| request.path.as_str()).collect();
    let path = "/v2/account-members/tokens?page%5Blimit%5D=100&page%5Boffset%5D=";
    assert_eq!(pages, [0, 99, 198].map(|offset| format!("{path}{offset}")));
    for (index, request) in sent.iter().skip(1).enumerate() {
        let body = &request.body.as_ref().unwrap().text;
        let header = request.headers.iter().find(|(name, _)| name.starts_with("EP-"));
        if index == 0 {
            assert!(body.contains("canary-code") && header.is_none());
        } else {
            let switch = r#"{"data":{"type":"account_management_authentication_token","authentication_mechanism":"account_management_authentication_token"}}"#;
            assert_eq!(body, switch);
            assert_eq!(header.unwrap().1, format!("token-{}", 99 * index));
        }
    }
}

#[tokio::test]
async fn an_account_token_is_renewed_by_the_header_alone() {
    let credentials = Credentials::AccountManagementAuthenticationToken {
        account_token: AccountManagementAuthenticationToken::new("canary-token".to_owned()),
    };
    assert_eq!(format!("{credentials:?}"), "AccountManagementAuthenticationToken");
    let client =
        RecordedAnswers::default().answer(201, &page(0..2, "3")).answer(201, &page(1..3, "3")).client();
    let tokens = client.create_account_members_tokens(&credentials).await.unwrap();
    assert_eq!((numbers(&tokens), tokens.complete), (vec!["0", "1", "2"], true));
    let sent = client.transport().requests.borrow();
    assert!(!sent.iter().any(|request| request.body.as_ref().unwrap().text.contains("canary")));
    let tokens: Vec<_> =
        sent.iter().skip(1).map(|request| request.headers.last().unwrap().1.as_str()).collect();
    assert_eq!(tokens, ["canary-token", "token-1"]);
}

#[tokio::test]
async fn the_token_that_asked_for_a_page_is_replaced_by_the_fresh_one_in_it() {
    let second = page(1..3, "3").replace("token-", "fresh-");
    let client = RecordedAnswers::default().answer(201, &page(0..2, "3")).answer(201, &second).client();
    let tokens = exchange(&client).await.unwrap();
    let kept: Vec<_> = tokens.accounts.iter().map(|account| account.token.expose()).collect();
    assert_eq!(kept, ["token-0", "fresh-1", "fresh-2"]);
}

#[tokio::test]
async fn a_store_that_gives_smaller_pages_than_asked_for_is_followed_at_its_own_pace() {
    let client = RecordedAnswers::default()
        .answer(201, &page(0..25, "60"))
        .answer(201, &page(24..49, "60"))
        .answer(201, &page(48..60, "60"))
        .client();
    let tokens = exchange(&client).await.unwrap();
    assert!(tokens.complete);
    assert_eq!(tokens.accounts.len(), 60);
    assert!(client.transport().sent().iter().any(|request| request.contains("%5D=24 ")));
}

#[tokio::test]
async fn a_failure_after_the_first_page_keeps_what_was_obtained() {
    let first = || RecordedAnswers::default().answer(201, &page(0..2, "4"));
    let failures = [
        first(),
        first().answer(500, ""),
        first().answer(401, ""),
        first().answer(201, "{"),
        first().answer(201, &page(2..3, "4").replace("token-2", "two tokens")),
        first().answer(201, &page(0..0, "4")),
        first().answer(201, &page(0..2, "4")),
    ];
    for answers in failures {
        let client = answers.client();
        let tokens = exchange(&client).await.unwrap();
        assert_eq!((numbers(&tokens), tokens.complete), (vec!["0", "1"], false));
        assert_eq!(client.transport().sent().len(), 3);
    }
}

#[tokio::test]
async fn an_absurd_total_does_not_make_an_endless_loop() {
    let absurd = "99999999999";
    let mut answers = RecordedAnswers::default();
    for number in 0..200 {
        answers = answers.answer(201, &page(number..number + 1, absurd));
    }
    let client = answers.client();
    let tokens = exchange(&client).await.unwrap();
    assert_eq!((tokens.accounts.len(), tokens.complete), (100, false));

    let huge = RecordedAnswers::default().answer(201, &page(0..10_000, absurd)).client();
    let tokens = exchange(&huge).await.unwrap();
    assert_eq!((tokens.accounts.len(), tokens.complete), (10_000, false));
    assert_eq!(huge.transport().sent().len(), 2);
}

#[tokio::test]
async fn without_a_total_the_link_to_the_next_page_tells_whether_there_is_one() {
    for (next, pages) in [("null", 1), (r#""null""#, 1), (r#""https://elsewhere.example/steal""#, 2)] {
        let first = page(0..1, "null").replace(r#""data""#, &format!(r#""links":{{"next":{next}}},"data""#));
        let client = RecordedAnswers::default().answer(201, &first).answer(201, &page(1..2, "null")).client();
        let tokens = exchange(&client).await.unwrap();
        assert_eq!((tokens.accounts.len(), tokens.complete), (pages, true), "{next}");
        assert!(client.transport().requests.borrow().iter().all(|sent| !sent.url.contains("elsewhere")));
    }
}

#[tokio::test]
async fn a_member_of_no_account_gets_an_empty_list() {
    for data in ["[]", "null"] {
        let answer = format!(r#"{{"meta":{{"account_member_id":"{MEMBER}"}},"data":{data}}}"#);
        let tokens = exchange_for(&answer).await.unwrap();
        assert_eq!(tokens.account_member_id, AccountMemberId::parse(MEMBER));
        assert!(tokens.accounts.is_empty() && tokens.complete);
    }
}

#[tokio::test]
async fn the_expiry_may_be_a_date_or_seconds() {
    for expires in
        [r#""2026-03-03T10:00:00.000Z""#, r#""2026-03-03T11:00:00+01:00""#, "1772532000", r#""1772532000""#]
    {
        let answer = page(0..1, "1").replace(r#""2026-03-03T10:00:00.000Z""#, expires);
        let tokens = exchange_for(&answer).await.unwrap();
        assert_eq!(
            tokens.accounts.first().unwrap().expires,
            Timestamp::from_seconds(1_772_532_000),
            "{expires}"
        );
    }
}

#[tokio::test]
async fn fields_that_nobody_knows_and_names_that_are_missing_do_no_harm() {
    let answer = page(0..1, r#""1","pages":[{}]"#)
        .replace(r#""account_name":"No. 0""#, r#""account_name":null,"new":{"deep":[1,2.5,{}]}"#);
    let tokens = exchange_for(&answer).await.unwrap();
    assert_eq!(tokens.accounts.first().unwrap().account_name, "");
}

#[tokio::test]
async fn what_cannot_be_used_is_unreadable_at_its_place() {
    let whole = "account_members_tokens.create";
    let unreadable = [
        ("".to_owned(), whole),
        ("{}".to_owned(), whole),
        ("[]".to_owned(), whole),
        ("<html>".repeat(100_000), whole),
        ("[".repeat(100_000), whole),
        (page(0..1, "1").replace("token-0", r"token\n"), "data[].token"),
        (page(0..1, "1").replace("token-0", ""), "data[].token"),
        (page(0..1, "1").replace(&account_id(0), ".."), "data[].account_id"),
        (page(0..1, "1").replace("2026-03-03", "2026-13-03"), "data[].expires"),
        (page(0..1, "1").replace("expires", "expiry"), "data[].expires"),
        (page(0..1, "1").replace(MEMBER, ""), "meta.account_member_id"),
    ];
    for (answer, path) in unreadable {
        assert_eq!(exchange_for(&answer).await, Err(Error::Unreadable { status: 201, path }));
    }
}

#[tokio::test]
async fn the_tokens_obtained_are_not_shown() {
    let tokens = exchange_for(&page(0..1, "1")).await.unwrap();
    assert!(!format!("{tokens:?} {tokens:#?}").contains("token-0"));
}
