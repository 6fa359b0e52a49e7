//! What is sent again when it fails, and after how long: reads alone, since they change nothing.

use super::{Method, Response, RetryAfter, TransportError};

/// How long to wait before each repetition of a read, in milliseconds.
const WAITS: [u32; 2] = [400, 1000];

/// The longest that a shopper is made to wait without a word, because the store asks for it, in seconds.
const LONGEST_WAIT: u32 = 5;

/// Milliseconds after which a request is to be sent again that has been repeated so many times; none where its
/// outcome stands.
///
/// A read repeats when no answer could be read, at 429, and at 5xx. What the transport gave up itself does not: the
/// shopper has waited long enough. Nor does what the store wants left alone for longer, or until a date, which this
/// device's clock may mistake.
pub(crate) fn wait_before_repeating(
    method: Method,
    repeated: usize,
    outcome: &Result<Response, TransportError>,
) -> Option<u32> {
    let wait = *WAITS.get(repeated).filter(|_| method == Method::Get)?;
    match outcome {
        Err(TransportError::Offline) => Some(wait),
        Ok(Response { status: 429 | 500..=599, retry_after, .. }) => {
            match retry_after.as_deref().and_then(RetryAfter::parse) {
                None => Some(wait),
                Some(RetryAfter::Seconds(seconds)) if seconds <= LONGEST_WAIT => {
                    Some(wait.max(seconds * 1000))
                }
                Some(_) => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<Response, TransportError>;

    fn answered(status: u16, retry_after: Option<&str>) -> Outcome {
        Ok(Response { status, retry_after: retry_after.map(str::to_owned), body: String::new() })
    }

    fn waits(method: Method, outcome: &Outcome) -> Vec<Option<u32>> {
        (0..4).map(|repeated| wait_before_repeating(method, repeated, outcome)).collect()
    }

    fn repeated() -> Vec<(Outcome, [u32; 2])> {
        let usual = [400, 1000];
        let mut outcomes: Vec<_> =
            [429, 500, 502, 503, 504, 599].map(|status| (answered(status, None), usual)).into();
        outcomes.push((Err(TransportError::Offline), usual));
        for (retry_after, waits) in
            [("0", usual), ("1", [1000, 1000]), ("5", [5000, 5000]), ("soon", usual), ("", usual)]
        {
            outcomes.push((answered(429, Some(retry_after)), waits));
            outcomes.push((answered(503, Some(retry_after)), waits));
        }
        outcomes
    }

    #[test]
    fn a_read_repeats_twice_each_time_later_or_when_the_store_says() {
        for (outcome, [first, second]) in repeated() {
            assert_eq!(waits(Method::Get, &outcome), [Some(first), Some(second), None, None], "{outcome:?}");
        }
    }

    #[test]
    fn nothing_but_a_read_repeats() {
        for (outcome, _) in repeated() {
            for method in [Method::Post, Method::Put] {
                assert_eq!(waits(method, &outcome), [None; 4], "{method:?} {outcome:?}");
            }
        }
    }

    #[test]
    fn what_took_too_long_or_was_refused_or_must_wait_longer_stands() {
        let mut outcomes = vec![Err(TransportError::TimedOut), Err(TransportError::Aborted)];
        outcomes.extend(
            [200, 204, 301, 304, 400, 401, 403, 404, 408, 422, 428, 430, 499, 600]
                .map(|status| answered(status, Some("1"))),
        );
        for retry_after in ["6", "30", "99999999999", "Mon, 02 Mar 2026 10:00:00 GMT"] {
            outcomes.extend([429, 503].map(|status| answered(status, Some(retry_after))));
        }
        for outcome in outcomes {
            assert_eq!(waits(Method::Get, &outcome), [None; 4], "{outcome:?}");
        }
    }
}
