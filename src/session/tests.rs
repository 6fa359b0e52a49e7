//! Who is signed in.
#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

use super::examples::*;
use super::*;

fn id(index: usize) -> AccountId {
    AccountId::parse(&ids(10)[index]).unwrap()
}

#[test]
fn a_member_acts_for_the_account_chosen_and_no_other() {
    let signed_in = member_of(3);
    assert_eq!(signed_in.selected_account().account_id, id(2));
    let other = signed_in.select(&id(0)).unwrap();
    assert_eq!(other.token().expose(), format!("token-{}", ids(1)[0]));
    assert_eq!(signed_in.select(&id(3)), None);
    assert_ne!(signed_in.guard(), other.guard());
}

#[test]
fn nobody_is_signed_in_without_an_account_or_a_member() {
    assert_eq!(SignedIn::new(tokens(Vec::new()), &id(0)), None);
    let of = |token: &str| AccountMembersTokens {
        account_member_id: None,
        ..tokens(vec![account(&ids(1)[0], token, 60)])
    };
    assert_eq!(SignedIn::new(of(&opaque()), &id(0)), None);
    let member = SignedIn::new(of(&jwt(NOW)), &id(0)).unwrap();
    assert_eq!(member.account_member_id().as_str(), MEMBER);
}

#[test]
fn more_accounts_than_there_is_room_for_keep_the_chosen_one() {
    let signed_in = member_of(MAX_ACCOUNTS + 5);
    assert_eq!(signed_in.accounts().len(), MAX_ACCOUNTS);
    assert_eq!(signed_in.selected_account().account_id.as_str(), ids(MAX_ACCOUNTS + 5).last().unwrap());
}

#[test]
fn new_tokens_keep_member_and_account_or_are_not_taken() {
    let signed_in = member_of(2);
    let ids = ids(3);
    let fresh = |index: usize| account(&ids[index], "fresh", 90_000);
    let renewed = signed_in.renewed(tokens(vec![fresh(2), fresh(1)])).unwrap();
    assert_eq!((renewed.guard(), renewed.token().expose()), (signed_in.guard(), "fresh"));
    assert_eq!(renewed.accounts().len(), 2);
    assert_eq!(signed_in.renewed(tokens(vec![fresh(0)])), None, "the account is gone");
    let somebody = AccountMembersTokens {
        account_member_id: AccountMemberId::parse(OTHER_MEMBER),
        ..tokens(vec![fresh(1)])
    };
    assert_eq!(signed_in.renewed(somebody), None);
    let partly = AccountMembersTokens { complete: false, ..tokens(vec![fresh(0)]) };
    let kept = signed_in.renewed(partly).unwrap();
    assert_eq!((kept.guard(), kept.accounts().len()), (signed_in.guard(), 2));
}

#[test]
fn every_session_has_a_mark_of_its_own_that_tells_no_secret() {
    let session = member_of(2);
    assert_eq!(session.mark(), member_of(2).mark());
    let renewed = session.renewed(tokens(vec![account(&ids(2)[1], "fresh", 90_000)])).unwrap();
    let other = session.select(&id(0)).unwrap();
    for another in [renewed, other] {
        assert_ne!(session.mark(), another.mark());
    }
    assert!(!session.mark().contains("token"), "{}", session.mark());
}

#[test]
fn the_embedding_page_is_told_what_changes_and_nothing_else() {
    let first = Session::SignedIn(member_of(2));
    let second = Session::SignedIn(member_of(2).select(&id(0)).unwrap());
    let other = AccountMembersTokens {
        account_member_id: AccountMemberId::parse(OTHER_MEMBER),
        ..tokens(vec![account(&ids(1)[0], "t", 60)])
    };
    let other = Session::SignedIn(SignedIn::new(other, &id(0)).unwrap());
    let out = Session::SignedOut;
    assert_eq!(out.event(&first), Some("latchkey:signed-in"));
    assert_eq!(first.event(&other), Some("latchkey:signed-in"));
    assert_eq!(first.event(&second), Some("latchkey:account-selected"));
    assert_eq!(first.event(&out), Some("latchkey:signed-out"));
    for (before, after) in
        [(&first, &first), (&out, &out), (&Session::Unknown, &first), (&Session::Unknown, &out)]
    {
        assert_eq!(before.event(after), None);
    }
    assert!(first.ends(&out) && first.ends(&other), "nobody, or somebody else");
    for (before, after) in [(&first, &first), (&first, &second), (&out, &first), (&Session::Unknown, &out)] {
        assert!(!before.ends(after));
    }
}

#[test]
fn no_token_shows_itself() {
    let shown = format!("{:?} {:?}", Session::SignedIn(member(&jwt(NOW), 60)), member_of(2).guard());
    assert!(!shown.contains("e30.") && !shown.contains("token-"), "{shown}");
}
