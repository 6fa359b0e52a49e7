//! Account Members: who a member is.

use std::fmt;

use super::client::Call;
use super::envelope::decode;
use super::path::Path;
use super::{
    AccountManagementAuthenticationToken, AccountMemberId, Commerce, Error, Method, Response, Transport,
};

const ROUTE: &str = "account_members.get";

/// A member.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountMember {
    /// Its id.
    pub id: AccountMemberId,
    /// The name, possibly empty.
    pub name: String,
    /// The e-mail address, possibly empty.
    pub email: String,
}

/// The id only: who somebody is is their own business.
impl fmt::Debug for AccountMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AccountMember").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<T: Transport> Commerce<T> {
    /// Reads a member, with an account token of theirs.
    pub async fn account_member(
        &self,
        account_member_id: &AccountMemberId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<AccountMember, Error> {
        let path = Path::new("/v2/account-members").id(account_member_id.as_str());
        let account_token = Some(account_token);
        read(&self.call(Call { route: ROUTE, method: Method::Get, path, json: None, account_token }).await?)
    }
}

fn read(response: &Response) -> Result<AccountMember, Error> {
    let member = decode(response, ROUTE)?.object("data");
    let text = |place| member.owned(place).unwrap_or_default();
    let unreadable = Error::Unreadable { status: response.status, path: "data.id" };
    Ok(AccountMember {
        id: AccountMemberId::try_from(text("id")).map_err(|_| unreadable)?,
        name: text("name"),
        email: text("email"),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

    use super::*;
    use crate::commerce::recorded_answers::RecordedAnswers;

    const ID: &str = "013acbb2-456a-454b-9979-5a024fb88357";

    async fn member(answer: &str) -> Result<AccountMember, Error> {
        let token = AccountManagementAuthenticationToken::new("account-token".to_owned());
        let client = RecordedAnswers::default().answer(200, answer).client();
        client.account_member(&AccountMemberId::parse(ID).unwrap(), &token).await
    }

    #[tokio::test]
    async fn a_member_need_have_nothing_but_an_id() {
        let answer = format!(r#"{{"data":{{"id":"{ID}","name":null,"new":[{{}}]}},"new":1}}"#);
        let member = member(&answer).await.unwrap();
        assert_eq!((member.name.as_str(), member.email.as_str()), ("", ""));
    }

    #[tokio::test]
    async fn a_member_shows_nothing_but_the_id() {
        let answer = format!(r#"{{"data":{{"id":"{ID}","name":"canary","email":"canary@banks.com"}}}}"#);
        let shown = format!("{:?}", member(&answer).await.unwrap());
        assert!(shown.contains(ID) && !shown.contains("canary"), "{shown}");
    }

    #[tokio::test]
    async fn a_member_without_an_id_is_unreadable() {
        for (answer, path) in [("", ROUTE), ("{}", "data.id"), (r#"{"data":{"id":".."}}"#, "data.id")] {
            assert_eq!(member(answer).await, Err(Error::Unreadable { status: 200, path }));
        }
    }
}
