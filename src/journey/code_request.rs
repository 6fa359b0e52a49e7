//! Asking for a one-time password token: the address, the request, and "check your e-mail".
//!
//! The store's refusals are not told apart here: an unknown username, a disabled feature and a wrong profile
//! all arrive as [`Event::Accepted`], so that nobody learns from this page who has an account.

use super::{PendingAttempt, Problem};

/// Where the shopper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeRequest {
    /// The address is being typed.
    Asking {
        /// What stands in the way.
        problem: Option<Problem>,
    },
    /// The request is under way; `previous` is the attempt that a further code is asked for.
    Sending {
        /// The attempt so far, which stays if this request fails.
        previous: Option<PendingAttempt>,
    },
    /// The e-mail may be on its way.
    Sent {
        /// Whom for, and since when.
        attempt: PendingAttempt,
        /// Whether this is a further code, so that older e-mails are out of date.
        again: bool,
        /// Why the last further request failed.
        problem: Option<Problem>,
    },
    /// The same browser finished the reset elsewhere.
    FinishedElsewhere,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The form was submitted, or another code asked for.
    Submitted,
    /// The store took the request, or refused it in a way that must not show.
    Accepted(PendingAttempt),
    /// It could not be asked for.
    Failed(Problem),
    /// Another address is to be typed; also when the attempt was given up in another tab.
    Restarted,
    /// Why the last request failed matters no longer.
    Dismissed,
    /// Another tab finished the reset.
    FinishedElsewhere,
}

impl CodeRequest {
    /// Where a page starts: at the attempt that this browser remembers, if any.
    #[must_use]
    pub fn new(remembered: Option<PendingAttempt>) -> Self {
        match remembered {
            Some(attempt) => Self::Sent { attempt, again: false, problem: None },
            None => Self::Asking { problem: None },
        }
    }

    /// The state after `event`; events that do not fit the state change nothing.
    #[must_use]
    pub fn next(self, event: Event) -> Self {
        match (self, event) {
            (Self::Asking { .. } | Self::FinishedElsewhere, Event::Submitted) => {
                Self::Sending { previous: None }
            }
            (Self::Sent { attempt, .. }, Event::Submitted) => Self::Sending { previous: Some(attempt) },
            (Self::Sending { previous }, Event::Accepted(attempt)) => {
                Self::Sent { attempt, again: previous.is_some(), problem: None }
            }
            (Self::Sending { previous: None }, Event::Failed(problem)) => {
                Self::Asking { problem: Some(problem) }
            }
            (Self::Sending { previous: Some(attempt) }, Event::Failed(problem)) => {
                Self::Sent { attempt, again: false, problem: Some(problem) }
            }
            (Self::Sent { .. } | Self::Asking { .. }, Event::Restarted) => Self::Asking { problem: None },
            (Self::Asking { .. }, Event::Dismissed) => Self::Asking { problem: None },
            (Self::Sent { attempt, again, .. }, Event::Dismissed) => {
                Self::Sent { attempt, again, problem: None }
            }
            // Another tab asked: this one follows, unless its shopper is busy with a request of their own.
            (Self::Asking { .. } | Self::Sent { .. }, Event::Accepted(attempt)) => {
                Self::Sent { attempt, again: false, problem: None }
            }
            (Self::Sent { .. }, Event::FinishedElsewhere) => Self::FinishedElsewhere,
            (unchanged, _) => unchanged,
        }
    }

    /// Whether a request is under way.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        matches!(self, Self::Sending { .. })
    }

    /// The attempt that is waited for.
    #[must_use]
    pub fn attempt(&self) -> Option<&PendingAttempt> {
        match self {
            Self::Sent { attempt, .. } | Self::Sending { previous: Some(attempt) } => Some(attempt),
            _ => None,
        }
    }

    /// What stands in the way.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Asking { problem } | Self::Sent { problem, .. } => *problem,
            Self::Sending { .. } | Self::FinishedElsewhere => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::{AuthenticationRealmId, Purpose, Timestamp};
    use crate::journey::problem::Step;

    fn attempt(id: &str) -> PendingAttempt {
        let realm = AuthenticationRealmId::parse("3418c54e-d768-42c1-a9db-d7afd2a18452");
        let realm = realm.unwrap_or_else(|| unreachable!("a UUID"));
        PendingAttempt::new(
            id.into(),
            Purpose::ResetPassword,
            "john.doe@banks.com",
            realm,
            Timestamp::from_seconds(0),
        )
    }

    #[test]
    fn a_request_leads_to_the_e_mail() {
        let state = CodeRequest::new(None).next(Event::Submitted).next(Event::Accepted(attempt("1")));
        assert_eq!(state, CodeRequest::Sent { attempt: attempt("1"), again: false, problem: None });
    }

    #[test]
    fn a_second_submit_while_sending_changes_nothing() {
        let sending = CodeRequest::new(None).next(Event::Submitted);
        assert_eq!(sending.clone().next(Event::Submitted), sending);
    }

    #[test]
    fn a_further_request_that_fails_keeps_the_attempt() {
        let problem = Problem::Unreachable(Step::AskingForCode);
        let state = CodeRequest::new(Some(attempt("1"))).next(Event::Submitted).next(Event::Failed(problem));
        assert_eq!(state, CodeRequest::Sent { attempt: attempt("1"), again: false, problem: Some(problem) });
    }

    #[test]
    fn a_further_code_says_that_it_is_the_newest() {
        let state =
            CodeRequest::new(Some(attempt("1"))).next(Event::Submitted).next(Event::Accepted(attempt("2")));
        assert_eq!(state, CodeRequest::Sent { attempt: attempt("2"), again: true, problem: None });
    }

    #[test]
    fn what_went_wrong_can_be_dismissed() {
        let failed = CodeRequest::new(None).next(Event::Submitted).next(Event::Failed(Problem::StoreSetUp));
        assert_eq!(failed.next(Event::Dismissed), CodeRequest::new(None));
    }

    #[test]
    fn another_tab_is_followed_but_never_interrupts_a_request() {
        let sending = CodeRequest::new(None).next(Event::Submitted);
        assert_eq!(sending.clone().next(Event::FinishedElsewhere), sending);
        let waiting = CodeRequest::new(Some(attempt("1")));
        assert_eq!(waiting.next(Event::FinishedElsewhere), CodeRequest::FinishedElsewhere);
        assert_eq!(CodeRequest::new(None).next(Event::Accepted(attempt("1"))).attempt(), Some(&attempt("1")));
    }
}
