//! The form's state: what was typed, what is wrong with it, and the journey it is on.

use leptos::prelude::*;

use crate::browser::document;
use crate::commerce::{AccountMembersTokens, Purpose};
use crate::components::{CODE_ID, FormErrors, PASSWORD_ID, REPEAT_ID};
use crate::journey::{Link, Problem, ResetPassword};
use crate::pages::code_requests::{CodeRequests, use_code_requests};
use crate::pages::context::{lasting, use_store};

use super::form::Form;

pub mod new_code;
mod saving;

use new_code::NewCode;

/// Everything that the page's views share.
#[derive(Clone, Copy)]
pub struct Reset {
    pub journey: RwSignal<ResetPassword>,
    pub followed: RwSignal<Link>,
    /// Another link that waits for the shopper's decision; the empty one while there is none.
    pub other_link: RwSignal<Link>,
    pub errors: FormErrors,
    pub is_shown: RwSignal<bool>,
    pub is_code_shown: RwSignal<bool>,
    pub requests: CodeRequests,
    /// The tokens to choose an account from, where the store signs its shoppers in afterwards.
    pub choice: RwSignal<Option<AccountMembersTokens>>,
    /// Whether the store is about to do that.
    pub is_signing_in: RwSignal<bool>,
    pub new_code: NewCode,
}

/// What goes on when the page is left.
#[derive(Clone, Copy)]
pub struct LastingReset {
    journey: RwSignal<ResetPassword>,
    followed: RwSignal<Link>,
    other_link: RwSignal<Link>,
}

/// The reset of this store, under way or not.
#[must_use]
pub fn use_lasting_reset() -> LastingReset {
    let followed = use_store().followed;
    lasting(|| LastingReset {
        journey: RwSignal::new(ResetPassword::default()),
        followed,
        other_link: RwSignal::new(Link::default()),
    })
}

impl LastingReset {
    /// Goes on with a code that was typed on another page, unless another one is being used, or was while nobody looked.
    pub fn follow(self, link: Link) {
        if self.journey.with_untracked(|reset| matches!(reset, ResetPassword::Entering { .. })) {
            self.journey.set(ResetPassword::default());
            self.followed.set(link);
        } else {
            self.other_link.set(link);
        }
    }
}

pub fn use_reset() -> Reset {
    let LastingReset { journey, followed, other_link } = use_lasting_reset();
    let new_code = NewCode::of(use_store(), journey);
    let requests = use_code_requests(Purpose::ResetPassword, Callback::new(move |_| new_code.sent()), None);
    let reset = Reset {
        journey,
        followed,
        other_link,
        errors: FormErrors::new(Vec::new()),
        is_shown: RwSignal::new(false),
        is_code_shown: RwSignal::new(false),
        requests,
        choice: RwSignal::new(None),
        is_signing_in: RwSignal::new(false),
        new_code,
    };
    super::other_link::follow_links(reset);
    // A reset under way goes on, and is found where it is by whoever comes back.
    on_cleanup(move || {
        if !journey.with_untracked(ResetPassword::is_busy) {
            journey.set(ResetPassword::default());
            other_link.set(Link::default());
        }
    });
    reset
}

impl Reset {
    /// What stands in the way: of the reset, or of the new code asked for meanwhile; first of all, what is typed.
    pub fn problem(self) -> Memo<Option<Problem>> {
        let (requests, journey, errors) = (self.requests.state(), self.journey, self.errors);
        let problem = move || requests.read().problem().or(journey.read().problem());
        Memo::new(move |_| problem().filter(|_| errors.read().is_empty()))
    }

    /// Whether another link waits, and could be taken.
    pub fn has_other_link(self) -> bool {
        !self.is_busy() && *self.other_link.read() != Link::default()
    }

    pub fn is_busy(self) -> bool {
        self.journey.read().is_busy()
    }

    pub fn is_stopped(self) -> bool {
        matches!(*self.journey.read(), ResetPassword::Stopped { .. })
    }

    pub fn needs_typed_code(self) -> bool {
        self.journey.read().needs_code() && self.followed.read().one_time_password_token.is_none()
    }

    /// Whose password it is about: who proved to be who, or whom the link credibly names; else empty.
    pub fn linked_username(self) -> String {
        self.followed.track();
        self.journey.track();
        let linked = self.with_form(|form| form.known_username());
        linked.map(|username| username.as_str().to_owned()).unwrap_or_default()
    }

    /// Whom this browser asked a code for.
    pub fn remembered_username(self) -> String {
        untrack(|| self.requests.attempt()).map(|attempt| attempt.username).unwrap_or_default()
    }

    /// Whether another link would cost the shopper something.
    pub fn has_something_to_lose(self) -> bool {
        let is_fresh =
            matches!(*self.journey.read(), ResetPassword::Entering { .. } | ResetPassword::Changed);
        !is_fresh || !document::value(PASSWORD_ID).is_empty()
    }

    /// Starts afresh with another link.
    pub fn adopt(self, link: Link) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.requests.dismiss();
        self.journey.set(ResetPassword::default());
        self.followed.set(link);
        self.other_link.set(Link::default());
        self.errors.set(Vec::new());
        self.new_code.is_sent.set(false);
        self.is_code_shown.set(false);
        document::set_value(PASSWORD_ID, "");
        document::set_value(REPEAT_ID, "");
        document::set_value(CODE_ID, "");
    }

    /// The link was somebody else's.
    pub fn disown(self) {
        self.requests.disown_link(&untrack(|| self.linked_username()));
    }

    /// Reads the form with `read`.
    fn with_form<T>(self, read: impl FnOnce(&Form<'_>) -> T) -> T {
        untrack(|| {
            let (store, link, journey) = (self.requests.store(), self.followed.read(), self.journey.read());
            read(&Form {
                config: store.storefront.config(),
                link: &link,
                proved: journey.username(),
                has_code_field: self.needs_typed_code(),
            })
        })
    }

    fn tries(self) -> u32 {
        self.requests.store().storefront.config().policy.code_tries
    }
}
