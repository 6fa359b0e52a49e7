//! A request as a store receives it, read to its end.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use serde_json::Value;
use uuid::Uuid;

use crate::refusal::Refusal;
use crate::routes::Route;
use crate::store::Store;
use crate::switches::Switch;

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;

/// The header that adds the account member to a call.
pub(crate) const ACCOUNT_TOKEN_HEADER: &str = "ep-account-management-authentication-token";

/// A whole request. Nothing in it has been checked.
#[derive(Debug)]
pub(crate) struct Received {
    /// `None` when no route has this path and method.
    pub(crate) route: Option<Route>,
    /// Whether some route has this path.
    pub(crate) path_is_known: bool,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// Without its question mark.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    path_ids: BTreeMap<String, String>,
}

impl Received {
    /// Reads a request. A body that is too large or breaks off is received as an empty one.
    pub(crate) async fn read(
        route: Option<Route>,
        path_is_known: bool,
        path_ids: BTreeMap<String, String>,
        request: Request<Body>,
    ) -> Self {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
        Self {
            route,
            path_is_known,
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            body,
            path_ids,
        }
    }

    /// The access token, if the request carries one.
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.header(header::AUTHORIZATION.as_str())?.strip_prefix("Bearer ")
    }

    /// The account token, if the request carries one.
    pub(crate) fn account_token(&self) -> Option<&str> {
        self.header(ACCOUNT_TOKEN_HEADER)
    }

    /// An id in the path, as it was written.
    pub(crate) fn path_id(&self, name: &str) -> Option<&str> {
        self.path_ids.get(name).map(String::as_str)
    }

    /// An id in the path that is a UUID.
    ///
    /// # Errors
    /// As the store is switched to refuse other ids.
    pub(crate) fn uuid(&self, name: &str, store: &Store) -> Result<&str, Refusal> {
        let id = self.path_id(name).unwrap_or_default();
        if is_uuid(id) {
            Ok(id)
        } else if store.switches.is(Switch::RealmNotUuid, "not_found_404") {
            Err(Refusal::not_found("Resource not found"))
        } else {
            Err(Refusal::bad_request(&format!("Invalid UUID string: {id}")))
        }
    }

    /// The first value of a query parameter, decoded.
    pub(crate) fn query_parameter(&self, name: &str) -> Option<String> {
        first_value(self.query.as_bytes(), name)
    }

    /// The first value of a form field, decoded, when the body is a form.
    pub(crate) fn form_field(&self, name: &str) -> Option<String> {
        self.has_content_type("application/x-www-form-urlencoded")
            .then(|| first_value(&self.body, name))
            .flatten()
    }

    /// Whether the query asks for related resources of a name, among others.
    pub(crate) fn includes(&self, name: &str) -> bool {
        self.query_parameter("include").is_some_and(|include| include.split(',').any(|it| it == name))
    }

    /// The JSON body.
    ///
    /// # Errors
    /// 400 when the body is not JSON, or does not say so.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        if !self.has_content_type("application/json") {
            return Err(Refusal::bad_request("Content-Type must be application/json"));
        }
        serde_json::from_slice(&self.body)
            .map_err(|_| Refusal::bad_request("The request body is not valid JSON"))
    }

    /// The `data` object of a JSON body.
    ///
    /// # Errors
    /// 400 when the body is not JSON or has no such object.
    pub(crate) fn data(&self) -> Result<Value, Refusal> {
        let body = self.json()?;
        match body.get("data") {
            Some(data @ Value::Object(_)) => Ok(data.clone()),
            _ => Err(Refusal::invalid_field("Data", "required")),
        }
    }

    /// The address that the caller reached the sandbox at, without a slash at its end.
    pub(crate) fn base_url(&self) -> String {
        base_url(&self.headers)
    }

    /// The address of what was asked for, without query.
    pub(crate) fn self_url(&self) -> String {
        format!("{}{}", self.base_url(), self.path)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn has_content_type(&self, wanted: &str) -> bool {
        let content_type = self.header(header::CONTENT_TYPE.as_str()).unwrap_or_default();
        content_type.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case(wanted))
    }
}

/// The address in a request's `Host` header, without a slash at its end.
pub(crate) fn base_url(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("127.0.0.1:8081"))
}

/// Whether a text is a UUID with its hyphens.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

/// A text field of a `data` object.
///
/// # Errors
/// 400 when it is absent, not text, or empty. `label` is its name in the refusal.
pub(crate) fn required_text<'a>(data: &'a Value, name: &str, label: &str) -> Result<&'a str, Refusal> {
    match data.get(name).and_then(Value::as_str) {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(Refusal::invalid_field(label, "required")),
    }
}

/// Checks a `data` object's `type`.
///
/// # Errors
/// 400 when it is anything but `wanted`.
pub(crate) fn require_type(data: &Value, wanted: &str) -> Result<(), Refusal> {
    if required_text(data, "type", "Type")? == wanted {
        Ok(())
    } else {
        Err(Refusal::invalid_field("Type", &format!("eq={wanted}")))
    }
}

fn first_value(encoded: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(encoded).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
