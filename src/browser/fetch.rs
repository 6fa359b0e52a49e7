//! The network: the Commerce client's [`Transport`] over the browser's `fetch`.

use gloo_net::http::{RequestBuilder, Response as FetchResponse};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials};

use crate::commerce::{Body, ContentType, Method, Request, Response, Timestamp, Transport, TransportError};
use crate::storefront::Surroundings;

use super::{clock, console};

/// This browser, as the storefront's surroundings.
pub struct Browser {
    time_out_milliseconds: u32,
    told_time: Box<dyn Fn(Timestamp) + Send + Sync>,
}

impl Browser {
    /// Gives a call up after `seconds`, its body included; `told_time` hears what time it is in the store.
    #[must_use]
    pub fn new(seconds: u32, told_time: impl Fn(Timestamp) + Send + Sync + 'static) -> Self {
        Self { time_out_milliseconds: seconds.saturating_mul(1000), told_time: Box::new(told_time) }
    }
}

impl Surroundings for Browser {
    fn report(&self, message: &str) {
        console::warn(message);
    }

    fn is_offline(&self) -> bool {
        super::window().is_some_and(|window| !window.navigator().on_line())
    }
}

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        // Aborted without a reason of our own: gloo-net takes only `Error` objects.
        let abort = AbortController::new().map_err(|_| TransportError::Aborted)?;
        let signal = abort.signal();
        let time_out = Timeout::new(self.time_out_milliseconds, move || abort.abort());
        let answer = exchange(request, &signal).await;
        drop(time_out);
        answer.map_err(|_| if signal.aborted() { TransportError::TimedOut } else { TransportError::Offline })
    }

    async fn wait(&self, milliseconds: u32) {
        // Up to half as long again.
        TimeoutFuture::new(milliseconds + milliseconds * clock::chance() / 200).await;
    }

    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn tell_time(&self, store_time: Timestamp) {
        (self.told_time)(store_time);
    }
}

async fn exchange(request: Request, signal: &web_sys::AbortSignal) -> Result<Response, gloo_net::Error> {
    let answer = prepare(request, signal)?.send().await?;
    let (status, retry_after) = (answer.status(), header(&answer, "retry-after"));
    Ok(Response { status, retry_after, body: answer.text().await? })
}

fn prepare(
    request: Request,
    signal: &web_sys::AbortSignal,
) -> Result<gloo_net::http::Request, gloo_net::Error> {
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
    };
    let mut builder = RequestBuilder::new(&request.url)
        .method(method)
        .abort_signal(Some(signal))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    match request.body {
        Some(Body { content_type, text }) => {
            builder.header("Content-Type", media_type(content_type)).body(text)
        }
        None => builder.build(),
    }
}

fn media_type(content_type: ContentType) -> &'static str {
    match content_type {
        ContentType::Json => "application/json",
        ContentType::Form => "application/x-www-form-urlencoded",
    }
}

/// A header, where the server lets scripts of other origins read it.
fn header(answer: &FetchResponse, name: &str) -> Option<String> {
    answer.headers().get(name)
}
