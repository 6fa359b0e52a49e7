//! What follows once a checkout was sent: the order, a look for it, or the shopper's word that it is sent once more.

use crate::commerce::CartId;

use super::{Attempt, CheckOut, Event, Loading, Payment, Then};

/// Milliseconds before each look for an order whose checkout was not answered: about a quarter of a minute in all.
pub const LOOKS: [u32; 6] = [500, 1000, 2000, 3000, 4000, 5000];

impl CheckOut {
    pub(super) fn after_sending(self, event: Event) -> Self {
        match (self, event) {
            (Self::LookingUp { attempt, .. }, Event::Ordered(order)) => {
                Self::Settling { attempt: attempt.placed_as(&order), order }
            }
            (Self::LookingUp { attempt, looks, then }, Event::NotFound) => attempt.not_found(looks, then),
            (Self::LookingUp { attempt, .. }, Event::NotLookedUp(obstacle)) => {
                Self::Unknown { attempt, obstacle: Some(obstacle) }
            }
            (Self::Unknown { attempt, .. } | Self::LookingUp { attempt, .. }, Event::Resumed(other))
                if attempt.external_ref == other.external_ref && other.placed.is_some() =>
            {
                Self::resume(other)
            }
            (Self::Unknown { attempt, .. }, Event::LookedAgain) => Self::resume(attempt),
            (Self::Unknown { attempt, obstacle: None }, Event::OrderedOnceMore(cart_id))
                if attempt.account_id.is_some() && attempt.is_of(&cart_id) =>
            {
                // One look.
                Self::LookingUp { attempt, looks: LOOKS.len() - 1, then: Then::OrderOnceMore(cart_id) }
            }
            (Self::Unknown { attempt, .. } | Self::Done { attempt, .. }, Event::OrderedOnceMore(cart_id))
                if attempt.is_of(&cart_id) =>
            {
                Self::once_more(cart_id, attempt)
            }
            (unchanged, _) => unchanged,
        }
    }

    /// An attempt that this browser has made: its order is there, is looked for where that can be done, or is
    /// anybody's guess.
    pub(super) fn resume(attempt: Attempt) -> Self {
        if attempt.placed.is_some() {
            Self::Done { attempt, payment: Payment::Open, is_new: false }
        } else if attempt.account_id.is_some() {
            Self::LookingUp { attempt, looks: 0, then: Then::Tell }
        } else {
            Self::Unknown { attempt, obstacle: None }
        }
    }

    fn once_more(cart_id: CartId, attempt: Attempt) -> Self {
        Self::Loading(Loading { cart_id, is_offered: false, earlier: Some(attempt) })
    }
}

impl Attempt {
    fn not_found(self, looks: usize, then: Then) -> CheckOut {
        match then {
            then if looks + 1 < LOOKS.len() => CheckOut::LookingUp { attempt: self, looks: looks + 1, then },
            Then::Tell => CheckOut::Unknown { attempt: self, obstacle: None },
            Then::OrderOnceMore(cart_id) => CheckOut::once_more(cart_id, self),
        }
    }
}
