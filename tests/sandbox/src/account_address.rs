//! The addresses that accounts have saved.

use crate::clock::Moment;

/// The members of an address that are text, in the order in which they are written.
pub(crate) const ADDRESS_FIELDS: [&str; 10] = [
    "first_name",
    "last_name",
    "company_name",
    "line_1",
    "line_2",
    "city",
    "county",
    "region",
    "postcode",
    "country",
];

/// The further members of an address that something is sent to.
pub(crate) const DELIVERY_FIELDS: [&str; 2] = ["phone_number", "instructions"];

/// The most addresses an account may save.
pub(crate) const MOST_ADDRESSES: usize = 25;

/// What each member of an address holds.
pub(crate) type AddressFields = Vec<(&'static str, String)>;

/// An address that an account has saved.
#[derive(Clone, Debug)]
pub(crate) struct AccountAddress {
    pub(crate) id: String,
    pub(crate) account_id: String,
    /// What the account calls it.
    pub(crate) name: String,
    /// Every member of [`ADDRESS_FIELDS`] and [`DELIVERY_FIELDS`], with what it holds.
    pub(crate) fields: AddressFields,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
}
