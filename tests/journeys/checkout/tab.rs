//! A tab with the checkout page in it, and the browser that it shares with others.
//!
//! Whatever is played, the rules of [`super::rules`] are looked at when a tab is closed.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use latchkey::commerce::{Address, CartId, Contact, Password, Timestamp};
use latchkey::config::Config;
use latchkey::journey::checkout::{Attempts, Event, Obstacle, Part, Submission, external_ref};
use latchkey::journey::{CheckOut, Problem, Username};
use latchkey::session::{AccountGuard, SignedIn};
use latchkey::storefront::{Desk, Proof, SignInSubmission, Storefront};

use crate::browser::InProcess;
use crate::store::Store;

pub(crate) const CART: &str = "carts.get";
pub(crate) const CHECKOUT: &str = "checkout.create";
pub(crate) const ORDERS: &str = "orders.list";
pub(crate) const PAYMENT: &str = "payments.create";
pub(crate) const ASSOCIATE: &str = "cart_accounts.create";

/// A reference, and whom the form of its submission was shown for.
type ShownFor = (String, Option<AccountGuard>);

/// One browser: what all its tabs share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) browser: InProcess,
    signed_in: Rc<RefCell<Option<SignedIn>>>,
    cart: Rc<RefCell<Option<CartId>>>,
    attempts: Rc<RefCell<String>>,
    /// What was kept, and how many requests had been sent by then.
    pub(super) kept: Rc<RefCell<Vec<(usize, String)>>>,
    pub(super) guards: Rc<RefCell<Vec<ShownFor>>>,
}

impl Desk for Shared {
    fn signed_in(&self) -> Option<SignedIn> {
        self.signed_in.borrow().clone()
    }

    fn attempts(&self) -> Attempts {
        Attempts::decode(&self.attempts.borrow(), self.now()).seen_by(self.signed_in().as_ref())
    }

    fn keep(&self, attempts: &Attempts) {
        let stored = attempts.encode();
        self.kept.borrow_mut().push((self.browser.network().len(), stored.clone()));
        *self.attempts.borrow_mut() = stored;
    }

    fn stored_cart(&self) -> Option<CartId> {
        self.cart.borrow().clone()
    }

    fn forget_cart(&self) {
        *self.cart.borrow_mut() = None;
    }

    async fn pause(&self, milliseconds: u32) {
        self.store.advance_clock(i64::from(milliseconds.div_ceil(1000)));
        tokio::task::yield_now().await;
    }
}

impl Shared {
    /// A browser whose storefront has the cart that is there from the beginning.
    pub(crate) fn new(store: &Store, config: &Config) -> Self {
        Self {
            store: store.clone(),
            browser: InProcess::new(store, config.policy.request_timeout_seconds),
            signed_in: Rc::default(),
            cart: Rc::new(RefCell::new(Some(store.cart_id()))),
            attempts: Rc::default(),
            kept: Rc::default(),
            guards: Rc::default(),
        }
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.store.now())
    }

    pub(crate) fn set_cart(&self, cart_id: Option<CartId>) {
        *self.cart.borrow_mut() = cart_id;
    }

    /// Signs a member in for one of their accounts, as a page of any tab does.
    pub(crate) async fn sign_in(&self, username: &str, account: usize) {
        self.store.set_aside_faults();
        let config = self.store.config();
        let policy = &config.policy;
        let name = Username::parse(username, policy.username_format, policy.lowercase_usernames);
        let proof = Proof::Password(Password::new(self.store.member(username).password));
        let storefront = Storefront::new(config.clone(), self.browser.clone());
        let tokens = storefront.sign_in(&SignInSubmission { username: name.unwrap(), proof }).await.unwrap();
        let account_id = tokens.accounts[account].account_id.clone();
        *self.signed_in.borrow_mut() = SignedIn::new(tokens, &account_id);
    }

    pub(crate) fn sign_out(&self) {
        *self.signed_in.borrow_mut() = None;
        let left = Attempts::decode(&self.attempts.borrow(), self.now()).signed_out();
        *self.attempts.borrow_mut() = left.encode();
    }

    pub(crate) fn guard(&self) -> Option<AccountGuard> {
        self.signed_in().map(|signed_in| signed_in.guard())
    }
}

/// A reference that no other test has.
fn new_reference() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let mut chance = [0; 16];
    for (place, byte) in chance.iter_mut().zip(count.into_iter().flat_map(|byte| [byte >> 4, byte & 15])) {
        *place = byte;
    }
    external_ref(chance)
}

