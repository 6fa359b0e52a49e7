//! Orders: those of an account, and what became of each.

use super::client::Call;
use super::envelope::{decode, decode_list};
use super::fields::Fields;
use super::path::Path;
use super::{
    AccountManagementAuthenticationToken, Commerce, Error, Method, OrderId, Price, Response, Timestamp,
    Totals, Transport,
};

const GET: &str = "orders.get";

const LIST: &str = "orders.list";

/// How many orders a page has.
const PAGE: &str = "10";

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// How far it is: `incomplete`, `processing`, `complete` or `cancelled`; possibly something newer, or empty.
    pub status: String,
    /// How far its payment is: `unpaid`, `authorized`, `paid`, `refunded`, `partially_authorized` or
    /// `partially_paid`; possibly something newer, or empty.
    pub payment: String,
    /// How far its delivery is: `unfulfilled` or `fulfilled`; possibly something newer, or empty.
    pub shipping: String,
    /// What whoever made it called it.
    pub external_ref: Option<String>,
    /// What it comes to.
    pub total: Totals,
    /// When it was made, by the store's clock.
    pub created: Option<Timestamp>,
    /// What was ordered; none in lists.
    pub items: Vec<OrderItem>,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderItem {
    /// Its id within the order.
    pub id: String,
    /// The product's name, possibly empty.
    pub name: String,
    /// The product's stock keeping unit, possibly empty.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// What one cost, tax included.
    pub unit: Price,
    /// What the line cost, tax included.
    pub value: Price,
}

/// Some of an account's orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersPage {
    /// At most ten, the one last changed first.
    pub orders: Vec<Order>,
    /// How many there are in all; where Commerce does not say, how many are known of.
    pub total: u32,
}

impl<T: Transport> Commerce<T> {
    /// Lists the orders of the token's account, ten of them after the first `offset`.
    pub async fn orders(
        &self,
        account_token: &AccountManagementAuthenticationToken,
        offset: u32,
    ) -> Result<OrdersPage, Error> {
        let response = self.call(call(LIST, path().page_of(PAGE, offset), account_token)).await?;
        let (entries, page) = decode_list(&response, LIST)?;
        let orders = entries.iter().map(|entry| order(entry, &[], &response)).collect::<Result<_, _>>()?;
        Ok(OrdersPage { orders, total: page.total(offset) })
    }

    /// Reads an order of the token's account, and what was ordered.
    pub async fn order(
        &self,
        order_id: &OrderId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Order, Error> {
        let path = path().id(order_id.as_str()).query("include", "items");
        read(&self.call(call(GET, path, account_token)).await?, GET)
    }

    /// Finds the order of the token's account that a checkout gave this `external_ref`, the one last changed if it
    /// was given twice; without its items.
    ///
    /// None means that there is none yet: an order may appear a while after its checkout.
    pub async fn order_by_external_ref(
        &self,
        external_ref: &str,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Option<Order>, Error> {
        check_external_ref(external_ref)?;
        let filter = ["eq(external_ref,", external_ref, ")"].concat();
        let response = self.call(call(LIST, path().query("filter", &filter), account_token)).await?;
        let (entries, _) = decode_list(&response, LIST)?;
        // A store that does not heed the filter answers with other orders.
        let found = entries.iter().find(|entry| entry.text("external_ref") == Some(external_ref));
        found.map(|entry| order(entry, &[], &response)).transpose()
    }
}

/// Fails for anything but 1 to 64 digits, ASCII letters and `-`: we make them ourselves, and they must mean nothing
/// in a filter.
pub(crate) fn check_external_ref(external_ref: &str) -> Result<(), Error> {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if (1..=64).contains(&external_ref.len()) && external_ref.bytes().all(is_safe) {
        Ok(())
    } else {
        Err(Error::Unreadable { status: 0, path: "external_ref" })
    }
}

/// Reads an order together with what was ordered.
pub(crate) fn read(response: &Response, route: &'static str) -> Result<Order, Error> {
    let answer = decode(response, route)?;
    order(&answer.object("data"), &answer.list("included.items").unwrap_or_default(), response)
}

fn path() -> Path {
    Path::new("/v2/orders")
}

fn call<'a>(
    route: &'static str,
    path: Path,
    account_token: &'a AccountManagementAuthenticationToken,
) -> Call<'a> {
    Call { route, method: Method::Get, path, json: None, account_token: Some(account_token) }
}

fn order(fields: &Fields, items: &[Fields], response: &Response) -> Result<Order, Error> {
    let unreadable = |path| Error::Unreadable { status: response.status, path };
    let text = |place| fields.owned(place).unwrap_or_default();
    let items: Option<Vec<OrderItem>> = items.iter().map(item).collect();
    Ok(Order {
        id: OrderId::try_from(text("id")).map_err(|_| unreadable("data.id"))?,
        status: text("status"),
        payment: text("payment"),
        shipping: text("shipping"),
        external_ref: fields.owned("external_ref").filter(|external_ref| !external_ref.is_empty()),
        total: Totals::read(fields).ok_or(unreadable("data.meta.display_price"))?,
        created: fields.text("meta.timestamps.created_at").and_then(Timestamp::parse_iso8601),
        items: items.ok_or(unreadable("included.items[]"))?,
    })
}

/// Reads a line, if it can be shown for what it cost.
fn item(entry: &Fields) -> Option<OrderItem> {
    let text = |place| entry.owned(place).unwrap_or_default();
    Some(OrderItem {
        id: text("id"),
        name: text("name"),
        sku: text("sku"),
        quantity: entry.number("quantity").and_then(|quantity| u32::try_from(quantity).ok())?,
        unit: Price::read(entry, "meta.display_price.with_tax.unit")?,
        value: Price::read(entry, "meta.display_price.with_tax.value")?,
    })
}

#[cfg(test)]
mod tests;
