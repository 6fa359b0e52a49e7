//! Ids, each of a type of its own, so that none can stand in another's place.
//!
//! An id is a UUID, held in lower case, when a person, a link or a configuration supplies it. Commerce's own
//! answers are taken as they come, as long as they cannot mean anything else in a path.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest id that is accepted from an answer, in bytes.
const MAX_LENGTH: usize = 128;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Deserialised from any id that could come from Commerce.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads a UUID (8-4-4-4-12 hexadecimal digits, in any case); none for anything else.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_uuid(text).then(|| Self(text.to_ascii_lowercase()))
            }

            /// The id as the API writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        /// Takes an id that Commerce answered; fails when it is empty, overlong or means something in a path.
        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                answered(text).map(Self).ok_or("not an id")
            }
        }
    )*};
}

ids! {
    /// An authentication realm: where a store's members, or another kind of people, have their credentials.
    AuthenticationRealmId;
    /// A password profile of a realm: the rules under which usernames and passwords are kept.
    PasswordProfileId;
    /// A person of a realm. For the realm of account members the same as [`AccountMemberId`].
    UserAuthenticationInfoId;
    /// A person's username and password under one password profile.
    UserAuthenticationPasswordProfileInfoId;
    /// A member: a person who may act for accounts.
    AccountMemberId;
    /// An account, to which members belong.
    AccountId;
    /// An order. Whoever knows it may be able to read the order, so it is nothing to publish.
    OrderId;
}

/// Members and the people of their realm are one to one, under the same id.
impl From<&AccountMemberId> for UserAuthenticationInfoId {
    fn from(member: &AccountMemberId) -> Self {
        Self(member.0.clone())
    }
}

/// Members and the people of their realm are one to one, under the same id.
impl From<AccountMemberId> for UserAuthenticationInfoId {
    fn from(member: AccountMemberId) -> Self {
        Self(member.0)
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Dots alone would climb out of a path even when percent-encoded.
fn answered(text: String) -> Option<String> {
    if is_uuid(&text) {
        return Some(text.to_ascii_lowercase());
    }
    let harmless = !text.is_empty() && text.len() <= MAX_LENGTH && text != "." && text != "..";
    harmless.then_some(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const ID: &str = "3418c54e-d768-42c1-a9db-d7afd2a18452";

    #[test]
    fn a_uuid_is_read_in_any_case_and_held_in_lower_case() {
        let lower = AccountId::parse(ID);
        assert_eq!(lower.as_ref().map(AccountId::as_str), Some(ID));
        assert_eq!(AccountId::parse(&ID.to_ascii_uppercase()), lower);
        assert_eq!(AccountId::try_from(ID.to_ascii_uppercase()).ok(), lower);
        assert_eq!(lower.map(|id| id.to_string()).as_deref(), Some(ID));
    }

    #[test]
    fn what_is_no_uuid_is_not_read() {
        let wrong = [
            "",
            "shopper",
            "3418c54ed76842c1a9dbd7afd2a18452",
            "{3418c54e-d768-42c1-a9db-d7afd2a18452}",
            " 3418c54e-d768-42c1-a9db-d7afd2a18452",
            "3418c54e-d768-42c1-a9db-d7afd2a1845g",
            "3418c54e-d768-42c1-a9db-d7afd2a184521",
            "3418c54e/d768-42c1-a9db-d7afd2a18452",
            "3418c54e-d768-42c1-a9db-d7afd2a1845é",
            "../../../../../../../v2/carts/abcdefg",
        ];
        for text in wrong {
            assert_eq!(AuthenticationRealmId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_answered_id_need_not_be_a_uuid_but_must_be_one_step_of_a_path() {
        for text in ["42", "a/b", "ü", &"x".repeat(128)] {
            assert_eq!(AccountId::try_from(text.to_owned()).map(|id| id.0), Ok(text.to_owned()));
        }
        for text in ["", ".", "..", &"x".repeat(129)] {
            assert_eq!(AccountId::try_from(text.to_owned()), Err("not an id"));
        }
    }

    #[test]
    fn ids_are_plain_strings_in_stored_documents_and_may_be_their_keys() {
        let stored = format!(r#"{{"{ID}":"{ID}"}}"#);
        let read: Option<BTreeMap<AccountId, AccountMemberId>> = serde_json::from_str(&stored).ok();
        assert_eq!(read.and_then(|map| serde_json::to_string(&map).ok()), Some(stored));
        assert!(serde_json::from_str::<AccountId>(r#""..""#).is_err());
    }

    #[test]
    fn a_member_is_a_person_of_the_realm_under_the_same_id() {
        let member = AccountMemberId::parse(ID);
        assert_eq!(member.as_ref().map(UserAuthenticationInfoId::from), UserAuthenticationInfoId::parse(ID));
        assert_eq!(member.map(UserAuthenticationInfoId::from), UserAuthenticationInfoId::parse(ID));
    }
}
