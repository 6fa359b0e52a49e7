//! What the page offers in each of its states, and that it leads on.

use latchkey::commerce::CartId;
use latchkey::journey::CheckOut;
use latchkey::journey::checkout::{Event, Obstacle};
use latchkey::storefront::Desk;

use super::tab::Tab;
use crate::store::JOHN;

/// More steps than anybody needs.
const MANY: usize = 12;

impl Tab {
    /// The cart that would be ordered: the link's, or the storefront's.
    pub(super) fn cart_id(&self) -> Option<CartId> {
        self.followed.clone().or_else(|| self.shared.stored_cart())
    }

    /// Follows a link with a cart to the page that is open.
    pub(super) async fn follow(&mut self, cart_id: CartId) {
        self.followed = Some(cart_id);
        self.begin().await;
    }

    /// Agrees to the cart of the link, which becomes the storefront's.
    pub(super) async fn agree(&mut self) {
        if let CheckOut::Offered { cart } = &self.journey {
            self.shared.set_cart(Some(cart.id.clone()));
            self.followed = None;
            self.happen(Event::Agreed).await;
        }
    }

    /// Leaves the cart of the link alone.
    pub(super) async fn decline(&mut self) {
        if matches!(self.journey, CheckOut::Offered { .. }) {
            self.followed = None;
            self.begin().await;
        }
    }

    /// Wants to read no more that nobody knows whether there is an order: offered where the cart is not there.
    async fn dismiss(&mut self) {
        if let CheckOut::Unknown { attempt, .. } = &self.journey {
            let mut attempts = self.shared.attempts();
            attempts.dismiss(&attempt.external_ref);
            self.shared.keep(&attempts);
            self.begin().await;
        }
    }

    /// Decides to order once more; says whether that led to the form.
    pub(super) async fn decides(&mut self) -> bool {
        let was_decided = self.is_once_more();
        self.order_once_more().await;
        // A decision is one that leads to the form, not one that finds it there.
        !was_decided && self.is_once_more()
    }

    /// Does what the page offers, from the very state that it is in, until there is an order, or nothing to order. Says
    /// how many more orders were decided on.
    pub(super) async fn assert_leads_on(&mut self, agrees: bool) -> usize {
        let (mut decisions, mut states) = (0, Vec::new());
        for _ in 0..MANY {
            states.push(format!("{:?}", self.journey));
            if self.is_to_sign_in() {
                self.shared.sign_in(JOHN, 0).await;
                self.shown_for = self.shared.guard();
            }
            match &self.journey {
                CheckOut::Done { attempt, .. } => {
                    let orders = self.shared.store.orders();
                    let is_there = orders.iter().any(|order| order["external_ref"] == attempt.external_ref);
                    assert!(is_there, "there is no order: {states:#?}");
                    return decisions;
                }
                CheckOut::Empty => {
                    if self.comes_back_to_nothing().await {
                        return decisions;
                    }
                }
                CheckOut::NotLoaded { .. } => self.happen(Event::Retried).await,
                CheckOut::Offered { .. } if agrees => self.agree().await,
                CheckOut::Offered { .. } => self.decline().await,
                CheckOut::Filling(_) => self.submit().await,
                CheckOut::Unknown { .. } => decisions += usize::from(self.ends_the_doubt().await),
                state => unreachable!("{state:?} waits for nobody"),
            }
        }
        unreachable!("what the page offers leads nowhere: {states:#?}")
    }

    /// Whether the way on is the sign-in page, which leads back.
    fn is_to_sign_in(&self) -> bool {
        let is_anothers = match &self.journey {
            CheckOut::Unknown { obstacle, .. } => *obstacle == Some(Obstacle::AnotherAccount),
            _ => self.obstacle() == Some(Obstacle::AnotherAccount),
        };
        is_anothers || self.journey.is_token_refused()
    }

    /// Goes back to the store, and comes with the cart that it has; says whether that has nothing in it.
    async fn comes_back_to_nothing(&mut self) -> bool {
        self.followed = None;
        self.shared.set_cart(Some(self.shared.store.cart_id()));
        self.begin().await;
        let is_empty = self.journey == CheckOut::Empty;
        assert!(!is_empty || !self.shared.store.has_goods(), "a cart with goods is taken for an empty one");
        is_empty
    }

    /// Looks for the order again, and where that finds none orders once more, or reads no more of it where the cart is not
    /// there. Says whether one more order was decided on.
    async fn ends_the_doubt(&mut self) -> bool {
        let CheckOut::Unknown { attempt, .. } = self.journey.clone() else { return false };
        // A guest's cannot be looked for.
        if attempt.account_id.is_some() {
            self.happen(Event::LookedAgain).await;
        }
        if !self.is_unknown() {
            return false;
        }
        if self.cart_id().is_some_and(|cart_id| attempt.is_of(&cart_id)) {
            return self.decides().await;
        }
        self.dismiss().await;
        false
    }
}
