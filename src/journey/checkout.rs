//! Checking a cart out: from the cart to an order, or to the plain word that nobody knows whether there is one.
//!
//! A cart stays as it is when it is ordered, so that sending a checkout twice orders twice. Nothing here sends again
//! by itself: what was sent without an answer is looked for, and what is not found waits for the shopper's decision.

use crate::commerce::{Cart, CartId, Order};

use super::Problem;

pub mod attempt;
pub mod attempts;
pub mod changes;
pub mod entered;
pub mod event;
pub mod field;
pub mod filling;
pub mod obstacle;
pub mod picture;
mod sent;
pub mod typed;

pub use attempt::{Attempt, Placed, external_ref};
pub use attempts::Attempts;
pub use changes::{Change, Changes};
pub use entered::Entered;
pub use event::{Command, Event, Payment, Then};
pub use field::{Fault, Field, Part};
pub use filling::{Filling, Loading, Submission};
pub use obstacle::Obstacle;
pub use sent::LOOKS;
pub use typed::Typed;

/// Where the shopper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckOut {
    /// The cart is being read.
    Loading(Loading),
    /// The cart could not be read.
    NotLoaded {
        /// What was to be read.
        loading: Loading,
        /// Why it was not.
        problem: Problem,
    },
    /// A link brought this cart, and it is not the storefront's: the shopper has to agree to it first.
    Offered {
        /// The cart.
        cart: Cart,
    },
    /// There is nothing in the cart, or no cart: Commerce answers alike.
    Empty,
    /// The form is being filled in.
    Filling(Filling),
    /// The cart is being read once more, so that nothing is ordered but what the shopper has seen.
    Checking {
        /// What was filled in, beside what.
        filling: Filling,
        /// What was filled in.
        submission: Box<Submission>,
    },
    /// The checkout is being sent.
    Sending {
        /// What was filled in, beside what.
        filling: Filling,
        /// What was filled in.
        submission: Box<Submission>,
    },
    /// There was no answer that could be read: the order is being looked for.
    LookingUp {
        /// What it would be found by.
        attempt: Attempt,
        /// How many looks there were.
        looks: usize,
        /// What follows when there is no order.
        then: Then,
    },
    /// Nobody knows whether there is an order.
    Unknown {
        /// What it would be found by.
        attempt: Attempt,
        /// Why it could not be looked for; none where it was not found, or cannot be.
        obstacle: Option<Obstacle>,
    },
    /// There is an order. What follows from it is being done.
    Settling {
        /// What it was found by.
        attempt: Attempt,
        /// The order.
        order: Box<Order>,
    },
    /// There is an order.
    Done {
        /// What it was made by.
        attempt: Attempt,
        /// What became of its payment.
        payment: Payment,
        /// Whether it was made just now, rather than before the page was loaded.
        is_new: bool,
    },
}

impl CheckOut {
    /// The beginning, where `followed` is the cart of a link, `stored` the storefront's, `attempts` what this browser
    /// remembers, and `latest` what of that is shown where there is no cart.
    #[must_use]
    pub fn begin(
        followed: Option<CartId>,
        stored: Option<&CartId>,
        attempts: &Attempts,
        latest: Option<&Attempt>,
    ) -> Self {
        let is_offered = followed.as_ref().is_some_and(|followed| Some(followed) != stored);
        let cart_id = followed.or_else(|| stored.cloned());
        let attempt = match &cart_id {
            Some(cart_id) => attempts.of_cart(cart_id),
            None => latest,
        };
        match (attempt, cart_id) {
            (Some(attempt), _) => Self::resume(attempt.clone()),
            (None, Some(cart_id)) => Self::Loading(Loading { cart_id, is_offered, earlier: None }),
            (None, None) => Self::Empty,
        }
    }

