//! `GET /v2/account-members/{account_member_id}`

use serde_json::json;

use crate::answer::Answer;
use crate::caller;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::Store;

/// The member of the account token; another one is not found.
pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let id = received.path_id("account_member_id").unwrap_or_default();
    caller::may_read(store, received, |claims| claims.sub == id, "account member not found")?;
    let member = store.member(id).ok_or_else(|| Refusal::not_found("account member not found"))?;
    let timestamps = json!({
        "created_at": member.created_at.iso_8601(),
        "updated_at": member.updated_at.iso_8601(),
    });
    let data = json!({
        "id": member.id,
        "type": "account_member",
        "name": member.name,
        "given_name": "",
        "middle_name": "",
        "family_name": "",
        "email": member.email,
        "meta": { "timestamps": timestamps },
    });
    Ok(Answer::resource(data, &received.self_url()))
}
