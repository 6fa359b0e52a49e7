//! What a member signs in with, and stays signed in with: codes, passwords and account tokens.

use latchkey::commerce::{
    AccountMemberId, AccountMembersTokens, Commerce, Credentials, Error, OneTimePasswordToken, Password,
    PasswordProfileId, Timestamp,
};

use crate::store::{
    ACCOUNT, MEMBER, NOW, PROFILE, Recorded, USERNAME, account_token, answering, api_error, assert_sent,
    fixture, now, refusal,
};

const EXCHANGE_PATH: &str = "/v2/account-members/tokens?page%5Blimit%5D=100&page%5Boffset%5D=0";

fn exchange_code(client: &Commerce<Recorded>) -> Result<AccountMembersTokens, Error> {
    now(client.create_account_members_tokens(&Credentials::Passwordless {
        password_profile_id: PasswordProfileId::parse(PROFILE).unwrap(),
        username: USERNAME.to_owned(),
        one_time_password_token: OneTimePasswordToken::new("q7m2xk".to_owned()),
    }))
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
    assert_eq!(account.account_id.as_str(), ACCOUNT);
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
fn an_account_token_is_renewed() {
    let client = answering(201, fixture("account_members_tokens.three_accounts"));
    let credentials = Credentials::AccountManagementAuthenticationToken { account_token: account_token() };
    let tokens = now(client.create_account_members_tokens(&credentials)).unwrap();
    let body = fixture("account_members_tokens.renewal_request");
    assert_sent(&client, "POST", EXCHANGE_PATH, true, Some(&body));
    assert_eq!((tokens.accounts.len(), tokens.complete), (3, true));
}

#[test]
fn an_account_token_has_expired() {
    let client = answering(401, fixture("errors.account_token_401"));
    let credentials = Credentials::AccountManagementAuthenticationToken { account_token: account_token() };
    let refusal = refusal(now(client.create_account_members_tokens(&credentials)));
    assert_eq!(refusal.errors, [api_error("Unauthorized", 401, Some("The account token has expired"))]);
    assert!(!refusal.is_about_the_access_token());
    assert_eq!(client.transport().requests.borrow().len(), 2);
}