    /// The state after `event`; events that do not fit change nothing.
    #[must_use]
    pub fn next(self, event: Event) -> Self {
        match (self, event) {
            (Self::Loading(loading), Event::CartRead(cart)) => loading.read(*cart),
            (Self::Loading(loading), Event::CartNotRead(problem)) => Self::NotLoaded { loading, problem },
            (Self::NotLoaded { loading, .. }, Event::Retried) => Self::Loading(loading),
            (Self::Offered { cart }, Event::Agreed) => {
                Self::Filling(Filling { cart, obstacle: None, earlier: None })
            }
            (Self::Filling(filling), Event::Submitted(submission)) => Self::Checking { filling, submission },
            (Self::Checking { filling, submission }, Event::CartRead(cart)) => {
                filling.compared(*cart, submission)
            }
            (Self::Checking { filling, .. }, Event::CartNotRead(problem)) => {
                filling.stopped(Obstacle::Problem(problem))
            }
            (Self::Checking { filling, .. } | Self::Sending { filling, .. }, Event::Stopped(obstacle)) => {
                filling.stopped(obstacle)
            }
            (
                Self::Filling(filling) | Self::Checking { filling, .. } | Self::Sending { filling, .. },
                Event::Resumed(attempt),
            ) if filling.is_met_by(&attempt) => Self::resume(attempt),
            (Self::Sending { filling, submission }, Event::Unanswered) => {
                Self::resume(submission.attempt(&filling.cart.id))
            }
            (Self::Sending { filling, submission }, Event::Ordered(order)) => {
                Self::Settling { attempt: submission.attempt(&filling.cart.id).placed_as(&order), order }
            }
            (state @ (Self::LookingUp { .. } | Self::Unknown { .. } | Self::Done { .. }), event) => {
                state.after_sending(event)
            }
            (Self::Settling { attempt, .. }, Event::Settled(payment)) => {
                Self::Done { attempt, payment, is_new: true }
            }
            (unchanged, _) => unchanged,
        }
    }

    /// What has to be done next; none where the shopper is to do something.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match self {
            Self::Loading(loading) => Some(Command::ReadCart(loading.cart_id.clone())),
            Self::Checking { filling, .. } => Some(Command::ReadCart(filling.cart.id.clone())),
            Self::Sending { filling, submission } => {
                Some(Command::Send(submission.attempt(&filling.cart.id)))
            }
            Self::LookingUp { attempt, looks, .. } => {
                Some(Command::LookUp(attempt.clone(), LOOKS.get(*looks).copied().unwrap_or_default()))
            }
            Self::Settling { attempt, .. } => Some(Command::Settle(attempt.clone())),
            Self::NotLoaded { .. }
            | Self::Offered { .. }
            | Self::Empty
            | Self::Filling(_)
            | Self::Unknown { .. }
            | Self::Done { .. } => None,
        }
    }

    /// The cart that is shown with the form: the shopper's own, or one agreed to, which their account may be given.
    #[must_use]
    pub fn filling(&self) -> Option<&Filling> {
        match self {
            Self::Filling(filling) | Self::Checking { filling, .. } | Self::Sending { filling, .. } => {
                Some(filling)
            }
            _ => None,
        }
    }

    /// Whether the form has been submitted and not been answered.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        matches!(self, Self::Checking { .. } | Self::Sending { .. })
    }

    /// Whether it stopped because the store refused the account token.
    #[must_use]
    pub fn is_token_refused(&self) -> bool {
        let expired = Obstacle::Problem(Problem::AccountTokenExpired);
        match self {
            Self::NotLoaded { problem, .. } => *problem == Problem::AccountTokenExpired,
            Self::Filling(Filling { obstacle, .. }) | Self::Unknown { obstacle, .. } => {
                obstacle.as_ref() == Some(&expired)
            }
            _ => false,
        }
    }

    /// Whether nothing but a cart is being looked at, so that another one may take its place.
    #[must_use]
    pub fn is_about_the_cart(&self) -> bool {
        matches!(self, Self::Empty | Self::Offered { .. } | Self::NotLoaded { .. } | Self::Filling(_))
    }
}

#[cfg(test)]
mod tests;
