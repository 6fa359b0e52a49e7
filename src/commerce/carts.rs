//! Carts: what is in one, which an account has, and giving one to an account.
//!
//! A cart is open to anybody who knows its id, and Commerce makes an empty one under any id that it is asked for.

use super::client::Call;
use super::envelope::{Attributes, decode, encode};
use super::fields::Fields;
use super::path::Path;
use super::{
    AccountId, AccountManagementAuthenticationToken, CartId, Commerce, Error, Method, Price, Response,
    Timestamp, Totals, Transport,
};

const GET: &str = "carts.get";

const LIST: &str = "carts.list";

const ASSOCIATE: &str = "carts.associate";

/// The most pages of carts that are asked for: nobody chooses among more.
const MAX_PAGES: u32 = 3;

/// A cart and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cart {
    /// Its id.
    pub id: CartId,
    /// Its name, possibly empty.
    pub name: String,
    /// What is in it; none for a cart that Commerce has just made because nobody knew it.
    pub items: Vec<CartItem>,
    /// What it comes to.
    pub total: Totals,
    /// When it expires unless it is changed before, by the store's clock.
    pub expires: Option<Timestamp>,
    /// The accounts that it is listed for.
    pub account_ids: Vec<AccountId>,
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartItem {
    /// Its id within the cart.
    pub id: String,
    /// The product's name, possibly empty.
    pub name: String,
    /// The product's stock keeping unit, possibly empty.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// The address of a picture of the product.
    pub image_url: Option<String>,
    /// What one costs, tax included.
    pub unit: Price,
    /// What the line costs, tax included.
    pub value: Price,
}

/// A cart among an account's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartSummary {
    /// Its id.
    pub id: CartId,
    /// Its name, possibly empty.
    pub name: String,
    /// When it was last changed, by the store's clock.
    pub updated: Option<Timestamp>,
    /// When it expires unless it is changed before, by the store's clock.
    pub expires: Option<Timestamp>,
    /// How many lines it has, where Commerce says.
    pub item_count: Option<u32>,
    /// What it comes to, where Commerce says.
    pub with_tax: Option<Price>,
}

impl<T: Transport> Commerce<T> {
    /// Reads a cart and what is in it. One that is unknown or has expired is answered as an empty one.
    pub async fn cart(
        &self,
        cart_id: &CartId,
        account_token: Option<&AccountManagementAuthenticationToken>,
    ) -> Result<Cart, Error> {
        let path = path(cart_id).query("include", "items");
        read(&self.call(Call { route: GET, method: Method::Get, path, json: None, account_token }).await?)
    }

    /// Lists the carts of the token's account, the one last changed first; the first few hundred of them.
    pub async fn carts(
        &self,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Vec<CartSummary>, Error> {
        let entries = self.entries(LIST, &Path::new("/v2/carts"), account_token, MAX_PAGES).await?;
        Ok(entries.iter().filter_map(summary).collect())
    }

    /// Has a cart listed among an account's. It says nothing about who may see the cart, and once is enough: a
    /// cart that is associated already stays so.
    pub async fn associate_cart_with_account(
        &self,
        cart_id: &CartId,
        account_id: &AccountId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<(), Error> {
        let account = Attributes { kind: "account", id: Some(account_id.as_str()), ..Attributes::default() };
        let path = path(cart_id).then("/relationships/accounts");
        let json = Some(encode([account], ASSOCIATE)?);
        let account_token = Some(account_token);
        self.call(Call { route: ASSOCIATE, method: Method::Post, path, json, account_token }).await.map(drop)
    }
}

/// The path of a cart.
pub(crate) fn path(cart_id: &CartId) -> Path {
    // EXPOSE: a cart is addressed by its id, which its type keeps harmless in a path.
    Path::new("/v2/carts").id(cart_id.expose())
}

fn read(response: &Response) -> Result<Cart, Error> {
    let unreadable = |path| Error::Unreadable { status: response.status, path };
    let answer = decode(response, GET)?;
    let cart = answer.object("data");
    let entries = answer.list("included.items").unwrap_or_default();
    // What a promotion takes off is in the totals, and no line that anybody put into the cart.
    let lines = entries.iter().filter(|entry| entry.text("type") != Some("promotion_item"));
    let items: Option<Vec<CartItem>> = lines.map(item).collect();
    let items = items.ok_or(unreadable("included.items[]"))?;
    // An empty cart comes to nothing, whether or not its prices are written out.
    let total = Totals::read(&cart).or_else(|| items.is_empty().then(Totals::default));
    Ok(Cart {
        id: cart.text("id").and_then(CartId::parse).ok_or(unreadable("data.id"))?,
        name: cart.owned("name").unwrap_or_default(),
        items,
        total: total.ok_or(unreadable("data.meta.display_price"))?,
        expires: cart.text("meta.timestamps.expires_at").and_then(Timestamp::parse_iso8601),
        account_ids: (cart.list("relationships.accounts.data").unwrap_or_default().iter())
            .filter_map(|account| account.owned("id")?.try_into().ok())
            .collect(),
    })
}

/// Reads a line, if it can be shown for what it costs.
fn item(entry: &Fields) -> Option<CartItem> {
    let text = |place| entry.owned(place).unwrap_or_default();
    let is_web_address = |address: &String| address.starts_with("https://") || address.starts_with("http://");
    Some(CartItem {
        id: text("id"),
        name: text("name"),
        sku: text("sku"),
        quantity: entry.number("quantity").and_then(|quantity| u32::try_from(quantity).ok())?,
        image_url: entry.owned("image.href").filter(is_web_address),
        unit: Price::read(entry, "meta.display_price.with_tax.unit")?,
        value: Price::read(entry, "meta.display_price.with_tax.value")?,
    })
}

/// Reads a cart of a list; none for one that could not be asked for by its id.
fn summary(entry: &Fields) -> Option<CartSummary> {
    let moment = |place| entry.text(place).and_then(Timestamp::parse_iso8601);
    Some(CartSummary {
        id: entry.text("id").and_then(CartId::parse)?,
        name: entry.owned("name").unwrap_or_default(),
        updated: moment("meta.timestamps.updated_at"),
        expires: moment("meta.timestamps.expires_at"),
        item_count: (entry.number("relationships.items.data.length"))
            .and_then(|count| u32::try_from(count).ok()),
        with_tax: Price::read(entry, "meta.display_price.with_tax"),
    })
}

#[cfg(test)]
mod tests;
