//! What went wrong, in the shopper's terms, and the one way forward that is offered.
//!
//! Commerce's refusals are told apart by their status first and their title second. A `detail` is never
//! shown and never decides anything.

use crate::commerce::{Error, Refusal, RetryAfter, Timestamp, TransportError};

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

    /// What an error of getting an access token means.
    #[must_use]
    pub fn of_preparing(error: &Error, now: Timestamp) -> Self {
        Self::of_anything(error, Step::Preparing, now).unwrap_or(Self::StoreSetUp)
    }

    /// What an error of reading the store's settings means; none when shoppers may simply not read them.
    #[must_use]
    pub fn of_reading_settings(error: &Error, now: Timestamp) -> Option<Self> {
        Self::of_anything(error, Step::Preparing, now)
    }

    /// What an error of reading a cart means, which a member does with an account token and a guest without.
    #[must_use]
    pub fn of_cart(error: &Error, is_member: bool, now: Timestamp) -> Self {
        Self::of_anything(error, Step::Preparing, now).unwrap_or(match error {
            Error::Refused(Refusal { status: 401 | 403, .. }) if is_member => Self::AccountTokenExpired,
            _ => Self::StoreFault(Step::Preparing),
        })
    }

    /// What an error of the exchange means. Every refusal that is not about the access token is about the code.
    #[must_use]
    pub fn of_exchange(error: &Error, age: CodeAge, now: Timestamp) -> Self {
        Self::of_anything(error, Step::Exchanging, now).unwrap_or(Self::CodeRefused(age))
    }

    /// What an error of the exchange of a password means.
    #[must_use]
    pub fn of_password_exchange(error: &Error, now: Timestamp) -> Self {
        Self::of_anything(error, Step::SigningIn, now).unwrap_or(Self::PasswordWrong)
    }

    /// What an error of renewing account tokens means. However else it is refused, the old token lasts as long as it did.
    #[must_use]
    pub fn of_renewal(error: &Error, now: Timestamp) -> Self {
        Self::of_anything(error, Step::SigningIn, now).unwrap_or(match error {
            Error::Refused(Refusal { status: 401, .. }) => Self::AccountTokenExpired,
            _ => Self::StoreFault(Step::SigningIn),
        })
    }

    /// What an error of reading something of the account's means.
    #[must_use]
    pub fn of_reading(error: &Error, now: Timestamp) -> Self {
        Self::of_anything(error, Step::Reading, now).unwrap_or(match error {
            Error::Refused(Refusal { status: 404, .. }) => Self::NotFound,
            // Which of both an expired token gets is not documented.
            Error::Refused(Refusal { status: 401 | 403, .. }) => Self::AccountTokenExpired,
            _ => Self::StoreFault(Step::Reading),
        })
    }

    /// What an error of reading who the member is means, which the store says by 401 alone.
    #[must_use]
    pub fn of_reading_member(error: &Error, now: Timestamp) -> Self {
        match Self::of_reading(error, now) {
            Self::AccountTokenExpired if !matches!(error, Error::Refused(Refusal { status: 401, .. })) => {
                Self::StoreFault(Step::Reading)
            }
            problem => problem,
        }
    }

    /// What an error of listing the member's password profile infos means; none when members may simply not
    /// list them.
    #[must_use]
    pub fn of_listing(error: &Error, now: Timestamp) -> Option<Self> {
        Self::of_anything(error, Step::Preparing, now).or_else(|| {
            matches!(error, Error::Refused(Refusal { status: 401, .. })).then_some(Self::AccountTokenExpired)
        })
    }

    /// What an error of the update means.
    #[must_use]
    pub fn of_update(error: &Error, now: Timestamp) -> Self {
        Self::of_anything(error, Step::Updating, now).unwrap_or(match error {
            Error::Refused(Refusal { status: 401, .. }) => Self::AccountTokenExpired,
            Error::Refused(Refusal { status: 400 | 422, .. }) => Self::PasswordRefused,
            _ => Self::NotAllowed,
        })
    }

    /// What an error of the code request means; none for the refusals that must look like success.
    #[must_use]
    pub fn of_code_request(error: &Error, now: Timestamp) -> Option<Self> {
        Self::of_anything(error, Step::AskingForCode, now)
    }

    /// The errors that mean the same whatever was asked; none for a refusal of what was asked.
    fn of_anything(error: &Error, step: Step, now: Timestamp) -> Option<Self> {
        match error {
            Error::Transport(TransportError::TimedOut) => Some(Self::NoAnswerInTime(step)),
            Error::Transport(_) => Some(Self::Unreachable(step)),
            Error::Unreadable { .. } => Some(Self::StoreFault(step)),
            Error::Refused(refusal) if refusal.status == 429 => {
                Some(Self::TooManyRequests(seconds_to_wait(refusal.retry_after.as_ref(), now)))
            }
            // Time-outs of a gateway, in the range of refusals.
            Error::Refused(Refusal { status: 408 | 425, .. }) => Some(Self::StoreFault(step)),
            Error::Refused(refusal) if refusal.is_about_the_access_token() => Some(Self::StoreSetUp),
            Error::Refused(refusal) if !(400..500).contains(&refusal.status) => Some(Self::StoreFault(step)),
            Error::Refused(_) => None,
        }
    }
}

/// Longest waits that a `Retry-After` is believed, in seconds: an absurd one must not lock a shopper out, nor must a
/// date, which this device's clock may take for far too late.
const LONGEST_WAIT: (i64, i64) = (3600, 900);

/// Seconds that the store asks for, or 0 where the browser could not read it.
fn seconds_to_wait(retry_after: Option<&RetryAfter>, now: Timestamp) -> u32 {
    let (longest, longest_by_date) = LONGEST_WAIT;
    let seconds = match retry_after {
        Some(RetryAfter::Seconds(seconds)) => i64::from(*seconds).min(longest),
        Some(RetryAfter::At(moment)) => moment.since(now).min(longest_by_date),
        None => 0,
    };
    u32::try_from(seconds).unwrap_or_default()
}
