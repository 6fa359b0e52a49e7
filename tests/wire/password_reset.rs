//! What a password is reset with, but for the account token: access token, settings, code, and the update.

use latchkey::commerce::{
    AccountAuthenticationSettings, AccountMemberSelfManagement, AuthenticationRealmId, Commerce, Error,
    OneTimePasswordTokenRequest, Password, PasswordProfileId, PasswordUpdate, Purpose,
    UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfo, UserAuthenticationPasswordProfileInfoId,
};
use serde_json::Value;

use crate::store::{
    BASE, MEMBER, NOW, PROFILE, Recorded, USERNAME, account_token, answering, api_error, assert_sent,
    fixture, now, refusal, store,
};

const REALM: &str = "7a76f309-67ea-476f-b78e-e2737e9d6e29";
const INFO: &str = "3c5f6359-d5b7-4c58-9403-8dcd04de488c";

pub(crate) fn settings(client: &Commerce<Recorded>) -> Result<AccountAuthenticationSettings, Error> {
    now(client.account_authentication_settings())
}

pub(crate) fn request_code(client: &Commerce<Recorded>) -> Result<(), Error> {
    now(client.create_one_time_password_token_request(&OneTimePasswordTokenRequest {
        authentication_realm_id: &AuthenticationRealmId::parse(REALM).unwrap(),
        password_profile_id: &PasswordProfileId::parse(PROFILE).unwrap(),
        username: USERNAME,
        purpose: Purpose::ResetPassword,
    }))
}

fn list(client: &Commerce<Recorded>) -> Result<Vec<UserAuthenticationPasswordProfileInfo>, Error> {
    now(client.list_user_authentication_password_profile_infos(
        &AuthenticationRealmId::parse(REALM).unwrap(),
        &UserAuthenticationInfoId::parse(MEMBER).unwrap(),
        &account_token(),
    ))
}

fn update(client: &Commerce<Recorded>) -> Result<(), Error> {
    now(client.update_user_authentication_password_profile_info(&PasswordUpdate {
        authentication_realm_id: &AuthenticationRealmId::parse(REALM).unwrap(),
        user_authentication_info_id: &UserAuthenticationInfoId::parse(MEMBER).unwrap(),
        user_authentication_password_profile_info_id: &UserAuthenticationPasswordProfileInfoId::parse(INFO)
            .unwrap(),
        password_profile_id: &PasswordProfileId::parse(PROFILE).unwrap(),
        password: &Password::new("a longer and better one".to_owned()),
        account_token: &account_token(),
    }))
}

fn infos_path() -> String {
    format!(
        "/v2/authentication-realms/{REALM}/user-authentication-info/{MEMBER}/user-authentication-password-profile-info"
    )
}

#[test]
fn an_access_token_is_asked_for_and_lasts_for_an_hour() {
    for body in [fixture("access_token.implicit"), fixture("access_token.client_credentials")] {
        let client = store((200, body), (200, String::new()));
        now(client.prepare_access_token()).unwrap();
        client.transport().now.set(NOW + 3300);
        now(client.prepare_access_token()).unwrap();
        let requests = client.transport().requests.borrow();
        let [sent] = requests.as_slice() else { unreachable!("{requests:?}") };
        assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", "/oauth/access_token"));
        assert_eq!(sent.url, format!("{BASE}/oauth/access_token"));
        assert!(sent.headers.is_empty());
        let body = sent.body.as_ref().unwrap();
        assert_eq!(body.content_type.as_str(), "application/x-www-form-urlencoded");
        assert_eq!(body.text, "grant_type=implicit&client_id=sandbox");
    }
}

#[test]
fn an_access_token_is_refused() {
    let client = store((401, fixture("access_token.unauthorized")), (200, String::new()));
    let refusal = refusal(now(client.prepare_access_token()));
    assert_eq!((refusal.status, refusal.route), (401, "access_token.create"));
    assert_eq!(refusal.errors, [api_error("Unauthorized", 401, None)]);
}

#[test]
fn the_settings_name_the_realm() {
    let client = answering(200, fixture("account_authentication_settings.get"));
    let expected = AccountAuthenticationSettings {
        authentication_realm_id: AuthenticationRealmId::parse(REALM),
        account_member_self_management: AccountMemberSelfManagement::UpdateOnly,
    };
    assert_eq!(settings(&client), Ok(expected));
    assert_sent(&client, "GET", "/v2/settings/account-authentication", false, None);
}

