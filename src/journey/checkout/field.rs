//! The fields of the form, what each is called by Commerce, and what can be wrong with it.

use crate::commerce::Address;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who to write to.
    ContactName,
    /// Where to write to.
    ContactEmail,
    /// Part of where the goods go.
    Shipping(Part),
    /// Part of where the bill goes.
    Billing(Part),
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of an address, by their names")]
pub enum Part {
    FirstName,
    LastName,
    CompanyName,
    Line1,
    Line2,
    City,
    Region,
    Postcode,
    Country,
    PhoneNumber,
    Instructions,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is empty.
    Missing,
    /// It is no e-mail address.
    NotAnEmail,
    /// Commerce does not take it.
    Refused,
}

impl Part {
    /// The parts that a billing address has, in the order in which people write them.
    pub const OF_BILLING: [Self; 9] = [
        Self::FirstName,
        Self::LastName,
        Self::CompanyName,
        Self::Line1,
        Self::Line2,
        Self::City,
        Self::Region,
        Self::Postcode,
        Self::Country,
    ];

    /// The same of a shipping address.
    pub const OF_SHIPPING: [Self; 11] = [
        Self::FirstName,
        Self::LastName,
        Self::CompanyName,
        Self::Line1,
        Self::Line2,
        Self::City,
        Self::Region,
        Self::Postcode,
        Self::Country,
        Self::PhoneNumber,
        Self::Instructions,
    ];

    /// Whether Commerce cannot do without it.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(
            self,
            Self::FirstName | Self::LastName | Self::Line1 | Self::Region | Self::Postcode | Self::Country
        )
    }

    /// Its text in an address. Of region and county, of which Commerce wants one, the form has one.
    #[must_use]
    pub fn of(self, address: &Address) -> &str {
        match self {
            Self::FirstName => &address.first_name,
            Self::LastName => &address.last_name,
            Self::CompanyName => &address.company_name,
            Self::Line1 => &address.line_1,
            Self::Line2 => &address.line_2,
            Self::City => &address.city,
            Self::Region if address.region.is_empty() => &address.county,
            Self::Region => &address.region,
            Self::Postcode => &address.postcode,
            Self::Country => &address.country,
            Self::PhoneNumber => &address.phone_number,
            Self::Instructions => &address.instructions,
        }
    }

    /// Puts its text into an address, without blanks at either end.
    pub fn enter(self, address: &mut Address, text: &str) {
        let text = text.trim().to_owned();
        match self {
            Self::FirstName => address.first_name = text,
            Self::LastName => address.last_name = text,
            Self::CompanyName => address.company_name = text,
            Self::Line1 => address.line_1 = text,
            Self::Line2 => address.line_2 = text,
            Self::City => address.city = text,
            Self::Region => address.region = text,
            Self::Postcode => address.postcode = text,
            Self::Country => address.country = text,
            Self::PhoneNumber => address.phone_number = text,
            Self::Instructions => address.instructions = text,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "first_name" => Self::FirstName,
            "last_name" => Self::LastName,
            "company_name" => Self::CompanyName,
            "line_1" => Self::Line1,
            "line_2" => Self::Line2,
            "city" => Self::City,
            "region" | "county" => Self::Region,
            "postcode" => Self::Postcode,
            "country" => Self::Country,
            "phone_number" => Self::PhoneNumber,
            "instructions" => Self::Instructions,
            _ => return None,
        })
    }
}

impl Field {
    /// The field that an error's `source` names, such as `data.shipping_address.postcode`.
    #[must_use]
    pub fn of_source(source: &str) -> Option<Self> {
        let path = source.strip_prefix("data.").unwrap_or(source);
        let (of, name) = path.split_once('.')?;
        match (of, name) {
            ("contact" | "customer", "name") => Some(Self::ContactName),
            ("contact" | "customer", "email") => Some(Self::ContactEmail),
            ("shipping_address", name) => Part::named(name).map(Self::Shipping),
            ("billing_address", name) => Part::named(name).map(Self::Billing),
            _ => None,
        }
    }

    /// The field that is on the screen for it, where the bill goes where the goods go.
    #[must_use]
    pub fn shown(self, is_billing_shown: bool) -> Self {
        match self {
            Self::Billing(part) if !is_billing_shown => Self::Shipping(part),
            field => field,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_the_field_on_the_screen() {
        for (source, field) in [
            ("data.contact.email", Some(Field::ContactEmail)),
            ("data.customer.email", Some(Field::ContactEmail)),
            ("customer.name", Some(Field::ContactName)),
            ("data.shipping_address.postcode", Some(Field::Shipping(Part::Postcode))),
            ("data.billing_address.county", Some(Field::Billing(Part::Region))),
            ("data.billing_address", None),
            ("data.external_ref", None),
            ("", None),
        ] {
            assert_eq!(Field::of_source(source), field, "{source}");
        }
        let field = Field::Billing(Part::City);
        assert_eq!((field.shown(true), field.shown(false)), (field, Field::Shipping(Part::City)));
    }
}
