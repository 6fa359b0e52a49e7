#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use std::ops::Range;

use super::*;
use crate::commerce::TransportError;
use crate::commerce::recorded_answers::RecordedAnswers;

const ID: &str = "2b2dd626-9960-40c6-a9f9-d4af96eed3fb";

fn page(numbers: Range<u32>, total: u32) -> String {
    let entries: Vec<String> =
        numbers.map(|number| format!(r#"{{"id":"info-{number}","username":"canary"}}"#)).collect();
    format!(r#"{{"data":[{}],"meta":{{"results":{{"total":{total}}}}}}}"#, entries.join(","))
}

async fn list(
    client: &Commerce<RecordedAnswers>,
) -> Result<Vec<UserAuthenticationPasswordProfileInfo>, Error> {
    let realm = AuthenticationRealmId::parse(ID).unwrap();
    let token = AccountManagementAuthenticationToken::new("account-token".to_owned());
    // An id as Commerce might answer one, if not as it is documented to.
    let user = UserAuthenticationInfoId::try_from("../carts".to_owned()).unwrap();
    client.list_user_authentication_password_profile_infos(&realm, &user, &token).await
}

#[tokio::test]
async fn all_pages_are_read_with_the_account_token() {
    let client = RecordedAnswers::default()
        .answer(200, &page(0..100, 201))
        .answer(200, &page(100..200, 201))
        .answer(200, &page(200..201, 201))
        .client();
    let infos = list(&client).await.unwrap();
    assert_eq!(infos.len(), 201);
    assert!(!format!("{infos:?}").contains("canary"));
    let sent = client.transport().requests.borrow();
    let path = "/v2/authentication-realms/2b2dd626-9960-40c6-a9f9-d4af96eed3fb/user-authentication-info/..%2Fcarts/user-authentication-password-profile-info?page%5Blimit%5D=100&page%5Boffset%5D=";
    let paths: Vec<&str> = sent.iter().skip(1).map(|request| request.path.as_str()).collect();
    assert_eq!(paths, [0, 100, 200].map(|offset| format!("{path}{offset}")));
    assert!(sent.iter().skip(1).all(|request| request.headers.len() == 2));
}

#[tokio::test]
async fn pages_that_bring_nothing_new_end_the_list() {
    for second in [page(0..0, 9), page(0..2, 9)] {
        let client = RecordedAnswers::default().answer(200, &page(0..2, 9)).answer(200, &second).client();
        assert_eq!(list(&client).await.unwrap().len(), 2);
        assert_eq!(client.transport().sent().len(), 3);
    }
}

#[tokio::test]
async fn a_failure_on_any_page_fails_the_list() {
    let client =
        RecordedAnswers::default().answer(200, &page(0..2, 4)).fail(TransportError::TimedOut).client();
    assert_eq!(list(&client).await, Err(Error::Transport(TransportError::TimedOut)));
}

#[tokio::test]
async fn an_entry_is_read_by_what_it_has() {
    let answer = format!(
        r#"{{"data":[{{"id":"{ID}","username":null,"password_profile_id":"{ID}","meta":{{}}}},{{"id":"b","password_profile_id":".."}}]}}"#
    );
    let infos = list(&RecordedAnswers::default().answer(200, &answer).client()).await.unwrap();
    let profiles: Vec<_> = infos.iter().map(|info| info.password_profile_id.clone()).collect();
    assert_eq!(profiles, [PasswordProfileId::parse(ID), None]);
}

#[tokio::test]
async fn what_cannot_be_used_is_unreadable_at_its_place() {
    for (answer, path) in [
        ("", LIST),
        ("{}", LIST),
        (r#"{"data":[{}]}"#, "data[].id"),
        (r#"{"data":[{"id":".."}]}"#, "data[].id"),
    ] {
        let client = RecordedAnswers::default().answer(200, answer).client();
        assert_eq!(list(&client).await, Err(Error::Unreadable { status: 200, path }));
    }
}

#[tokio::test]
async fn an_update_succeeds_whatever_the_answer_says() {
    let update = PasswordUpdate {
        authentication_realm_id: &AuthenticationRealmId::parse(ID).unwrap(),
        user_authentication_info_id: &UserAuthenticationInfoId::parse(ID).unwrap(),
        user_authentication_password_profile_info_id: &UserAuthenticationPasswordProfileInfoId::parse(ID)
            .unwrap(),
        password_profile_id: &PasswordProfileId::parse(ID).unwrap(),
        password: &Password::new(" canary \" \\ ü ".to_owned()),
        account_token: &AccountManagementAuthenticationToken::new("canary-token".to_owned()),
    };
    assert!(!format!("{update:?}").contains("canary"));
    for (status, body) in [(200, "{}"), (200, ""), (204, "")] {
        let client = RecordedAnswers::default().answer(status, body).client();
        assert_eq!(client.update_user_authentication_password_profile_info(&update).await, Ok(()));
        let sent = client.transport().requests.borrow();
        let text = &sent.last().unwrap().body.as_ref().unwrap().text;
        assert!(text.ends_with(r#","password":" canary \" \\ ü "}}"#));
    }
}
