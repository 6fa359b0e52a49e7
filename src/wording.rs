//! Every sentence shown, by typed message.
//!
//! Pages and components ask for a [`Message`] or a [`notice`](Wording::notice) and never hold a sentence of
//! their own, so that a language is one more file beside [`english`].

use std::borrow::Cow;

use crate::journey::Problem;
use crate::journey::password::PasswordError;
use crate::journey::username::UsernameError;

mod english;

/// A language that every sentence exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// Something said to the shopper outside of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum Message {
    // Everywhere
    ErrorTitle(String),
    PageTitle { task: String, store: Option<String> },
    ContactSupport,
    BackToSignIn,
    BackToStore,
    StartAgain,
    StorageDenied,
    Working,
    // Home
    HomeTitle,
    HomeLead,
    ForgotLink,
    HaveCodeLink,
    // Not found
    NotFoundTitle,
    NotFoundLead,
    // Not configured
    ClosedTitle,
    ClosedLead,
    // Forgot password
    ForgotTitle,
    ForgotLead,
    EmailLabel,
    UsernameLabel,
    DidYouMean(String),
    SendCode,
    SendingCode,
    // Check your e-mail
    SentTitle,
    SentTo,
    SentNext,
    SentLimit,
    SentExpired,
    SentAgain,
    CodeLabel,
    CodeHint,
    Continue,
    SendAgain,
    UseDifferentAddress,
    CountdownTo { seconds: u32 },
    MayAskAgain,
    MustWait { seconds: u32 },
    FinishedElsewhereTitle,
    FinishedElsewhereLead,
    // Change password
    ChangeTitle,
    ChangeLead,
    AccountLabel,
    NotMe,
    NewPasswordLabel,
    NewPasswordHint { min_length: usize },
    RepeatPasswordLabel,
    Show,
    Hide,
    ShowPassword,
    HidePassword,
    PasswordShown,
    PasswordHidden,
    ChangeButton,
    Changing,
    SendNewCode,
    NewCodeSent,
    ShowCode,
    HideCode,
    CopyCode,
    CodeCopied,
    CodeElsewhere,
    OtherLinkTitle,
    OtherLinkBody,
    UseOtherLink,
    KeepThisLink,
    // Changed
    ChangedTitle,
    ChangedLead,
    ChangedElsewhere,
    SignIn,
    // What is wrong with a field
    Username(UsernameError),
    CodeMissing,
    Password(PasswordError),
    // Above a form with such fields
    ThereIsAProblem,
}

/// A problem told: what it is, what it means, and how the way on is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// A few words.
    pub heading: Cow<'static, str>,
    /// What happened, and what to do.
    pub body: Cow<'static, str>,
}

/// The catalogue of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    language: Language,
}

impl Wording {
    /// The catalogue of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The BCP 47 tag of the language, for `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self.language {
            Language::English => "en",
        }
    }

    /// The sentence of a message.
    #[must_use]
    pub fn say(self, message: &Message) -> Cow<'static, str> {
        match self.language {
            Language::English => english::say(message),
        }
    }

    /// The sentences of a problem.
    #[must_use]
    pub fn notice(self, problem: &Problem) -> Notice {
        match self.language {
            Language::English => english::notice(problem),
        }
    }
}
