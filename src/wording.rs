//! Every sentence shown, by typed message.
//!
//! Pages and components ask for a [`Message`] or a [`notice`](Wording::notice) and never hold a sentence of
//! their own, so that a language is one more file beside [`english`].

use std::borrow::Cow;

use crate::journey::Problem;
use crate::journey::checkout::Obstacle;
use crate::journey::username::UsernameError;

mod account;
mod catalogue;
mod change_password;
mod checkout;
mod english;
mod signing_in;

pub use account::Account;
pub use catalogue::Catalogue;
pub use change_password::ChangePassword;
pub use checkout::Checkout;
pub use signing_in::SigningIn;

/// A language that every sentence exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// Something said to the shopper outside of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence is the documentation; see the catalogue")]
pub enum Message {
    // Everywhere
    ContactSupport,
    BackToSignIn,
    BackToStore,
    StartAgain,
    StorageDenied,
    Loading,
    // Home
    HomeTitle,
    HomeLead,
    ShowAccount,
    ForgotLink,
    HaveCodeLink,
    // Not configured
    ClosedTitle,
    ClosedLead,
    // Forgot password
    ForgotTitle,
    ForgotLead { is_email: bool },
    EmailLabel,
    UsernameLabel,
    SendCode,
    SendingCode,
    // Check your e-mail
    SentTitle,
    SentTo { is_email: bool },
    SentNext,
    SentLimit,
    SentExpired,
    SentAgain,
    CodeLabel,
    CodeHint,
    Continue,
    SendAgain,
    UseDifferentUsername { is_email: bool },
    CountdownTo { seconds: u32 },
    MayAskAgain,
    FinishedElsewhereTitle,
    FinishedElsewhereLead,
    SignIn,
    // The session's end
    EndsSoon,
    EndsIn { seconds: u32 },
    StaySignedIn,
    Renewing,
    EndedIdle,
    EndedLifetime,
    EndedExpired,
    // What is wrong with a field
    Username { error: UsernameError, is_email: bool },
    CodeMissing,
    // Above a form with such fields
    ThereIsAProblem,
    // What only some pages say
    ChangePassword(ChangePassword, Catalogue<ChangePassword>),
    SigningIn(SigningIn, Catalogue<SigningIn>),
    Account(Account, Catalogue<Account>),
    Checkout(Checkout, Catalogue<Checkout>),
}

/// What the shopper was doing when something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Setting a new password.
    ResetPassword,
    /// Signing in, or what follows from it.
    SignIn,
}

/// A problem told.
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
    pub fn say(self, message: Message) -> Cow<'static, str> {
        let language = self.language;
        match message {
            Message::ChangePassword(message, Catalogue(say)) => say(language, message),
            Message::SigningIn(message, Catalogue(say)) => say(language, message),
            Message::Account(message, Catalogue(say)) => say(language, message),
            Message::Checkout(message, Catalogue(say)) => say(language, message),
            message => match language {
                Language::English => english::say(message),
            },
        }
    }

    /// The title of a page whose task, and perhaps storefront, has these names.
    #[must_use]
    pub fn title(self, task: &str, store: Option<&str>, is_error: bool) -> String {
        match self.language {
            Language::English => english::title(task, store, is_error),
        }
    }

    /// The question whether a likelier address was meant.
    #[must_use]
    pub fn did_you_mean(self, address: &str) -> String {
        match self.language {
            Language::English => english::did_you_mean(address),
        }
    }

    /// The question whether the link's account is meant, whose address is half hidden.
    #[must_use]
    pub fn continue_as(self, address: &str) -> String {
        match self.language {
            Language::English => english::continue_as(address),
        }
    }

    /// Which account the shopper is signed in with.
    #[must_use]
    pub fn signed_in_as(self, account: &str) -> String {
        match self.language {
            Language::English => english::signed_in_as(account),
        }
    }

    /// What an order's number and state are called in a list.
    #[must_use]
    pub fn order_state(self, status: &str, payment: &str, shipping: &str) -> &'static str {
        match self.language {
            Language::English => english::order_state(status, payment, shipping),
        }
    }

    /// How many orders are shown of how many.
    #[must_use]
    pub fn shown_of(self, shown: usize, total: u32) -> String {
        match self.language {
            Language::English => english::shown_of(shown, total),
        }
    }

    /// The sentences of what stands in the way of an order; none where the fields say it.
    #[must_use]
    pub fn obstacle(self, obstacle: &Obstacle) -> Option<Notice> {
        match self.language {
            Language::English => english::obstacle(obstacle),
        }
    }

    /// The sentences of a problem met during a task.
    #[must_use]
    pub fn notice(self, problem: Problem, task: Task) -> Notice {
        match self.language {
            Language::English => english::notice(problem, task),
        }
    }
}
