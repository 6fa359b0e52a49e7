//! The form's fields: the id of each, what is in it, and what is said of it.

use crate::browser::document;
use crate::commerce::{Address, Contact};
use crate::components::FieldError;
use crate::journey::checkout::{Entered, Fault, Field, Part};
use crate::journey::username::UsernameError;
use crate::wording::{Checkout as Words, Message};

pub(super) const NAME_ID: &str = "contact-name";
pub(super) const EMAIL_ID: &str = "contact-email";
pub(super) const SAME_ADDRESS: &str = "same-address";
pub(super) const SAVE_ADDRESS: &str = "save-address";

/// The id of a field.
pub(super) fn id(field: Field) -> &'static str {
    match field {
        Field::ContactName => NAME_ID,
        Field::ContactEmail => EMAIL_ID,
        Field::Shipping(part) => match part {
            Part::FirstName => "shipping-first-name",
            Part::LastName => "shipping-last-name",
            Part::CompanyName => "shipping-company-name",
            Part::Line1 => "shipping-line-1",
            Part::Line2 => "shipping-line-2",
            Part::City => "shipping-city",
            Part::Region => "shipping-region",
            Part::Postcode => "shipping-postcode",
            Part::Country => "shipping-country",
            Part::PhoneNumber => "shipping-phone-number",
            Part::Instructions => "shipping-instructions",
        },
        Field::Billing(part) => match part {
            Part::FirstName => "billing-first-name",
            Part::LastName => "billing-last-name",
            Part::CompanyName => "billing-company-name",
            Part::Line1 => "billing-line-1",
            Part::Line2 => "billing-line-2",
            Part::City => "billing-city",
            Part::Region => "billing-region",
            Part::Postcode => "billing-postcode",
            Part::Country => "billing-country",
            Part::PhoneNumber => "billing-phone-number",
            Part::Instructions => "billing-instructions",
        },
    }
}

/// What is said of a fault, at its field.
pub(super) fn told((field, fault): (Field, Fault)) -> FieldError {
    let message = match (fault, field) {
        (Fault::Refused, Field::ContactName) => Message::checkout(Words::NameRefused),
        (Fault::Refused, Field::ContactEmail) => Message::checkout(Words::EmailRefused),
        (Fault::Refused, Field::Shipping(part) | Field::Billing(part)) => {
            Message::checkout(Words::Refused(part))
        }
        (Fault::NotAnEmail, _) => Message::Username { error: UsernameError::Malformed, is_email: true },
        (Fault::Missing, Field::ContactName) => Message::checkout(Words::NameMissing),
        (Fault::Missing, Field::ContactEmail) => Message::checkout(Words::EmailMissing),
        (Fault::Missing, Field::Shipping(part) | Field::Billing(part)) => {
            Message::checkout(Words::Missing(part))
        }
    };
    (id(field), message)
}

/// What is in the form.
pub(super) fn read() -> Entered {
    let text = |id| document::value(id).trim().to_owned();
    Entered {
        contact: Contact { name: text(NAME_ID), email: text(EMAIL_ID) },
        shipping_address: address(&Part::OF_SHIPPING, Field::Shipping),
        billing_address: address(&Part::OF_BILLING, Field::Billing),
        is_billed_elsewhere: is_billed_elsewhere(),
        saves_address: document::checked(SAVE_ADDRESS).is_some(),
    }
}

/// Whether the bill goes to another address than the goods.
pub(super) fn is_billed_elsewhere() -> bool {
    document::checked(SAME_ADDRESS).is_none()
}

fn address(parts: &[Part], field: fn(Part) -> Field) -> Address {
    let mut address = Address::default();
    for part in parts {
        part.enter(&mut address, &document::value(id(field(*part))));
    }
    address
}

/// Puts an address into the form as the shipping address.
pub(super) fn fill_in(address: &Address) {
    for part in Part::OF_SHIPPING {
        document::set_value(id(Field::Shipping(part)), part.of(address));
    }
}
