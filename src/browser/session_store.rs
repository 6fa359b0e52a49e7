//! Where a session is kept: under a key that the storefront shares, in a cookie where the storefront reads one, and
//! beside them what only we know of it.

use crate::commerce::{AccountId, AccountMemberId, CartId, Timestamp};
use crate::config::{Config, SessionOptions, StorageMode};
use crate::session::document::{self, decode, encode, encode_selected, join};
use crate::session::{Facts, SignedIn, cart, facts};

use super::storage::{Listener, Storage};
use super::{console, cookie, now};

/// Name of the key of a session that has ended although the storefront's cookie still tells of it.
const ENDED: &str = "ended";

/// The session's place in this browser.
#[derive(Clone, Debug)]
pub struct SessionStore {
    options: SessionOptions,
    /// The storefront's part and ours, where the options say.
    shared: Storage,
    own: Storage,
    /// Where the storefront keeps its cart, wherever the session is.
    cart: Storage,
    /// What is remembered of orders, which all tabs share whatever the options say.
    orders: Storage,
    forgets_cart: bool,
}

impl SessionStore {
    /// The place that a configuration says.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let options = config.session.clone();
        Self {
            shared: Storage::shared(&options.prefix, options.storage),
            own: Storage::own(&config.client_id, options.storage),
            cart: Storage::shared(&options.prefix, StorageMode::Local),
            orders: Storage::new(&config.client_id),
            forgets_cart: config.checkout.forget_cart_on_sign_out,
            options,
        }
    }

    /// Whether a session outlives this page.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.own.is_lasting()
    }

    /// The options that it keeps to.
    #[must_use]
    pub fn options(&self) -> &SessionOptions {
        &self.options
    }

    /// Who is signed in, whether or not it has ended since.
    #[must_use]
    pub fn read(&self) -> Option<(SignedIn, Facts)> {
        let document = self.shared.get(document::NAME).and_then(|stored| decode(&stored));
        let seen = self.cookie();
        // One that could not be removed tells of a session that has ended, and hides any other.
        let is_hidden = seen.as_ref().is_some_and(|seen| self.own.get(ENDED).as_ref() == Some(&seen.mark()));
        let cookie = seen.filter(|_| !is_hidden);
        let (was_kept, is_mirrored) = (document.is_some(), cookie.is_some());
        let kept = self.facts();
        let was_mirrored = self.has_cookie() && !is_hidden && kept.is_some_and(|facts| facts.is_mirrored());
        let Some(signed_in) = join(document, cookie, was_mirrored) else {
            if was_kept {
                self.forget();
            }
            return None;
        };
        let of_session = kept.filter(|facts| facts.are_of(&signed_in));
        let facts = of_session.unwrap_or_else(|| Facts::of_found(&signed_in, now()));
        let facts = facts.at(now()).mirrored(is_mirrored);
        if kept != Some(facts) {
            self.keep_facts(facts);
        }
        Some((signed_in, facts))
    }

    /// Keeps who is signed in.
    pub fn keep(&self, signed_in: &SignedIn, facts: Facts) {
        let is_mirrored = self.has_cookie() && self.keep_cookie(signed_in, &facts);
        // Before the document, whose change makes the other tabs look.
        self.keep_facts(facts.mirrored(is_mirrored));
        self.shared.set(document::NAME, &encode(signed_in));
    }

    /// What we know of the session. What is unreadable is forgotten.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        let facts = Facts::decode(&self.own.get(facts::NAME)?);
        if facts.is_none() {
            self.own.remove(facts::NAME);
        }
        facts
    }

    /// Keeps what we know of the session.
    pub fn keep_facts(&self, facts: Facts) {
        self.own.set(facts::NAME, &facts.encode());
    }

    /// Nobody is signed in any more. What was unreadable is gone too. False where the storefront's cookie stays, which
    /// browsers remove for its own domain and path only: what it says counts no longer.
    pub fn forget(&self) -> bool {
        if self.has_cookie() {
            cookie::remove(&self.shared.key(document::NAME), self.domain());
        }
        let left = self.cookie();
        match &left {
            Some(left) => {
                self.own.set(ENDED, &left.mark());
                console::warn(
                    "The storefront's session cookie could not be removed: set cookie_domain to its domain.",
                );
            }
            None => self.own.remove(ENDED),
        }
        self.own.remove(facts::NAME);
        self.shared.remove(document::NAME);
        left.is_none()
    }

    /// The shopper signs out, which may be the end of the cart too. False where the storefront's cookie stays.
    pub fn sign_out(&self) -> bool {
        if self.forgets_cart {
            self.forget_cart_id();
        }
        self.forget()
    }

    /// The account that a member acted for last. What is unreadable, or cannot be theirs, is forgotten.
    #[must_use]
    pub fn choice(
        &self,
        member: &AccountMemberId,
        may_be_theirs: impl FnOnce(&AccountId) -> bool,
    ) -> Option<AccountId> {
        let name = choice_name(member);
        let choice = AccountId::try_from(self.own.get(&name)?).ok().filter(may_be_theirs);
        if choice.is_none() {
            self.own.remove(&name);
        }
        choice
    }

    /// Keeps the account that a member acts for. It outlives the session.
    pub fn keep_choice(&self, signed_in: &SignedIn) {
        let account_id = signed_in.selected_account().account_id.as_str();
        self.own.set(&choice_name(signed_in.account_member_id()), account_id);
    }

    /// The id of the storefront's cart, as secret as a token. A Next.js storefront keeps it in the cookie alone, so that
    /// the cookie wins: what is in local storage beside it, nobody has brought up to date.
    #[must_use]
    pub fn cart_id(&self) -> Option<String> {
        let cookie = self.options.nextjs.then(|| cookie::get(&self.cart.key(cart::NAME))).flatten();
        let stored_id = |stored: String| cart::stored_id(&stored);
        cookie.and_then(stored_id).or_else(|| self.cart.get(cart::NAME).and_then(stored_id))
    }

    /// Makes a cart the storefront's, for as long as the cart lives.
    pub fn keep_cart_id(&self, cart_id: &CartId, expires: Option<Timestamp>) {
        // EXPOSE: the storefront keeps its cart's id here.
        let id = cart_id.expose();
        // In one place: a second would bring back a cart that the storefront has done with.
        if self.options.nextjs {
            let seconds = expires.map(|expires| expires.since(now()));
            if cookie::set(&self.cart.key(cart::NAME), id, seconds, self.domain()) {
                return self.cart.remove(cart::NAME);
            }
        }
        self.cart.set(cart::NAME, id);
    }

    /// Where orders are remembered, which go with the session.
    #[must_use]
    pub fn orders(&self) -> Storage {
        self.orders.clone()
    }

    /// Forgets the storefront's cart.
    pub fn forget_cart_id(&self) {
        self.cart.remove(cart::NAME);
        if self.options.nextjs {
            cookie::remove(&self.cart.key(cart::NAME), self.domain());
        }
    }

    /// Calls `follow` when another tab changes the session, until the answer is dropped.
    pub fn listen(&self, follow: impl Fn() + 'static) -> Option<Listener> {
        self.shared.listen(move |(name, _)| {
            if name.is_empty() || name == document::NAME {
                follow();
            }
        })
    }

    /// In mode memory nothing is written anywhere, and what is never written is not read.
    fn has_cookie(&self) -> bool {
        self.options.nextjs && self.options.storage != StorageMode::Memory
    }

    fn cookie(&self) -> Option<SignedIn> {
        decode(&self.has_cookie().then(|| cookie::get(&self.shared.key(document::NAME)))??)
    }

    fn keep_cookie(&self, signed_in: &SignedIn, facts: &Facts) -> bool {
        let lasts = self.options.storage == StorageMode::Local;
        let seconds = lasts.then(|| seconds_left(signed_in, facts.store_time(now())));
        let key = self.shared.key(document::NAME);
        cookie::set(&key, &encode_selected(signed_in), seconds, self.domain())
    }

    fn domain(&self) -> Option<&str> {
        self.options.cookie_domain.as_deref()
    }
}

fn seconds_left(signed_in: &SignedIn, store_time: Timestamp) -> i64 {
    signed_in.expires().since(store_time)
}

fn choice_name(member: &AccountMemberId) -> String {
    ["account.", member.as_str()].concat()
}
