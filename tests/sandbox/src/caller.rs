//! Who makes a request: the access token's grant, and the account member of the account token.

use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::{Grant, SelfManagement, Store};
use crate::switches::Switch;
use crate::token::Claims;

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
    let claims = store.signing_key.verify(token, store.clock.now().epoch_seconds());
    claims
        .map(Some)
        .ok_or_else(|| Refusal::unauthorized("the account management authentication token is not valid"))
}

/// Whether the caller may manage the credentials of the user `user_authentication_info_id`: anybody's with
/// `client_credentials`, and with an implicit access token the own ones, where the store allows self-management.
///
/// # Errors
/// 403 without an account token; else as the store is switched to refuse.
pub(crate) fn may_manage(
    store: &Store,
    received: &Received,
    grant: Grant,
    user_authentication_info_id: &str,
) -> Result<(), Refusal> {
    if grant == Grant::ClientCredentials {
        return Ok(());
    }
    let claims = account_token(store, received)?.ok_or_else(Refusal::forbidden)?;
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
