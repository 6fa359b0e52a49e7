//! What an error of a call means to the shopper.
//!
//! Commerce's refusals are told apart by their status first and their title second. A `detail` is never shown and never
//! decides anything.

use crate::commerce::{Error, Refusal, RetryAfter, Timestamp, TransportError};

use super::{CodeAge, Problem, Step};

impl Problem {
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
