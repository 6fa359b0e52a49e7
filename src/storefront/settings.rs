//! What the store's account authentication settings decide: the realm, and whether members may change their password.

use crate::commerce::{AccountAuthenticationSettings, AccountMemberSelfManagement, AuthenticationRealmId};
use crate::journey::{Link, Problem};

use super::{Storefront, Surroundings};

impl<S: Surroundings> Storefront<S> {
    /// The realm: configured; else as the store says; else as the link says, which is the last resort because
    /// anyone can write a link.
    pub(super) async fn realm(&self, link: Option<&Link>) -> Result<AuthenticationRealmId, Problem> {
        if let Some(realm) = &self.config.authentication_realm_id {
            return Ok(realm.clone());
        }
        let of_settings = self.settings().await?.and_then(|settings| settings.authentication_realm_id);
        of_settings.or_else(|| link?.authentication_realm_id.clone()).ok_or_else(|| {
            self.note("the store does not show its account authentication settings to shoppers; set authentication_realm_id in config.json");
            Problem::StoreSetUp
        })
    }

    /// The store's settings, or none where shoppers may not read them.
    pub(super) async fn settings(&self) -> Result<Option<AccountAuthenticationSettings>, Problem> {
        let mut known = self.settings.lock().await;
        if let Some(settings) = &*known {
            return Ok(settings.clone());
        }
        let settings = match self.commerce.account_authentication_settings().await {
            Ok(settings) => Some(settings),
            Err(error) => match Problem::of_reading_settings(&error, self.now()) {
                None => None,
                Some(problem) => {
                    self.report("account_authentication_settings.get", &error);
                    return Err(problem);
                }
            },
        };
        *known = Some(settings.clone());
        Ok(settings)
    }

    /// Forgets settings that stand in the shopper's way, so that a store which mends its set-up need not ask them to
    /// reload.
    pub(super) async fn look_at_settings_again(&self) {
        let mut known = self.settings.lock().await;
        if !matches!(&*known, Some(Some(settings)) if !forbids_changes(settings)) {
            *known = None;
        }
    }
}

pub(super) fn forbids_changes(settings: &AccountAuthenticationSettings) -> bool {
    settings.account_member_self_management == AccountMemberSelfManagement::Disabled
}
