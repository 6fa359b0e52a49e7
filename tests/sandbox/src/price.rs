//! What things cost. Amounts are integers in the currency's smallest unit; prices include tax.

use serde_json::{Map, Value, json};

/// Every store here sells in pounds.
pub(crate) const CURRENCY: &str = "GBP";
/// Value added tax, in percent, on everything including shipping.
const TAX_PERCENT: i64 = 20;
/// What sending a cart costs.
const SHIPPING: i64 = 480;
/// From this total on, sending is free.
const FREE_SHIPPING_FROM: i64 = 10_000;

/// What one of something costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitPrice {
    /// With tax, before any discount.
    pub(crate) without_discount: i64,
    /// What a promotion takes off; positive.
    pub(crate) discount: i64,
}

impl UnitPrice {
    /// A price of which a promotion takes `percent` off.
    pub(crate) fn reduced(without_discount: i64, percent: i64) -> Self {
        Self { without_discount, discount: rounded(without_discount, percent, 100) }
    }

    /// A price that was written without its tax.
    pub(crate) fn with_tax_added(amount: i64) -> Self {
        Self::reduced(rounded(amount, 100 + TAX_PERCENT, 100), 0)
    }

    pub(crate) fn with_tax(self) -> i64 {
        self.without_discount - self.discount
    }

    /// `meta.display_price` of an item: everything for one, and for all of them.
    pub(crate) fn display_price(self, quantity: u32) -> Value {
        let both = |unit: i64| json!({ "unit": money(unit), "value": money(times(unit, quantity)) });
        let without_tax = without_tax(self.with_tax());
        json!({
            "with_tax": both(self.with_tax()),
            "without_tax": both(without_tax),
            "tax": both(self.with_tax() - without_tax),
            "discount": both(-self.discount),
            "without_discount": both(self.without_discount),
        })
    }
}

/// What a cart or an order costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) with_tax: i64,
    without_tax: i64,
    /// Positive.
    discount: i64,
    shipping: i64,
}

impl Totals {
    /// The sum of items, each with its quantity, and of sending them. Nothing costs nothing to send.
    pub(crate) fn of(items: impl IntoIterator<Item = (UnitPrice, u32)>) -> Self {
        let mut totals = Self::default();
        let mut is_empty = true;
        for (unit, quantity) in items {
            is_empty = false;
            totals.with_tax = totals.with_tax.saturating_add(times(unit.with_tax(), quantity));
            totals.without_tax =
                totals.without_tax.saturating_add(times(without_tax(unit.with_tax()), quantity));
            totals.discount = totals.discount.saturating_add(times(unit.discount, quantity));
        }
        if !is_empty && totals.with_tax < FREE_SHIPPING_FROM {
            totals.shipping = SHIPPING;
            totals.with_tax += SHIPPING;
            totals.without_tax += without_tax(SHIPPING);
        }
        totals
    }

    /// `meta.display_price` of a cart. Shipping is part of the sums, and shown by itself too.
    pub(crate) fn display_price(self) -> Map<String, Value> {
        [
            ("with_tax", self.with_tax),
            ("without_tax", self.without_tax),
            ("tax", self.with_tax - self.without_tax),
            ("discount", -self.discount),
            ("without_discount", self.with_tax.saturating_add(self.discount)),
            ("shipping", self.shipping),
        ]
        .into_iter()
        .map(|(name, amount)| (name.to_owned(), money(amount)))
        .collect()
    }
}

/// An amount as it is written beside its formatted form.
pub(crate) fn money(amount: i64) -> Value {
    json!({ "amount": amount, "currency": CURRENCY, "formatted": formatted(amount) })
}

/// An amount as `unit_price` and `value` of an item write it.
pub(crate) fn price_with_tax(amount: i64) -> Value {
    json!({ "amount": amount, "currency": CURRENCY, "includes_tax": true })
}

/// An amount for people: `-£1,234.50`.
pub(crate) fn formatted(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let digits = (amount.unsigned_abs() / 100).to_string();
    let mut pounds = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            pounds.push(',');
        }
        pounds.push(digit);
    }
    format!("{sign}£{pounds}.{:02}", amount.unsigned_abs() % 100)
}

/// A unit's amount for as many as there are.
pub(crate) fn times(unit: i64, quantity: u32) -> i64 {
    unit.saturating_mul(i64::from(quantity))
}

fn without_tax(with_tax: i64) -> i64 {
    rounded(with_tax, 100, 100 + TAX_PERCENT)
}

/// A non-negative amount times a fraction, rounded to the nearest unit.
fn rounded(amount: i64, numerator: i64, denominator: i64) -> i64 {
    (amount.saturating_mul(numerator).saturating_add(denominator / 2)) / denominator
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_formatted_as_pounds() {
        for (amount, written) in [
            (0, "£0.00"),
            (5, "£0.05"),
            (-600, "-£6.00"),
            (124_900, "£1,249.00"),
            (100_000_000, "£1,000,000.00"),
        ] {
            assert_eq!(formatted(amount), written);
        }
    }

    #[test]
    fn totals_add_items_tax_discount_and_shipping_up() {
        let totals = Totals::of([(UnitPrice::reduced(1200, 10), 2), (UnitPrice::reduced(3600, 10), 1)]);
        let price = totals.display_price();
        let amount = |name: &str| price.get(name).map(|it| it["amount"].clone()).unwrap_or_default();
        assert_eq!(
            ["with_tax", "without_tax", "tax", "discount", "without_discount", "shipping"].map(amount),
            [5880, 4900, 980, -600, 6480, 480].map(Value::from)
        );
    }

    #[test]
    fn shipping_is_free_for_nothing_and_for_much() {
        assert_eq!(Totals::of([]), Totals::default());
        assert_eq!(Totals::of([(UnitPrice::reduced(10_000, 0), 1)]).with_tax, 10_000);
        assert_eq!(Totals::of([(UnitPrice::reduced(9_999, 0), 1)]).with_tax, 10_479);
    }

    #[test]
    fn tax_is_added_to_a_price_without_it() {
        assert_eq!(UnitPrice::with_tax_added(1000).with_tax(), 1200);
    }
}
