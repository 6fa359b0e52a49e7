//! The stored form, written and read, whole and damaged.
#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::examples::{ACCOUNT, MEMBER, NOW, ids, jwt, member, member_of, opaque};
use super::*;

/// A document as an Elastic Path storefront writes it.
fn foreign() -> Value {
    json!({
        "accounts": {
            ACCOUNT: {
                "account_id": ACCOUNT, "account_name": "Personal Account", "expires": "2023-07-19T17:50:12.070Z",
                "token": "abc.def-g_h", "type": "account_management_authentication_token",
            },
        },
        "selected": ACCOUNT,
        "accountMemberId": MEMBER,
    })
}

fn read(document: &Value) -> Option<SignedIn> {
    decode(&document.to_string())
}

#[test]
fn a_storefronts_document_is_read() {
    let signed_in = read(&foreign()).unwrap();
    assert_eq!(signed_in.account_member_id().as_str(), MEMBER);
    assert_eq!(signed_in.selected_account().account_name, "Personal Account");
    assert_eq!(signed_in.token().expose(), "abc.def-g_h");
    assert_eq!(signed_in.expires().seconds(), 1_689_789_012);
}

#[test]
fn what_is_written_is_the_document_that_storefronts_read() {
    let written: Value = serde_json::from_str(&encode(&member_of(2))).unwrap();
    let ids = ids(2);
    let account = |id: &String| {
        json!({
            "account_id": id, "account_name": "Personal \"Account\"; ü", "expires": "2023-11-15T22:13:20.000Z",
            "token": format!("token-{id}"), "type": "account_management_authentication_token",
        })
    };
    let expected = json!({
        "accounts": { &ids[0]: account(&ids[0]), &ids[1]: account(&ids[1]) },
        "selected": ids[1],
        "accountMemberId": MEMBER,
    });
    assert_eq!(written, expected);
}

#[test]
fn one_six_and_sixty_accounts_are_read_back() {
    for count in [1, 6, 60, MAX_ACCOUNTS] {
        let signed_in = member_of(count);
        assert_eq!(decode(&encode(&signed_in)).as_ref(), Some(&signed_in), "{count}");
        let alone = decode(&encode_selected(&signed_in)).unwrap();
        assert_eq!((alone.guard(), alone.accounts().len()), (signed_in.guard(), 1));
    }
}

#[test]
fn a_damaged_document_means_that_nobody_is_signed_in() {
    let mut documents = vec![json!(null), json!([]), json!("x"), json!(1), json!({})];
    for (place, value) in [
        ("/selected", json!("3418c54e-d768-42c1-a9db-d7afd2a18452")),
        ("/selected", json!(null)),
        ("/selected", json!({"id": ACCOUNT})),
        ("/accounts", json!([])),
        ("/accounts", json!(null)),
        ("/accountMemberId", json!("..")),
        ("/accountMemberId", json!(null)),
    ] {
        let mut document = foreign();
        *document.pointer_mut(place).unwrap() = value;
        documents.push(document);
    }
    for (field, value) in [
        ("token", json!("a\r\nX-Evil: 1")),
        ("token", json!("a b")),
        ("token", json!("")),
        ("token", json!("tökén")),
        ("token", json!(null)),
        ("token", json!({"raw": "abc"})),
        ("expires", json!("soon")),
        ("expires", json!(null)),
        ("account_id", json!(MEMBER)),
        ("type", json!("account")),
    ] {
        let mut document = foreign();
        document["accounts"][ACCOUNT][field] = value;
        documents.push(document);
    }
    for document in documents {
        assert_eq!(read(&document), None, "{document}");
    }
}

