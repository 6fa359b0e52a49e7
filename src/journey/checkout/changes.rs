//! What has become of a cart since the shopper saw it.

use crate::commerce::{Cart, CartItem};

/// What is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Lines, in the order of the cart.
    pub items: Vec<Change>,
    /// What was to be paid and what is to be paid now, where they differ.
    pub total: Option<(String, String)>,
}

/// What became of one line. Prices are as the store writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added {
        /// The product.
        name: String,
    },
    /// It is gone.
    Removed {
        /// The product.
        name: String,
    },
    /// There are more of it, or fewer.
    Quantity {
        /// The product.
        name: String,
        /// How many there were.
        from: u32,
        /// How many there are.
        to: u32,
    },
    /// One costs something else.
    Price {
        /// The product.
        name: String,
        /// What it did cost.
        from: String,
        /// What it costs.
        to: String,
    },
}

impl Changes {
    /// What is different in `now` from what was `seen`; none where nothing is. How a price is written does not matter.
    #[must_use]
    pub fn between(seen: &Cart, now: &Cart) -> Option<Self> {
        let mut items: Vec<Change> = Vec::new();
        for item in &now.items {
            match seen.items.iter().find(|other| other.id == item.id) {
                Some(before) => items.extend(of_line(before, item)),
                None => items.push(Change::Added { name: item.name.clone() }),
            }
        }
        let is_gone = |item: &&CartItem| !now.items.iter().any(|other| other.id == item.id);
        let gone = seen.items.iter().filter(is_gone);
        items.extend(gone.map(|item| Change::Removed { name: item.name.clone() }));
        let (before, after) = (&seen.total.with_tax, &now.total.with_tax);
        let is_same = before.amount == after.amount && before.currency == after.currency;
        let total = (!is_same).then(|| (before.formatted.clone(), after.formatted.clone()));
        (!items.is_empty() || total.is_some()).then_some(Self { items, total })
    }
}

fn of_line(before: &CartItem, now: &CartItem) -> Vec<Change> {
    let name = || now.name.clone();
    let mut changes = Vec::new();
    if before.quantity != now.quantity {
        changes.push(Change::Quantity { name: name(), from: before.quantity, to: now.quantity });
    }
    if (before.unit.amount, &before.unit.currency) != (now.unit.amount, &now.unit.currency) {
        let (from, to) = (before.unit.formatted.clone(), now.unit.formatted.clone());
        changes.push(Change::Price { name: name(), from, to });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::{CartId, Price, Totals};

    fn price(amount: i64) -> Price {
        Price { amount, currency: "GBP".into(), formatted: ["£", &amount.to_string()].concat() }
    }

    fn cart(lines: &[(&str, u32, i64)]) -> Cart {
        let item = |(id, quantity, amount): &(&str, u32, i64)| CartItem {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            sku: String::new(),
            quantity: *quantity,
            image_url: None,
            unit: price(*amount),
            value: price(amount * i64::from(*quantity)),
        };
        let items: Vec<CartItem> = lines.iter().map(item).collect();
        let with_tax = price(items.iter().map(|item| item.value.amount).sum());
        Cart {
            id: CartId::parse("a").unwrap_or_else(|| unreachable!("a cart id")),
            name: String::new(),
            items,
            total: Totals { with_tax, ..Totals::default() },
            expires: None,
            account_ids: Vec::new(),
        }
    }

    #[test]
    fn a_cart_that_is_written_in_another_way_is_the_same() {
        let seen = cart(&[("mug", 2, 10), ("apron", 1, 30)]);
        let mut now = cart(&[("apron", 1, 30), ("mug", 2, 10)]);
        now.name = "Kitchen".into();
        now.total.with_tax.formatted = "50 pounds".into();
        assert_eq!(Changes::between(&seen, &now), None);
    }

    #[test]
    fn every_difference_is_told() {
        let seen = cart(&[("mug", 2, 10), ("apron", 1, 30), ("towel", 1, 5)]);
        let now = cart(&[("mug", 1, 12), ("apron", 1, 30), ("board", 1, 40)]);
        let name = |name: &str| name.to_owned();
        let changes = Changes {
            items: vec![
                Change::Quantity { name: name("mug"), from: 2, to: 1 },
                Change::Price { name: name("mug"), from: name("£10"), to: name("£12") },
                Change::Added { name: name("board") },
                Change::Removed { name: name("towel") },
            ],
            total: Some((name("£55"), name("£82"))),
        };
        assert_eq!(Changes::between(&seen, &now), Some(changes));
    }

    #[test]
    fn a_total_alone_may_change_as_when_sending_it_costs_more() {
        let seen = cart(&[("mug", 2, 10)]);
        let mut now = seen.clone();
        now.total.with_tax = price(25);
        let changes = Changes { items: Vec::new(), total: Some(("£20".into(), "£25".into())) };
        assert_eq!(Changes::between(&seen, &now), Some(changes));
    }
}
