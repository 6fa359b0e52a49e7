//! What goes over the wire, against the documented bodies in `tests/fixtures`: every answer is read to what it
//! says, every request is written as documented. The sandbox is checked against the same files by itself.

#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::Path;

use futures_util::FutureExt;
use latchkey::commerce::{
    AccountAuthenticationSettings, AccountManagementAuthenticationToken, AccountMemberId,
    AccountMemberSelfManagement, AccountMembersTokens, ApiError, AuthenticationRealmId, Commerce,
    Credentials, Error, OneTimePasswordToken, OneTimePasswordTokenRequest, Password, PasswordProfileId,
    PasswordUpdate, Purpose, Refusal, Request, Response, Timestamp, Transport, TransportError,
    UserAuthenticationInfoId, UserAuthenticationPasswordProfileInfo, UserAuthenticationPasswordProfileInfoId,
};
use serde_json::Value;

const BASE: &str = "https://euwest.api.elasticpath.com";
const REALM: &str = "7a76f309-67ea-476f-b78e-e2737e9d6e29";
const PROFILE: &str = "cf535f93-e2a5-44b0-9065-cafa46029455";
const MEMBER: &str = "013acbb2-456a-454b-9979-5a024fb88357";
const INFO: &str = "3c5f6359-d5b7-4c58-9403-8dcd04de488c";
const USERNAME: &str = "john.doe@banks.com";
/// 2026-03-02T10:00:00Z, the moment of the fixtures.
const NOW: i64 = 1_772_445_600;

/// Answers the access token request with one text and every other call with another.
struct Recorded {
    access_token: (u16, String),
    answer: (u16, String),
    now: Cell<i64>,
    requests: RefCell<Vec<Request>>,
}

impl Transport for Recorded {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let is_for_access_token = request.path == "/oauth/access_token";
        self.requests.borrow_mut().push(request);
        let (status, body) = if is_for_access_token { &self.access_token } else { &self.answer };
        Ok(Response { status: *status, retry_after: None, body: body.clone() })
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.now.get())
    }
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| unreachable!("{path}: {error}"))
}

fn store(access_token: (u16, String), answer: (u16, String)) -> Commerce<Recorded> {
    let transport = Recorded { access_token, answer, now: Cell::new(NOW), requests: RefCell::default() };
    Commerce::new(transport, BASE, "sandbox")
}

/// A store that grants access tokens and answers every other call with this.
fn answering(status: u16, body: String) -> Commerce<Recorded> {
    store((200, fixture("access_token.implicit")), (status, body))
}

/// Recorded answers are there at once.
fn now<T>(call: impl Future<Output = T>) -> T {
    call.now_or_never().unwrap()
}

fn refusal<T>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        Err(other) => unreachable!("{other}"),
        Ok(_) => unreachable!("nothing was refused"),
    }
}

fn api_error(title: &str, status: u16, detail: Option<&str>) -> ApiError {
    let detail = detail.map(str::to_owned);
    ApiError { title: title.to_owned(), status: Some(status), detail, source: None, request_id: None }
}

fn settings(client: &Commerce<Recorded>) -> Result<AccountAuthenticationSettings, Error> {
    now(client.account_authentication_settings())
}

fn request_code(client: &Commerce<Recorded>) -> Result<(), Error> {
    now(client.create_one_time_password_token_request(&OneTimePasswordTokenRequest {
        authentication_realm_id: &AuthenticationRealmId::parse(REALM).unwrap(),
        password_profile_id: &PasswordProfileId::parse(PROFILE).unwrap(),
        username: USERNAME,
        purpose: Purpose::ResetPassword,
    }))
}

fn exchange_code(client: &Commerce<Recorded>) -> Result<AccountMembersTokens, Error> {
    now(client.create_account_members_tokens(&Credentials::Passwordless {
        password_profile_id: PasswordProfileId::parse(PROFILE).unwrap(),
        username: USERNAME.to_owned(),
        one_time_password_token: OneTimePasswordToken::new("q7m2xk".to_owned()),
    }))
}

fn list(client: &Commerce<Recorded>) -> Result<Vec<UserAuthenticationPasswordProfileInfo>, Error> {
    now(client.list_user_authentication_password_profile_infos(
        &AuthenticationRealmId::parse(REALM).unwrap(),
        &UserAuthenticationInfoId::parse(MEMBER).unwrap(),
        &AccountManagementAuthenticationToken::new("account-token".to_owned()),
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
        account_token: &AccountManagementAuthenticationToken::new("account-token".to_owned()),
    }))
}