/// One tab.
pub(crate) struct Tab {
    pub(crate) shared: Shared,
    pub(crate) storefront: Storefront<InProcess>,
    pub(crate) journey: CheckOut,
    /// The cart of the link that it was opened with.
    pub(super) followed: Option<CartId>,
    /// Whom the page was shown for.
    pub(crate) shown_for: Option<AccountGuard>,
}

impl Tab {
    /// Opens the page, with the cart of a link or without.
    pub(crate) async fn open(shared: &Shared, config: &Config, followed: Option<CartId>) -> Self {
        let mut tab = Self {
            storefront: Storefront::new(config.clone(), shared.browser.clone()),
            shared: shared.clone(),
            shown_for: None,
            journey: CheckOut::Empty,
            followed,
        };
        tab.begin().await;
        tab
    }

    /// Begins with the cart there is.
    pub(super) async fn begin(&mut self) {
        let (stored, attempts) = (self.shared.stored_cart(), self.shared.attempts());
        let guard = self.shared.guard();
        let latest = attempts.latest(guard.as_ref().map(|guard| &guard.account_id), self.shared.now());
        self.journey = CheckOut::begin(self.followed.clone(), stored.as_ref(), &attempts, latest);
        self.shown_for = guard;
        self.go_on().await;
    }

    /// Loads the page anew. The cart of a link is gone with the page, unless it was agreed to.
    pub(crate) async fn reload(&mut self) {
        let config = self.storefront.config().clone();
        *self = Self::open(&self.shared.clone(), &config, None).await;
    }

    /// Does what the page does by itself.
    pub(crate) async fn go_on(&mut self) {
        let heard = self.shared.browser.clone();
        let shown = |state: &CheckOut| heard.hear(format!("{state:?} {:?}", state.command()));
        let journey = self.storefront.check_out(self.journey.clone(), &self.shared, shown).await;
        heard.hear(format!("{journey:#?}"));
        self.journey = journey;
        if self.is_done() {
            self.followed = None;
        }
    }

    pub(crate) async fn happen(&mut self, event: Event) {
        self.journey = self.journey.clone().next(event);
        self.go_on().await;
    }

    /// A form filled in without fault.
    pub(crate) fn filled_in(&self) -> Box<Submission> {
        let mut address = Address::default();
        for (part, entered) in [
            (Part::FirstName, "Canary Name"),
            (Part::LastName, "Doe"),
            (Part::Line1, "7 Canary Row"),
            (Part::City, "Whitby"),
            (Part::Region, "England"),
            (Part::Postcode, "YO21 0ZZ"),
            (Part::Country, "GB"),
        ] {
            part.enter(&mut address, entered);
        }
        let external_ref = new_reference();
        self.shared.guards.borrow_mut().push((external_ref.clone(), self.shown_for.clone()));
        Box::new(Submission {
            contact: Contact { name: "Canary Name".into(), email: "canary@banks.com".into() },
            shipping_address: address.clone(),
            billing_address: address,
            shown_for: self.shown_for.clone(),
            external_ref,
            at: self.shared.now(),
        })
    }

    pub(crate) async fn submit(&mut self) {
        let submission = self.filled_in();
        self.happen(Event::Submitted(submission)).await;
    }

    /// Decides to order once more, having been warned.
    pub(crate) async fn order_once_more(&mut self) {
        if let Some(cart_id) = self.cart_id() {
            self.happen(Event::OrderedOnceMore(cart_id)).await;
        }
    }

    /// Why the form is shown again.
    pub(crate) fn obstacle(&self) -> Option<Obstacle> {
        self.journey.filling().and_then(|filling| filling.obstacle.clone())
    }

    pub(crate) fn is_filling(&self) -> bool {
        matches!(self.journey, CheckOut::Filling(_))
    }

    /// Whether the shopper has decided to order once more, be the cart read again or not.
    pub(crate) fn is_once_more(&self) -> bool {
        match &self.journey {
            CheckOut::NotLoaded { loading, .. } => loading.earlier.is_some(),
            journey => journey.filling().is_some_and(|filling| filling.earlier.is_some()),
        }
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self.journey, CheckOut::Unknown { .. })
    }

    pub(crate) fn is_done(&self) -> bool {
        matches!(self.journey, CheckOut::Done { .. })
    }

    pub(crate) fn signs_in_again(&self) -> bool {
        let expired = Problem::AccountTokenExpired;
        let not_loaded = matches!(self.journey, CheckOut::NotLoaded { problem, .. } if problem == expired);
        not_loaded || self.obstacle() == Some(Obstacle::Problem(expired))
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.shared.assert_rules();
        }
    }
}
