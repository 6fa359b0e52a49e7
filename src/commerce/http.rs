//! What goes over the wire, and the port through which it goes.
//!
//! Requests carry tokens, passwords and codes: nothing here shows more of them than method and path.

use std::fmt;

use super::Timestamp;

/// How requests reach the Commerce API. The app's is the browser's fetch, the tests' is in memory.
#[expect(async_fn_in_trait, reason = "the browser's future is not Send")]
pub trait Transport {
    /// Sends one request and reads its whole answer, of whatever status.
    ///
    /// Must end within a time-out of its own, must not repeat, and must set `Content-Type` from the body's
    /// [`ContentType`] besides the listed headers.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;

    /// Waits for so many milliseconds, or somewhat longer, so that many who fail at once do not come back at once.
    async fn wait(&self, milliseconds: u32);

    /// The current time by the shopper's clock, right or wrong.
    fn now(&self) -> Timestamp;

    /// Hears the current time by the store's clock, whenever an access token tells it.
    fn tell_time(&self, _store_time: Timestamp) {}
}

/// A request, complete but for `Content-Type`. Its `Debug` form is method and path, without the id of a cart.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address from the base URL on: starts with `/`, includes the query. The id of a cart is the one secret
    /// that it may hold.
    pub path: String,
    /// The whole address.
    pub url: String,
    /// Names and values; every value is visible ASCII.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent, for `POST` and `PUT`.
    pub body: Option<Body>,
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.method.as_str())?;
        formatter.write_str(" ")?;
        let Some(cart) = self.path.strip_prefix(ONE_CART) else { return formatter.write_str(&self.path) };
        formatter.write_str(ONE_CART)?;
        formatter.write_str("[redacted]")?;
        let rest = cart.find(['/', '?']).and_then(|end| cart.get(end..));
        formatter.write_str(rest.unwrap_or_default())
    }
}

/// What the id of a cart follows.
const ONE_CART: &str = "/v2/carts/";

/// The body of a request. Its `Debug` form is the content type.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// How the text is to be read.
    pub content_type: ContentType,
    /// The text, secrets and all.
    pub text: String,
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.content_type.as_str())
    }
}

/// An answer of whatever status. Its `Debug` form is the status.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`, where the browser lets it be read.
    pub retry_after: Option<String>,
    /// The text, possibly empty, possibly not JSON.
    pub body: String,
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status.fmt(formatter)
    }
}

/// The methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Asks for something to be made.
    Post,
    /// Updates.
    Put,
}

impl Method {
    /// The method as HTTP writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// The content types in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentType {
    /// Everything but the access token request.
    Json,
    /// The access token request.
    Form,
}

impl ContentType {
    /// The value of the header `Content-Type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
        }
    }
}

/// Why there is no answer. Whatever was asked may have been carried out all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No answer could be read: no network, no such host, connection refused, forbidden by CORS, or cut off.
    #[error("no answer could be read")]
    Offline,
    /// No answer within the transport's time-out.
    #[error("no answer in time")]
    TimedOut,
    /// Given up on purpose, as when the page is left.
    #[error("aborted")]
    Aborted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_shows_its_path_but_never_which_cart() {
        for (path, shown) in [
            ("/v2/orders/1?a=b", "GET /v2/orders/1?a=b"),
            ("/v2/carts?a=b", "GET /v2/carts?a=b"),
            ("/v2/carts/canary", "GET /v2/carts/[redacted]"),
            ("/v2/carts/canary?a=b", "GET /v2/carts/[redacted]?a=b"),
            ("/v2/carts/canary/checkout", "GET /v2/carts/[redacted]/checkout"),
        ] {
            let (path, url) = (path.to_owned(), path.to_owned());
            let request = Request { method: Method::Get, path, url, headers: Vec::new(), body: None };
            assert_eq!(format!("{request:?}"), shown);
        }
    }
}
