//! Prices, as Commerce reckons and writes them. Nothing here adds, divides or writes money of its own.

use super::fields::Fields;

/// An amount of money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// The amount in the currency's smallest unit, such as pence; negative for what is taken off.
    pub amount: i64,
    /// The currency, such as `GBP`; empty where Commerce leaves it out, as it may for nothing.
    pub currency: String,
    /// The amount as the store writes it, such as `£24.00`: the one form that is shown.
    pub formatted: String,
}

/// What a cart or an order comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What is to be paid: tax and shipping are in it, the discount is off it.
    pub with_tax: Price,
    /// The same without tax.
    pub without_tax: Price,
    /// The tax in it.
    pub tax: Price,
    /// What was taken off, as Commerce gives it (negative by its examples); none where that is nothing.
    pub discount: Option<Price>,
    /// What sending it costs; none where that is nothing.
    pub shipping: Option<Price>,
}

impl Price {
    /// Reads the price at this place; none where there is none that can be shown.
    pub(crate) fn read(fields: &Fields, place: &str) -> Option<Self> {
        let at = |name| fields.owned(&[place, ".", name].concat());
        Some(Self {
            amount: fields.number(&[place, ".amount"].concat())?,
            currency: at("currency").unwrap_or_default(),
            formatted: at("formatted").filter(|formatted| !formatted.is_empty())?,
        })
    }

    fn not_zero(self) -> Option<Self> {
        (self.amount != 0).then_some(self)
    }
}

impl Totals {
    /// Reads the totals of a cart or an order; none where what is to be paid, or what of it is tax, is missing.
    pub(crate) fn read(resource: &Fields) -> Option<Self> {
        let prices = resource.object("meta.display_price");
        Some(Self {
            with_tax: Price::read(&prices, "with_tax")?,
            without_tax: Price::read(&prices, "without_tax")?,
            tax: Price::read(&prices, "tax")?,
            discount: Price::read(&prices, "discount").and_then(Price::not_zero),
            shipping: Price::read(&prices, "shipping").and_then(Price::not_zero),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDED: [&str; 3] = ["with_tax", "without_tax", "tax"];

    fn totals(prices: &str) -> Option<Totals> {
        let resource = format!(r#"{{"meta":{{"display_price":{{{prices}}}}}}}"#);
        Totals::read(&Fields::read(&resource).unwrap_or_default())
    }

    /// Prices of these names, all of this amount.
    fn prices(names: &[&str], amount: &str) -> String {
        let price = |name| {
            format!(r#""{name}":{{"amount":{amount},"currency":"GBP","formatted":"£2.40","new":{{}}}}"#)
        };
        names.iter().map(price).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn amounts_are_whole_however_they_are_written_and_may_be_negative() {
        for (amount, read) in [("240", 240), (r#""240""#, 240), ("240.0", 240), ("-240", -240)] {
            let totals = totals(&prices(&NEEDED, amount));
            assert_eq!(totals.map(|totals| totals.with_tax.amount), Some(read), "{amount}");
        }
    }

    #[test]
    fn a_discount_or_shipping_of_nothing_is_none() {
        let with = |amount: &str| {
            let all = [prices(&NEEDED, "240"), prices(&["discount", "shipping"], amount)].join(",");
            totals(&all).map(|totals| (totals.discount.is_some(), totals.shipping.is_some()))
        };
        assert_eq!(with("-240"), Some((true, true)));
        assert_eq!(with("0"), Some((false, false)));
        let without = totals(&prices(&NEEDED, "240"));
        assert_eq!(without.map(|totals| (totals.discount, totals.shipping)), Some((None, None)));
    }

    #[test]
    fn what_cannot_be_shown_is_no_price() {
        for missing in 0..NEEDED.len() {
            let kept: Vec<&str> =
                (0..).zip(NEEDED).filter(|(at, _)| *at != missing).map(|(_, name)| name).collect();
            assert_eq!(totals(&prices(&kept, "240")), None);
        }
        assert_eq!(totals(&prices(&NEEDED, "2.4")), None);
        assert_eq!(totals(&prices(&NEEDED, "null")), None);
        assert_eq!(totals(&prices(&NEEDED, "240").replace("£2.40", "")), None);
    }
}