/// Asserts on the one request that followed the access token's.
fn assert_sent(
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

const EXCHANGE_PATH: &str = "/v2/account-members/tokens?page%5Blimit%5D=100&page%5Boffset%5D=0";

fn infos_path() -> String {
    format!(
        "/v2/authentication-realms/{REALM}/user-authentication-info/{MEMBER}/user-authentication-password-profile-info"
    )
}

#[test]
fn every_fixture_is_named_in_a_test() {
    let tests = include_str!("wire.rs");
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut fixtures = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.strip_suffix(".json").unwrap_or_else(|| unreachable!("{file} is no fixture"));
        assert!(tests.contains(&format!("fixture(\"{name}\")")), "no test reads the fixture {file}");
        fixtures += 1;
    }
    assert!(fixtures > 0);
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
fn a_code_is_exchanged() {
    let client = answering(201, fixture("account_members_tokens.one_account"));
    let tokens = exchange_code(&client).unwrap();
    let body = fixture("account_members_tokens.passwordless_request");
    assert_sent(&client, "POST", EXCHANGE_PATH, false, Some(&body));
    assert_eq!(tokens.account_member_id, AccountMemberId::parse(MEMBER));
    assert!(tokens.complete);
    let [account] = tokens.accounts.as_slice() else { unreachable!() };
    assert_eq!(account.account_id.as_str(), "2592a334-4a5d-493e-bb3d-4d551a2f4e7e");
    assert_eq!(account.account_name, "Personal Account");
    assert_eq!(account.expires, Timestamp::from_seconds(NOW + 86_400));
    assert!(account.token.expose().starts_with("eyJ") && account.token.is_header_safe());
}

#[test]
fn a_password_is_exchanged() {
    let client = answering(201, fixture("account_members_tokens.three_accounts"));
    let credentials = Credentials::Password {
        password_profile_id: PasswordProfileId::parse(PROFILE).unwrap(),
        username: USERNAME.to_owned(),
        password: Password::new("correct horse battery staple".to_owned()),
    };
    let tokens = now(client.create_account_members_tokens(&credentials)).unwrap();
    let body = fixture("account_members_tokens.password_request");
    assert_sent(&client, "POST", EXCHANGE_PATH, false, Some(&body));
    let names: Vec<&str> = tokens.accounts.iter().map(|account| account.account_name.as_str()).collect();
    assert_eq!(names, ["Banks Household", "Banks Catering", "Banks & Daughters Ltd"]);
    assert!(tokens.complete);
}

#[test]
fn a_member_of_no_account_is_known_all_the_same() {
    let tokens = exchange_code(&answering(201, fixture("account_members_tokens.no_account"))).unwrap();
    assert_eq!(tokens.account_member_id, AccountMemberId::parse("3a56c40c-8d6b-4a13-96d1-b930898eeb2f"));
    assert!(tokens.accounts.is_empty() && tokens.complete);
}

#[test]
fn a_wrong_code_is_refused_in_one_of_three_ways_and_never_sent_again() {
    let unknown_realm = "the authorization realm for the token could not be found";
    for (status, body, title, detail) in [
        (400, fixture("account_members_tokens.wrong_code_400"), "Bad Request", "authentication failed"),
        (401, fixture("account_members_tokens.wrong_code_401"), "Unauthorized", "authentication failed"),
        (404, fixture("account_members_tokens.wrong_code_404"), "Not Found", unknown_realm),
    ] {
        let client = answering(status, body);
        let refusal = refusal(exchange_code(&client));
        assert_eq!((refusal.status, refusal.route), (status, "account_members_tokens.create"));
        assert_eq!(refusal.errors, [api_error(title, status, Some(detail))]);
        assert!(!refusal.is_about_the_access_token());
        let sent = fixture("account_members_tokens.passwordless_request");
        assert_sent(&client, "POST", EXCHANGE_PATH, false, Some(&sent));
    }
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

#[test]
fn the_gateway_refuses_an_access_token_and_then_its_successor() {
    let client = answering(401, fixture("errors.gateway_401"));
    let refusal = refusal(settings(&client));
    assert!(refusal.is_about_the_access_token());
    assert_eq!(refusal.errors, [api_error("Unable to validate access token", 401, None)]);
    assert_eq!(client.transport().requests.borrow().len(), 4);
}

#[test]
fn a_busy_store_says_so() {
    let refusal = refusal(request_code(&answering(429, fixture("errors.rate_limited_429"))));
    assert_eq!((refusal.status, refusal.retry_after), (429, None));
    assert_eq!(refusal.errors, [api_error("Too Many Requests", 429, None)]);
}

#[test]
fn a_broken_store_gives_an_id_for_its_support() {
    let refusal = refusal(settings(&answering(500, fixture("errors.internal_500"))));
    let [error] = refusal.errors.as_slice() else { unreachable!() };
    assert_eq!((error.title.as_str(), error.status), ("Internal Server Error", Some(500)));
    assert_eq!(error.request_id.as_deref(), Some("7d1f0c52a9e64b3f"));
}

#[test]
fn an_error_of_the_cart_service_has_a_number_for_its_status() {
    let refusal = refusal(settings(&answering(404, fixture("errors.carts_integer_status"))));
    let detail = "The requested product could not be found";
    assert_eq!(refusal.errors, [api_error("Product not found", 404, Some(detail))]);
}
