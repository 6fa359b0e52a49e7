//! Carrying a checkout on, and what its end means for this browser.

use leptos::prelude::*;

use crate::browser::{event, now, run};
use crate::commerce::AccountManagementAuthenticationToken;
use crate::journey::Problem;
use crate::journey::checkout::{Attempt, CheckOut, Event, Obstacle};
use crate::pages::checkout::entered;
use crate::session::SignedIn;
use crate::storefront::Desk;
use crate::wording::{Checkout as Words, Message};

use super::CheckingOut;

impl CheckingOut {
    pub(super) fn begin(self) {
        let desk = self.desk();
        let followed = self.followed.get_value();
        self.errors.set(Vec::new());
        let attempts = desk.attempts();
        desk.keep_nobody_elses(&attempts);
        let signed_in = desk.signed_in();
        let whose = signed_in.as_ref().map(|signed_in| &signed_in.selected_account().account_id);
        let latest = attempts.latest(whose, now());
        self.drive(CheckOut::begin(followed, desk.stored_cart().as_ref(), &attempts, latest));
    }

    /// Carries the checkout on. The page may be gone by the end, the state is not.
    pub(super) fn drive(self, start: CheckOut) {
        let used = self.session.signed_in_now().map(|signed_in| signed_in.token().clone());
        let followed = self.followed.get_value();
        let (desk, storefront) = (self.desk(), self.store.with_value(|store| store.storefront.clone()));
        // Busy from this moment, not from the first poll: a second press may come before it.
        self.journey.set(start.clone());
        run(async move {
            let shown = |state: &CheckOut| drop(self.journey.try_set(state.clone()));
            let end = storefront.check_out(start, &desk, shown).await;
            self.journey.try_set(end.clone());
            if let Some(token) = used.as_ref().filter(|_| end.is_token_refused()) {
                self.session.refused(token);
            }
            self.store.with_value(|store| store.frame.hush());
            self.finish(&end, used.as_ref());
            // A link that was followed meanwhile is looked at now, unless an order is at stake.
            if self.followed.get_value() != followed && end.is_about_the_cart() {
                self.begin();
            }
        });
    }

    fn finish(self, end: &CheckOut, used: Option<&AccountManagementAuthenticationToken>) {
        let expired = Problem::AccountTokenExpired;
        match end {
            CheckOut::NotLoaded { problem, .. } if *problem == expired => {
                // Without an account, the cart can be read. Never with the same token again.
                let signed_in = self.session.signed_in_now();
                if signed_in.as_ref().map(SignedIn::token) != used {
                    self.happen(Event::Retried);
                }
            }
            CheckOut::Filling(filling) => {
                if let Some(Obstacle::Fields(fields)) = &filling.obstacle {
                    let is_billing_shown = entered::is_billed_elsewhere();
                    let told = fields.iter().map(|(field, fault)| (field.shown(is_billing_shown), *fault));
                    self.errors.set(told.map(entered::told).collect());
                }
            }
            CheckOut::Done { attempt, is_new, .. } => {
                self.forget_link();
                self.forget_typed(attempt);
                self.save_address(attempt);
                if let Some(placed) = attempt.placed.as_ref().filter(|_| *is_new) {
                    event::tell("latchkey:order-created", &[("order_id", placed.order_id.as_str())]);
                }
            }
            _ => {}
        }
    }

    /// Forgets what was typed for an order by who is signed in.
    fn forget_typed(self, attempt: &Attempt) {
        let guard = self.session.account_guard();
        if guard.as_ref().map(|guard| &guard.account_id) == attempt.account_id.as_ref() {
            let by = guard.as_ref().map(|guard| &guard.account_member_id);
            self.typed.update_value(|typed| typed.forget(by));
        }
    }

    /// Saves the address that the account was to save once this order is made. The order stands either way.
    fn save_address(self, attempt: &Attempt) {
        let to_save = self.to_save.try_update_value(Option::take).flatten();
        let Some((_, guard, address)) = to_save.filter(|(of, ..)| *of == attempt.external_ref) else {
            return;
        };
        let signed_in = self.session.signed_in_now().filter(|signed_in| signed_in.guard() == guard);
        let (storefront, frame) =
            self.store.with_value(|store| (store.storefront.clone(), store.frame.clone()));
        run(async move {
            let is_saved = match signed_in {
                Some(signed_in) => storefront.save_address(&address, &signed_in).await,
                None => false,
            };
            if !is_saved {
                self.is_address_unsaved.try_set(true);
                frame.announce(Message::checkout(Words::AddressUnsaved));
            }
        });
    }
}
