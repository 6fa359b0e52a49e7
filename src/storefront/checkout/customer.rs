//! What a member brings to a checkout: who they are, where things go, and their account.

use futures_util::future::join;

use crate::commerce::{
    AccountManagementAuthenticationToken, Address, Cart, CartSummary, Contact, Error, SavedAddress,
};
use crate::journey::Problem;
use crate::journey::checkout::Attempts;
use crate::session::SignedIn;
use crate::storefront::{Storefront, Surroundings};

/// What need not be typed by a member: whatever of it could be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    /// Name and e-mail address.
    pub contact: Contact,
    /// The account's addresses.
    pub addresses: Vec<SavedAddress>,
}

impl<S: Surroundings> Storefront<S> {
    /// What need not be typed by the member who is signed in.
    ///
    /// # Errors
    /// [`Problem::AccountTokenExpired`] when the store no longer knows them; whatever else goes wrong leaves them to
    /// type it.
    pub async fn customer(&self, signed_in: &SignedIn) -> Result<Customer, Problem> {
        let account_id = &signed_in.selected_account().account_id;
        let (member, addresses) = join(
            self.commerce.account_member(signed_in.account_member_id(), signed_in.token()),
            self.commerce.account_addresses(account_id, signed_in.token()),
        )
        .await;
        let member = self.unless_refused("account_members.get", member)?;
        let contact = member.map(|member| Contact { name: member.name, email: member.email });
        let addresses = self.unless_refused("account_addresses.list", addresses)?;
        Ok(Customer { contact: contact.unwrap_or_default(), addresses: addresses.unwrap_or_default() })
    }

    /// Has a cart listed among an account's. Where that fails, the cart is as good as before.
    pub async fn associate_cart(&self, cart: &Cart, signed_in: &SignedIn) {
        let account_id = &signed_in.selected_account().account_id;
        if cart.account_ids.contains(account_id) {
            return;
        }
        let token = signed_in.token();
        if let Err(error) = self.commerce.associate_cart_with_account(&cart.id, account_id, token).await {
            self.report("carts.associate", &error);
        }
    }

    /// The account's carts that have something in them, but for those that this browser has ordered.
    ///
    /// # Errors
    /// As [`Storefront::orders`].
    pub async fn account_carts(
        &self,
        account_token: &AccountManagementAuthenticationToken,
        attempts: &Attempts,
    ) -> Result<Vec<CartSummary>, Problem> {
        let read = self.commerce.carts(account_token).await;
        let mut carts = read.map_err(|error| self.unread("carts.list", &error))?;
        let has_goods = |cart: &CartSummary| {
            let (count, total) = (cart.item_count.unwrap_or_default(), cart.with_tax.as_ref());
            count > 0 || total.is_some_and(|total| total.amount > 0)
        };
        let is_ordered =
            |cart: &CartSummary| attempts.of_cart(&cart.id).is_some_and(|attempt| attempt.placed.is_some());
        carts.retain(|cart| has_goods(cart) && !is_ordered(cart));
        Ok(carts)
    }

    /// Saves an address among the account's, once; false where nobody knows that it was.
    pub async fn save_address(&self, address: &Address, signed_in: &SignedIn) -> bool {
        let account_id = &signed_in.selected_account().account_id;
        let name = address.beginning();
        let saved = self.commerce.create_account_address(account_id, &name, address, signed_in.token()).await;
        saved.map_err(|error| self.report("account_addresses.create", &error)).is_ok()
    }

    fn unless_refused<T>(&self, call: &str, answer: Result<T, Error>) -> Result<Option<T>, Problem> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) => {
                self.report(call, &error);
                match error {
                    Error::Refused(refusal)
                        if refusal.status == 401 && !refusal.is_about_the_access_token() =>
                    {
                        Err(Problem::AccountTokenExpired)
                    }
                    _ => Ok(None),
                }
            }
        }
    }
}
