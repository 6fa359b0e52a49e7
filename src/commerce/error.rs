//! What can go wrong with a call. Told apart by status and title; nothing a server wrote is ever shown.

use std::fmt;

use super::fields::Fields;
use super::{Response, Timestamp, TransportError, access_token};

/// Why a call has no result. Neither `Display` nor `Debug` holds a secret; `Display` holds no server's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no answer; what was asked may have been carried out.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The answer's status is not one of success.
    #[error("{} was refused with status {}", .0.route, .0.status)]
    Refused(Refusal),
    /// The status is one of success, but the answer is not what is documented.
    #[error("the answer of status {status} is unreadable at {path}")]
    Unreadable {
        /// The HTTP status; 0 when it is not an answer but a request that could not be written, and was not sent.
        status: u16,
        /// The place in the JSON, or the route when it is no such JSON.
        path: &'static str,
    },
}

/// A status that is not one of success, and what the answer says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Which call was refused, as `<resource>.<verb>`; `access_token.create` is the one that precedes others.
    pub route: &'static str,
    /// What the service says; empty when it says nothing readable, as proxies do.
    pub errors: Vec<ApiError>,
    /// When to try again, where the service says so and the browser lets it be read.
    pub retry_after: Option<RetryAfter>,
}

impl Refusal {
    /// Whether one of the errors has exactly this title.
    #[must_use]
    pub fn has_title(&self, title: &str) -> bool {
        self.errors.iter().any(|error| error.title == title)
    }

    /// Whether the access token is at fault rather than what was asked: it was not granted (the client id is
    /// wrong), or was refused by the gateway even when new.
    #[must_use]
    pub fn is_about_the_access_token(&self) -> bool {
        let not_granted =
            self.route == access_token::ROUTE && (400..500).contains(&self.status) && self.status != 429;
        not_granted || self.access_token_was_invalid()
    }

    /// The only refusal after which a call repeats: the gateway's, before the service has seen it.
    pub(crate) fn access_token_was_invalid(&self) -> bool {
        self.status == 401 && self.has_title("Unable to validate access token")
    }

    /// Reads whatever can be read of a refusal.
    pub(crate) fn read(route: &'static str, response: &Response) -> Self {
        let errors = Fields::read(&response.body).ok().and_then(|answer| answer.list("errors"));
        Self {
            status: response.status,
            route,
            errors: errors.unwrap_or_default().iter().map(ApiError::from).collect(),
            retry_after: response.retry_after.as_deref().and_then(RetryAfter::parse),
        }
    }
}

/// The header `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// Seconds from the answer on.
    Seconds(u32),
    /// A moment by the server's clock.
    At(Timestamp),
}

impl RetryAfter {
    /// Reads the header's value in either form; none for anything else. More seconds than fit are the most
    /// that do.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Seconds(value.parse().unwrap_or(u32::MAX)));
        }
        Timestamp::parse_http_date(value).map(Self::At)
    }
}

/// One error of an answer's `errors`.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiError {
    /// The kind of error; empty when left out.
    pub title: String,
    /// The status; some services write it as a string, some as a number.
    pub status: Option<u16>,
    /// What exactly; never shown, since services put values that were sent into it.
    pub detail: Option<String>,
    /// The field at fault.
    pub source: Option<String>,
    /// What Elastic Path's support asks for.
    pub request_id: Option<String>,
}

/// Leaves out what may repeat the values that were sent.
impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("title", &self.title)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl From<&Fields> for ApiError {
    fn from(fields: &Fields) -> Self {
        Self {
            title: fields.owned("title").unwrap_or_default(),
            status: fields.number("status").and_then(|status| u16::try_from(status).ok()),
            detail: fields.owned("detail"),
            source: fields.owned("source"),
            request_id: fields.owned("request_id"),
        }
    }
}

#[cfg(test)]
mod tests;