#[test]
fn the_settings_are_refused() {
    let client = answering(403, fixture("account_authentication_settings.forbidden"));
    let refusal = refusal(settings(&client));
    assert_eq!((refusal.status, refusal.route), (403, "account_authentication_settings.get"));
    assert_eq!(refusal.errors, [api_error("Forbidden", 403, Some("forbidden"))]);
}

#[test]
fn a_code_is_asked_for() {
    let client = answering(202, String::new());
    assert_eq!(request_code(&client), Ok(()));
    let path = format!(
        "/v2/authentication-realms/{REALM}/password-profiles/{PROFILE}/one-time-password-token-request"
    );
    let body = fixture("one_time_password_token_request.request");
    assert_sent(&client, "POST", &path, false, Some(&body));
}

#[test]
fn a_code_is_refused() {
    let client = answering(422, fixture("one_time_password_token_request.unprocessable"));
    let refusal = refusal(request_code(&client));
    assert_eq!((refusal.status, refusal.route), (422, "one_time_password_token_request.create"));
    assert_eq!(refusal.errors, [api_error("Unprocessable Entity", 422, Some("Constraint violation"))]);
}

#[test]
fn the_event_that_sends_a_code_speaks_of_what_was_asked_in_the_same_words() {
    let event: Value = serde_json::from_str(&fixture("one_time_password_token_request.event")).unwrap();
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap();
    assert_eq!(text("/payload/purpose"), Purpose::ResetPassword.as_str());
    assert_eq!(text("/payload/user_authentication_password_profile_info/username"), USERNAME);
    assert!(AuthenticationRealmId::parse(text("/payload/authentication_realm_id")).is_some());
    assert!(PasswordProfileId::parse(text("/payload/password_profile_id")).is_some());
    assert!(UserAuthenticationInfoId::parse(text("/payload/user_authentication_info/id")).is_some());
    let info = text("/payload/user_authentication_password_profile_info/id");
    assert!(UserAuthenticationPasswordProfileInfoId::parse(info).is_some());
}

#[test]
fn a_members_usernames_are_listed() {
    let client = answering(200, fixture("user_authentication_password_profile_info.list"));
    let expected = UserAuthenticationPasswordProfileInfo {
        id: UserAuthenticationPasswordProfileInfoId::parse(INFO).unwrap(),
        username: USERNAME.to_owned(),
        password_profile_id: PasswordProfileId::parse(PROFILE),
    };
    assert_eq!(list(&client), Ok(vec![expected]));
    let path = format!("{}?page%5Blimit%5D=100&page%5Boffset%5D=0", infos_path());
    assert_sent(&client, "GET", &path, true, None);
}

#[test]
fn a_password_is_updated() {
    let client = answering(200, fixture("user_authentication_password_profile_info.updated"));
    assert_eq!(update(&client), Ok(()));
    let path = format!("{}/{INFO}", infos_path());
    let body = fixture("user_authentication_password_profile_info.update_request");
    assert_sent(&client, "PUT", &path, true, Some(&body));
}

#[test]
fn a_password_is_refused() {
    let client = answering(400, fixture("user_authentication_password_profile_info.too_weak"));
    let refusal = refusal(update(&client));
    assert_eq!((refusal.status, refusal.route), (400, "user_authentication_password_profile_info.update"));
    let detail = "Validation failed: field 'Password' on the 'min' tag.";
    assert_eq!(refusal.errors, [api_error("Bad Request", 400, Some(detail))]);
}

#[test]
fn a_member_may_neither_list_nor_update() {
    let client = answering(403, fixture("user_authentication_password_profile_info.forbidden"));
    let expected = [api_error("Forbidden", 403, Some("forbidden"))];
    let listing = refusal(list(&client));
    assert_eq!(
        (listing.route, listing.errors.as_slice()),
        ("user_authentication_password_profile_info.list", &expected[..])
    );
    let updating = refusal(update(&client));
    assert_eq!((updating.status, updating.errors.as_slice()), (403, &expected[..]));
}
