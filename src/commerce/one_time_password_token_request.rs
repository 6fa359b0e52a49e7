//! Create One-Time Password Token Request: asks Commerce to have a code sent to a member.

use super::client::Call;
use super::envelope::{Attributes, encode};
use super::path::Path;
use super::{AuthenticationRealmId, Commerce, Error, Method, PasswordProfileId, Transport};

const ROUTE: &str = "one_time_password_token_request.create";

/// Who wants a code, and what for.
#[derive(Clone, Copy)]
pub struct OneTimePasswordTokenRequest<'a> {
    /// The realm of the store's account members.
    pub authentication_realm_id: &'a AuthenticationRealmId,
    /// The password profile that the username is kept under.
    pub password_profile_id: &'a PasswordProfileId,
    /// The username, which need not be an e-mail address.
    pub username: &'a str,
    /// What the code is for.
    pub purpose: Purpose,
}

/// What a code is for. It decides which e-mail is sent, not what the code can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To set a new password.
    ResetPassword,
    /// To sign in without a password.
    PasswordlessAuthentication,
}

impl Purpose {
    /// The purpose as the API writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::PasswordlessAuthentication => "passwordless_authentication",
        }
    }
}

impl<T: Transport> Commerce<T> {
    /// Asks for a code. Success says nothing about whether there is such a member, and the answer is not read:
    /// one documented form of it would hold the code.
    pub async fn create_one_time_password_token_request(
        &self,
        request: &OneTimePasswordTokenRequest<'_>,
    ) -> Result<(), Error> {
        self.call(call(request)?).await.map(drop)
    }
}

fn call(request: &OneTimePasswordTokenRequest<'_>) -> Result<Call<'static>, Error> {
    let attributes = Attributes {
        kind: "one_time_password_token_request",
        username: Some(request.username),
        purpose: Some(request.purpose.as_str()),
        ..Attributes::default()
    };
    let path = Path::new("/v2/authentication-realms")
        .id(request.authentication_realm_id.as_str())
        .then("/password-profiles")
        .id(request.password_profile_id.as_str())
        .then("/one-time-password-token-request");
    let json = Some(encode(attributes, ROUTE)?);
    Ok(Call { route: ROUTE, method: Method::Post, path, json, account_token: None })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

    use super::*;
    use crate::commerce::recorded_answers::RecordedAnswers;

    #[tokio::test]
    async fn any_status_of_success_is_success_and_the_answer_is_never_read() {
        let id = "3418c54e-d768-42c1-a9db-d7afd2a18452";
        let request = OneTimePasswordTokenRequest {
            authentication_realm_id: &AuthenticationRealmId::parse(id).unwrap(),
            password_profile_id: &PasswordProfileId::parse(id).unwrap(),
            username: "\"quoted\" \\ jöhn+doe@banks.com",
            purpose: Purpose::PasswordlessAuthentication,
        };
        for (status, body) in
            [(202, ""), (202, "{}"), (201, r#"{"data":{"token":"abc123"}}"#), (204, ""), (200, "{")]
        {
            let client = RecordedAnswers::default().answer(status, body).client();
            assert_eq!(client.create_one_time_password_token_request(&request).await, Ok(()));
            let sent = client.transport().requests.borrow();
            let text = &sent.last().unwrap().body.as_ref().unwrap().text;
            assert_eq!(
                text,
                r#"{"data":{"type":"one_time_password_token_request","username":"\"quoted\" \\ jöhn+doe@banks.com","purpose":"passwordless_authentication"}}"#
            );
        }
    }
}
