//! `/account/`: who is signed in, for which account and until when; their orders; a new password.

use leptos::prelude::*;

use crate::browser::loader;
use crate::commerce::OrderId;
use crate::components::{
    ButtonLook, NoticeKind, button, changing, nothing, notice, parts, said, say, styled, use_base,
};
use crate::journey::Link;
use crate::route::Route;
use crate::session::{AccountGuard, Session};
use crate::wording::{Account as Words, Message, SigningIn};

use super::code_requests::forget_attempts;
use super::context::{Store, use_store};
use super::frame::sign_in_link_from;
use super::heading::plain_heading;
use super::loading::loading;
use super::location::use_location;
use super::session::{SessionHandle, use_session};
use super::session_notice::kept_nowhere;

mod order;
mod orders;
mod password;
mod who;

use order::order;
pub(super) use order::totals;
use orders::orders;
use password::change_password;
pub(super) use who::fact;
use who::who;

/// The page.
pub fn account() -> AnyView {
    let (session, base) = (use_session(), use_base());
    let location = use_location();
    let order_id = Memo::new(move |_| location.parameter("order_id").and_then(|id| OrderId::parse(&id)));
    // A page is made anew when another account is chosen, here or in another tab: what it shows is that account's.
    let guard = Memo::new(move |_| session.signed_in().map(|member| member.guard()));
    let is_known = Memo::new(move |_| session.session() != Session::Unknown);
    // A password that is typed is kept nowhere. That it went with the session is all that is remembered.
    let is_lost = StoredValue::new(false);
    changing(move || match (is_known.get(), guard.get(), order_id.get()) {
        (false, ..) => loading(Message::account(Words::Title)),
        (true, None, None) => {
            parts(vec![lost(is_lost.get_value()), sign_in_first(&base.address(Route::Account))])
        }
        (true, None, Some(id)) => sign_in_first(&base.order(&id)),
        (true, Some(guard), Some(id)) => order(guard, id),
        (true, Some(guard), None) => overview(guard, is_lost),
    })
}

fn overview(guard: AccountGuard, is_lost: StoredValue<bool>) -> AnyView {
    let email = RwSignal::new(String::new());
    parts(vec![
        plain_heading(Message::account(Words::Title)),
        kept_nowhere(use_session()),
        who(guard.clone(), email),
        orders(guard.clone()),
        change_password(guard, email, is_lost),
        sign_out(),
    ])
}

fn sign_out() -> AnyView {
    let (session, store) = (use_session(), use_store());
    let label = said(Message::signing_in(SigningIn::SignOut));
    styled("div", "actions")
        .with(button(ButtonLook::Quiet, label, move || end_session(session, &store)))
        .with(styled("p", "field__hint").say(Message::signing_in(SigningIn::SignOutNote)).view())
        .view()
}

/// Signs out, forgets whom codes were asked for and links named, and says what was done.
pub(super) fn end_session(session: SessionHandle, store: &Store) {
    let is_forgotten = session.sign_out();
    forget_attempts(store);
    loader::forget_link();
    store.followed.set(Link::default());
    let said = if is_forgotten { SigningIn::SignedOut } else { SigningIn::SignedOutHere };
    store.frame.announce(Message::signing_in(said));
}

/// What became of the new password that was being typed.
fn lost(is_lost: bool) -> AnyView {
    if !is_lost {
        return nothing();
    }
    notice(NoticeKind::Information, say(Message::account(Words::PasswordNotSaved)), Vec::new())
}

/// What a page shows that needs somebody to be signed in; they come back to it.
pub fn sign_in_first(return_to: &str) -> AnyView {
    let label = Message::signing_in(SigningIn::Button);
    let sign_in = sign_in_link_from(return_to, "button button--primary", label);
    parts(vec![
        plain_heading(Message::account(Words::SignInFirstTitle)),
        styled("p", "lead").say(Message::account(Words::SignInFirstLead)).view(),
        styled("div", "actions").with(sign_in).view(),
    ])
}
