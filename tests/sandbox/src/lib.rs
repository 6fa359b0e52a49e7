//! A local stand-in for an Elastic Path Commerce store.
//!
//! [`app`] answers the Commerce calls a shopper's browser makes, from stores that live in memory, and a control
//! interface under `/sandbox`: the e-mails a store would cause, the requests it received, switches for behaviour
//! that is not documented, faults on demand, and a clock that tests move. It is a second opinion on the API: it
//! never imports the app it is used to test.
//!
//! It is a test double. It shows passwords, codes and tokens to whoever asks, and forgets everything at exit.

mod account_address;
mod answer;
pub mod app_server;
mod caller;
mod cart;
mod catalogue;
mod clock;
mod configuration;
mod control;
mod cors;
mod delivery;
mod faults;
mod one_time_tokens;
mod order;
mod outbox;
mod pagination;
mod price;
mod received;
mod refusal;
mod request_log;
mod routes;
mod store;
mod stores;
mod switches;
mod token;
mod ware;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;

use crate::stores::Stores;

/// Where the app under test is; the rest of a sandbox is made up.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// The address that links in e-mails start with, without a slash at its end. A store made by
    /// `POST /sandbox/stores` may name another.
    pub app_base_url: String,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self { app_base_url: "http://127.0.0.1:8080".to_owned() }
    }
}

/// Any number of stores, held in memory. Clones share them.
#[derive(Clone)]
pub struct Sandbox {
    stores: Arc<Mutex<Stores>>,
}

impl Sandbox {
    /// A sandbox with its default store, whose `client_id` is `sandbox`.
    #[must_use]
    pub fn new(options: SandboxOptions) -> Self {
        Self { stores: Arc::new(Mutex::new(Stores::new(options.app_base_url))) }
    }

    /// Everything is in memory and nothing is awaited under the lock, so a request is carried out as one step.
    fn stores(&self) -> MutexGuard<'_, Stores> {
        self.stores.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new(SandboxOptions::default())
    }
}

/// The Commerce calls of every store, and the control interface under `/sandbox`.
pub fn app(sandbox: Sandbox) -> Router {
    routes::router(sandbox.clone()).merge(control::router(sandbox))
}
