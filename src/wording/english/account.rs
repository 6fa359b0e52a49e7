//! The account page, and the session.

use crate::wording::Account;

pub(in crate::wording) fn say(message: Account) -> &'static str {
    match message {
        Account::Title => "Your account",
        Account::TryAgain => "Try again",
        Account::Name => "Name",
        Account::Email => "Email",
        Account::AccountName => "Account",
        Account::SignedInUntil => "Signed in until",
        Account::Switch => "Switch account",
        Account::KeepAccount => "Keep this account",
        Account::Switched => "Account switched.",
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
    }
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
