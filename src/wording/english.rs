//! English. Short, concrete, blames nobody, says what to do next.

use std::borrow::Cow;

use crate::journey::username::UsernameError;

use super::Message;

mod account;
mod change_password;
mod checkout;
mod notices;
mod signing_in;

pub(super) use account::{order_state, say as account, shown_of};
pub(super) use change_password::say as change_password;
pub(super) use checkout::{obstacle, say as checkout};
pub(super) use notices::notice;
pub(super) use signing_in::{continue_as, say as signing_in, signed_in_as};

pub(super) fn say(message: Message) -> Cow<'static, str> {
    Cow::Borrowed(match message {
        Message::ContactSupport => "Contact support",
        Message::BackToSignIn => "Back to sign-in",
        Message::BackToStore => "Back to the store",
        Message::StartAgain => "Start again",
        Message::StorageDenied => {
            "This browser keeps nothing for this page. Everything works, but stay in this tab until you are done."
        }
        Message::Loading => "Loading…",
        Message::HomeTitle => "Your account",
        Message::HomeLead => {
            "Sign in, or choose a new password with a code that we email you, also if you never had one."
        }
        Message::ShowAccount => "Show your account",
        Message::ForgotLink => "Get a code by email",
        Message::HaveCodeLink => "I already have a code",
        Message::ClosedTitle => "This page is not open yet",
        Message::ClosedLead => {
            "Something is missing on our side, not yours. Please try again later or contact us. A code you have received still works for 10 minutes after it was sent."
        }
        Message::ForgotTitle => "Forgot your password?",
        Message::ForgotLead { is_email } => {
            let name = if is_email { "email address of" } else { "username of" };
            return ["Tell us the ", name, " your account. We send you a code to choose a new password."]
                .concat()
                .into();
        }
        Message::EmailLabel => "Email address",
        Message::UsernameLabel => "Username",
        Message::SendCode => "Send the code",
        Message::SendingCode => "Sending the code…",
        Message::SentTitle => "Check your email",
        Message::SentTo { is_email: true } => {
            "If there is an account for this address, a code is on its way to:"
        }
        Message::SentTo { is_email: false } => {
            "If there is an account with this username, a code is on its way to its email address:"
        }
        Message::SentNext => "Open the link in the email, on this device or another, or type the code here.",
        Message::SentLimit => "The code is valid for 10 minutes. Nothing there? Look into your spam folder.",
        Message::SentExpired => "The code has expired by now. Ask for a new one.",
        Message::SentAgain => "We asked for another code. Use the newest email.",
        Message::CodeLabel => "Code from the email",
        Message::CodeHint => "Letters and digits, for example lprvj4",
        Message::Continue => "Continue",
        Message::SendAgain => "Send again",
        Message::UseDifferentUsername { is_email: true } => "Use a different address",
        Message::UseDifferentUsername { is_email: false } => "Use a different username",
        Message::CountdownTo { seconds } => {
            return ["You can ask for another code in ", &clock(seconds)].concat().into();
        }
        Message::MayAskAgain => "You can ask for another code now.",
        Message::FinishedElsewhereTitle => "Your password is changed",
        Message::FinishedElsewhereLead => "You finished in another tab. You can close this one.",
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
        Message::EndsSoon => "You will be signed out soon",
        Message::EndsIn { seconds } => return ["In ", &clock(seconds), " minutes."].concat().into(),
        Message::StaySignedIn => "Stay signed in",
        Message::Renewing => "One moment…",
        Message::EndedIdle => "You were signed out because nothing was done for a while.",
        Message::EndedLifetime => "You were signed out because you had been signed in for long enough.",
        Message::EndedExpired => "You are no longer signed in.",
        Message::ThereIsAProblem => "There is a problem",
        // Said by the catalogues that they carry along.
        Message::ChangePassword(..)
        | Message::SigningIn(..)
        | Message::Account(..)
        | Message::Checkout(..) => "",
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
