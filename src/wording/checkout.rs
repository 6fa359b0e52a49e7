//! What is said on the checkout page.

use crate::journey::checkout::Part;

/// Something said while checking out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum Checkout {
    Title,
    // The cart
    EmptyTitle,
    EmptyLead,
    AccountCarts,
    OfferedTitle,
    OfferedLead,
    OfferedInstead,
    UseIt,
    LeaveIt,
    // Who orders
    SignInLead,
    GuestLead,
    // The form
    Contact,
    ContactName,
    ShippingAddress,
    BillingAddress,
    SameAddress,
    SaveAddress,
    SavedAddresses,
    NoSavedAddress,
    ChooseCountry,
    Label(Part),
    PlaceOrder,
    Placing,
    OnceMoreTitle,
    OnceMoreBody,
    // What is wrong with a field
    NameMissing,
    EmailMissing,
    Missing(Part),
    NameRefused,
    EmailRefused,
    Refused(Part),
    // No answer
    LookingTitle,
    LookingLead,
    UnknownTitle,
    UnknownLead,
    UnknownMember,
    UnknownGuest,
    LookAgain,
    Dismiss,
    OnceMoreWarning,
    OrderOnceMore,
    // Done
    DoneTitle,
    DoneBefore,
    DonePayment,
    DoneAuthorized,
    DoneNotAuthorized,
    DonePaymentUnknown,
    AddressUnsaved,
    ShowOrder,
}
