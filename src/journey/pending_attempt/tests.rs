use super::*;

const NOW: i64 = 1_700_000_000;

fn attempt() -> PendingAttempt {
    let realm = AuthenticationRealmId::parse("3418c54e-d768-42c1-a9db-d7afd2a18452");
    PendingAttempt::new(
        "1".into(),
        Purpose::ResetPassword,
        "john.doe@banks.com",
        realm.unwrap_or_else(|| unreachable!("a UUID")),
        Timestamp::from_seconds(NOW),
    )
}

#[test]
fn an_attempt_is_remembered_for_as_long_as_its_code_is_valid() {
    let stored = attempt().encode();
    let at = |seconds: i64| {
        PendingAttempt::decode(&stored, Purpose::ResetPassword, Timestamp::from_seconds(NOW + seconds))
            .is_some()
    };
    assert!(at(0) && at(599), "while the code is valid");
    assert!(!at(600), "not after it");
    assert!(at(-59) && !at(-3600), "nor when the clock was set back by an hour");
}

#[test]
fn where_it_leads_on_to_is_remembered_with_it() {
    let now = Timestamp::from_seconds(NOW);
    for place in [None, Some("/checkout/".to_owned())] {
        let stored = attempt().returning_to(place.clone()).encode();
        let read = PendingAttempt::decode(&stored, Purpose::ResetPassword, now);
        assert_eq!(read.map(|attempt| attempt.return_to), Some(place));
    }
}

#[test]
fn an_attempt_for_another_purpose_is_as_if_not_there() {
    let now = Timestamp::from_seconds(NOW);
    let purpose = Purpose::PasswordlessAuthentication;
    assert!(PendingAttempt::decode(&attempt().encode(), purpose, now).is_none());
}

#[test]
fn anything_unreadable_is_as_if_not_there() {
    let other_version = attempt().encode().replace("\"version\":1", "\"version\":2");
    for stored in ["", "null", "{}", "[]", "\u{0}", &other_version] {
        assert!(
            PendingAttempt::decode(stored, Purpose::ResetPassword, Timestamp::from_seconds(NOW)).is_none(),
            "{stored}"
        );
        assert!(Cooldown::decode(stored, Timestamp::from_seconds(NOW)).is_none(), "{stored}");
    }
}

#[test]
fn the_age_of_a_code_is_known_only_where_it_was_asked_for() {
    let age = |username: &str, seconds: i64| {
        PendingAttempt::age_for(Some(&attempt()), username, Timestamp::from_seconds(NOW + seconds))
    };
    assert_eq!(age("john.doe@banks.com", 10), CodeAge::Valid);
    assert_eq!(age("john.doe@banks.com", 601), CodeAge::Expired);
    assert_eq!(age("jane.roe@banks.com", 10), CodeAge::Unknown);
    assert_eq!(
        PendingAttempt::age_for(None, "john.doe@banks.com", Timestamp::from_seconds(NOW)),
        CodeAge::Unknown
    );
}

#[test]
fn a_wait_is_forgotten_when_it_is_long_over_or_the_clock_was_set_back() {
    let stored = Cooldown::after_request(Timestamp::from_seconds(NOW), 60).encode();
    let left = |seconds: i64| {
        let now = Timestamp::from_seconds(NOW + seconds);
        Cooldown::decode(&stored, now).map(|cooldown| cooldown.seconds_left(now))
    };
    assert_eq!([left(0), left(59), left(61)], [Some(60), Some(1), Some(0)]);
    assert_eq!([left(-3600), left(60 + 3601)], [None, None]);
}

#[test]
fn waiting_doubles_from_a_minute_unless_the_store_says_how_long() {
    let now = Timestamp::from_seconds(NOW);
    let mut cooldown = None;
    let mut waits = Vec::new();
    for _ in 0..6 {
        let next = Cooldown::after_refusal(cooldown, 0, 0, now);
        waits.push(next.seconds_left(now));
        cooldown = Some(next);
    }
    assert_eq!(waits, [60, 120, 240, 480, 900, 900]);
    assert_eq!(Cooldown::after_refusal(None, 30, 100, now).seconds_left(now), 30);
    assert_eq!(Cooldown::after_refusal(None, 0, 100, now).seconds_left(now), 75);
}

proptest::proptest! {
    /// However links are followed and codes asked for, by whomever and whenever, a link is used without a press only
    /// for the person whom this browser asked for less than ten minutes ago, and once for each time it asked.
    #[test]
    fn a_link_is_used_without_a_press_once_at_most_and_only_where_it_was_asked_for(
        steps in proptest::collection::vec((proptest::bool::ANY, 0..3_usize, 0..400_i64), 1..40),
    ) {
        let people = ["john.doe@banks.com", "jane.roe@banks.com", "John.Doe@banks.com"];
        let (mut seconds, mut asked, mut used) = (NOW, None::<PendingAttempt>, None::<String>);
        let mut used_without_a_press = std::collections::BTreeSet::new();
        for (number, (is_asked, person, later)) in steps.into_iter().enumerate() {
            seconds += later;
            let (now, username) = (Timestamp::from_seconds(seconds), people[person]);
            if is_asked {
                let realm = attempt().authentication_realm_id;
                let purpose = Purpose::PasswordlessAuthentication;
                asked = Some(PendingAttempt::new(number.to_string(), purpose, username, realm, now));
            } else if let Some(asked) = asked.as_ref().filter(|asked| asked.vouches_for(username, used.as_deref(), now)) {
                proptest::prop_assert_eq!(&asked.username, username);
                proptest::prop_assert!(now.since(asked.requested_at) < 600);
                proptest::prop_assert!(used_without_a_press.insert(asked.id.clone()));
                used = Some(asked.id.clone());
            }
        }
    }

    #[test]
    fn no_stored_text_makes_it_panic(stored in ".*", now in proptest::num::i64::ANY) {
        let _ = PendingAttempt::decode(&stored, Purpose::ResetPassword, Timestamp::from_seconds(now));
        let _ = Cooldown::decode(&stored, Timestamp::from_seconds(now));
    }
}
