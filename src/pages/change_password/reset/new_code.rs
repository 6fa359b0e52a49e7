//! Another code, asked for without leaving the form. Its answer may come late, and must not undo what came before it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{document, run};
use crate::commerce::OneTimePasswordToken;
use crate::components::CODE_ID;
use crate::journey::reset_password::Event;
use crate::journey::{Link, ResetPassword};
use crate::pages::context::Store;
use crate::wording::{ChangePassword as Words, Message};

use super::{Reset, saving};

/// What is known of the code that was asked for last.
#[derive(Clone, Copy)]
pub struct NewCode {
    /// Whether it is on its way, as far as anybody is told.
    pub is_sent: RwSignal<bool>,
    /// The code at hand when it was asked for.
    before: StoredValue<Option<OneTimePasswordToken>>,
    store: StoredValue<Arc<Store>>,
    journey: RwSignal<ResetPassword>,
}

impl NewCode {
    /// None was asked for yet.
    pub fn of(store: Arc<Store>, journey: RwSignal<ResetPassword>) -> Self {
        let is_sent = RwSignal::new(false);
        Self { is_sent, before: StoredValue::new(None), store: StoredValue::new(store), journey }
    }

    /// The store has taken the request.
    pub fn sent(self) {
        let store = self.store.get_value();
        let followed = store.followed;
        let policy = &store.storefront.config().policy;
        let (tries, is_email) = (policy.code_tries, policy.username_format.is_email());
        let restarted = self.journey.get_untracked().next(Event::Restarted, tries);
        if restarted != ResetPassword::default() {
            return;
        }
        self.journey.set(restarted);
        self.is_sent.set(true);
        store.frame.announce(Message::change_password(Words::NewCodeSent { is_email }));
        // What was followed or typed meanwhile may well be the new code.
        if self.before.get_value() == Some(code_at_hand(followed)) {
            saving::drop_code(followed);
            document::set_value(CODE_ID, "");
            run(async { document::focus(CODE_ID) });
        }
    }
}

impl Reset {
    pub fn ask_for_new_code(self) {
        match self.with_form(|form| form.username()) {
            Ok(username) => {
                self.errors.set(Vec::new());
                self.new_code.is_sent.set(false);
                self.new_code.before.set_value(Some(code_at_hand(self.followed)));
                self.requests.ask(username);
            }
            Err(error) => self.errors.set(vec![error]),
        }
    }
}

/// The code of the link, or what is typed for one.
fn code_at_hand(followed: RwSignal<Link>) -> OneTimePasswordToken {
    let linked = followed.with_untracked(|link| link.one_time_password_token.clone());
    linked.unwrap_or_else(|| OneTimePasswordToken::new(document::value(CODE_ID)))
}
