use super::*;

fn refusal(status: u16, body: &str) -> Refusal {
    Refusal::read("carts.get", &Response { status, retry_after: None, body: body.to_owned() })
}

#[test]
fn an_error_is_read_with_its_status_as_a_string_or_a_number() {
    for status in [r#""404""#, "404", "404.0"] {
        let body = format!(
            r#"{{"errors":[{{"title":"Not Found","status":{status},"detail":"d","source":"data.id","request_id":"r","meta":{{"id":"x"}}}}],"links":{{}}}}"#
        );
        let expected = ApiError {
            title: "Not Found".to_owned(),
            status: Some(404),
            detail: Some("d".to_owned()),
            source: Some("data.id".to_owned()),
            request_id: Some("r".to_owned()),
        };
        assert_eq!(refusal(404, &body).errors, [expected]);
    }
}

#[test]
fn errors_that_are_missing_or_not_json_leave_the_status() {
    let huge = "<p>".repeat(1_000_000);
    let deep = format!(r#"{{"errors":{}"#, "[".repeat(1_000_000));
    let bodies = [
        "",
        "null",
        "[]",
        "{}",
        r#""errors""#,
        r#"{"errors":null}"#,
        r#"{"errors":[]}"#,
        r#"{"errors":{}}"#,
        r#"{"errors":"gone"}"#,
        r#"{"message":"Unauthorized"}"#,
        r#"{"errors":[{"title":"cut"#,
        "<html><title>502 Bad Gateway</title></html>",
        "\u{feff}{}",
        "\0",
        &huge,
        &deep,
    ];
    for body in bodies {
        let expected = Refusal { status: 502, route: "carts.get", errors: Vec::new(), retry_after: None };
        assert_eq!(refusal(502, body), expected);
    }
}

#[test]
fn one_odd_field_does_not_lose_the_others() {
    let body = r#"{"errors":[{"title":"A","status":{},"detail":["x"],"source":{"pointer":"/data"}},{"status":"soon"},{"title":7,"status":70000},{},"gone"]}"#;
    let refusal = refusal(400, body);
    let read: Vec<_> = refusal.errors.iter().map(|error| (error.title.as_str(), error.status)).collect();
    assert_eq!(read, [("A", None), ("", None), ("7", None), ("", None), ("", None)]);
    assert!(refusal.has_title("A") && !refusal.has_title("a"));
}

#[test]
fn only_the_gateways_401_says_that_the_access_token_was_invalid() {
    let invalid = r#"{"errors":[{"title":"x"},{"title":"Unable to validate access token","status":401}]}"#;
    assert!(refusal(401, invalid).access_token_was_invalid());
    assert!(refusal(401, invalid).is_about_the_access_token());
    for other in [refusal(403, invalid), refusal(401, ""), refusal(401, &invalid.replace("Unable", "unable"))]
    {
        assert!(!other.access_token_was_invalid() && !other.is_about_the_access_token());
    }
}

#[test]
fn a_refused_client_id_is_about_the_access_token_but_a_busy_or_broken_store_is_not() {
    for (status, about) in [(400, true), (401, true), (403, true), (429, false), (500, false), (503, false)] {
        let refusal = Refusal { route: access_token::ROUTE, ..refusal(status, "") };
        assert_eq!(refusal.is_about_the_access_token(), about, "{status}");
    }
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    for (value, expected) in [
        ("30", Some(RetryAfter::Seconds(30))),
        (" 0 ", Some(RetryAfter::Seconds(0))),
        ("99999999999999999999", Some(RetryAfter::Seconds(u32::MAX))),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(RetryAfter::At(Timestamp::from_seconds(784_111_777)))),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("30, 30", None),
        ("soon", None),
    ] {
        assert_eq!(RetryAfter::parse(value), expected, "{value}");
        let response = Response { status: 429, retry_after: Some(value.to_owned()), body: String::new() };
        assert_eq!(Refusal::read("carts.get", &response).retry_after, expected);
    }
}

#[test]
fn an_error_tells_the_developer_which_call_and_no_more() {
    let body = r#"{"errors":[{"title":"canary-title","detail":"canary"}]}"#;
    assert_eq!(Error::Refused(refusal(400, body)).to_string(), "carts.get was refused with status 400");
    let unreadable = Error::Unreadable { status: 200, path: "data[].id" };
    assert_eq!(unreadable.to_string(), "the answer of status 200 is unreadable at data[].id");
    assert_eq!(Error::from(TransportError::TimedOut).to_string(), "no answer in time");
}

#[test]
fn the_details_of_an_error_are_not_shown() {
    let body = r#"{"errors":[{"title":"Bad Request","detail":"canary","source":"canary"}]}"#;
    let shown = format!("{:?}", Error::Refused(refusal(400, body)));
    assert!(shown.contains("Bad Request") && !shown.contains("canary"), "{shown}");
}
