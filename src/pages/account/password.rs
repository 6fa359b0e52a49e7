//! A new password, set by a member who is signed in: no code is needed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{document, run};
use crate::components::{
    ButtonLook, FormErrors, NoticeKind, PASSWORD_ID, button, element, known_username, memo, notice, parts,
    said, say, styled, submit_button, when,
};
use crate::journey::{Link, NewPassword, Problem};
use crate::pages::context::{Store, use_store};
use crate::pages::forgot_password::form;
use crate::pages::loading::expired;
use crate::pages::new_password::{new_password_fields, typed_new_password};
use crate::pages::problem_notice::{alerts, focus_what_is_wrong, problem_notice};
use crate::pages::session::{SessionHandle, use_session};
use crate::session::AccountGuard;
use crate::storefront::PasswordChange;
use crate::wording::{Account as Words, ChangePassword, Message, Task};

/// What opens the form, and what says that it has served: the focus goes there when the form is gone.
const OPEN_ID: &str = "change-password";
const CHANGED_ID: &str = "password-changed";

/// The form's state.
#[derive(Clone, Copy)]
struct Changing {
    is_open: RwSignal<bool>,
    is_busy: RwSignal<bool>,
    is_changed: RwSignal<bool>,
    is_shown: RwSignal<bool>,
    errors: FormErrors,
    problem: RwSignal<Option<Problem>>,
    guard: StoredValue<AccountGuard>,
    session: SessionHandle,
    store: StoredValue<Arc<Store>>,
    /// Whose password.
    email: RwSignal<String>,
}

/// The form behind a button, where the store is not known to forbid it. `is_lost` is told whether something was typed
/// when the form went.
pub(super) fn change_password(
    guard: AccountGuard,
    email: RwSignal<String>,
    is_lost: StoredValue<bool>,
) -> AnyView {
    let changing = Changing {
        is_open: RwSignal::new(false),
        is_busy: RwSignal::new(false),
        is_changed: RwSignal::new(false),
        is_shown: RwSignal::new(false),
        errors: FormErrors::new(Vec::new()),
        problem: RwSignal::new(None),
        guard: StoredValue::new(guard),
        session: use_session(),
        store: StoredValue::new(use_store()),
        email,
    };
    on_cleanup(move || {
        let is_typed = !document::value(PASSWORD_ID).is_empty();
        // What is being saved may well be.
        is_lost.try_set_value(is_typed && !changing.is_busy.get_untracked());
    });
    let is_allowed = RwSignal::new(false);
    let storefront = use_store().storefront.clone();
    run(async move {
        is_allowed.try_set(!storefront.forbids_password_changes().await);
    });
    let open = move || {
        changing.is_changed.set(false);
        changing.is_open.set(true);
        request_animation_frame(|| document::focus(PASSWORD_ID));
    };
    let changed = || {
        let notice = notice(NoticeKind::Success, say(Message::account(Words::PasswordChanged)), Vec::new());
        element("div").set("id", CHANGED_ID).set("tabindex", "-1").with(notice).view()
    };
    parts(vec![
        when(move || changing.is_changed.get(), changed),
        when(
            move || is_allowed.get() && !changing.is_open.get(),
            move || {
                let button = styled("button", "button button--link")
                    .set("id", OPEN_ID)
                    .set("type", "button")
                    .on_click(move |_| open())
                    .say(Message::account(Words::ChangePassword));
                styled("nav", "ways").with(button.view()).view()
            },
        ),
        when(move || changing.is_open.get(), move || opened(changing)),
    ])
}

fn opened(changing: Changing) -> AnyView {
    let Changing { errors, is_shown, is_busy, problem, .. } = changing;
    let told = Memo::new(move |_| problem.get().filter(|_| errors.read().is_empty()));
    focus_what_is_wrong(errors, told);
    let save = submit_button(
        Message::change_password(ChangePassword::Button),
        Message::change_password(ChangePassword::Changing),
        memo(move || is_busy.get()),
    );
    let cancel = button(ButtonLook::Link, said(Message::account(Words::Cancel)), move || {
        changing.is_open.set(false);
        request_animation_frame(|| document::focus(OPEN_ID));
    });
    // Password managers keep the new password with it; where usernames are something else, they ask whose it is.
    let is_email = changing.store.get_value().storefront.config().policy.username_format.is_email();
    let whose = is_email.then(|| changing.email.get_untracked());
    parts(vec![
        styled("h2", "subtitle").say(Message::account(Words::ChangePassword)).view(),
        alerts(errors, problem_notice(told, Task::SignIn, |_| None)),
        form(move || changing.submit())
            .with_all(whose.map(|username| known_username(&username)))
            .with(new_password_fields(is_shown, errors))
            .with(styled("div", "actions").with(save).view())
            .view(),
        styled("nav", "ways").with(cancel).view(),
    ])
}

impl Changing {
    fn submit(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_shown.set(false);
        self.problem.set(None);
        let store = self.store.get_value();
        match typed_new_password(store.storefront.config(), &self.email.get_untracked()) {
            Ok(new_password) => {
                self.errors.set(Vec::new());
                self.is_busy.set(true);
                store.frame.announce(Message::change_password(ChangePassword::Changing));
                run(async move { self.save(store, new_password).await });
            }
            Err(error) => self.errors.set(vec![error]),
        }
    }

    async fn save(self, store: Arc<Store>, new_password: NewPassword) {
        let Some(guard) = self.guard.try_get_value() else { return };
        let account_token = self.session.token_for(&guard);
        let outcome = match &account_token {
            Some(account_token) => {
                let change = PasswordChange {
                    account_member_id: &guard.account_member_id,
                    username: "",
                    account_token,
                    new_password: &new_password,
                    link: &Link::default(),
                };
                store.storefront.change_password(&change).await
            }
            None => Err(Problem::AccountTokenExpired),
        };
        self.is_busy.try_set(false);
        match outcome {
            Ok(()) => {
                self.is_open.try_set(false);
                self.is_changed.try_set(true);
                request_animation_frame(|| document::focus(CHANGED_ID));
                store.frame.announce(Message::account(Words::PasswordChanged));
            }
            Err(problem) => {
                self.problem.try_set(Some(problem));
                if let Some(account_token) = account_token {
                    expired(self.session, &account_token, problem);
                }
            }
        }
    }
}
