//! Members by how many accounts they belong to: none, one, some, and more than come on one page.

use super::Shopper;
use crate::store::{JANE, JOHN, NORA, Store};

/// How many accounts come on a page.
const PAGE: u32 = 25;

/// A member, and their accounts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visitor {
    pub(crate) username: &'static str,
    pub(crate) accounts: usize,
    /// How many pages their accounts come on.
    pub(crate) pages: usize,
}

pub(crate) const NORA_OF_NONE: Visitor = Visitor { username: NORA, accounts: 0, pages: 1 };
pub(crate) const JOHN_OF_ONE: Visitor = Visitor { username: JOHN, accounts: 1, pages: 1 };
pub(crate) const JANE_OF_THREE: Visitor = Visitor { username: JANE, accounts: 3, pages: 1 };
pub(crate) const JANE_OF_SIXTY: Visitor = Visitor { username: JANE, accounts: 60, pages: 3 };

pub(crate) const VISITORS: [Visitor; 4] = [NORA_OF_NONE, JOHN_OF_ONE, JANE_OF_THREE, JANE_OF_SIXTY];

impl Visitor {
    /// A store of which they are a member.
    pub(crate) fn store(self) -> Store {
        if self.username == JANE { Store::with_accounts_of_jane(self.accounts) } else { Store::new() }
    }

    /// The member, on a page that has just been loaded.
    pub(crate) fn shopper(self, store: &Store) -> Shopper {
        let shopper = Shopper::of(store, self.username, store.config());
        shopper.browser.set_page_limit(PAGE);
        shopper
    }
}
