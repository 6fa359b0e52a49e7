//! `POST /v2/authentication-realms/{realm}/password-profiles/{profile}/one-time-password-token-request`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller;
use crate::clock::Moment;
use crate::one_time_tokens::{ONE_TIME_TOKEN_SECONDS, new_code};
use crate::outbox::{IssuedCode, Purpose};
use crate::received::{Received, require_type, required_text};
use crate::refusal::Refusal;
use crate::routes::require_realm;
use crate::store::{Store, new_id};
use crate::switches::Switch;

/// Issues a one-time password token and sends the event, whose e-mail carries it.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::grant(store, received)?;
    require_realm(store, received)?;
    if received.uuid("password_profile_id", store)? != store.seed.password_profile_id {
        return Err(Refusal::not_found("Resource not found"));
    }
    let data = received.data()?;
    require_type(&data, "one_time_password_token_request")?;
    let username = required_text(&data, "username", "Username")?;
    let purpose = Purpose::named(required_text(&data, "purpose", "Purpose")?).ok_or_else(|| {
        Refusal::invalid_field("Purpose", "oneof=reset_password passwordless_authentication")
    })?;

    let now = store.clock.now();
    if store.switches.is(Switch::CodeRequestLimit, "three_in_ten_minutes")
        && store.code_requests.count(username, now) >= 3
    {
        return Err(Refusal::gateway(StatusCode::TOO_MANY_REQUESTS));
    }
    store.code_requests.add(username, now);
    let never_sent = || (new_code(), now.plus_seconds(ONE_TIME_TOKEN_SECONDS));
    let (code, expires) = if !store.settings.enable_one_time_password_token {
        match store.switches.value(Switch::FeatureDisabled) {
            "accepted_202" => never_sent(),
            "not_found_404" => return Err(Refusal::not_found("Resource not found")),
            _ => return Err(Refusal::unprocessable()),
        }
    } else if store.member_named(username).is_none() {
        match store.switches.value(Switch::UnknownUsername) {
            "not_found_404" => return Err(Refusal::not_found("Resource not found")),
            _ => never_sent(),
        }
    } else {
        issue(store, username, purpose, now)
    };
    Ok(accepted(store.switches.value(Switch::OneTimeTokenAnswer), &data, &code, (now, expires)))
}

fn issue(store: &mut Store, username: &str, purpose: Purpose, now: Moment) -> (String, Moment) {
    let Store { members, one_time_tokens, outbox, seed, switches, .. } = store;
    let Some(member) = members.iter().find(|member| member.username == username) else {
        return (String::new(), now);
    };
    if switches.is(Switch::NewRequestVoidsCodes, "yes") {
        one_time_tokens.void(&member.id);
    }
    let (code, expires) = one_time_tokens.issue(&member.id, now);
    outbox.send(&IssuedCode { code: &code, purpose, member, now, expires }, seed);
    (code, expires)
}

/// The answer, the same whether or not a code was sent.
fn accepted(way: &str, data: &Value, code: &str, (now, expires): (Moment, Moment)) -> Answer {
    match way {
        "created_201_with_body" => {
            let body = json!({ "data": {
                "type": data["type"],
                "purpose": data["purpose"],
                "username": data["username"],
                "id": new_id(),
                "token": code,
                "expires_at": expires.iso_8601(),
                "meta": { "created_at": now.iso_8601(), "updated_at": now.iso_8601() },
            } });
            Answer::new(StatusCode::CREATED, body)
        }
        "accepted_202_braces" => Answer::new(StatusCode::ACCEPTED, json!({})),
        _ => Answer::empty(StatusCode::ACCEPTED),
    }
}
