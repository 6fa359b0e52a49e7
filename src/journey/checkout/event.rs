//! What happens to a checkout, and what it asks for.

use crate::commerce::{Cart, CartId, Order};
use crate::journey::Problem;

use super::{Attempt, Obstacle, Submission};

/// What follows when an order was looked for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// The shopper is told that nobody knows.
    Tell,
    /// The cart is read again, to be ordered once more: the shopper decided so, and this was the last look.
    OrderOnceMore(CartId),
}

/// What became of an order's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// It is the storefront's next step.
    Open,
    /// It is authorised by hand.
    Authorized,
    /// It could not be authorised. The order stands.
    NotAuthorized,
    /// Nobody knows whether it is authorised: the store was asked and gave no answer. The order stands.
    Unknown,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The cart was read.
    CartRead(Box<Cart>),
    /// It was not.
    CartNotRead(Problem),
    /// It is to be read after all.
    Retried,
    /// The shopper agrees to a cart from a link.
    Agreed,
    /// The form was submitted.
    Submitted(Box<Submission>),
    /// The checkout was not sent, or was refused: there is no order.
    Stopped(Obstacle),
    /// This browser has checked the cart out before, perhaps in another tab.
    Resumed(Attempt),
    /// There is an order.
    Ordered(Box<Order>),
    /// The checkout was sent, and nobody knows what became of it.
    Unanswered,
    /// No order was found.
    NotFound,
    /// No order could be looked for.
    NotLookedUp(Obstacle),
    /// The shopper wants it looked for again.
    LookedAgain,
    /// The shopper was warned that there may be an order, and decided to order this cart once more.
    OrderedOnceMore(CartId),
    /// What follows from an order is done.
    Settled(Payment),
}

/// What has to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Read this cart.
    ReadCart(CartId),
    /// Keep the attempt, then send the checkout. Not where another attempt with this cart is kept that the shopper
    /// does not know of.
    Send(Attempt),
    /// Look for the attempt's order after so many milliseconds.
    LookUp(Attempt, u32),
    /// Keep the attempt as done, forget the cart, see to the payment.
    Settle(Attempt),
}
