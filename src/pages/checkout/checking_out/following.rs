//! What happens around the page: links that are followed, other tabs, and who is signed in.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{document, loader, run};
use crate::components::watch;
use crate::journey::checkout::attempts::NAME;
use crate::journey::checkout::{Attempts, CheckOut, Event};
use crate::journey::{Link, Problem};
use crate::pages::checkout::entered;
use crate::session::Session;
use crate::storefront::Customer;

use super::CheckingOut;

impl CheckingOut {
    /// Begins with the cart there is, unless a checkout is under way, and follows what happens around the page.
    pub fn open(self) {
        self.take_link(loader::link());
        if self.journey.with_untracked(|journey| journey.command().is_none()) {
            self.begin();
        }
        loader::listen(move |link: Link| {
            if self.take_link(link) && self.journey.with_untracked(|journey| journey.command().is_none()) {
                self.begin();
            }
        });
        on_cleanup(loader::stop_listening);
        let tabs = self.store.with_value(|store| {
            store.storage.listen(move |(name, value)| {
                if name == NAME {
                    self.hear(&self.desk().read(value));
                }
            })
        });
        StoredValue::new_local(tabs);
        // A page that comes back from the back/forward cache may have missed what another tab did.
        let came_back = window_event_listener(ev::pageshow, move |_| self.hear(&self.attempts()));
        on_cleanup(move || came_back.remove());
        self.follow_account();
        self.follow_owner();
    }

    /// Another tab found out about an order.
    fn hear(self, attempts: &Attempts) {
        let attempt = self.journey.with_untracked(|journey| match journey {
            CheckOut::Filling(filling) => attempts.of_cart(&filling.cart.id).cloned(),
            CheckOut::Unknown { attempt, .. } => attempts.find(&attempt.external_ref).cloned(),
            _ => None,
        });
        if let Some(attempt) = attempt.filter(|attempt| attempt.placed.is_some()) {
            self.happen(Event::Resumed(attempt));
        }
    }

    /// An order that is shown goes with the session of whose it is, whichever tab ended that.
    fn follow_owner(self) {
        watch(move || {
            let session = self.session.session();
            let account_id = session.signed_in().map(|signed_in| &signed_in.selected_account().account_id);
            let is_anothers = match &*self.journey.read() {
                CheckOut::Done { attempt, .. } => {
                    attempt.account_id.is_some() && attempt.account_id.as_ref() != account_id
                }
                _ => false,
            };
            if is_anothers && session != Session::Unknown {
                untrack(|| self.begin());
            }
        });
    }

    fn take_link(self, link: Link) -> bool {
        let has_cart = link.cart_id.is_some();
        if has_cart {
            self.followed.set_value(link.cart_id);
        }
        has_cart
    }

    pub(super) fn forget_link(self) {
        if self.followed.try_update_value(Option::take).flatten().is_some() {
            loader::forget_link();
        }
    }

    /// Asks for what a member need not type, and has the cart listed among their account's.
    fn follow_account(self) {
        let guard = Memo::new(move |_| self.session.signed_in().map(|signed_in| signed_in.guard()));
        watch(move || {
            if guard.get().is_some() {
                self.ask_for_customer();
            }
        });
        let cart_id =
            Memo::new(move |_| self.journey.read().filling().map(|filling| filling.cart.id.clone()));
        watch(move || {
            if guard.get().is_some() && cart_id.get().is_some() {
                self.associate();
            }
        });
    }

    fn ask_for_customer(self) {
        let Some(signed_in) = self.session.signed_in_now() else { return };
        let storefront = self.store.with_value(|store| store.storefront.clone());
        run(async move {
            match storefront.customer(&signed_in).await {
                Ok(customer) => drop(self.customer.try_set(Some((signed_in.guard(), customer)))),
                Err(Problem::AccountTokenExpired) => self.session.refused(signed_in.token()),
                Err(_) => {}
            }
        });
    }

    fn associate(self) {
        let cart =
            self.journey.with_untracked(|journey| journey.filling().map(|filling| filling.cart.clone()));
        let (Some(cart), Some(signed_in)) = (cart, self.session.signed_in_now()) else { return };
        let is_free = cart.account_ids.is_empty();
        if !is_free || self.associated.with_value(|last| last.as_ref() == Some(&cart.id)) {
            return;
        }
        self.associated.set_value(Some(cart.id.clone()));
        let storefront = self.store.with_value(|store| store.storefront.clone());
        run(async move { storefront.associate_cart(&cart, &signed_in).await });
    }

    /// What need not be typed by who is signed in.
    pub fn customer(self) -> Customer {
        let guard = self.session.signed_in().map(|signed_in| signed_in.guard());
        let known = self.customer.get().filter(|(of, _)| Some(of) == guard.as_ref());
        known.map(|(_, customer)| customer).unwrap_or_default()
    }

    /// Puts into the contact's empty fields what the member need not type.
    pub fn fill_in_contact(self) {
        let contact = self.customer().contact;
        request_animation_frame(move || {
            for (id, text) in [(entered::NAME_ID, &contact.name), (entered::EMAIL_ID, &contact.email)] {
                if document::value(id).is_empty() {
                    document::set_value(id, text);
                }
            }
        });
    }
}
