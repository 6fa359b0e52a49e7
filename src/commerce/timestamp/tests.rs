use proptest::prelude::*;

use super::*;

fn iso(text: &str) -> Option<i64> {
    Timestamp::parse_iso8601(text).map(Timestamp::seconds)
}

fn http(text: &str) -> Option<i64> {
    Timestamp::parse_http_date(text).map(Timestamp::seconds)
}

#[test]
fn iso_dates_are_read_with_fractions_and_offsets() {
    assert_eq!(iso("1970-01-01T00:00:00Z"), Some(0));
    assert_eq!(iso("2023-07-19T17:50:12.070Z"), Some(1_689_789_012));
    assert_eq!(iso("2023-09-05T14:53:01.584+00:00"), Some(1_693_925_581));
    assert_eq!(iso("2023-09-05T16:53:01+0200"), Some(1_693_925_581));
    assert_eq!(iso("2023-09-05T09:23:01.123456789-05:30"), Some(1_693_925_581));
    assert_eq!(iso(" 2023-09-05 14:53:01,5 "), Some(1_693_925_581));
    assert_eq!(iso("2000-02-29T23:59:59z"), Some(951_868_799));
    assert_eq!(iso("2016-12-31T23:59:60Z"), Some(1_483_228_800));
    assert_eq!(iso("1969-12-31T23:59:59Z"), Some(-1));
    assert_eq!(iso("0000-01-01T00:00:00Z"), Some(-62_167_219_200));
    assert_eq!(iso("9999-12-31T23:59:59Z"), Some(253_402_300_799));
}

#[test]
fn what_is_no_iso_date_is_not_guessed_at() {
    let wrong = [
        "",
        "1689789012",
        "2023-07-19",
        "2023-07-19T17:50Z",
        "2023-00-19T17:50:12Z",
        "2023-13-19T17:50:12Z",
        "2023-02-29T17:50:12Z",
        "1900-02-29T17:50:12Z",
        "2023-04-31T17:50:12Z",
        "2023-07-00T17:50:12Z",
        "2023-07-19T24:00:00Z",
        "2023-07-19T17:60:00Z",
        "2023-07-19T17:50:61Z",
        "2023-07-19T17:50:12.Z",
        "2023-07-19T17:50:12+1",
        "2023-07-19T17:50:12Zz",
        "2023-07-19T17:50:12 GMT",
        "２023-07-19T17:50:12Z",
        "+023-07-19T17:50:12Z",
    ];
    for text in wrong {
        assert_eq!(iso(text), None, "{text}");
    }
}

#[test]
fn http_dates_are_read_in_the_form_that_is_not_obsolete() {
    assert_eq!(http("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
    assert_eq!(http(" Sun, 06 Nov 1994 08:49:37 GMT "), Some(784_111_777));
    assert_eq!(http("Tue, 24 Nov 2026 18:00:00 GMT"), Some(1_795_543_200));
    let wrong = [
        "",
        "30",
        "Sun Nov  6 08:49:37 1994",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 ovD 1994 08:49:37 GMT",
    ];
    for text in wrong {
        assert_eq!(http(text), None, "{text}");
    }
}

#[test]
fn arithmetic_stops_at_the_ends_of_time() {
    let (first, last) = (Timestamp::from_seconds(i64::MIN), Timestamp::from_seconds(i64::MAX));
    assert_eq!(last.plus(1), last);
    assert_eq!(first.since(last), i64::MIN);
    assert_eq!(Timestamp::from_seconds(90).since(Timestamp::from_seconds(30)), 60);
}

#[test]
fn it_is_serialised_as_an_integer() {
    let moment = Timestamp::from_seconds(1_772_532_000);
    assert_eq!(serde_json::to_string(&moment).ok().as_deref(), Some("1772532000"));
    assert_eq!(serde_json::from_str(" 1772532000 ").ok(), Some(moment));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_nothing_breaks(text in ".{0,40}") {
        let _ = (iso(&text), http(&text), http(&format!("Sun, {text}")));
    }

    #[test]
    fn every_day_is_one_after_the_day_before(year in 1i64..9999, month in 1i64..=12, day in 2i64..=28) {
        prop_assert_eq!(days(year, month, day), days(year, month, day - 1).map(|day| day + 1));
        prop_assert_eq!(days(year + 1, 1, 1), days(year, 12, 31).map(|day| day + 1));
        if month > 1 {
            let ends = [31, 30, 29, 28].iter().find_map(|day| days(year, month - 1, *day));
            prop_assert_eq!(days(year, month, 1), ends.map(|day| day + 1));
        }
    }
}
