//! What is said on the sign-in page.

/// Something said while signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum SigningIn {
    Title,
    Lead,
    EmailCode,
    UseCode,
    OrUseCode,
    UsePassword,
    PasswordLabel,
    PasswordMissing,
    Button,
    Pending,
    // From a link
    LandingLead,
    Continue,
    SomeoneTitle,
    SomeoneBody,
    StaySignedIn,
    // The code was used in another tab
    ElsewhereTitle,
    ElsewhereLead,
    SignInHere,
    // Several accounts
    ChooseTitle,
    ChooseLead,
    ChooseLegend,
    ChooseMissing,
    ChooseNone,
    SearchLabel,
    Incomplete,
    ReplacesTitle,
    ReplacesBody,
    // Signed in
    SignedInTitle,
    YourAccount,
    SomeoneElse,
    SignOut,
    SignOutNote,
    SignedOut,
    SignedOutHere,
}
