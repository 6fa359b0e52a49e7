//! The Commerce calls: which there are, and how a request reaches the one it is for.

mod access_token;
mod account_authentication_settings;
mod account_members_tokens;
mod one_time_password_token_request;
mod user_authentication_password_profile_info;

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, State};
use axum::http::{Method, Request, Response};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, on};
use serde::{Deserialize, Serialize};

use crate::Sandbox;
use crate::answer::Answer;
use crate::cors;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::Store;

/// A Commerce call, named as faults and the request log name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Route {
    #[serde(rename = "access_token.create")]
    AccessTokenCreate,
    #[serde(rename = "account_authentication_settings.get")]
    AccountAuthenticationSettingsGet,
    #[serde(rename = "one_time_password_token_request.create")]
    OneTimePasswordTokenRequestCreate,
    #[serde(rename = "account_members_tokens.create")]
    AccountMembersTokensCreate,
    #[serde(rename = "user_authentication_password_profile_info.list")]
    UserAuthenticationPasswordProfileInfoList,
    #[serde(rename = "user_authentication_password_profile_info.update")]
    UserAuthenticationPasswordProfileInfoUpdate,
}

impl Route {
    /// Every route, in the order in which a reset uses them.
    pub(crate) const ALL: [Self; 6] = [
        Self::AccessTokenCreate,
        Self::AccountAuthenticationSettingsGet,
        Self::OneTimePasswordTokenRequestCreate,
        Self::AccountMembersTokensCreate,
        Self::UserAuthenticationPasswordProfileInfoList,
        Self::UserAuthenticationPasswordProfileInfoUpdate,
    ];

    /// The route's name in the control interface.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AccessTokenCreate => "access_token.create",
            Self::AccountAuthenticationSettingsGet => "account_authentication_settings.get",
            Self::OneTimePasswordTokenRequestCreate => "one_time_password_token_request.create",
            Self::AccountMembersTokensCreate => "account_members_tokens.create",
            Self::UserAuthenticationPasswordProfileInfoList => {
                "user_authentication_password_profile_info.list"
            }
            Self::UserAuthenticationPasswordProfileInfoUpdate => {
                "user_authentication_password_profile_info.update"
            }
        }
    }

    fn method(self) -> MethodFilter {
        match self {
            Self::AccessTokenCreate
            | Self::OneTimePasswordTokenRequestCreate
            | Self::AccountMembersTokensCreate => MethodFilter::POST,
            Self::AccountAuthenticationSettingsGet | Self::UserAuthenticationPasswordProfileInfoList => {
                MethodFilter::GET
            }
            Self::UserAuthenticationPasswordProfileInfoUpdate => MethodFilter::PUT,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::AccessTokenCreate => "/oauth/access_token",
            Self::AccountAuthenticationSettingsGet => "/v2/settings/account-authentication",
            Self::OneTimePasswordTokenRequestCreate => {
                "/v2/authentication-realms/{realm_id}/password-profiles/{password_profile_id}/one-time-password-token-request"
            }
            Self::AccountMembersTokensCreate => "/v2/account-members/tokens",
            Self::UserAuthenticationPasswordProfileInfoList => {
                "/v2/authentication-realms/{realm_id}/user-authentication-info/{user_authentication_info_id}/user-authentication-password-profile-info"
            }
            Self::UserAuthenticationPasswordProfileInfoUpdate => {
                "/v2/authentication-realms/{realm_id}/user-authentication-info/{user_authentication_info_id}/user-authentication-password-profile-info/{id}"
            }
        }
    }
}

/// The Commerce calls, each answering preflights too.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    let mut router = Router::new();
    for route in Route::ALL {
        router = router.route(route.path(), method_router(route));
    }
    router.fallback(unknown_path).with_state(sandbox)
}

fn method_router(route: Route) -> MethodRouter<Sandbox> {
    let known = move |State(sandbox): State<Sandbox>, ids: RawPathParams, request: Request<Body>| async move {
        answer(sandbox, Some(route), true, path_ids(&ids), request).await
    };
    let other_method = |State(sandbox): State<Sandbox>, ids: RawPathParams, request: Request<Body>| async move {
        answer(sandbox, None, true, path_ids(&ids), request).await
    };
    on(route.method(), known).fallback(other_method)
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
    match route {
        Route::AccessTokenCreate => access_token::create(store, received),
        Route::AccountAuthenticationSettingsGet => account_authentication_settings::get(store, received),
        Route::OneTimePasswordTokenRequestCreate => one_time_password_token_request::create(store, received),
        Route::AccountMembersTokensCreate => account_members_tokens::create(store, received),
        Route::UserAuthenticationPasswordProfileInfoList => {
            user_authentication_password_profile_info::list(store, received)
        }
        Route::UserAuthenticationPasswordProfileInfoUpdate => {
            user_authentication_password_profile_info::update(store, received)
        }
    }
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
