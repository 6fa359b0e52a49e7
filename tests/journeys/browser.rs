//! A browser without a page or a socket: what a script on another origin may send to the store, and what it
//! may read of the answer. The machine's network and clock are the sandbox's.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Request as HttpRequest, Response as HttpResponse, header};
use http_body_util::BodyExt;
use latchkey::commerce::{Method, Request, Response, Timestamp, Transport, TransportError};
use latchkey::storefront::Surroundings;
use tower::ServiceExt;

use crate::store::Store;

/// Where the app is served from: never the store's own origin.
const ORIGIN: &str = "http://127.0.0.1:8080";

/// How many records the app asks for at once where a list may be long.
const LARGEST_PAGE: u32 = 100;

/// One browser. Clones are the same one.
#[derive(Clone)]
pub(crate) struct InProcess {
    store: Store,
    time_out: Duration,
    skew: Rc<Cell<i64>>,
    page_limit: Rc<Cell<u32>>,
    network: Rc<RefCell<Vec<Answered>>>,
    heard: Rc<RefCell<Vec<String>>>,
}

/// A line of the browser's network tab.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) method: &'static str,
    /// Without its query.
    pub(crate) path: String,
    /// 0 while there is no answer that may be read.
    pub(crate) status: u16,
    /// Whether the browser gave it up.
    pub(crate) timed_out: bool,
    pub(crate) body: String,
}

impl InProcess {
    /// A browser that gives a call up after `seconds`.
    pub(crate) fn new(store: &Store, seconds: u32) -> Self {
        Self {
            store: store.clone(),
            time_out: Duration::from_secs(seconds.into()),
            skew: Rc::default(),
            page_limit: Rc::new(Cell::new(LARGEST_PAGE)),
            network: Rc::default(),
            heard: Rc::default(),
        }
    }

    /// Sets the device's clock wrong by so many seconds.
    pub(crate) fn set_skew(&self, seconds: i64) {
        self.skew.set(seconds);
    }

    /// Makes the store's long lists come in pages of so many records, as if they were longer.
    pub(crate) fn set_page_limit(&self, records: u32) {
        self.page_limit.set(records);
    }

    /// Every call so far, in the order in which they were sent.
    pub(crate) fn network(&self) -> Vec<Answered> {
        self.network.borrow().clone()
    }

    /// Keeps a text that somebody may read one day: a message for developers, or something's `Debug` form.
    pub(crate) fn hear(&self, text: String) {
        self.heard.borrow_mut().push(text);
    }

    /// All of those.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.borrow().clone()
    }

    fn with_page_limit(&self, mut request: Request) -> Request {
        let page = |records: u32| format!("page%5Blimit%5D={records}&");
        let (asked, given) = (page(LARGEST_PAGE), page(self.page_limit.get()));
        (request.path, request.url) =
            (request.path.replace(&asked, &given), request.url.replace(&asked, &given));
        request
    }

    async fn exchange(&self, request: &Request) -> Result<Response, TransportError> {
        let asked = headers_to_ask_for(request);
        if !asked.is_empty() || request.method == Method::Put {
            let preflight = self.fetch(preflight(request, &asked)).await;
            if !allows(&preflight, request.method, &asked) {
                return Err(TransportError::Offline);
            }
        }
        let answer = self.fetch(written(request)).await;
        if !is_readable(answer.headers()) {
            return Err(TransportError::Offline);
        }
        let status = answer.status().as_u16();
        let retry_after = exposed(answer.headers(), "retry-after");
        let body = answer.into_body().collect().await.map_err(|_| TransportError::Offline)?.to_bytes();
        Ok(Response { status, retry_after, body: String::from_utf8_lossy(&body).into_owned() })
    }

    async fn fetch(&self, request: HttpRequest<Body>) -> HttpResponse<Body> {
        self.store.router().oneshot(request).await.unwrap_or_else(|never| match never {})
    }
}

