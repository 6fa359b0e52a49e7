//! Sessions for tests.
#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::*;

pub(super) const NOW: i64 = 1_700_000_000;
pub(super) const MEMBER: &str = "c825bd75-c12a-4918-ad46-11ffbe3ad616";
pub(super) const OTHER_MEMBER: &str = "d825bd75-c12a-4918-ad46-11ffbe3ad616";
pub(crate) const ACCOUNT: &str = "e46ca02d-c4fb-42ec-81d1-26fd1ef9fc68";

/// So many seconds after [`NOW`].
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(NOW.saturating_add(seconds))
}

pub(super) fn opaque() -> String {
    "opaque".to_owned()
}

/// A token that says when it was issued and that it is [`MEMBER`]'s.
pub(super) fn jwt(issued: i64) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let claims = format!(r#"{{"iat":{issued},"sub":"{MEMBER}"}}"#);
    let mut encoded = String::from("e30.");
    for chunk in claims.as_bytes().chunks(3) {
        let byte = |index: usize| u32::from(*chunk.get(index).unwrap_or(&0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..=chunk.len() {
            encoded.push(char::from(ALPHABET[(bits >> (18 - 6 * index) & 63) as usize]));
        }
    }
    encoded.push_str(".signature");
    encoded
}

pub(super) fn account(id: &str, token: &str, lifetime: i64) -> AccountToken {
    AccountToken {
        account_id: AccountId::parse(id).unwrap(),
        account_name: "Personal \"Account\"; ü".to_owned(),
        token: AccountManagementAuthenticationToken::new(token.to_owned()),
        expires: at(lifetime),
    }
}

pub(super) fn tokens(accounts: Vec<AccountToken>) -> AccountMembersTokens {
    AccountMembersTokens { account_member_id: AccountMemberId::parse(MEMBER), accounts, complete: true }
}

/// The ids of so many accounts.
pub(super) fn ids(count: usize) -> Vec<String> {
    (0..count).map(|index| format!("e46ca02d-c4fb-42ec-81d1-{index:012}")).collect()
}

/// A member of so many accounts, who acts for the last.
pub(crate) fn member_of(count: usize) -> SignedIn {
    let ids = ids(count);
    let accounts = ids.iter().map(|id| account(id, &format!("token-{id}"), 86_400)).collect();
    SignedIn::new(tokens(accounts), &AccountId::parse(ids.last().unwrap()).unwrap()).unwrap()
}

/// A member of one account, whose token expires so many seconds after [`NOW`].
pub(crate) fn member(token: &str, lifetime: i64) -> SignedIn {
    let id = AccountId::parse(ACCOUNT).unwrap();
    SignedIn::new(tokens(vec![account(ACCOUNT, token, lifetime)]), &id).unwrap()
}
