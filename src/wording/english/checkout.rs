//! The checkout page.

use std::borrow::Cow;

use crate::journey::checkout::{Change, Changes, Obstacle, Part};
use crate::wording::{Checkout, Notice, Task};

use super::notice;

pub(in crate::wording) fn say(message: Checkout) -> Cow<'static, str> {
    Cow::Borrowed(match message {
        Checkout::Title => "Check out",
        Checkout::EmptyTitle => "This cart is empty",
        Checkout::EmptyLead => "Put something into it in the store, then come back.",
        Checkout::AccountCarts => "Your account’s carts",
        Checkout::OfferedTitle => "A cart from a link",
        Checkout::OfferedLead => "The link you followed brought this cart. Do you want to order it?",
        Checkout::OfferedInstead => {
            "The link you followed brought this cart, which is not the one you have in the store. Do you want to order it?"
        }
        Checkout::UseIt => "Use this cart",
        Checkout::LeaveIt => "Leave it",
        Checkout::SignInLead => "Sign in to order. You come back to this cart.",
        Checkout::GuestLead => "Do you have an account?",
        Checkout::Contact => "Contact",
        Checkout::ContactName => "Full name",
        Checkout::ShippingAddress => "Delivery address",
        Checkout::BillingAddress => "Billing address",
        Checkout::SameAddress => "The bill goes to the same address",
        Checkout::SaveAddress => "Save this address to my account",
        Checkout::SavedAddresses => "Saved addresses",
        Checkout::NoSavedAddress => "Another address",
        Checkout::ChooseCountry => "Choose a country",
        Checkout::Label(part) => label(part),
        Checkout::PlaceOrder => "Place order",
        Checkout::Placing => "Placing your order…",
        Checkout::OnceMoreTitle => "You are ordering this cart once more",
        Checkout::OnceMoreBody => "There may be an order of it already.",
        Checkout::NameMissing => "Enter your name",
        Checkout::EmailMissing => "Enter your email address",
        Checkout::Missing(part) => missing(part),
        Checkout::NameRefused => "The store does not take this name",
        Checkout::EmailRefused => "The store does not take this email address",
        Checkout::Refused(part) => {
            return ["The store does not take this. Check: ", label(part)].concat().into();
        }
        Checkout::LookingTitle => "Looking for your order",
        Checkout::LookingLead => {
            "The store did not answer. We are looking whether it has your order; that takes a few seconds."
        }
        Checkout::UnknownTitle => "We do not know whether you have ordered",
        Checkout::UnknownLead => {
            "The store did not answer, so your order may be there or not. If you ask the store about it, name this reference:"
        }
        Checkout::UnknownMember => "We looked for your order and did not find it. It may still appear.",
        Checkout::UnknownGuest => "Look for an email from the store before you order again.",
        Checkout::LookAgain => "Look again",
        Checkout::Dismiss => "Do not show this again",
        Checkout::OnceMoreWarning => {
            "If you order once more, you may get everything twice and have to pay for it twice."
        }
        Checkout::OrderOnceMore => "Order once more all the same",
        Checkout::DoneTitle => "Your order is placed",
        Checkout::DoneBefore => "You have ordered this cart before.",
        Checkout::DonePayment => "What comes next is the payment, in the store.",
        Checkout::DoneAuthorized => "The payment is arranged. The store does the rest.",
        Checkout::DoneNotAuthorized => {
            "The payment could not be arranged. Your order stands; the store will come back to you."
        }
        Checkout::DonePaymentUnknown => {
            "The store did not say whether the payment is arranged. Your order stands; the store will see to the payment."
        }
        Checkout::AddressUnsaved => "The address could not be saved to your account.",
        Checkout::ShowOrder => "Show the order",
    })
}

fn label(part: Part) -> &'static str {
    match part {
        Part::FirstName => "First name",
        Part::LastName => "Last name",
        Part::CompanyName => "Company (optional)",
        Part::Line1 => "Street and number",
        Part::Line2 => "Flat, floor, building (optional)",
        Part::City => "Town or city (optional)",
        Part::Region => "County, state or region",
        Part::Postcode => "Postcode",
        Part::Country => "Country",
        Part::PhoneNumber => "Telephone (optional)",
        Part::Instructions => "Note for the delivery (optional)",
    }
}

fn missing(part: Part) -> &'static str {
    match part {
        Part::FirstName => "Enter a first name",
        Part::LastName => "Enter a last name",
        Part::Line1 => "Enter street and number",
        Part::Region => "Enter a county, state or region",
        Part::Postcode => "Enter a postcode",
        Part::Country => "Choose a country",
        _ => "Fill this in",
    }
}

/// What stands in the way of an order; none where the fields say it.
pub(in crate::wording) fn obstacle(obstacle: &Obstacle) -> Option<Notice> {
    let (heading, body): (&'static str, Cow<'static, str>) = match obstacle {
        Obstacle::Problem(problem) => return Some(notice(*problem, Task::SignIn)),
        Obstacle::Fields(_) => return None,
        Obstacle::Changed(changes) => ("Your cart has changed", changed(changes).into()),
        Obstacle::NotEnoughStock => (
            "There is not enough left",
            "The store has less of something than your cart holds. Nothing was ordered. Change your cart in the store, then come back.".into(),
        ),
        Obstacle::AnotherAccount => (
            "Another account is signed in by now",
            "Nothing was done in its name. Sign in with the account that you began with.".into(),
        ),
        Obstacle::Refused => (
            "The store did not take this order",
            "Nothing was ordered. Try again later, or ask the store.".into(),
        ),
    };
    Some(Notice { heading: heading.into(), body })
}

fn changed(changes: &Changes) -> String {
    let mut told = String::from("Nothing was ordered yet. ");
    for change in &changes.items {
        let sentence = match change {
            Change::Added { name } => [name, " is new. "].concat(),
            Change::Removed { name } => [name, " is gone. "].concat(),
            Change::Quantity { name, from, to } => {
                [name, ": now ", &to.to_string(), " instead of ", &from.to_string(), ". "].concat()
            }
            Change::Price { name, from, to } => {
                [name, " now costs ", to, " instead of ", from, ". "].concat()
            }
        };
        told.push_str(&sentence);
    }
    if let Some((from, to)) = &changes.total {
        told.push_str(&["The total is now ", to, ", it was ", from, ". "].concat());
    }
    told.push_str("Place the order again if that is all right.");
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_told() {
        let text = str::to_owned;
        let changes = Changes {
            items: vec![
                Change::Added { name: text("Apron") },
                Change::Removed { name: text("Towel") },
                Change::Quantity { name: text("Mug"), from: 2, to: 1 },
                Change::Price { name: text("Mug"), from: text("£12.00"), to: text("£15.00") },
            ],
            total: Some((text("£30.00"), text("£40.00"))),
        };
        assert_eq!(
            changed(&changes),
            "Nothing was ordered yet. Apron is new. Towel is gone. Mug: now 1 instead of 2. Mug now costs £15.00 instead of £12.00. The total is now £40.00, it was £30.00. Place the order again if that is all right."
        );
    }
}
