//! The control interface under `/sandbox`: a page for people, and the same as JSON for tests.

mod api;
mod forms;
mod goods;
mod page;

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::Sandbox;
use crate::store::Store;
use crate::stores::{DEFAULT_CLIENT_ID, Stores};

/// Everything under `/sandbox`.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/", get(page::from_the_root))
        .route("/sandbox", get(page::show))
        .route("/sandbox/storefront", get(page::storefront))
        .route("/sandbox/forms/{form}", post(forms::submit))
        .route("/sandbox/stores", get(api::stores).post(api::create_store))
        .route("/sandbox/config.json", get(api::configuration))
        .route("/sandbox/messages", get(api::messages))
        .route("/sandbox/events", get(api::events))
        .route("/sandbox/requests", get(api::requests).delete(api::clear_requests))
        .route("/sandbox/clock", get(api::clock).put(api::advance_clock))
        .route("/sandbox/switches", get(api::switches).put(api::set_switches))
        .route("/sandbox/settings", get(api::settings).put(api::change_settings))
        .route("/sandbox/faults", get(api::faults).post(api::add_fault).delete(api::clear_faults))
        .route("/sandbox/carts", get(goods::carts))
        .route("/sandbox/orders", get(goods::orders))
        .route("/sandbox/products", get(goods::products).put(goods::change_product))
        .route("/sandbox/pictures/{file}", get(goods::picture))
        .route("/sandbox/reset", post(api::reset))
        .route("/sandbox/{*path}", any(unknown_path))
        .method_not_allowed_fallback(unknown_method)
        .with_state(sandbox)
}

/// The store a control request is about.
#[derive(Debug, Default, Deserialize)]
struct StoreChoice {
    client_id: Option<String>,
}

impl StoreChoice {
    fn client_id(&self) -> &str {
        self.client_id.as_deref().filter(|it| !it.is_empty()).unwrap_or(DEFAULT_CLIENT_ID)
    }

    /// The chosen store.
    fn find<'a>(&self, stores: &'a Stores) -> Result<&'a Store, ControlError> {
        stores.get(self.client_id()).ok_or_else(|| self.unknown())
    }

    /// Does something with the chosen store.
    fn with<T>(
        &self,
        sandbox: &Sandbox,
        work: impl FnOnce(&mut Store) -> Result<T, ControlError>,
    ) -> Result<T, ControlError> {
        let mut stores = sandbox.stores();
        let store = stores.get_mut(self.client_id()).ok_or_else(|| self.unknown())?;
        work(store)
    }

    fn unknown(&self) -> ControlError {
        ControlError::not_found(format!(
            "There is no store with the client_id \"{}\". GET /sandbox/stores lists the stores, POST /sandbox/stores makes one.",
            self.client_id()
        ))
    }
}

/// What is wrong with a control request, in a sentence.
#[derive(Debug)]
struct ControlError {
    status: StatusCode,
    sentence: String,
}

impl ControlError {
    fn bad_request(sentence: String) -> Self {
        Self { status: StatusCode::BAD_REQUEST, sentence }
    }

    fn not_found(sentence: String) -> Self {
        Self { status: StatusCode::NOT_FOUND, sentence }
    }
}

impl IntoResponse for ControlError {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.sentence }))).into_response()
    }
}

/// Reads a JSON body, whatever its content type.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ControlError> {
    serde_json::from_slice(body)
        .map_err(|problem| ControlError::bad_request(format!("The body cannot be used: {problem}.")))
}

async fn unknown_path() -> ControlError {
    ControlError::not_found(
        "There is nothing here. GET /sandbox is the control page; /sandbox/messages, events, requests, clock, switches, settings, faults, carts, orders, products, stores, config.json and reset are the same as JSON.".to_owned(),
    )
}

async fn unknown_method() -> ControlError {
    ControlError {
        status: StatusCode::METHOD_NOT_ALLOWED,
        sentence: "This address does not take this method; its README names the ones it takes.".to_owned(),
    }
}
