//! Everything a store says no with, in the three ways Commerce writes it.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::answer::Answer;

/// A refused request.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    title: String,
    detail: Option<String>,
    envelope: Envelope,
}

/// Which service wrote the `errors` document.
#[derive(Clone, Copy, Debug)]
enum Envelope {
    /// Accounts and single sign-on: the status is a string, and `links.self` names the request.
    Accounts,
    /// The access token call: the status is a string, and there are no links.
    AccessToken,
    /// The gateway in front of all services: the status is an integer.
    Gateway,
}

impl Refusal {
    fn accounts(status: StatusCode, detail: Option<&str>) -> Self {
        let title = status.canonical_reason().unwrap_or_default().to_owned();
        Self { status, title, detail: detail.map(str::to_owned), envelope: Envelope::Accounts }
    }

    /// A body, an id or a parameter that does not hold.
    pub(crate) fn bad_request(detail: &str) -> Self {
        Self::accounts(StatusCode::BAD_REQUEST, Some(detail))
    }

    /// A field that breaks one of the service's rules, named as the service names them.
    pub(crate) fn invalid_field(field: &str, rule: &str) -> Self {
        Self::bad_request(&validation_failed(field, rule))
    }

    /// A field that breaks a rule, answered as 422.
    pub(crate) fn unprocessable_field(field: &str, rule: &str) -> Self {
        Self::accounts(StatusCode::UNPROCESSABLE_ENTITY, Some(&validation_failed(field, rule)))
    }

    pub(crate) fn unauthorized(detail: &str) -> Self {
        Self::accounts(StatusCode::UNAUTHORIZED, Some(detail))
    }

    pub(crate) fn forbidden() -> Self {
        Self::accounts(StatusCode::FORBIDDEN, Some("forbidden"))
    }

    pub(crate) fn not_found(detail: &str) -> Self {
        Self::accounts(StatusCode::NOT_FOUND, Some(detail))
    }

    pub(crate) fn unprocessable() -> Self {
        Self::accounts(StatusCode::UNPROCESSABLE_ENTITY, Some("Constraint violation"))
    }

    /// The access token call's refusals: a title and a status, no detail.
    pub(crate) fn access_token(status: StatusCode) -> Self {
        Self { envelope: Envelope::AccessToken, ..Self::accounts(status, None) }
    }

    /// Missing, expired and unknown access tokens are all the same to the gateway.
    pub(crate) fn unable_to_validate_access_token() -> Self {
        Self::gateway(StatusCode::UNAUTHORIZED)
    }

    /// The gateway's own words for a status.
    pub(crate) fn gateway(status: StatusCode) -> Self {
        let (title, detail) = match status {
            StatusCode::UNAUTHORIZED => ("Unable to validate access token", None),
            StatusCode::INTERNAL_SERVER_ERROR => (
                "Internal Server Error",
                Some("There was an internal server error, you can report with your request id."),
            ),
            other => (other.canonical_reason().unwrap_or("Error"), None),
        };
        Self {
            status,
            title: title.to_owned(),
            detail: detail.map(str::to_owned),
            envelope: Envelope::Gateway,
        }
    }

    /// The answer to the request that `self_url` names.
    pub(crate) fn answer(&self, self_url: &str) -> Answer {
        let mut error = Map::new();
        error.insert("title".to_owned(), json!(self.title));
        let status = match self.envelope {
            Envelope::Gateway => json!(self.status.as_u16()),
            Envelope::Accounts | Envelope::AccessToken => json!(self.status.as_str()),
        };
        error.insert("status".to_owned(), status);
        if let Some(detail) = &self.detail {
            error.insert("detail".to_owned(), json!(detail));
        }
        if matches!(self.envelope, Envelope::Gateway) && self.status == StatusCode::INTERNAL_SERVER_ERROR {
            error.insert("request_id".to_owned(), json!(request_id()));
        }
        let mut body = Map::new();
        body.insert("errors".to_owned(), json!([error]));
        if matches!(self.envelope, Envelope::Accounts) {
            body.insert("links".to_owned(), json!({ "self": self_url }));
        }
        Answer::new(self.status, Value::Object(body))
    }
}

fn validation_failed(field: &str, rule: &str) -> String {
    format!("Validation failed: field '{field}' on the '{rule}' tag.")
}

fn request_id() -> String {
    format!("{:016x}", rand::random::<u64>())
}
