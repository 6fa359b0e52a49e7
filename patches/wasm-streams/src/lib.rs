//! A stand-in for the crate `wasm-streams`.
//!
//! Leptos brings that crate along for its server functions, which this app does not have. What it exports to
//! JavaScript cannot be removed by any optimiser, so that it would be 6 kB of what every shopper downloads. Here is
//! just what has to be there for Leptos to compile, and none of it is ever called.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// In the real crate, the browser's stream of the same name.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps the browser's stream.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// In the real crate, hands a stream of ours to the browser.
    ///
    /// # Panics
    /// Always: no server function streams anything from this app.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("this app has no server functions")
    }

    /// In the real crate, reads the browser's stream.
    #[must_use]
    pub fn into_stream(self) -> Nothing {
        Nothing
    }
}

/// A stream that has ended.
#[derive(Debug)]
pub struct Nothing;

impl Stream for Nothing {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
