//! Account Addresses: the addresses that an account has saved.

use super::client::Call;
use super::envelope::{decode, encode};
use super::fields::Fields;
use super::path::Path;
use super::{AccountId, AccountManagementAuthenticationToken, Address, Commerce, Error, Method, Transport};

const LIST: &str = "account_addresses.list";

const CREATE: &str = "account_addresses.create";

/// The most pages of addresses that are asked for: an account may save no more than 25.
const MAX_PAGES: u32 = 3;

/// An address that an account has saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedAddress {
    /// Its id.
    pub id: String,
    /// What the account calls it, possibly empty.
    pub name: String,
    /// The address.
    pub address: Address,
}

impl<T: Transport> Commerce<T> {
    /// Lists the addresses that an account has saved.
    pub async fn account_addresses(
        &self,
        account_id: &AccountId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Vec<SavedAddress>, Error> {
        let entries = self.entries(LIST, &path(account_id), account_token, MAX_PAGES).await?;
        Ok(entries.iter().map(read).collect())
    }

    /// Saves an address for an account, under a name. One that may have been saved without an answer is saved a
    /// second time by asking again.
    pub async fn create_account_address(
        &self,
        account_id: &AccountId,
        name: &str,
        address: &Address,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<SavedAddress, Error> {
        let mut texts = address.shipping();
        texts.0.extend([("type", "address"), ("name", name)]);
        let json = Some(encode(texts, CREATE)?);
        let (path, account_token) = (path(account_id), Some(account_token));
        let call = Call { route: CREATE, method: Method::Post, path, json, account_token };
        Ok(read(&decode(&self.call(call).await?, CREATE)?.object("data")))
    }
}

fn path(account_id: &AccountId) -> Path {
    Path::new("/v2/accounts").id(account_id.as_str()).then("/addresses")
}

fn read(entry: &Fields) -> SavedAddress {
    let text = |place| entry.owned(place).unwrap_or_default();
    SavedAddress { id: text("id"), name: text("name"), address: Address::read(entry) }
}

#[cfg(test)]
mod tests;