#[test]
fn an_account_that_cannot_be_used_is_passed_over_and_the_others_stay() {
    let mut document: Value = serde_json::from_str(&encode(&member_of(3))).unwrap();
    let ids = ids(3);
    document["accounts"][&ids[0]]["token"] = json!("a b");
    document["accounts"][&ids[1]] = json!([1, 2]);
    let signed_in = read(&document).unwrap();
    assert_eq!(signed_in.accounts().len(), 1);
    assert_eq!(signed_in.selected_account().account_id.as_str(), ids[2]);
}

#[test]
fn a_document_without_a_member_is_read_where_its_token_names_one() {
    let mut document = foreign();
    document["accountMemberId"] = json!(null);
    document["accounts"][ACCOUNT]["token"] = json!(jwt(NOW));
    assert_eq!(read(&document).unwrap().account_member_id().as_str(), MEMBER);
}

#[test]
fn expiry_is_read_as_a_date_and_as_seconds() {
    for expires in [json!(1_689_789_012), json!("1689789012"), json!("2023-07-19T19:50:12+02:00")] {
        let mut document = foreign();
        document["accounts"][ACCOUNT]["expires"] = expires;
        assert_eq!(read(&document).unwrap().expires().seconds(), 1_689_789_012);
    }
}

#[test]
fn what_is_huge_or_deep_is_not_read() {
    assert_eq!(decode(&"{\"accounts\":".repeat(100_000)), None);
    assert_eq!(decode(&"[".repeat(4_000_000)), None);
    let huge = [foreign().to_string(), " ".repeat(MAX_LENGTH)].concat();
    assert_eq!(decode(&huge), None);
}

#[test]
fn the_cookie_tells_what_the_storefront_did_since() {
    let ours = member_of(2);
    let first = ours.select(&AccountId::parse(&ids(2)[0]).unwrap()).unwrap();
    let alone = |signed_in: &SignedIn| decode(&encode_selected(signed_in));
    let joined = |cookie| join(Some(ours.clone()), cookie, true).unwrap();
    assert_eq!(joined(alone(&ours)), ours);
    assert_eq!(joined(alone(&first)), first, "another account, whose token we hold");
    let newer = member(&opaque(), 60);
    assert_eq!(joined(Some(newer.clone())), newer, "somebody signed in there");
    assert_eq!(join(None, Some(newer.clone()), false), Some(newer), "nobody had here");
    assert_eq!(join(Some(ours.clone()), None, true), None, "signed out there");
    assert_eq!(join(Some(ours.clone()), None, false), Some(ours), "cookies are denied");
    assert_eq!(join(None, None, true), None);
}

/// Cuts, replaces or repeats a part of a valid document.
fn mutated() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), ".{0,8}", any::<bool>()).prop_map(
        |(from, to, instead, repeats)| {
            let text: Vec<char> = encode(&member_of(3)).chars().collect();
            let (from, to) = (from.index(text.len()), to.index(text.len()));
            let (from, to) = (from.min(to), from.max(to));
            let part = |range: &[char]| range.iter().collect::<String>();
            let middle = if repeats { part(&text[from..to]).repeat(2) } else { String::new() };
            [part(&text[..from]), instead, middle, part(&text[to..])].concat()
        },
    )
}

proptest! {
    #[test]
    fn whatever_bytes_are_stored_nobody_is_signed_in_by_them(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        prop_assert_eq!(decode(&String::from_utf8_lossy(&bytes)), None);
    }

    #[test]
    fn whatever_a_damaged_document_says_it_is_fit_for_a_header_and_read_back(document in mutated()) {
        if let Some(signed_in) = decode(&document) {
            prop_assert!(signed_in.accounts().iter().all(|account| account.token.is_header_safe()));
            prop_assert_eq!(decode(&encode(&signed_in)), Some(signed_in));
        }
    }

    #[test]
    fn every_moment_is_written_as_it_is_read(seconds in -62_135_596_800_i64..=253_402_300_799) {
        let moment = Timestamp::from_seconds(seconds);
        prop_assert_eq!(Timestamp::parse_iso8601(&iso8601(moment)), Some(moment));
    }
}
