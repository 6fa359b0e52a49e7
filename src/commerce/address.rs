//! Postal addresses, as checkout and an account's saved addresses share them.

use std::fmt;

use super::envelope::Texts;
use super::fields::Fields;

/// A postal address. What is empty is not sent. Commerce wants the names, `line_1`, `postcode`, `country`, and
/// `region` or `county`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The given name.
    pub first_name: String,
    /// The family name.
    pub last_name: String,
    /// The company.
    pub company_name: String,
    /// Street and number.
    pub line_1: String,
    /// What else there is to the street, such as the number of a flat.
    pub line_2: String,
    /// The city.
    pub city: String,
    /// The county.
    pub county: String,
    /// The state, province or region.
    pub region: String,
    /// The postcode.
    pub postcode: String,
    /// The country, as two capital letters (ISO 3166-1 alpha-2).
    pub country: String,
    /// A telephone number for the delivery; not part of a billing address.
    pub phone_number: String,
    /// What whoever delivers should know; not part of a billing address.
    pub instructions: String,
}

/// Nothing of it: where somebody lives is their own business.
impl fmt::Debug for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Address")
    }
}

impl Address {
    /// How it begins: what it is called where nobody has named it.
    #[must_use]
    pub fn beginning(&self) -> String {
        [&self.line_1, ", ", &self.postcode].concat()
    }

    /// The fields of a billing address.
    pub(crate) fn billing(&self) -> Texts<'_> {
        Texts(vec![
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("company_name", &self.company_name),
            ("line_1", &self.line_1),
            ("line_2", &self.line_2),
            ("city", &self.city),
            ("county", &self.county),
            ("region", &self.region),
            ("postcode", &self.postcode),
            ("country", &self.country),
        ])
    }

    /// The fields of a shipping address.
    pub(crate) fn shipping(&self) -> Texts<'_> {
        let mut texts = self.billing();
        texts.0.push(("phone_number", &self.phone_number));
        texts.0.push(("instructions", &self.instructions));
        texts
    }

    /// Reads an address; what is missing is empty.
    pub(crate) fn read(fields: &Fields) -> Self {
        let text = |place| fields.owned(place).unwrap_or_default();
        Self {
            first_name: text("first_name"),
            last_name: text("last_name"),
            company_name: text("company_name"),
            line_1: text("line_1"),
            line_2: text("line_2"),
            city: text("city"),
            county: text("county"),
            region: text("region"),
            postcode: text("postcode"),
            country: text("country"),
            phone_number: text("phone_number"),
            instructions: text("instructions"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_nothing_of_itself() {
        let address = Address { line_1: "canary".to_owned(), ..Address::default() };
        assert_eq!(format!("{address:?}"), "Address");
    }
}
