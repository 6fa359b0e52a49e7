//! What an account token says of itself. It is documented as a JSON Web Token, but nothing may depend on that: a
//! token that cannot be read says nothing.

use crate::commerce::fields::Fields;
use crate::commerce::{AccountManagementAuthenticationToken, AccountMemberId, Timestamp};

/// Longest claims that are read, in characters.
const MAX_LENGTH: usize = 16_384;

/// When it was issued, by the store's clock.
pub(super) fn issued(token: &AccountManagementAuthenticationToken) -> Option<Timestamp> {
    // Anything else is no moment that a store of today issued a token at.
    let issued = read(token)?.number("iat").filter(|seconds| (1..100_000_000_000).contains(seconds))?;
    Some(Timestamp::from_seconds(issued))
}

/// Whose it is.
pub(super) fn account_member_id(token: &AccountManagementAuthenticationToken) -> Option<AccountMemberId> {
    AccountMemberId::parse(read(token)?.text("sub")?)
}

/// The claims, unverified: they are the shopper's own, and the store checks each token that it is shown.
fn read(token: &AccountManagementAuthenticationToken) -> Option<Fields> {
    // EXPOSE: the claims are part of the token.
    let claims = token.expose().split('.').nth(1).filter(|claims| claims.len() <= MAX_LENGTH)?;
    Fields::read(&String::from_utf8(base64url(claims)?).ok()?).ok()
}

/// Decodes base64 of the alphabet for addresses, padded or not.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.trim_end_matches('=').bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> AccountManagementAuthenticationToken {
        AccountManagementAuthenticationToken::new(text.to_owned())
    }

    #[test]
    fn base64_of_addresses_is_decoded() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("Zg", Some(b"f")),
            ("Zg==", Some(b"f")),
            ("Zm8", Some(b"fo")),
            ("Zm9vYmFy", Some(b"foobar")),
            ("-_-_", Some(&[0xfb, 0xff, 0xbf])),
            ("+/+/", None),
            ("Zm 8", None),
        ] {
            assert_eq!(base64url(text).as_deref(), bytes, "{text}");
        }
    }

    #[test]
    fn a_token_says_when_it_was_issued_and_whose_it_is() {
        // {"iat":1689702612,"sub":"c825bd75-c12a-4918-ad46-11ffbe3ad616"}
        let claims = "eyJpYXQiOjE2ODk3MDI2MTIsInN1YiI6ImM4MjViZDc1LWMxMmEtNDkxOC1hZDQ2LTExZmZiZTNhZDYxNiJ9";
        let token = token(&["e30.", claims, ".x"].concat());
        assert_eq!(issued(&token), Some(Timestamp::from_seconds(1_689_702_612)));
        assert_eq!(
            account_member_id(&token).map(|id| id.to_string()).as_deref(),
            Some("c825bd75-c12a-4918-ad46-11ffbe3ad616")
        );
    }

    #[test]
    fn a_token_that_is_opaque_or_damaged_says_nothing() {
        // "iat" of {"iat":"soon"}, {"iat":-1}, and a list.
        for text in [
            "opaque",
            "",
            ".",
            "..",
            "e30.e30.",
            "e30.@.",
            "e30.eyJpYXQiOiJzb29uIn0.",
            "e30.eyJpYXQiOi0xfQ",
            "e30.W10.",
        ] {
            assert_eq!(issued(&token(text)), None, "{text}");
            assert_eq!(account_member_id(&token(text)), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_token_makes_it_panic(text in ".*") {
            let _ = issued(&token(&text));
            let _ = issued(&token(&[".", &text].concat()));
        }
    }
}
