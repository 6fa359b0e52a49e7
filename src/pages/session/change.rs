//! Changing the session: signing in and out, and what happens in between.

use leptos::prelude::*;

use crate::browser::{SessionStore, now};
use crate::commerce::{AccountId, AccountManagementAuthenticationToken, AccountMembersTokens, Timestamp};
use crate::session::{AccountGuard, Facts, Session, SignedIn, Why};

use super::SessionHandle;

/// Seconds between two notes that something was done.
const TOUCH_INTERVAL: i64 = 15;

/// Seconds that this device's clock may be wrong by.
const LARGEST_OFFSET: i64 = 86_400;

impl SessionHandle {
    /// Signs a member in, in place of whoever was; false when nobody can be signed in by these tokens.
    #[must_use]
    pub fn sign_in(self, tokens: AccountMembersTokens, account_id: &AccountId) -> bool {
        let Some(signed_in) = SignedIn::new(tokens, account_id) else { return false };
        let facts = Facts::of_new(&signed_in, now());
        self.keep(signed_in, facts);
        true
    }

    /// Acts for another account of the same member; false when it is none of theirs.
    #[must_use]
    pub fn select(self, account_id: &AccountId) -> bool {
        let Some((signed_in, facts)) = self.current() else { return false };
        let Some(signed_in) = signed_in.select(account_id) else { return false };
        self.keep(signed_in, facts.touched(now()));
        true
    }

    /// Takes new tokens of the member and account that `guard` names; false when somebody signed out or in
    /// meanwhile, or the member has lost the account.
    #[must_use]
    pub fn replace(self, guard: &AccountGuard, tokens: AccountMembersTokens) -> bool {
        let Some((signed_in, facts)) = self.current() else { return false };
        if signed_in.account_member_id() != &guard.account_member_id {
            return false;
        }
        let Some(signed_in) = signed_in.renewed(tokens) else { return false };
        let facts = facts.of_renewed(&signed_in, now());
        self.keep(signed_in, facts);
        true
    }

    /// Signs out: nothing is left in this browser but which account a member chose, and that carts were ordered. False
    /// where the storefront's cookie is left too, by which the store may still know the shopper.
    #[must_use]
    pub fn sign_out(self) -> bool {
        let is_forgotten = self.store.with_value(SessionStore::sign_out);
        self.ended.set(None);
        self.show(Session::SignedOut);
        is_forgotten
    }

    /// The store refused this token, so that the session has ended, whatever the clock says. A token that was
    /// replaced meanwhile ends nothing.
    pub fn refused(self, token: &AccountManagementAuthenticationToken) {
        let is_current = self.current().is_some_and(|(signed_in, _)| signed_in.token() == token);
        if is_current {
            self.end(Why::Refused);
        }
    }

    /// The store says what time it is: sets right what is made of this device's clock. More than a day apart, the store
    /// is not believed.
    pub fn tell_time(self, store_time: Timestamp) {
        if !(-LARGEST_OFFSET..=LARGEST_OFFSET).contains(&store_time.since(now())) {
            return;
        }
        self.store.with_value(|store| {
            if let Some(facts) = store.facts() {
                store.keep_facts(facts.told(store_time, now()));
            }
        });
        self.look();
    }

    /// The shopper did something.
    pub fn touch(self) {
        let facts = self.store.with_value(SessionStore::facts);
        let is_new = |facts: &Facts| !(0..TOUCH_INTERVAL).contains(&facts.idle_seconds(now()));
        if facts.is_some_and(|facts| is_new(&facts))
            // What has ended is not begun again.
            && let Some((_, facts)) = self.current()
        {
            self.store.with_value(|store| store.keep_facts(facts.touched(now())));
            self.look_at_clock();
        }
    }

    fn keep(self, signed_in: SignedIn, facts: Facts) {
        self.store.with_value(|store| {
            store.keep(&signed_in, facts);
            store.keep_choice(&signed_in);
        });
        self.show(Session::SignedIn(signed_in));
        self.look_at_clock();
    }
}
