//! Account Authentication Settings: which realm a store's members are in, and what they may do themselves.

use super::client::Call;
use super::envelope::decode;
use super::path::Path;
use super::{AuthenticationRealmId, Commerce, Error, Method, Response, Transport};

const ROUTE: &str = "account_authentication_settings.get";

/// The settings, as far as they matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountAuthenticationSettings {
    /// The realm of the store's account members.
    pub authentication_realm_id: Option<AuthenticationRealmId>,
    /// Whether members may change their own credentials.
    pub account_member_self_management: AccountMemberSelfManagement,
}

/// Whether members may change their own credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountMemberSelfManagement {
    /// They may not.
    Disabled,
    /// They may, passwords included.
    UpdateOnly,
    /// The answer does not say, or says something newer than this.
    Unknown,
}

impl<T: Transport> Commerce<T> {
    /// Reads the settings. It is documented nowhere that the implicit access token may; some stores may refuse.
    pub async fn account_authentication_settings(&self) -> Result<AccountAuthenticationSettings, Error> {
        let path = Path::new("/v2/settings/account-authentication");
        let call = Call { route: ROUTE, method: Method::Get, path, json: None, account_token: None };
        read(&self.call(call).await?)
    }
}

fn read(response: &Response) -> Result<AccountAuthenticationSettings, Error> {
    let unreadable = |path| Error::Unreadable { status: response.status, path };
    let settings = decode(response, ROUTE)?.object("data");
    if settings.is_empty() {
        return Err(unreadable("data"));
    }
    let realm =
        settings.owned("relationships.authentication_realm.data.id").map(AuthenticationRealmId::try_from);
    let account_member_self_management = match settings.text("account_member_self_management") {
        Some("disabled") => AccountMemberSelfManagement::Disabled,
        Some("update_only") => AccountMemberSelfManagement::UpdateOnly,
        _ => AccountMemberSelfManagement::Unknown,
    };
    Ok(AccountAuthenticationSettings {
        authentication_realm_id: realm
            .transpose()
            .map_err(|_| unreadable("data.relationships.authentication_realm.data.id"))?,
        account_member_self_management,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::recorded_answers::RecordedAnswers;

    const REALM: &str = "3418c54e-d768-42c1-a9db-d7afd2a18452";

    async fn settings(answer: &str) -> Result<AccountAuthenticationSettings, Error> {
        RecordedAnswers::default().answer(200, answer).client().account_authentication_settings().await
    }

    #[tokio::test]
    async fn the_realm_is_found_in_the_relationships() {
        let answer = format!(
            r#"{{"data":{{"relationships":{{"authentication_realm":{{"data":{{"id":"{REALM}","new":1}}}}}}}}}}"#
        );
        let realm = settings(&answer).await.map(|settings| settings.authentication_realm_id);
        assert_eq!(realm, Ok(AuthenticationRealmId::parse(REALM)));
    }

    #[tokio::test]
    async fn settings_without_a_realm_are_read_all_the_same() {
        for relationships in
            ["null", "{}", r#"{"authentication_realm":null}"#, r#"{"authentication_realm":{"data":null}}"#]
        {
            let answer = format!(r#"{{"data":{{"id":"a","relationships":{relationships}}}}}"#);
            assert_eq!(settings(&answer).await.map(|settings| settings.authentication_realm_id), Ok(None));
        }
    }

    #[tokio::test]
    async fn a_realm_that_means_something_in_a_path_is_unreadable() {
        let answer = r#"{"data":{"relationships":{"authentication_realm":{"data":{"id":".."}}}}}"#;
        let path = "data.relationships.authentication_realm.data.id";
        assert_eq!(settings(answer).await, Err(Error::Unreadable { status: 200, path }));
    }

    #[tokio::test]
    async fn self_management_is_known_or_unknown() {
        for (value, expected) in [
            (r#""disabled""#, AccountMemberSelfManagement::Disabled),
            (r#""update_only""#, AccountMemberSelfManagement::UpdateOnly),
            (r#""everything""#, AccountMemberSelfManagement::Unknown),
            ("7", AccountMemberSelfManagement::Unknown),
        ] {
            let answer = format!(r#"{{"data":{{"account_member_self_management":{value}}}}}"#);
            let read = settings(&answer).await.map(|settings| settings.account_member_self_management);
            assert_eq!(read, Ok(expected));
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_not_settings_is_unreadable() {
        for (answer, path) in [
            ("", ROUTE),
            ("{}", "data"),
            ("<html>", ROUTE),
            (r#"{"data":null}"#, "data"),
            (r#"{"data":{}}"#, "data"),
        ] {
            assert_eq!(settings(answer).await, Err(Error::Unreadable { status: 200, path }), "{answer}");
        }
    }
}
