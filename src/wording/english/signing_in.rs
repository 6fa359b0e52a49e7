//! The sign-in page.

use crate::wording::SigningIn;

pub(in crate::wording) fn say(message: SigningIn) -> &'static str {
    match message {
        SigningIn::Title | SigningIn::Button => "Sign in",
        SigningIn::Lead => "We email you a code. You need no password.",
        SigningIn::EmailCode => "Email me a code",
        SigningIn::UseCode => "Email me a code instead",
        SigningIn::OrUseCode => "Or have a code emailed instead.",
        SigningIn::UsePassword => "Use a password instead",
        SigningIn::PasswordLabel => "Password",
        SigningIn::PasswordMissing => "Enter your password",
        SigningIn::Pending => "Signing you in…",
        SigningIn::LandingLead => "The code in your link is used only when you continue.",
        SigningIn::Continue => "Continue",
        SigningIn::SomeoneTitle => "Somebody is signed in already",
        SigningIn::SomeoneBody => {
            "If you continue, this browser is signed in with the account of your link instead."
        }
        SigningIn::StaySignedIn => "Leave it as it is",
        SigningIn::ElsewhereTitle => "Go on in the other tab",
        SigningIn::ElsewhereLead => "The code was used there. You can close this tab.",
        SigningIn::SignInHere => "Sign in here too",
        SigningIn::ChooseTitle => "Choose an account",
        SigningIn::ChooseLead => "Prices and orders depend on it. You can change it later.",
        SigningIn::ChooseLegend => "Your accounts",
        SigningIn::ChooseMissing => "Choose one of the accounts",
        SigningIn::ChooseNone => "No account has this in its name.",
        SigningIn::SearchLabel => "Find an account",
        SigningIn::Incomplete => {
            "Not all of your accounts could be loaded. To see the others, sign in again."
        }
        SigningIn::ReplacesTitle => "Somebody else signed in meanwhile",
        SigningIn::ReplacesBody => {
            "In another tab of this browser. If you continue, this account takes their place."
        }
        SigningIn::SignedInTitle => "You are signed in",
        SigningIn::YourAccount => "Your account",
        SigningIn::SomeoneElse => "Sign in as someone else",
        SigningIn::SignOut => "Sign out",
        SigningIn::SignOutNote => {
            "This signs you out of this browser. Elsewhere you stay signed in until it ends there."
        }
        SigningIn::SignedOut => "You are signed out.",
        SigningIn::SignedOutHere => {
            "You are signed out on these pages, but perhaps not in the store. Sign out there too."
        }
    }
}

pub(in crate::wording) fn continue_as(address: &str) -> String {
    ["Continue as ", address, "?"].concat()
}

pub(in crate::wording) fn signed_in_as(account: &str) -> String {
    ["Account: ", account].concat()
}
