//! Account members and their credentials.

use serde::Serialize;

use crate::clock::Moment;

/// An account member, which is also a user of the realm with one password profile info.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The user authentication info's id, which is the account member's id too.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    /// The password profile info's id.
    pub(crate) password_profile_info_id: String,
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
    pub(crate) accounts: Vec<Account>,
}

/// An account that a member belongs to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Account {
    #[serde(rename = "account_id")]
    pub(crate) id: String,
    #[serde(rename = "account_name")]
    pub(crate) name: String,
}
