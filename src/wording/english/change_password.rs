//! Where a new password is chosen.

use std::borrow::Cow;

use crate::journey::password::PasswordError;
use crate::wording::ChangePassword;

pub(in crate::wording) fn say(message: ChangePassword) -> Cow<'static, str> {
    Cow::Borrowed(match message {
        ChangePassword::Title => "Choose a new password",
        ChangePassword::Lead => "Your code is used only when you save the new password.",
        ChangePassword::AccountLabel => "Account",
        ChangePassword::NotMe => "Not me",
        ChangePassword::NewPasswordLabel => "New password",
        ChangePassword::NewPasswordHint { min_length } => {
            return [
                "At least ",
                &min_length.to_string(),
                " characters; 15 or more are better. Spaces are welcome.",
            ]
            .concat()
            .into();
        }
        ChangePassword::RepeatPasswordLabel => "New password again",
        ChangePassword::Show => "Show",
        ChangePassword::Hide => "Hide",
        ChangePassword::ShowPassword => "Show password",
        ChangePassword::HidePassword => "Hide password",
        ChangePassword::Button => "Save new password",
        ChangePassword::Changing => "Saving your new password…",
        ChangePassword::SendNewCode => "Send a new code",
        ChangePassword::NewCodeSent { is_email: true } => {
            "If there is an account for this address, a new code is on its way. Use the newest email."
        }
        ChangePassword::NewCodeSent { is_email: false } => {
            "If there is an account with this username, a new code is on its way. Use the newest email."
        }
        ChangePassword::ShowCode => "Show the code",
        ChangePassword::HideCode => "Hide the code",
        ChangePassword::CopyCode => "Copy",
        ChangePassword::CodeCopied => "Code copied",
        ChangePassword::CodeNotCopied => "Copying did not work. Select the code instead.",
        ChangePassword::CodeElsewhere => "Would you rather finish where you started? Type this code there:",
        ChangePassword::OtherLinkTitle => "You opened another link",
        ChangePassword::OtherLinkBody => {
            "Use the new link? The password you have typed here is then cleared."
        }
        ChangePassword::UseOtherLink => "Use the new link",
        ChangePassword::KeepThisLink => "Stay with this one",
        ChangePassword::ChangedTitle => "Your password is changed",
        ChangePassword::ChangedLead => "From now on, sign in with your new password.",
        ChangePassword::ChangedElsewhere => {
            "Where you are signed in already, you may stay signed in until that session ends."
        }
        ChangePassword::Password(PasswordError::Missing) => "Choose a new password",
        ChangePassword::Password(PasswordError::TooShort(least)) => {
            return ["Use at least ", &least.to_string(), " characters"].concat().into();
        }
        ChangePassword::Password(PasswordError::Common) => {
            "This password is one of the first that others would try. Choose one that is harder to guess"
        }
        ChangePassword::Password(PasswordError::Personal) => {
            "Choose a password that is not made of your name or ours"
        }
        ChangePassword::Password(PasswordError::Different) => {
            "The two passwords differ. Type the same one twice"
        }
    })
}