impl Transport for InProcess {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.hear(format!("{request:?} {:?}", request.body));
        let request = self.with_page_limit(request);
        let path = request.path.split('?').next().unwrap_or_default().to_owned();
        let method = request.method.as_str();
        let sent = Answered { method, path, status: 0, timed_out: false, body: String::new() };
        let number = self.network.borrow().len();
        self.network.borrow_mut().push(sent);
        let answer = tokio::time::timeout(self.time_out, self.exchange(&request)).await;
        let answer = answer.unwrap_or(Err(TransportError::TimedOut));
        self.hear(format!("{answer:?}"));
        if let Some(sent) = self.network.borrow_mut().get_mut(number) {
            sent.timed_out = answer == Err(TransportError::TimedOut);
            if let Ok(answer) = &answer {
                sent.status = answer.status;
                sent.body.clone_from(&answer.body);
            }
        }
        answer
    }

    async fn wait(&self, milliseconds: u32) {
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.store.now() + self.skew.get())
    }
}

impl Surroundings for InProcess {
    fn report(&self, message: &str) {
        self.hear(message.to_owned());
    }
}

/// The headers that a browser asks the store's permission for, as it writes their names.
fn headers_to_ask_for(request: &Request) -> Vec<String> {
    let content_type = request.body.as_ref().map(|body| body.content_type.as_str());
    let simple = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
    let unusual_body = content_type.filter(|content_type| !simple.contains(content_type));
    let mut names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.retain(|name| !["accept", "accept-language", "content-language"].contains(&name.as_str()));
    names.extend(unusual_body.map(|_| "content-type".to_owned()));
    names.sort();
    names
}

fn preflight(request: &Request, asked: &[String]) -> HttpRequest<Body> {
    let builder = HttpRequest::options(&request.path).header(header::HOST, host(request));
    builder
        .header(header::ORIGIN, ORIGIN)
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, request.method.as_str())
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, asked.join(","))
        .body(Body::empty())
        .unwrap()
}

/// Whether a preflight's answer lets the request go. A star stands for every header but `Authorization`.
fn allows(answer: &HttpResponse<Body>, method: Method, asked: &[String]) -> bool {
    let methods = listed(answer.headers(), "access-control-allow-methods");
    let headers = listed(answer.headers(), "access-control-allow-headers");
    let is_listed = |name: &String| headers.contains(&name.to_ascii_lowercase());
    let star = headers.contains(&"*".to_owned());
    answer.status().is_success()
        && is_readable(answer.headers())
        && (method != Method::Put || methods.contains(&"put".to_owned()) || methods.contains(&"*".to_owned()))
        && asked.iter().all(|name| is_listed(name) || (star && name != "authorization"))
}

/// The request as it leaves the browser.
fn written(request: &Request) -> HttpRequest<Body> {
    let mut builder = HttpRequest::builder()
        .method(request.method.as_str())
        .uri(&request.path)
        .header(header::HOST, host(request))
        .header(header::ORIGIN, ORIGIN);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    match &request.body {
        Some(body) => builder
            .header(header::CONTENT_TYPE, body.content_type.as_str())
            .body(Body::from(body.text.clone()))
            .unwrap(),
        None => builder.body(Body::empty()).unwrap(),
    }
}

fn host(request: &Request) -> &str {
    let without_path = request.url.strip_suffix(&request.path);
    without_path.and_then(|origin| origin.split_once("://")).map_or("", |(_, host)| host)
}

/// Whether the store lets scripts of this origin read an answer.
fn is_readable(headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    origin.is_some_and(|origin| origin == "*" || origin == ORIGIN)
}

/// A header that scripts may not read unless the store says so.
fn exposed(headers: &HeaderMap, name: &str) -> Option<String> {
    let names = listed(headers, "access-control-expose-headers");
    let is_exposed = names.iter().any(|exposed| exposed == name || exposed == "*");
    headers.get(name).filter(|_| is_exposed)?.to_str().ok().map(str::to_owned)
}

/// The members of a comma-separated header, in lower case.
fn listed(headers: &HeaderMap, name: &str) -> Vec<String> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(|member| member.trim().to_ascii_lowercase()).collect()
}
