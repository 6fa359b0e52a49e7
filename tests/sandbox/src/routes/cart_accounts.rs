//! `/v2/carts/{cart_id}/relationships/accounts`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller::{self, Shopper};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::carts::{cart_id, has_contact_email};
use crate::store::Store;
use crate::switches::Switch;

/// Lets an account find the cart. It restricts nobody else.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account_id(store, received)?;
    let now = store.clock.now();
    let several = store.switches.is(Switch::SecondAccountOnCart, "added");
    let cart = store.carts.open(cart_id(received)?, now);
    if cart.account_ids.contains(&account_id) {
        return Ok(Answer::empty(StatusCode::NO_CONTENT));
    }
    if cart.contact_email.is_some() {
        return Err(has_contact_email());
    }
    if !cart.account_ids.is_empty() && !several {
        return Err(more_than_one());
    }
    cart.account_ids.push(account_id.clone());
    cart.updated_at = now;
    let body = json!({ "data": [{ "type": "account", "id": account_id }] });
    Ok(Answer::new(StatusCode::OK, body))
}

pub(crate) fn delete(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account_id(store, received)?;
    let now = store.clock.now();
    let cart = store.carts.open(cart_id(received)?, now);
    if cart.account_ids.contains(&account_id) {
        cart.account_ids.retain(|id| *id != account_id);
        cart.updated_at = now;
    }
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// The one account that the body names, when the caller may speak for it.
fn account_id(store: &Store, received: &Received) -> Result<String, Refusal> {
    let shopper = caller::shopper(store, received)?;
    let body = received.json().map_err(Refusal::with_integer_status)?;
    let Some(Value::Array(accounts)) = body.get("data") else {
        return Err(forbidden("Invalid json payload", "The data of the request body is an array []"));
    };
    let is_account = |account: &Value| account.get("type").and_then(Value::as_str) == Some("account");
    if accounts.is_empty() || !accounts.iter().all(is_account) {
        let title = "The type does not exist or is not listed as account";
        let detail = "Every entry has the type account";
        return Err(Refusal::commerce(StatusCode::BAD_REQUEST, title, detail));
    }
    let [account] = accounts.as_slice() else { return Err(more_than_one()) };
    let id = account.get("id").and_then(Value::as_str).unwrap_or_default();
    let may_speak_for = match &shopper {
        Shopper::Merchant => store.members.iter().flat_map(|member| &member.accounts).any(|it| it.id == id),
        Shopper::Member { account_id, .. } => account_id == id,
        Shopper::Guest => false,
    };
    if may_speak_for {
        Ok(id.to_owned())
    } else {
        let title = "Account does not have the required permissions to fulfill this request";
        Err(forbidden(title, "The account is not the one of the account token"))
    }
}

fn more_than_one() -> Refusal {
    forbidden("Cannot associate more than one account", "A cart is associated with one account")
}

fn forbidden(title: &str, detail: &str) -> Refusal {
    Refusal::commerce(StatusCode::FORBIDDEN, title, detail)
}
