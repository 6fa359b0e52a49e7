//! The app's `config.json` for a store.

use serde::Serialize;

use crate::store::Store;
use crate::stores::DEFAULT_CLIENT_ID;

/// What the app needs to know to serve a store.
#[derive(Debug, Serialize)]
pub(crate) struct Configuration {
    api_base_url: String,
    client_id: String,
    authentication_realm_id: String,
    password_profile_id: String,
    store_name: String,
    support_url: String,
    storefront_url: String,
    /// Only where it is so.
    #[serde(skip_serializing_if = "is_false")]
    guest_checkout: bool,
}

impl Configuration {
    /// The configuration that makes the app use this store of the sandbox at `sandbox_url`.
    pub(crate) fn of(store: &Store, sandbox_url: &str) -> Self {
        let storefront_url = format!("{sandbox_url}/sandbox/storefront");
        Self {
            api_base_url: sandbox_url.to_owned(),
            client_id: store.seed.client_id.clone(),
            authentication_realm_id: store.seed.realm_id.clone(),
            password_profile_id: store.seed.password_profile_id.clone(),
            store_name: store.seed.store_name.clone(),
            support_url: format!("{storefront_url}#support"),
            storefront_url,
            guest_checkout: store.seed.client_id == DEFAULT_CLIENT_ID,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
fn is_false(value: &bool) -> bool {
    !value
}
