//! The cart that is to be ordered, the form beside it, and what the form hands over.

use crate::commerce::{Address, Cart, CartId, Contact, Timestamp};
use crate::session::AccountGuard;

use super::{Attempt, Changes, CheckOut, Obstacle};

/// Which cart is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loading {
    /// The cart.
    pub cart_id: CartId,
    /// Whether a link brought it that the shopper has not agreed to.
    pub is_offered: bool,
    /// The attempt after which the shopper decided to order once more.
    pub earlier: Option<Attempt>,
}

/// A cart with a form beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The cart.
    pub cart: Cart,
    /// What stands in the way.
    pub obstacle: Option<Obstacle>,
    /// The attempt after which the shopper decided to order once more.
    pub earlier: Option<Attempt>,
}

/// What the form hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Who to write to.
    pub contact: Contact,
    /// Where the goods go.
    pub shipping_address: Address,
    /// Where the bill goes.
    pub billing_address: Address,
    /// Whom the form was shown for; none for a guest.
    pub shown_for: Option<AccountGuard>,
    /// What the order is to be found by; made for this submission.
    pub external_ref: String,
    /// When it was submitted.
    pub at: Timestamp,
}

impl Loading {
    pub(super) fn read(self, cart: Cart) -> CheckOut {
        if cart.items.is_empty() {
            CheckOut::Empty
        } else if self.is_offered {
            CheckOut::Offered { cart }
        } else {
            CheckOut::Filling(Filling { cart, obstacle: None, earlier: self.earlier })
        }
    }
}

impl Filling {
    /// Goes on with a cart that is still what the shopper saw, else shows what it is now.
    pub(super) fn compared(self, cart: Cart, submission: Box<Submission>) -> CheckOut {
        if cart.items.is_empty() {
            return CheckOut::Empty;
        }
        let changes = Changes::between(&self.cart, &cart);
        let obstacle = changes.map(Obstacle::Changed);
        let filling = Self { cart, obstacle: obstacle.clone(), earlier: self.earlier };
        match obstacle {
            Some(_) => CheckOut::Filling(filling),
            None => CheckOut::Sending { filling, submission },
        }
    }

    pub(super) fn stopped(self, obstacle: Obstacle) -> CheckOut {
        CheckOut::Filling(Self { obstacle: Some(obstacle), ..self })
    }

    /// Whether this is an attempt with the same cart that the shopper does not know of, or whose order has come to
    /// light since they decided to order once more.
    #[must_use]
    pub fn is_met_by(&self, attempt: &Attempt) -> bool {
        let is_known = |earlier: &Attempt| {
            earlier.external_ref == attempt.external_ref
                && (earlier.placed.is_some() || attempt.placed.is_none())
        };
        attempt.is_of(&self.cart.id) && !self.earlier.as_ref().is_some_and(is_known)
    }
}

impl Submission {
    /// The attempt that it makes.
    #[must_use]
    pub fn attempt(&self, cart_id: &CartId) -> Attempt {
        let account_id = self.shown_for.as_ref().map(|guard| guard.account_id.clone());
        Attempt::new(&self.external_ref, cart_id, account_id, self.at)
    }
}
