//! English. Short, concrete, blames nobody, says what to do next.

use std::borrow::Cow;

use crate::journey::password::PasswordError;
use crate::journey::username::UsernameError;

use super::Message;

mod account;
mod checkout;
mod notices;
mod signing_in;

pub(super) use account::{order_state, shown_of};
pub(super) use checkout::obstacle;
pub(super) use notices::notice;
pub(super) use signing_in::{continue_as, signed_in_as};

pub(super) fn say(message: Message) -> Cow<'static, str> {
    Cow::Borrowed(match message {
        Message::ContactSupport => "Contact support",
        Message::BackToSignIn => "Back to sign-in",
        Message::BackToStore => "Back to the store",
        Message::StartAgain => "Start again",
        Message::StorageDenied => {
            "This browser keeps nothing for this page. Everything works, but stay in this tab until you are done."
        }
        Message::HomeTitle => "Your account",
        Message::HomeLead => {
            "Forgot your password, or never had one? We email you a code, and you choose a new one."
        }
        Message::ForgotLink => "Get a code by email",
        Message::HaveCodeLink => "I already have a code",
        Message::ClosedTitle => "This page is not open yet",
        Message::ClosedLead => {
            "Something is missing on our side, not yours. Please try again later or contact us. A code you have received still works for 10 minutes after it was sent."
        }
        Message::ForgotTitle => "Forgot your password?",
        Message::ForgotLead => {
            "Tell us the email address of your account. We send you a code to choose a new password."
        }
        Message::EmailLabel => "Email address",
        Message::UsernameLabel => "Username",
        Message::SendCode => "Send the code",
        Message::SendingCode => "Sending the code…",
        Message::SentTitle => "Check your email",
        Message::SentTo => "If there is an account for this address, a code is on its way to:",
        Message::SentNext => "Open the link in the email, on this device or another, or type the code here.",
        Message::SentLimit => "The code is valid for 10 minutes. Nothing there? Look into your spam folder.",
        Message::SentExpired => "The code has expired by now. Ask for a new one.",
        Message::SentAgain => "We asked for another code. Use the newest email.",
        Message::CodeLabel => "Code from the email",
        Message::CodeHint => "Letters and digits, for example lprvj4",
        Message::Continue => "Continue",
        Message::SendAgain => "Send again",
        Message::UseDifferentAddress => "Use a different address",
        Message::CountdownTo { seconds } => {
            return ["You can ask for another code in ", &clock(seconds)].concat().into();
        }
        Message::MayAskAgain => "You can ask for another code now.",
        Message::FinishedElsewhereTitle => "Your password is changed",
        Message::FinishedElsewhereLead => "You finished in another tab. You can close this one.",
        Message::ChangeTitle => "Choose a new password",
        Message::ChangeLead => "Your code is used only when you save the new password.",
        Message::AccountLabel => "Account",
        Message::NotMe => "Not me",
        Message::NewPasswordLabel => "New password",
        Message::NewPasswordHint { min_length } => {
            return [
                "At least ",
                &min_length.to_string(),
                " characters; 15 or more are better. Spaces are welcome.",
            ]
            .concat()
            .into();
        }
        Message::RepeatPasswordLabel => "New password again",
        Message::Show => "Show",
        Message::Hide => "Hide",
        Message::ShowPassword => "Show password",
        Message::HidePassword => "Hide password",
        Message::ChangeButton => "Save new password",
        Message::Changing => "Saving your new password…",
        Message::SendNewCode => "Send a new code",
        Message::NewCodeSent => {
            "If there is an account for this address, a new code is on its way. Use the newest email."
        }
        Message::ShowCode => "Show the code",
        Message::HideCode => "Hide the code",
        Message::CopyCode => "Copy",
        Message::CodeCopied => "Code copied",
        Message::CodeNotCopied => "Copying did not work. Select the code instead.",
        Message::CodeElsewhere => "Would you rather finish where you started? Type this code there:",
        Message::OtherLinkTitle => "You opened another link",
        Message::OtherLinkBody => "Use the new link? The password you have typed here is then cleared.",
        Message::UseOtherLink => "Use the new link",
        Message::KeepThisLink => "Stay with this one",
        Message::ChangedTitle => "Your password is changed",
        Message::ChangedLead => "From now on, sign in with your new password.",
        Message::ChangedElsewhere => {
            "Where you are signed in already, you may stay signed in until that session ends."
        }
        Message::SignIn => "Sign in",
        Message::Username { is_email: false, error: UsernameError::Missing } => "Enter your username",
        Message::Username { is_email: false, error: UsernameError::Malformed } => {
            "Enter your username as you registered it, without line breaks"
        }
        Message::Username { is_email: true, error: UsernameError::Missing } => "Enter your email address",
        Message::Username { is_email: true, error: UsernameError::Malformed } => {
            "Enter an email address in the correct format, like name@example.com"
        }
        Message::Username { error: UsernameError::TooLong, .. } => "Use at most 254 characters",
        Message::CodeMissing => "Enter the code from the email",
        Message::Password(PasswordError::Missing) => "Choose a new password",
        Message::Password(PasswordError::TooShort(least)) => {
            return ["Use at least ", &least.to_string(), " characters"].concat().into();
        }
        Message::Password(PasswordError::Common) => {
            "This password is one of the first that others would try. Choose one that is harder to guess"
        }
        Message::Password(PasswordError::Personal) => {
            "Choose a password that is not made of your name or ours"
        }
        Message::Password(PasswordError::Different) => "The two passwords differ. Type the same one twice",
        Message::Account(message) => return account::say(message),
        Message::Checkout(message) => return checkout::say(message),
        Message::SigningIn(message) => signing_in::say(message),
        Message::ThereIsAProblem => "There is a problem",
    })
}

pub(super) fn title(task: &str, store: Option<&str>, is_error: bool) -> String {
    let error = if is_error { "Error: " } else { "" };
    let (between, store) = store.map_or(("", ""), |store| (" – ", store));
    [error, task, between, store].concat()
}

pub(super) fn did_you_mean(address: &str) -> String {
    ["Did you mean ", address, "?"].concat()
}

/// `1:05`.
fn clock(seconds: u32) -> String {
    let rest = (seconds % 60).to_string();
    let zero = if rest.len() < 2 { "0" } else { "" };
    [&(seconds / 60).to_string(), ":", zero, &rest].concat()
}

/// `1 second`, `45 seconds`, `2 minutes`; rounded up, so that nobody is sent too early.
fn duration(seconds: u32) -> String {
    let (count, unit) = if seconds < 100 { (seconds, "second") } else { (seconds.div_ceil(60), "minute") };
    [count.to_string().as_str(), " ", unit, if count == 1 { "" } else { "s" }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!([clock(0), clock(9), clock(65), clock(600)], ["0:00", "0:09", "1:05", "10:00"]);
        assert_eq!([duration(1), duration(45), duration(121)], ["1 second", "45 seconds", "3 minutes"]);
    }
}
