//! `GET /v2/accounts/{account_id}`

use serde_json::json;

use crate::answer::Answer;
use crate::caller;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::Store;

/// The account of the account token; another one is not found.
pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let id = received.path_id("account_id").unwrap_or_default();
    caller::may_read(store, received, |claims| claims.scope == id, "account not found")?;
    let found = store.members.iter().find_map(|member| {
        let account = member.accounts.iter().find(|account| account.id == id)?;
        Some((account, member.created_at))
    });
    let (account, created_at) = found.ok_or_else(|| Refusal::not_found("account not found"))?;
    let timestamps = json!({ "created_at": created_at.iso_8601(), "updated_at": created_at.iso_8601() });
    let data = json!({
        "id": account.id,
        "type": "account",
        "name": account.name,
        "legal_name": account.name,
        "registration_id": "",
        "external_ref": "",
        "parent_id": "",
        "meta": { "timestamps": timestamps },
        "relationships": {},
    });
    Ok(Answer::resource(data, &received.self_url()))
}
