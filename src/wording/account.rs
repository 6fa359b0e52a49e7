//! What is said on the account page.

/// Something said to a signed-in member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum Account {
    Title,
    TryAgain,
    Name,
    Email,
    AccountName,
    SignedInUntil,
    Switch,
    KeepAccount,
    Switched,
    // Signed out
    SignInFirstTitle,
    SignInFirstLead,
    // Password
    ChangePassword,
    Cancel,
    PasswordChanged,
    PasswordNotSaved,
    // Orders
    Orders,
    NoOrders,
    MoreOrders,
    OrderTitle,
    OrderNumber,
    OrderDate,
    OrderState,
    OrderReference,
    Total,
    TaxIncluded,
    Discount,
    Shipping,
    BackToAccount,
}
