//! The account page, and the session.

use std::borrow::Cow;

use crate::wording::Account;

use super::clock;

pub(super) fn say(message: Account) -> Cow<'static, str> {
    Cow::Borrowed(match message {
        Account::Title => "Your account",
        Account::Loading => "Loading…",
        Account::TryAgain => "Try again",
        Account::Name => "Name",
        Account::Email => "Email",
        Account::AccountName => "Account",
        Account::SignedInUntil => "Signed in until",
        Account::Switch => "Switch account",
        Account::KeepAccount => "Keep this account",
        Account::Switched => "Account switched.",
        Account::SignOutNote => {
            "This signs you out of this browser. Elsewhere you stay signed in until it ends there."
        }
        Account::SignInFirstTitle => "Sign in first",
        Account::SignInFirstLead => "You come back to this page afterwards.",
        Account::ChangePassword => "Change password",
        Account::Cancel => "Cancel",
        Account::PasswordChanged => "Your password is changed.",
        Account::PasswordNotSaved => "Your new password was not saved. Type it again once you are signed in.",
        Account::Orders => "Orders",
        Account::NoOrders => "There are no orders yet.",
        Account::MoreOrders => "Show more orders",
        Account::OrderTitle => "Order",
        Account::OrderNumber => "Number",
        Account::OrderDate => "Ordered",
        Account::OrderState => "State",
        Account::OrderReference => "Reference",
        Account::Total => "Total",
        Account::TaxIncluded => "Tax included",
        Account::Discount => "Discount",
        Account::Shipping => "Shipping",
        Account::BackToAccount => "All orders",
        Account::EndsSoon => "You will be signed out soon",
        Account::EndsIn { seconds } => return ["In ", &clock(seconds), " minutes."].concat().into(),
        Account::StaySignedIn => "Stay signed in",
        Account::Renewing => "One moment…",
        Account::EndedIdle => "You were signed out because nothing was done for a while.",
        Account::EndedLifetime => "You were signed out because you had been signed in for long enough.",
        Account::EndedExpired => "You are no longer signed in.",
    })
}

/// One word for what Commerce keeps as three: cancelled before paid before sent.
pub(in crate::wording) fn order_state(status: &str, payment: &str, shipping: &str) -> &'static str {
    match (status, payment, shipping) {
        ("cancelled", ..) => "Cancelled",
        (_, "refunded", _) => "Refunded",
        (_, _, "fulfilled") => "Sent",
        ("complete", ..) => "Complete",
        (_, "paid", _) => "Paid, being prepared",
        (_, "authorized", _) => "Payment authorized",
        (_, "partially_paid" | "partially_authorized", _) => "Partly paid",
        ("processing", ..) => "Being prepared",
        _ => "Received, not paid yet",
    }
}

pub(in crate::wording) fn shown_of(shown: usize, total: u32) -> String {
    [&shown.to_string(), " of ", &total.to_string()].concat()
}
