//! How an answer travels: whole, or spoilt by a fault on its way.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, header};
use futures_util::{StreamExt, stream};
use serde_json::Value;

use crate::answer::Answer;
use crate::cors;
use crate::faults::{Fault, FaultKind};

/// How long the beginning of a cut body gets to travel before the connection breaks.
const BEFORE_THE_CUT: Duration = Duration::from_millis(50);

/// An answer on its way, and what happens to it.
pub(crate) struct Delivery {
    pub(crate) answer: Answer,
    pub(crate) fault: Option<Fault>,
    /// The store's time, for the `Date` header.
    pub(crate) date: String,
    pub(crate) expose_retry_after: bool,
}

impl Delivery {
    /// Delivers the answer, or fails to.
    pub(crate) async fn deliver(self) -> Response<Body> {
        let Some(fault) = &self.fault else { return self.response(Broken::No) };
        match fault.kind {
            FaultKind::Status | FaultKind::WithoutCors => self.response(Broken::No),
            FaultKind::Slow => {
                tokio::time::sleep(Duration::from_millis(fault.milliseconds.unwrap_or_default())).await;
                self.response(Broken::No)
            }
            FaultKind::CutBody => self.response(Broken::Half),
            FaultKind::MalformedJson => self.response(Broken::Malformed),
            FaultKind::Late if fault.dropped == Some(true) => self.response(Broken::Nothing),
            FaultKind::NeverAnswer | FaultKind::Late => std::future::pending().await,
            FaultKind::Drop => self.response(Broken::Nothing),
        }
    }

    fn response(&self, broken: Broken) -> Response<Body> {
        let whole = self.answer.body.as_ref().map(Value::to_string);
        let (body, length) = match broken {
            Broken::No => (whole.clone().map_or_else(Body::empty, Body::from), None),
            Broken::Malformed => (Body::from(r#"{"data": ["#), None),
            // An answer without a body has nothing to cut: cut an empty document.
            Broken::Half => cut(whole.as_deref().unwrap_or("{}")),
            Broken::Nothing => (break_off(None), None),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.answer.status;
        let headers = response.headers_mut();
        if whole.is_some() || matches!(broken, Broken::Malformed | Broken::Half) {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(length) = length {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        if let Ok(date) = HeaderValue::from_str(&self.date) {
            headers.insert(header::DATE, date);
        }
        let fault = self.fault.as_ref();
        let retry_after = fault.and_then(|fault| fault.retry_after.as_deref());
        if let Some(retry_after) = retry_after.and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(header::RETRY_AFTER, retry_after);
        }
        if !fault.is_some_and(|fault| fault.kind == FaultKind::WithoutCors) {
            cors::allow(headers, self.expose_retry_after);
        }
        response
    }
}

/// How an answer's body is spoilt.
#[derive(Clone, Copy)]
enum Broken {
    No,
    Malformed,
    Half,
    Nothing,
}

/// The first half of a body, and the length of the whole that was promised.
fn cut(whole: &str) -> (Body, Option<usize>) {
    let half = Bytes::copy_from_slice(whole.as_bytes()).split_to(whole.len() / 2);
    (break_off(Some(half)), Some(whole.len()))
}

/// A body that fails after its beginning. Over a socket this closes the connection; with no beginning, nothing at all
/// has been sent by then.
fn break_off(beginning: Option<Bytes>) -> Body {
    let has_beginning = beginning.is_some();
    let failure = stream::once(async move {
        if has_beginning {
            tokio::time::sleep(BEFORE_THE_CUT).await;
        }
        Err(std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "the sandbox broke the answer off"))
    });
    Body::from_stream(stream::iter(beginning.map(Ok)).chain(failure))
}
