//! Everything a store says no with, in the three ways Commerce writes it.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::answer::Answer;

/// A refused request.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    /// One at least.
    problems: Vec<Problem>,
    envelope: Envelope,
}

/// One of the reasons, as `errors` lists it.
#[derive(Clone, Debug)]
struct Problem {
    /// The status that is written, which is nearly always the answer's.
    status: StatusCode,
    title: String,
    detail: Option<String>,
    /// The path of the field at fault.
    source: Option<String>,
    meta: Option<Value>,
}

/// Which service wrote the `errors` document.
#[derive(Clone, Copy, Debug)]
enum Envelope {
    /// Accounts and single sign-on: the status is a string, and `links.self` names the request.
    Accounts,
    /// The access token call, and some words of carts and orders: the status is a string, and there are no links.
    Plain,
    /// Carts, orders, payments and addresses, and the gateway in front of all services: the status is an integer.
    Integer,
}

impl Refusal {
    fn new(envelope: Envelope, status: StatusCode, title: &str, detail: Option<&str>) -> Self {
        let problem = Problem {
            status,
            title: title.to_owned(),
            detail: detail.map(str::to_owned),
            source: None,
            meta: None,
        };
        Self { status, problems: vec![problem], envelope }
    }

    fn accounts(status: StatusCode, detail: Option<&str>) -> Self {
        Self::new(Envelope::Accounts, status, status.canonical_reason().unwrap_or_default(), detail)
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
        Self { envelope: Envelope::Plain, ..Self::accounts(status, None) }
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
        Self::new(Envelope::Integer, status, title, detail)
    }

    /// Carts, orders and payments, in their own words.
    pub(crate) fn commerce(status: StatusCode, title: &str, detail: &str) -> Self {
        Self::new(Envelope::Integer, status, title, Some(detail))
    }

    /// A field of a checkout or a cart that breaks a rule; `source` is its path in the body.
    pub(crate) fn field(source: &str, rule: &str, detail: &str) -> Self {
        Self::commerce(StatusCode::BAD_REQUEST, rule, detail).with(|problem| {
            problem.source = Some(source.to_owned());
        })
    }

    /// An order that is not there, or not the caller's, written as documented: with a status that is a string.
    pub(crate) fn order_not_found() -> Self {
        Self { envelope: Envelope::Plain, ..Self::not_found("Order not found") }
    }

    /// What carts and orders say to an account token, when they mind it.
    pub(crate) fn account_token(status: StatusCode, detail: &str) -> Self {
        Self { envelope: Envelope::Plain, ..Self::accounts(status, Some(detail)) }
    }

    /// The same with an integer status, as carts, orders and addresses write it.
    pub(crate) fn with_integer_status(self) -> Self {
        Self { envelope: Envelope::Integer, ..self }
    }

    /// The same with something about what it is about.
    pub(crate) fn with_meta(self, meta: Value) -> Self {
        self.with(|problem| problem.meta = Some(meta))
    }

    /// The same, with another status in its body than it has itself.
    pub(crate) fn with_written_status(self, status: StatusCode) -> Self {
        self.with(|problem| problem.status = status)
    }

    /// All of them as one, which has the first one's status; `None` of none.
    pub(crate) fn all_of(refusals: Vec<Self>) -> Option<Self> {
        refusals.into_iter().reduce(|mut all, another| {
            all.problems.extend(another.problems);
            all
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Problem)) -> Self {
        if let Some(problem) = self.problems.first_mut() {
            change(problem);
        }
        self
    }

    /// The answer to the request that `self_url` names.
    pub(crate) fn answer(&self, self_url: &str) -> Answer {
        let errors: Vec<_> = self.problems.iter().map(|problem| self.written(problem)).collect();
        let mut body = Map::new();
        body.insert("errors".to_owned(), json!(errors));
        if matches!(self.envelope, Envelope::Accounts) {
            body.insert("links".to_owned(), json!({ "self": self_url }));
        }
        Answer::new(self.status, Value::Object(body))
    }

    fn written(&self, problem: &Problem) -> Map<String, Value> {
        let mut error = Map::new();
        error.insert("title".to_owned(), json!(problem.title));
        let status = match self.envelope {
            Envelope::Integer => json!(problem.status.as_u16()),
            Envelope::Accounts | Envelope::Plain => json!(problem.status.as_str()),
        };
        error.insert("status".to_owned(), status);
        for (name, text) in [("detail", &problem.detail), ("source", &problem.source)] {
            if let Some(text) = text {
                error.insert(name.to_owned(), json!(text));
            }
        }
        if let Some(meta) = &problem.meta {
            error.insert("meta".to_owned(), meta.clone());
        }
        if matches!(self.envelope, Envelope::Integer) && problem.status == StatusCode::INTERNAL_SERVER_ERROR {
            error.insert("request_id".to_owned(), json!(request_id()));
        }
        error
    }
}

fn validation_failed(field: &str, rule: &str) -> String {
    format!("Validation failed: field '{field}' on the '{rule}' tag.")
}

fn request_id() -> String {
    format!("{:016x}", rand::random::<u64>())
}
