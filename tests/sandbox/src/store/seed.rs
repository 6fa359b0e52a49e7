//! What every store starts with: fresh ids, the same three members, and the same goods.

mod goods;

use self::goods::Goods;
use crate::account_address::AccountAddress;
use crate::cart::Carts;
use crate::catalogue::Catalogue;
use crate::clock::{Clock, Moment};
use crate::order::Orders;
use crate::store::{Account, Member, new_id};
use crate::stores::{DEFAULT_CLIENT_ID, StoreWishes};

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
    goods: Goods,
}

/// Jane's accounts, before any that are only there to be many.
const ACCOUNTS_OF_JANE: [&str; 3] = ["Banks Household", "Banks Catering", "Banks & Daughters Ltd"];

impl Seed {
    pub(crate) fn new(client_id: String, app_base_url: &str, wishes: StoreWishes) -> Self {
        let accounts_of_jane = accounts_of_jane(wishes.accounts_of_jane);
        let accounts_of_jane: Vec<_> = accounts_of_jane.iter().map(String::as_str).collect();
        let john =
            member("John Doe", "john.doe@banks.com", "correct horse battery staple", &["Personal Account"]);
        let cart_id = if client_id == DEFAULT_CLIENT_ID { "sandbox-cart".to_owned() } else { new_id() };
        Self {
            client_id,
            client_secret: format!("secret-{}", new_id()),
            store_id: new_id(),
            store_name: wishes.store_name.unwrap_or_else(|| DEFAULT_STORE_NAME.to_owned()),
            app_base_url: app_base_url.trim_end_matches('/').to_owned(),
            settings_id: new_id(),
            realm_id: new_id(),
            password_profile_id: new_id(),
            integration_id: new_id(),
            goods: Goods::new(&cart_id, &john),
            members: vec![
                john,
                member("Jane Roe", "jane.roe@banks.com", "a stitch in time saves nine", &accounts_of_jane),
                member("Nora Noone", "nora.noone@banks.com", "no room at the inn tonight", &[]),
            ],
        }
    }

    pub(crate) fn members(&self) -> Vec<Member> {
        self.members.clone()
    }

    /// The id of the cart that is there from the beginning.
    pub(crate) fn cart_id(&self) -> &str {
        &self.goods.cart.id
    }

    pub(crate) fn catalogue(&self) -> Catalogue {
        Catalogue::new(self.goods.products.clone())
    }

    /// The cart as if it had just been filled: a reset gives it its seven days again.
    pub(crate) fn carts(&self, now: Moment) -> Carts {
        let mut cart = self.goods.cart.clone();
        (cart.created_at, cart.updated_at) = (now, now);
        Carts::new(cart)
    }

    pub(crate) fn orders(&self) -> Orders {
        Orders::new(self.goods.order.clone())
    }

    pub(crate) fn addresses(&self) -> Vec<AccountAddress> {
        vec![self.goods.address.clone()]
    }
}

fn accounts_of_jane(wanted: Option<usize>) -> Vec<String> {
    (1..=wanted.unwrap_or(ACCOUNTS_OF_JANE.len()))
        .map(|number| {
            let known = ACCOUNTS_OF_JANE.get(number - 1).map(|name| (*name).to_owned());
            known.unwrap_or_else(|| format!("Banks Branch {number}"))
        })
        .collect()
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
