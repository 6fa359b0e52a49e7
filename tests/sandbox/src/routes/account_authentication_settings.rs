//! `GET /v2/settings/account-authentication`

use serde_json::json;

use crate::answer::Answer;
use crate::caller;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::store::{Grant, Store};
use crate::switches::Switch;

/// The store's account authentication settings, which name its realm.
pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let grant = caller::grant(store, received)?;
    if grant == Grant::Implicit && store.switches.is(Switch::SettingsWithImplicit, "forbidden_403") {
        return Err(Refusal::forbidden());
    }
    let (seed, settings) = (&store.seed, &store.settings);
    let realm_url = format!("{}/v2/authentication-realms/{}", received.base_url(), seed.realm_id);
    let data = json!({
        "id": seed.settings_id,
        "type": "account_authentication_settings",
        "enable_self_signup": false,
        "auto_create_account_for_account_members": false,
        "account_member_self_management": settings.account_member_self_management.name(),
        "account_management_authentication_token_timeout_secs": settings.account_management_authentication_token_timeout_secs,
        "relationships": {
            "authentication_realm": {
                "data": { "id": seed.realm_id, "type": "authentication_realm", "links": { "self": realm_url } },
            },
        },
        "meta": { "client_id": "account-management" },
    });
    Ok(Answer::resource(data, &received.self_url()))
}
