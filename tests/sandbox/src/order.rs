//! Orders: what was checked out, at the prices of that moment.

use std::cmp::Reverse;

use serde_json::Value;

use crate::clock::Moment;
use crate::price::Totals;
use crate::ware::Ware;

/// A cart that was checked out.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) buyer: Buyer,
    pub(crate) billing_address: Value,
    pub(crate) shipping_address: Value,
    pub(crate) order_number: Option<String>,
    pub(crate) external_ref: Option<String>,
    pub(crate) items: Vec<OrderItem>,
    pub(crate) totals: Totals,
    pub(crate) paid: i64,
    pub(crate) authorized: i64,
    pub(crate) fulfilled: bool,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
    pub(crate) lateness: Lateness,
}

/// Who ordered.
#[derive(Clone, Debug)]
pub(crate) enum Buyer {
    /// An account, with the `contact` that was given, and the member unless a server ordered without naming one.
    Account { account_id: String, account_member_id: Option<String>, contact: Value },
    /// A guest, with the `customer` that was given.
    Guest { customer: Value },
}

impl Buyer {
    pub(crate) fn account_id(&self) -> Option<&str> {
        match self {
            Self::Account { account_id, .. } => Some(account_id),
            Self::Guest { .. } => None,
        }
    }
}

/// Something that was ordered.
#[derive(Clone, Debug)]
pub(crate) struct OrderItem {
    pub(crate) id: String,
    pub(crate) cart_item_id: String,
    pub(crate) ware: Ware,
    pub(crate) quantity: u32,
}

/// What keeps an order from being seen for a while: time, or a number of lists that lack it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lateness {
    pub(crate) until: Option<Moment>,
    pub(crate) lists: u32,
}

impl Order {
    pub(crate) fn balance_owing(&self) -> i64 {
        (self.totals.with_tax - self.paid - self.authorized).max(0)
    }

    pub(crate) fn status(&self) -> &'static str {
        match (self.payment(), self.fulfilled) {
            ("paid", true) => "complete",
            ("paid", false) => "processing",
            _ => "incomplete",
        }
    }

    pub(crate) fn payment(&self) -> &'static str {
        match (self.paid, self.authorized) {
            (0, 0) => "unpaid",
            (paid, _) if paid >= self.totals.with_tax => "paid",
            (0, authorized) if authorized >= self.totals.with_tax => "authorized",
            (0, _) => "partially_authorized",
            _ => "partially_paid",
        }
    }

    pub(crate) fn shipping(&self) -> &'static str {
        if self.fulfilled { "fulfilled" } else { "unfulfilled" }
    }

    pub(crate) fn is_visible(&self, now: Moment) -> bool {
        self.lateness.lists == 0 && self.lateness.until.is_none_or(|until| until <= now)
    }
}

/// The orders of a store.
#[derive(Default)]
pub(crate) struct Orders {
    /// Oldest first.
    all: Vec<Order>,
}

impl Orders {
    pub(crate) fn new(order: Order) -> Self {
        Self { all: vec![order] }
    }

    pub(crate) fn add(&mut self, order: Order) {
        self.all.push(order);
    }

    /// Every order, oldest first, those that are still to appear too.
    pub(crate) fn all(&self) -> &[Order] {
        &self.all
    }

    /// Keeps the newest order from being seen for a while.
    pub(crate) fn delay_newest(&mut self, lateness: Lateness) {
        if let Some(order) = self.all.last_mut() {
            order.lateness = lateness;
        }
    }

    /// An order that can be seen.
    pub(crate) fn visible(&self, id: &str, now: Moment) -> Option<&Order> {
        self.all.iter().find(|order| order.id == id && order.is_visible(now))
    }

    pub(crate) fn visible_mut(&mut self, id: &str, now: Moment) -> Option<&mut Order> {
        self.all.iter_mut().find(|order| order.id == id && order.is_visible(now))
    }

    /// The orders a list shows, the one changed last first. A list that would show an order that is to lack in some
    /// more lists is one of them.
    pub(crate) fn list(&mut self, now: Moment, wanted: impl Fn(&Order) -> bool) -> Vec<Order> {
        let mut listed: Vec<_> =
            self.all.iter().rev().filter(|order| wanted(order) && order.is_visible(now)).cloned().collect();
        listed.sort_by_key(|order| Reverse(order.updated_at));
        for order in self.all.iter_mut().filter(|order| wanted(order)) {
            order.lateness.lists = order.lateness.lists.saturating_sub(1);
        }
        listed
    }
}
