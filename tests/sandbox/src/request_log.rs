//! Every request a store received, for tests to count and people to read.

use std::collections::{BTreeMap, VecDeque};

use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::clock::Moment;
use crate::faults::{Fault, FaultKind};
use crate::received::Received;
use crate::routes::Route;

/// How many requests are remembered; older ones are forgotten.
const LONGEST: usize = 1000;

/// A store's requests, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog {
    entries: VecDeque<Entry>,
    /// How many there have ever been.
    received: u64,
}

/// One request and what became of it. It shows secrets: this is a test double.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// The store's how-manieth request it is, counting from 1.
    pub(crate) number: u64,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) route: Option<Route>,
    /// By lower-case name.
    pub(crate) headers: BTreeMap<String, String>,
    /// JSON where it is JSON, else text; null when empty.
    pub(crate) body: Value,
    /// What the store answered, also when a fault kept the answer from arriving.
    pub(crate) status: u16,
    pub(crate) fault: Option<FaultKind>,
    pub(crate) at: Moment,
}

impl RequestLog {
    pub(crate) fn record(
        &mut self,
        received: &Received,
        status: StatusCode,
        fault: Option<&Fault>,
        now: Moment,
    ) {
        if self.entries.len() == LONGEST {
            self.entries.pop_front();
        }
        self.received += 1;
        self.entries.push_back(Entry {
            number: self.received,
            method: received.method.to_string(),
            path: received.path.clone(),
            query: received.query.clone(),
            route: received.route,
            headers: written_headers(&received.headers),
            body: written_body(&received.body),
            status: status.as_u16(),
            fault: fault.map(|fault| fault.kind),
            at: now,
        });
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    /// Oldest first.
    pub(crate) fn entries(&self) -> &VecDeque<Entry> {
        &self.entries
    }
}

fn written_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut written = BTreeMap::<String, String>::new();
    for (name, value) in headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        written
            .entry(name.as_str().to_owned())
            .and_modify(|earlier| *earlier = format!("{earlier}, {value}"))
            .or_insert_with(|| value.into_owned());
    }
    written
}

fn written_body(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}
