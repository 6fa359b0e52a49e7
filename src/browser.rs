//! The browser: the only place that names `web_sys`, `js_sys` and gloo.
//!
//! It implements the ports of the layers above, and knows no page. What a browser may deny (storage, clipboard)
//! is answered with a value, never with a panic. Outside of a browser, where the pages are prerendered, everything is
//! denied, and it is 1970.

use std::pin::Pin;

pub mod address_bar;
mod clock;
pub mod console;
mod cookie;
pub mod countries;
pub mod dates;
pub mod document;
pub mod event;
mod fetch;
pub mod loader;
mod session_store;
pub mod storage;

pub use clock::{chance, milliseconds, now, pause_until, random_bytes, random_id};
pub use fetch::Browser;
pub use session_store::SessionStore;

/// Whether there is a browser.
pub const IS_PRESENT: bool = cfg!(target_arch = "wasm32");

fn window() -> Option<web_sys::Window> {
    if IS_PRESENT { web_sys::window() } else { None }
}

/// Goes on with `future` beside everything else. Boxed, so that there is one copy of the code that does.
pub fn run(future: impl Future<Output = ()> + 'static) {
    if !IS_PRESENT {
        return;
    }
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}
