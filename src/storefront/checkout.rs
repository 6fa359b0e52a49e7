//! Checking out: the cart read and read again, the checkout sent once, and its order looked for where no answer came.

use crate::commerce::{AccountManagementAuthenticationToken, Cart, CartId, Checkout, Order};
use crate::journey::checkout::{Attempt, Attempts, Command, Event, Filling, Obstacle, Payment, Submission};
use crate::journey::{CheckOut, Problem};
use crate::session::{AccountGuard, SignedIn};

use super::{Storefront, Surroundings};

mod customer;

pub use customer::Customer;

/// What checking out needs of the browser beside the network: who is signed in, what is remembered, and time.
#[expect(async_fn_in_trait, reason = "the browser's future is not Send")]
pub trait Desk {
    /// Who is signed in at this moment, in whatever tab they did.
    fn signed_in(&self) -> Option<SignedIn>;

    /// The attempts that are remembered at this moment, of all tabs.
    fn attempts(&self) -> Attempts;

    /// Remembers these instead.
    fn keep(&self, attempts: &Attempts);

    /// The storefront's cart.
    fn stored_cart(&self) -> Option<CartId>;

    /// Forgets the storefront's cart.
    fn forget_cart(&self);

    /// Waits.
    async fn pause(&self, milliseconds: u32);
}

impl<S: Surroundings> Storefront<S> {
    /// Carries a checkout on until it needs the shopper again; `shown` sees each state on the way.
    pub async fn check_out<D: Desk>(
        &self,
        mut journey: CheckOut,
        desk: &D,
        shown: impl Fn(&CheckOut),
    ) -> CheckOut {
        while let Some(command) = journey.command() {
            shown(&journey);
            let event = match (&journey, command) {
                (CheckOut::Checking { submission, .. }, Command::ReadCart(cart_id)) => {
                    match self.token_for(submission.shown_for.as_ref(), desk) {
                        Ok(token) => self.read_cart(cart_id, token.as_ref()).await,
                        Err(obstacle) => Event::Stopped(obstacle),
                    }
                }
                (CheckOut::Sending { filling, submission }, Command::Send(attempt)) => {
                    self.send(filling, submission, attempt, desk).await
                }
                (CheckOut::Settling { order, .. }, Command::Settle(attempt)) => {
                    Event::Settled(self.settle(order, attempt, desk).await)
                }
                (_, Command::LookUp(attempt, after)) => {
                    desk.pause(after).await;
                    self.look_up(&attempt, desk).await
                }
                (_, Command::ReadCart(cart_id)) => {
                    let signed_in = desk.signed_in();
                    self.read_cart(cart_id, signed_in.as_ref().map(SignedIn::token)).await
                }
                (_, Command::Send(_) | Command::Settle(_)) => break,
            };
            journey = journey.next(event);
        }
        journey
    }

    /// The token of whom the form was shown for, and of nobody else.
    fn token_for<D: Desk>(
        &self,
        shown_for: Option<&AccountGuard>,
        desk: &D,
    ) -> Result<Option<AccountManagementAuthenticationToken>, Obstacle> {
        let signs_in = Err(Obstacle::Problem(Problem::AccountTokenExpired));
        match (shown_for, desk.signed_in()) {
            (None, _) if self.config.checkout.guest => Ok(None),
            (None, _) | (Some(_), None) => signs_in,
            (Some(guard), Some(signed_in)) if signed_in.guard() == *guard => {
                Ok(Some(signed_in.token().clone()))
            }
            (Some(_), Some(_)) => Err(Obstacle::AnotherAccount),
        }
    }

    async fn read_cart(
        &self,
        cart_id: CartId,
        token: Option<&AccountManagementAuthenticationToken>,
    ) -> Event {
        if let Err(problem) = self.reach().await {
            return Event::CartNotRead(problem);
        }
        match self.commerce.cart(&cart_id, token).await {
            Ok(cart) => Event::CartRead(Box::new(Cart { id: cart_id, ..cart })),
            Err(error) => {
                self.report("carts.get", &error);
                Event::CartNotRead(Problem::of_cart(&error, token.is_some(), self.now()))
            }
        }
    }

