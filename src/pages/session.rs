//! The session as pages see it: who is signed in, in step with the other tabs, with the store and with the time.

use leptos::prelude::*;

use crate::browser::{self, SessionStore, event};
use crate::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMembersTokens, CartId, Timestamp,
};
use crate::components::memo;
use crate::session::{AccountGuard, Session, SignedIn, Standing, Why, latest_end};

use super::calls;
use super::context::{lasting, use_store};
use super::session_notice::session_notices;

mod change;
mod follow;

/// The session of this browser. Reading tracks; what changes it does not.
#[derive(Clone, Copy)]
pub struct SessionHandle {
    session: RwSignal<Session>,
    standing: RwSignal<Standing>,
    ended: RwSignal<Option<Why>>,
    store: StoredValue<SessionStore>,
}

/// The session, which is read, and followed from then on, when it is first asked for.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_session() -> SessionHandle {
    lasting(|| {
        let store = use_store();
        let handle = SessionHandle {
            session: RwSignal::new(Session::Unknown),
            standing: RwSignal::new(Standing::Fresh),
            ended: RwSignal::new(None),
            store: StoredValue::new(SessionStore::new(store.storefront.config())),
        };
        // While prerendered, nothing is known of anybody.
        if browser::IS_PRESENT {
            handle.look();
            handle.follow();
            store.time_teller.listen(move |store_time| handle.tell_time(store_time));
            store.session_notices.set(Some(session_notices));
        }
        handle
    })
}

impl SessionHandle {
    /// Whether somebody is signed in.
    #[must_use]
    pub fn session(self) -> Session {
        self.session.get()
    }

    /// Who is signed in.
    #[must_use]
    pub fn signed_in(self) -> Option<SignedIn> {
        self.session.with(|session| session.signed_in().cloned())
    }

    /// Until when they are at most.
    #[must_use]
    pub fn latest_end(self, signed_in: &SignedIn) -> Timestamp {
        self.store.with_value(|store| {
            let facts = store.facts().filter(|facts| facts.are_of(signed_in));
            facts.map_or(signed_in.expires(), |facts| latest_end(signed_in, &facts, store.options()))
        })
    }

    /// Whether somebody is, telling those who read it only when that changes.
    #[must_use]
    pub fn is_signed_in(self) -> Memo<bool> {
        memo(move || self.session.with(|session| session.signed_in().is_some()))
    }

    /// Seconds until the session ends, once that is near.
    #[must_use]
    pub fn ends_soon(self) -> Option<u32> {
        match self.standing.get() {
            Standing::EndsSoon { seconds, .. } => Some(seconds),
            Standing::Fresh | Standing::Ended(_) => None,
        }
    }

    /// Whether the shopper can do anything about that end: new tokens put off any but that of the lifetime.
    #[must_use]
    pub fn may_stay(self) -> bool {
        !matches!(self.standing.get(), Standing::EndsSoon { why: Why::Lifetime, .. })
    }

    /// Why the last session ended, unless the shopper signed out.
    #[must_use]
    pub fn ended(self) -> Option<Why> {
        self.ended.get()
    }

    /// Whether a session outlives this page.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        self.store.with_value(SessionStore::is_lasting)
    }

    /// The account that this member acted for last in this browser, if it still is theirs.
    #[must_use]
    pub fn last_choice(self, tokens: &AccountMembersTokens) -> Option<AccountId> {
        let member = tokens.account_member_id.as_ref()?;
        let is_listed = |id: &AccountId| tokens.accounts.iter().any(|account| account.account_id == *id);
        let may_be_theirs = |id: &AccountId| !tokens.complete || is_listed(id);
        self.store.with_value(|store| store.choice(member, may_be_theirs)).filter(is_listed)
    }

    /// For whom a page is being shown.
    #[must_use]
    pub fn account_guard(self) -> Option<AccountGuard> {
        self.session.with_untracked(|session| session.signed_in().map(SignedIn::guard))
    }

    /// The token to act with for whom `guard` names, and for nobody else: none when another tab, of which this one
    /// need not have heard yet, signed somebody else in or out, or chose another account.
    #[must_use]
    pub fn token_for(self, guard: &AccountGuard) -> Option<AccountManagementAuthenticationToken> {
        let (signed_in, _) = self.current()?;
        (signed_in.guard() == *guard).then(|| signed_in.token().clone())
    }

    /// The id of the storefront's cart, as secret as a token.
    #[must_use]
    pub fn cart_id(self) -> Option<String> {
        self.store.with_value(SessionStore::cart_id)
    }

    /// Makes a cart, which the shopper has agreed to, the storefront's.
    pub fn keep_cart_id(self, cart_id: &CartId, expires: Option<Timestamp>) {
        self.store.with_value(|store| store.keep_cart_id(cart_id, expires));
    }

    /// Who is signed in as of now, in whatever tab they did. For those who wait for nothing that changes.
    #[must_use]
    pub fn signed_in_now(self) -> Option<SignedIn> {
        self.current().map(|(signed_in, _)| signed_in)
    }

    /// Whether somebody has signed in of whom this page has not heard yet, and has to say so before it goes on.
    #[must_use]
    pub fn has_signed_in_unseen(self) -> bool {
        let shown_with = self.account_guard().map(|guard| guard.account_member_id);
        let signed_in = self.signed_in_now().map(|member| member.account_member_id().clone());
        signed_in.is_some() && signed_in != shown_with
    }

    /// Forgets the storefront's cart.
    pub fn forget_cart_id(self) {
        self.store.with_value(SessionStore::forget_cart_id);
    }

    fn show(self, next: Session) {
        let (event, is_end) = self.session.with_untracked(|session| {
            let whose = next.signed_in().or(session.signed_in()).map(SignedIn::guard);
            (session.event(&next).zip(whose), session.ends(&next))
        });
        if is_end {
            calls::forget_orders(self.store.with_value(SessionStore::orders));
        }
        if next.signed_in().is_some() {
            self.ended.set(None);
        } else {
            self.set_standing(Standing::Fresh);
        }
        if self.session.with_untracked(|session| *session != next) {
            self.session.set(next);
        }
        if let Some((name, whose)) = event {
            let detail = [
                ("account_id", whose.account_id.as_str()),
                ("account_member_id", whose.account_member_id.as_str()),
            ];
            event::tell(name, &detail);
        }
    }

    fn set_standing(self, standing: Standing) {
        if self.standing.get_untracked() != standing {
            self.standing.set(standing);
        }
    }
}
