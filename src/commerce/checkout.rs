//! Checkout: makes an order of a cart. The cart stays as it is, so that checking out twice orders twice.

use std::fmt;

use super::client::Call;
use super::envelope::{Attributes, Texts, encode};
use super::orders;
use super::{
    AccountManagementAuthenticationToken, Address, CartId, Commerce, Error, Method, Order, Transport, carts,
};

const ROUTE: &str = "checkout.create";

/// Who to write to about an order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// Nothing of it: who somebody is is their own business.
impl fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Contact")
    }
}

/// What is to be ordered, by whom, and where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Checkout<'a> {
    /// The cart.
    pub cart_id: &'a CartId,
    /// Who to write to.
    pub contact: &'a Contact,
    /// Where the bill goes.
    pub billing_address: &'a Address,
    /// Where the goods go.
    pub shipping_address: &'a Address,
    /// What we call the order, by which it is found again: 1 to 64 digits, ASCII letters and `-`.
    pub external_ref: &'a str,
    /// The token of the account that orders; none for a guest.
    pub account_token: Option<&'a AccountManagementAuthenticationToken>,
}

impl<T: Transport> Commerce<T> {
    /// Makes an order of a cart.
    ///
    /// After anything but success or a refusal of 4xx there may be an order all the same: look for its `external_ref`
    /// before asking again. A field that Commerce refuses is named by the error's `source`, such as
    /// `data.shipping_address.postcode`.
    pub async fn checkout(&self, checkout: &Checkout<'_>) -> Result<Order, Error> {
        orders::read(&self.call(checkout.call()?).await?, ROUTE)
    }
}

impl<'a> Checkout<'a> {
    fn call(&self) -> Result<Call<'a>, Error> {
        orders::check_external_ref(self.external_ref)?;
        let person = Some(Texts(vec![("name", &self.contact.name), ("email", &self.contact.email)]));
        // An account's order has a contact, a guest's has a customer; never both.
        let (contact, customer) = if self.account_token.is_some() { (person, None) } else { (None, person) };
        let attributes = Attributes {
            contact,
            customer,
            billing_address: Some(self.billing_address.billing()),
            shipping_address: Some(self.shipping_address.shipping()),
            external_ref: Some(self.external_ref),
            ..Attributes::default()
        };
        let path = carts::path(self.cart_id).then("/checkout");
        let json = Some(encode(attributes, ROUTE)?);
        Ok(Call { route: ROUTE, method: Method::Post, path, json, account_token: self.account_token })
    }
}

#[cfg(test)]
mod tests;
