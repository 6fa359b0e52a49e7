//! What went wrong, in the shopper's terms, and the one way forward that is offered.

mod of_error;

/// What stands between the shopper and the next step. Holds nothing secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The store refused the code: wrong, used, or expired.
    CodeRefused(CodeAge),
    /// The store refused username and password.
    PasswordWrong,
    /// Too many wrong codes in a row.
    TooManyTries,
    /// The link names another member than the one its code belongs to.
    LinkForSomeoneElse,
    /// The store refused the new password; the code is spent, another password may be tried.
    PasswordRefused,
    /// The member belongs to no account, so no account token exists that could change the password.
    NoAccount,
    /// The store does not let members change their own password, or not this one.
    NotAllowed,
    /// What was looked for is not there, or is somebody else's.
    NotFound,
    /// The account token has expired, or is refused for another reason.
    AccountTokenExpired,
    /// The account token has expired, and the answer to an update made with it never came.
    ChangedPerhaps,
    /// Too many requests; seconds until another may be sent.
    TooManyRequests(u32),
    /// This browser asked for a code moments ago; seconds until it may ask again.
    AskedJustNow(u32),
    /// No answer could be read. What was asked may have been carried out all the same.
    Unreachable(Step),
    /// The store took longer than the time-out. What was asked may have been carried out all the same.
    NoAnswerInTime(Step),
    /// The store reported a fault of its own, or answered something unreadable.
    StoreFault(Step),
    /// The store's set-up is at fault: no realm to be found, or the client id is refused.
    StoreSetUp,
}

/// How long ago this browser asked for the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAge {
    /// Less than its lifetime: so it is wrong, or a newer one replaced it.
    Valid,
    /// More than its lifetime.
    Expired,
    /// Another browser asked.
    Unknown,
}

/// The call that was being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something that may be repeated at will: nothing was asked of the store yet.
    Preparing,
    /// The one-time password token request.
    AskingForCode,
    /// Something that changes nothing.
    Reading,
    /// The exchange of the code.
    Exchanging,
    /// The exchange of a password, or of an account token: neither is used up by it.
    SigningIn,
    /// Something that may be repeated at will, once the code is spent.
    BeforeUpdate,
    /// The password update.
    Updating,
}

/// The way forward that a problem's notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// Correct what was typed and submit again.
    Correct,
    /// Submit the same again.
    TryAgain,
    /// Submit the same again; if that is refused, ask for a new code.
    TryAgainOrNewCode,
    /// Ask for a new code.
    NewCode,
    /// Wait, then submit again.
    Wait,
    /// Ask the store's people.
    ContactSupport,
}

impl Problem {
    /// The way forward. Exhaustive, so that a problem without one does not compile.
    #[must_use]
    pub fn way_on(self) -> WayOn {
        match self {
            Self::PasswordRefused | Self::PasswordWrong => WayOn::Correct,
            Self::CodeRefused(_)
            | Self::TooManyTries
            | Self::AccountTokenExpired
            | Self::ChangedPerhaps
            | Self::LinkForSomeoneElse => WayOn::NewCode,
            Self::NoAccount | Self::NotAllowed | Self::NotFound | Self::StoreSetUp => WayOn::ContactSupport,
            Self::TooManyRequests(_) | Self::AskedJustNow(_) => WayOn::Wait,
            Self::Unreachable(Step::Exchanging)
            | Self::NoAnswerInTime(Step::Exchanging)
            | Self::StoreFault(Step::Exchanging) => WayOn::TryAgainOrNewCode,
            Self::Unreachable(_) | Self::NoAnswerInTime(_) | Self::StoreFault(_) => WayOn::TryAgain,
        }
    }

    /// Whether nothing can have been asked of the store yet.
    #[must_use]
    pub fn was_met_before_asking(self) -> bool {
        matches!(
            self,
            Self::StoreSetUp
                | Self::Unreachable(Step::Preparing)
                | Self::NoAnswerInTime(Step::Preparing)
                | Self::StoreFault(Step::Preparing)
        )
    }

    /// Whether something that cannot be undone may have been carried out although no answer says so.
    #[must_use]
    pub fn has_unknown_outcome(self) -> bool {
        matches!(
            self,
            Self::Unreachable(Step::Exchanging | Step::Updating)
                | Self::NoAnswerInTime(Step::Exchanging | Step::Updating)
                | Self::StoreFault(Step::Exchanging | Step::Updating)
        )
    }

    /// The same, met when the code is spent already.
    #[must_use]
    pub fn once_the_code_is_spent(self) -> Self {
        match self {
            Self::Unreachable(Step::Preparing) => Self::Unreachable(Step::BeforeUpdate),
            Self::NoAnswerInTime(Step::Preparing) => Self::NoAnswerInTime(Step::BeforeUpdate),
            Self::StoreFault(Step::Preparing) => Self::StoreFault(Step::BeforeUpdate),
            other => other,
        }
    }
}
