//! The Commerce calls: which there are, and how a request reaches the one it is for.

mod access_token;
mod account_addresses;
mod account_authentication_settings;
mod account_members;
mod account_members_tokens;
mod accounts;
mod cart_accounts;
pub(crate) mod cart_items;
pub(crate) mod carts;
mod checkout;
mod definitions;
mod one_time_password_token_request;
pub(crate) mod orders;
mod payments;
mod user_authentication_password_profile_info;

use std::collections::BTreeMap;
use std::fmt;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, State};
use axum::http::{Method, Request, Response};
use axum::response::IntoResponse;
use axum::routing::MethodRouter;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::definitions::{DEFINITIONS, Definition};
use crate::Sandbox;
use crate::answer::Answer;
use crate::cors;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::Store;

/// A Commerce call, named as faults and the request log name it.
#[derive(Clone, Copy)]
pub(crate) struct Route(&'static Definition);

impl Route {
    /// Every route, in the order in which people are shown them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        DEFINITIONS.iter().map(Self)
    }

    /// The route's name in the control interface.
    pub(crate) fn name(self) -> &'static str {
        self.0.name
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl PartialEq for Route {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Serialize for Route {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Route {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::all().find(|route| route.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::all().map(Self::name).collect();
            D::Error::custom(format!("there is no route {name}; the routes are {}", names.join(", ")))
        })
    }
}

/// The Commerce calls, each path answering preflights and other methods too.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    let mut paths = BTreeMap::<&str, MethodRouter<Sandbox>>::new();
    for route in Route::all() {
        let methods = paths.remove(route.0.path).unwrap_or_default();
        let known = move |State(sandbox): State<Sandbox>, ids: RawPathParams, request: Request<Body>| async move {
            answer(sandbox, Some(route), true, path_ids(&ids), request).await
        };
        paths.insert(route.0.path, methods.on(route.0.method, known));
    }
    let other_method = |State(sandbox): State<Sandbox>, ids: RawPathParams, request: Request<Body>| async move {
        answer(sandbox, None, true, path_ids(&ids), request).await
    };
    let mut router = Router::new();
    for (path, methods) in paths {
        router = router.route(path, methods.fallback(other_method));
    }
    router.fallback(unknown_path).with_state(sandbox)
}

async fn unknown_path(State(sandbox): State<Sandbox>, request: Request<Body>) -> impl IntoResponse {
    answer(sandbox, None, false, BTreeMap::new(), request).await
}

fn path_ids(ids: &RawPathParams) -> BTreeMap<String, String> {
    ids.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn answer(
    sandbox: Sandbox,
    route: Option<Route>,
    path_is_known: bool,
    path_ids: BTreeMap<String, String>,
    request: Request<Body>,
) -> Response<Body> {
    if request.method() == Method::OPTIONS {
        return cors::preflight(request.headers());
    }
    let received = Received::read(route, path_is_known, path_ids, request).await;
    // The lock must not be held while the answer travels.
    let delivery = sandbox.stores().receive(&received);
    delivery.deliver().await
}

/// Carries a request out.
///
/// # Errors
/// What the store refuses it with.
pub(crate) fn carry_out(route: Route, store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    (route.0.carry_out)(store, received)
}

/// Checks that the realm in the path is this store's.
///
/// # Errors
/// 404 when it is another, and as the store is switched when it is no UUID.
fn require_realm(store: &Store, received: &Received) -> Result<(), Refusal> {
    if received.uuid("realm_id", store)? == store.seed.realm_id {
        Ok(())
    } else {
        Err(Refusal::not_found("Resource not found"))
    }
}
