//! Lists that a member reads: their pages, one after the other.

use super::client::Call;
use super::envelope::{Following, decode_list};
use super::fields::Fields;
use super::path::Path;
use super::{AccountManagementAuthenticationToken, Commerce, Error, Method, Transport};

impl<T: Transport> Commerce<T> {
    /// Reads the entries of a list, of no more than so many pages. Should entries move while it is read, none is
    /// in it twice.
    pub(crate) async fn entries(
        &self,
        route: &'static str,
        path: &Path,
        account_token: &AccountManagementAuthenticationToken,
        most_pages: u32,
    ) -> Result<Vec<Fields>, Error> {
        let mut entries = Vec::new();
        let mut offset = 0;
        for _ in 0..most_pages {
            let (path, account_token) = (path.clone().page(offset), Some(account_token));
            let call = Call { route, method: Method::Get, path, json: None, account_token };
            let (page_entries, page) = decode_list(&self.call(call).await?, route)?;
            let known = entries.len();
            for entry in page_entries {
                let id = entry.text("id");
                if id.is_none() || !entries.iter().any(|other: &Fields| other.text("id") == id) {
                    entries.push(entry);
                }
            }
            match page.following(offset, entries.len() - known) {
                Following::Offset(next) => offset = next,
                Following::Nothing | Following::Unreachable => break,
            }
        }
        Ok(entries)
    }
}
