//! What a store answers, before faults and CORS have their say.

use axum::http::StatusCode;
use serde_json::{Value, json};

/// A status and, mostly, a JSON body.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Option<Value>,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, body: Value) -> Self {
        Self { status, body: Some(body) }
    }

    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, body: None }
    }

    /// `200 OK` with one resource in the usual envelope.
    pub(crate) fn resource(data: Value, self_url: &str) -> Self {
        Self::new(StatusCode::OK, json!({ "data": data, "links": { "self": self_url } }))
    }
}
