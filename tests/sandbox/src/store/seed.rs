//! What every store starts with: fresh ids, and the same three members.

use crate::clock::Clock;
use crate::store::{Account, Member, new_id};

/// The name of a store that was not given one.
const DEFAULT_STORE_NAME: &str = "Banks Supplies";

/// Everything about a store that outlives a reset.
#[derive(Clone)]
pub(crate) struct Seed {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) store_id: String,
    pub(crate) store_name: String,
    /// What links in e-mails start with; no slash at its end.
    pub(crate) app_base_url: String,
    pub(crate) settings_id: String,
    pub(crate) realm_id: String,
    pub(crate) password_profile_id: String,
    pub(crate) integration_id: String,
    members: Vec<Member>,
}

impl Seed {
    pub(crate) fn new(client_id: String, app_base_url: &str, store_name: Option<String>) -> Self {
        Self {
            client_id,
            client_secret: format!("secret-{}", new_id()),
            store_id: new_id(),
            store_name: store_name.unwrap_or_else(|| DEFAULT_STORE_NAME.to_owned()),
            app_base_url: app_base_url.trim_end_matches('/').to_owned(),
            settings_id: new_id(),
            realm_id: new_id(),
            password_profile_id: new_id(),
            integration_id: new_id(),
            members: vec![
                member(
                    "John Doe",
                    "john.doe@banks.com",
                    "correct horse battery staple",
                    &["Personal Account"],
                ),
                member(
                    "Jane Roe",
                    "jane.roe@banks.com",
                    "a stitch in time saves nine",
                    &["Banks Household", "Banks Catering", "Banks & Daughters Ltd"],
                ),
                member("Nora Noone", "nora.noone@banks.com", "no room at the inn tonight", &[]),
            ],
        }
    }

    pub(crate) fn members(&self) -> Vec<Member> {
        self.members.clone()
    }
}

fn member(name: &str, username: &str, password: &str, accounts: &[&str]) -> Member {
    let now = Clock::default().now();
    Member {
        id: new_id(),
        name: name.to_owned(),
        email: username.to_owned(),
        password_profile_info_id: new_id(),
        username: username.to_owned(),
        password: password.to_owned(),
        created_at: now,
        updated_at: now,
        accounts: accounts.iter().map(|name| Account { id: new_id(), name: (*name).to_owned() }).collect(),
    }
}
