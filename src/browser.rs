//! The browser: the only place that names `web_sys`, `js_sys` and gloo.
//!
//! It implements the ports of the layers above, and knows no page. What a browser may deny (storage, clipboard)
//! is answered with a value, never with a panic.

mod clock;
pub mod console;
pub mod document;
mod fetch;
pub mod loader;
pub mod storage;

pub use wasm_bindgen_futures::spawn_local as run;

pub use clock::{chance, now, pause, random_id};
pub use fetch::Browser;
