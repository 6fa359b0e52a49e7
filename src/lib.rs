//! Latchkey: the account sign-in front end of a storefront on Elastic Path Commerce.
//!
//! Four layers, each of which may use those above it and none below:
//!
//! 1. [`commerce`]: the Commerce API in its own words. Pure.
//! 2. [`journey`], [`session`], [`config`], [`route`], [`wording`]: what the shopper is doing, and every sentence
//!    shown. Pure. [`storefront`] joins both: it carries a journey's steps out with the client.
//! 3. [`browser`]: fetch, storage, address bar. The only place that knows a browser.
//! 4. [`app`], [`pages`], [`components`]: what is seen.
//!
//! The whole crate compiles natively, so that everything but the real browser is tested without one, and that its pages
//! can be prerendered.

pub mod commerce;

pub mod config;
pub mod journey;
pub mod route;
pub mod session;
pub mod storefront;
pub mod wording;

pub mod browser;

pub mod app;
#[expect(unreachable_pub, reason = "`pub` is what a module lets out, seen from outside or not")]
mod components;
#[expect(unreachable_pub, reason = "`pub` is what a module lets out, seen from outside or not")]
mod pages;
#[cfg(not(target_arch = "wasm32"))]
pub mod prerender;
