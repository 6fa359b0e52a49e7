//! Who makes a request: the access token's grant, and the account member of the account token.

use axum::http::StatusCode;

use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::{Grant, SelfManagement, Store};
use crate::switches::Switch;
use crate::token::Claims;

/// What carts and orders say to an account token that no longer works.
const EXPIRED: &str = "The account token has expired";

/// The grant of the request's access token.
///
/// # Errors
/// 401 from the gateway when it is missing, unknown to this store, or expired.
pub(crate) fn grant(store: &Store, received: &Received) -> Result<Grant, Refusal> {
    received
        .bearer()
        .and_then(|token| store.access_tokens.grant(token, store.clock.now()))
        .ok_or_else(Refusal::unable_to_validate_access_token)
}

/// What the request's account token says; `None` when it carries none.
///
/// # Errors
/// 401 when it is expired or none of this store's.
pub(crate) fn account_token(store: &Store, received: &Received) -> Result<Option<Claims>, Refusal> {
    let Some(token) = received.account_token() else { return Ok(None) };
    store
        .claims(token)
        .map(Some)
        .ok_or_else(|| Refusal::unauthorized("the account management authentication token is not valid"))
}

/// Whose the carts and orders are that a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shopper {
    /// A server of the merchant's, which may do everything.
    Merchant,
    /// A member, in one account.
    Member { account_id: String, account_member_id: String },
    /// Anybody with an implicit access token.
    Guest,
}

impl Shopper {
    pub(crate) fn account_id(&self) -> Option<&str> {
        match self {
            Self::Member { account_id, .. } => Some(account_id),
            Self::Merchant | Self::Guest => None,
        }
    }
}

/// Who asks for carts, orders or a checkout.
///
/// # Errors
/// 401 from the gateway without a good access token; for a bad account token, as the store is switched.
pub(crate) fn shopper(store: &Store, received: &Received) -> Result<Shopper, Refusal> {
    if grant(store, received)? == Grant::ClientCredentials {
        return Ok(Shopper::Merchant);
    }
    let Some(token) = received.account_token() else { return Ok(Shopper::Guest) };
    match (store.claims(token), store.switches.value(Switch::ExpiredAccountToken)) {
        (Some(claims), _) => Ok(Shopper::Member { account_id: claims.scope, account_member_id: claims.sub }),
        (None, "guest") => Ok(Shopper::Guest),
        (None, "forbidden_403") => Err(Refusal::account_token(StatusCode::FORBIDDEN, EXPIRED)),
        (None, _) => Err(Refusal::account_token(StatusCode::UNAUTHORIZED, EXPIRED)),
    }
}

/// Whether the caller may read what belongs to a member or an account: with `client_credentials` anybody's, with an
/// account token whatever `is_own` says is the own.
///
/// # Errors
/// 403 without an account token, 401 with a bad one, 404 for somebody else's.
pub(crate) fn may_read(
    store: &Store,
    received: &Received,
    is_own: impl FnOnce(&Claims) -> bool,
    not_found: &str,
) -> Result<(), Refusal> {
    if grant(store, received)? == Grant::ClientCredentials {
        return Ok(());
    }
    let claims = account_token(store, received)?.ok_or_else(Refusal::forbidden)?;
    if is_own(&claims) { Ok(()) } else { Err(Refusal::not_found(not_found)) }
}

/// Whether the caller may manage the credentials of the user `user_authentication_info_id`: anybody's with
/// `client_credentials`, and with an implicit access token the own ones, where the store allows self-management.
///
/// # Errors
/// 403 without an account token; for a bad one, and for what is not the own, as the store is switched to refuse.
pub(crate) fn may_manage(
    store: &Store,
    received: &Received,
    grant: Grant,
    user_authentication_info_id: &str,
) -> Result<(), Refusal> {
    if grant == Grant::ClientCredentials {
        return Ok(());
    }
    let claims = match account_token(store, received) {
        Err(_) if store.switches.is(Switch::ExpiredTokenOnCredentials, "forbidden_403") => {
            return Err(Refusal::forbidden());
        }
        claims => claims?.ok_or_else(Refusal::forbidden)?,
    };
    let self_management = if store.switches.is(Switch::SelfManagementFrom, "token_claim") {
        claims.account_member_self_management.as_str()
    } else {
        store.settings.account_member_self_management.name()
    };
    if claims.sub == user_authentication_info_id && self_management == SelfManagement::UpdateOnly.name() {
        Ok(())
    } else if store.switches.is(Switch::SelfManagementRefusal, "not_found_404") {
        Err(Refusal::not_found("Resource not found"))
    } else {
        Err(Refusal::forbidden())
    }
}
