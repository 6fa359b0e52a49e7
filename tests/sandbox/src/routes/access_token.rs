//! `POST /oauth/access_token`

use axum::http::StatusCode;
use serde_json::json;

use crate::answer::Answer;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::{ACCESS_TOKEN_SECONDS, Grant, Store};
use crate::switches::Switch;

/// Issues an access token, for a form with `grant_type`, `client_id` and, where the grant needs it, `client_secret`.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let bad_request = || Refusal::access_token(StatusCode::BAD_REQUEST);
    let grant =
        received.form_field("grant_type").as_deref().and_then(Grant::named).ok_or_else(bad_request)?;
    let client_id = received.form_field("client_id").ok_or_else(bad_request)?;
    let secret_is_right = grant == Grant::Implicit
        || received.form_field("client_secret").as_deref() == Some(&store.seed.client_secret);
    if client_id != store.seed.client_id || !secret_is_right {
        return Err(Refusal::access_token(match store.switches.value(Switch::WrongClientId) {
            "bad_request_400" => StatusCode::BAD_REQUEST,
            "forbidden_403" => StatusCode::FORBIDDEN,
            _ => StatusCode::UNAUTHORIZED,
        }));
    }
    let (access_token, expires) = store.access_tokens.issue(grant, store.clock.now());
    let body = json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_SECONDS,
        "expires": expires.epoch_seconds(),
        "identifier": grant.name(),
    });
    Ok(Answer::new(StatusCode::OK, body))
}