    /// Sends the checkout, unless this browser has sent one with the same cart that the shopper does not know of.
    /// Between that look and the request, nothing is waited for.
    async fn send<D: Desk>(
        &self,
        filling: &Filling,
        submission: &Submission,
        attempt: Attempt,
        desk: &D,
    ) -> Event {
        if let Err(problem) = self.reach().await {
            return Event::Stopped(Obstacle::Problem(problem));
        }
        let account_token = match self.token_for(submission.shown_for.as_ref(), desk) {
            Ok(token) => token,
            Err(obstacle) => return Event::Stopped(obstacle),
        };
        let mut attempts = desk.attempts();
        if let Some(met) = attempts.of_cart(&filling.cart.id).filter(|met| filling.is_met_by(met)) {
            return Event::Resumed(met.clone());
        }
        attempts.keep(attempt);
        desk.keep(&attempts);
        let checkout = Checkout {
            cart_id: &filling.cart.id,
            contact: &submission.contact,
            billing_address: &submission.billing_address,
            shipping_address: &submission.shipping_address,
            external_ref: &submission.external_ref,
            account_token: account_token.as_ref(),
        };
        let error = match self.commerce.checkout(&checkout).await {
            Ok(order) => return Event::Ordered(Box::new(order)),
            Err(error) => error,
        };
        self.report("checkout.create", &error);
        match Obstacle::of_checkout(&error, account_token.is_some(), self.now()) {
            Some(obstacle) => {
                let mut attempts = desk.attempts();
                attempts.forget(&submission.external_ref);
                desk.keep(&attempts);
                Event::Stopped(obstacle)
            }
            None => Event::Unanswered,
        }
    }

    async fn look_up<D: Desk>(&self, attempt: &Attempt, desk: &D) -> Event {
        let known = desk.attempts();
        if let Some(known) = known.find(&attempt.external_ref).filter(|known| known.placed.is_some()) {
            return Event::Resumed(known.clone());
        }
        let token = match token_of_account(attempt, desk) {
            Ok(token) => token,
            Err(obstacle) => return Event::NotLookedUp(obstacle),
        };
        match self.commerce.order_by_external_ref(&attempt.external_ref, &token).await {
            Ok(Some(order)) => Event::Ordered(Box::new(order)),
            Ok(None) => Event::NotFound,
            Err(error) => {
                self.report("orders.list", &error);
                match Problem::of_cart(&error, true, self.now()) {
                    Problem::AccountTokenExpired => {
                        Event::NotLookedUp(Obstacle::Problem(Problem::AccountTokenExpired))
                    }
                    // The next look may be luckier.
                    _ => Event::NotFound,
                }
            }
        }
    }

    async fn settle<D: Desk>(&self, order: &Order, attempt: Attempt, desk: &D) -> Payment {
        let mut attempts = desk.attempts();
        let was_placed = attempts.find(&attempt.external_ref).is_some_and(|known| known.placed.is_some());
        attempts.keep(attempt.clone());
        desk.keep(&attempts);
        if desk.stored_cart().is_some_and(|cart_id| attempt.is_of(&cart_id)) {
            desk.forget_cart();
        }
        if order.payment == "authorized" {
            return Payment::Authorized;
        }
        // Where another tab found the order first, it saw to the payment too.
        if !self.config.checkout.manual_payment || was_placed {
            return Payment::Open;
        }
        let token = match attempt.account_id {
            None => None,
            Some(_) => match token_of_account(&attempt, desk) {
                Ok(token) => Some(token),
                Err(_) => return Payment::NotAuthorized,
            },
        };
        match self.commerce.authorize_manual_payment(&order.id, token.as_ref()).await {
            Ok(()) => Payment::Authorized,
            Err(error) => {
                self.report("payments.create", &error);
                // As with the checkout itself, only a refusal says that nothing was done.
                match Obstacle::of_checkout(&error, token.is_some(), self.now()) {
                    Some(_) => Payment::NotAuthorized,
                    None => Payment::Unknown,
                }
            }
        }
    }
}

/// The token of the account that made an attempt.
fn token_of_account<D: Desk>(
    attempt: &Attempt,
    desk: &D,
) -> Result<AccountManagementAuthenticationToken, Obstacle> {
    match desk.signed_in() {
        None => Err(Obstacle::Problem(Problem::AccountTokenExpired)),
        Some(signed_in) if attempt.account_id == Some(signed_in.guard().account_id) => {
            Ok(signed_in.token().clone())
        }
        Some(_) => Err(Obstacle::AnotherAccount),
    }
}
