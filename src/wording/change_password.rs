//! What is said where a new password is chosen.

use crate::journey::password::PasswordError;

/// Something said while choosing a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum ChangePassword {
    Title,
    Lead,
    AccountLabel,
    NotMe,
    NewPasswordLabel,
    NewPasswordHint { min_length: u32 },
    RepeatPasswordLabel,
    Show,
    Hide,
    ShowPassword,
    HidePassword,
    Button,
    Changing,
    SendNewCode,
    NewCodeSent { is_email: bool },
    ShowCode,
    HideCode,
    CopyCode,
    CodeCopied,
    CodeNotCopied,
    CodeElsewhere,
    // Another link
    OtherLinkTitle,
    OtherLinkBody,
    UseOtherLink,
    KeepThisLink,
    // Changed
    ChangedTitle,
    ChangedLead,
    ChangedElsewhere,
    // What is wrong with it
    Password(PasswordError),
}
