//! The page's state. It outlives the page, so that a checkout under way is met again by whoever comes back.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{now, random_bytes};
use crate::commerce::{Address, CartId, CartSummary};
use crate::components::FormErrors;
use crate::journey::checkout::{Attempts, CheckOut, Entered, Event, Typed, external_ref};
use crate::pages::context::{Store, lasting, use_store};
use crate::pages::session::{SessionHandle, use_session};
use crate::session::AccountGuard;
use crate::storefront::{Customer, Desk};
use crate::wording::{Checkout as Words, Message};

use super::desk::BrowserDesk;
use super::entered;

mod driving;
mod following;

/// Everything that the page's views share.
#[derive(Clone, Copy)]
pub(super) struct CheckingOut {
    pub journey: RwSignal<CheckOut>,
    pub errors: FormErrors,
    /// What need not be typed by whom, once it is here.
    customer: RwSignal<Option<(AccountGuard, Customer)>>,
    pub session: SessionHandle,
    pub store: StoredValue<Arc<Store>>,
    /// What was typed by whom, for when they come back from signing in.
    typed: StoredValue<Typed>,
    /// An address that the account is to save once this order is made, and whose account.
    to_save: StoredValue<Option<(String, AccountGuard, Address)>>,
    /// Whether that failed.
    pub is_address_unsaved: RwSignal<bool>,
    /// The cart of the link that was followed, until the shopper has decided about it.
    followed: StoredValue<Option<CartId>>,
    /// The cart that was listed among an account's last: switching the account moves none.
    associated: StoredValue<Option<CartId>>,
}

/// The state, for as long as the app runs.
pub(super) fn use_checking_out() -> CheckingOut {
    lasting(|| CheckingOut {
        journey: RwSignal::new(CheckOut::Empty),
        errors: FormErrors::new(Vec::new()),
        customer: RwSignal::new(None),
        session: use_session(),
        store: StoredValue::new(use_store()),
        typed: StoredValue::new(Typed::default()),
        to_save: StoredValue::new(None),
        is_address_unsaved: RwSignal::new(false),
        followed: StoredValue::new(None),
        associated: StoredValue::new(None),
    })
}

impl CheckingOut {
    /// Lets something happen, and does what follows from it.
    pub fn happen(self, event: Event) {
        let journey = self.journey.get_untracked();
        if journey.command().is_none() {
            self.drive(journey.next(event));
        }
    }

    /// Takes the cart of the link for the shopper's own.
    pub fn agree(self) {
        // What was shown, whatever link was followed since.
        let shown = self.journey.with_untracked(|journey| match journey {
            CheckOut::Offered { cart } => Some((cart.id.clone(), cart.expires)),
            _ => None,
        });
        if let Some((cart_id, expires)) = shown {
            self.session.keep_cart_id(&cart_id, expires);
            self.forget_link();
            self.happen(Event::Agreed);
        }
    }

    /// Whether a link's cart stands in the place of the storefront's own.
    pub fn hides_own_cart(self) -> bool {
        let own = self.desk().stored_cart();
        own.is_some() && self.followed.with_value(|followed| followed.is_some() && *followed != own)
    }

    /// Leaves the cart of the link alone.
    pub fn decline(self) {
        self.forget_link();
        self.begin();
    }

    /// Takes one of the account's carts for the storefront's.
    pub fn choose(self, cart: &CartSummary) {
        self.session.keep_cart_id(&cart.id, cart.expires);
        self.decline();
    }

    /// Shows no more that nobody knows whether there is an order.
    pub fn dismiss(self) {
        let external_ref = self.journey.with_untracked(|journey| match journey {
            CheckOut::Unknown { attempt, .. } => Some(attempt.external_ref.clone()),
            _ => None,
        });
        if let Some(external_ref) = external_ref {
            let desk = self.desk();
            let mut attempts = desk.attempts();
            attempts.dismiss(&external_ref);
            desk.keep(&attempts);
            self.begin();
        }
    }

    /// Orders the storefront's cart once more, which the shopper decided after a warning.
    pub fn order_once_more(self) {
        if let Some(cart_id) = self.cart_id() {
            self.happen(Event::OrderedOnceMore(cart_id));
        }
    }

    /// The cart that would be ordered: the storefront's, or the one of the link.
    pub fn cart_id(self) -> Option<CartId> {
        self.followed.get_value().or_else(|| self.desk().stored_cart())
    }

    /// Reads the form, which was shown for `shown_for`, and places the order.
    pub fn submit(self, shown_for: Option<AccountGuard>) {
        if self.journey.with_untracked(|journey| journey.command().is_some()) {
            return;
        }
        let entered = self.keep_typed(shown_for.as_ref());
        let faults = entered.faults();
        self.errors.set(faults.into_iter().map(entered::told).collect());
        if !self.errors.with_untracked(Vec::is_empty) {
            return;
        }
        self.store.with_value(|store| store.frame.announce(Message::checkout(Words::Placing)));
        let external_ref = external_ref(random_bytes());
        let saver = shown_for.clone().filter(|_| entered.saves_address && !self.has_saved(&entered));
        self.to_save
            .set_value(saver.map(|guard| (external_ref.clone(), guard, entered.shipping_address.clone())));
        self.is_address_unsaved.set(false);
        self.happen(Event::Submitted(Box::new(entered.submission(shown_for, external_ref, now()))));
    }

    /// Remembers what is typed by whom the form was shown for.
    pub fn keep_typed(self, shown_for: Option<&AccountGuard>) -> Entered {
        let entered = entered::read();
        let by = shown_for.map(|guard| &guard.account_member_id);
        self.typed.update_value(|typed| typed.keep(by, entered.clone()));
        entered
    }

    /// What is to be in the form for whom it is shown for.
    pub fn typed(self, shown_for: Option<&AccountGuard>) -> Entered {
        let by = shown_for.map(|guard| &guard.account_member_id);
        self.typed.try_update_value(|typed| typed.of(by)).flatten().unwrap_or_default()
    }

    /// Whether the account has saved the address that the goods go to.
    pub fn has_saved(self, entered: &Entered) -> bool {
        let customer = untrack(|| self.customer());
        customer.addresses.iter().any(|saved| entered.goes_to(&saved.address))
    }

    /// What this browser has tried to order.
    pub fn attempts(self) -> Attempts {
        self.desk().attempts()
    }

    fn desk(self) -> BrowserDesk {
        BrowserDesk { session: self.session, storage: self.store.with_value(|store| store.storage.clone()) }
    }
}
