//! What the session has to say on every page: that it ends soon, and why it ended.

use leptos::prelude::*;

use crate::browser::{document, run};
use crate::components::{
    ButtonLook, NoticeKind, button, changing, element, memo, nothing, notice, parts, say, styled,
    use_wording, when,
};
use crate::journey::Problem;
use crate::route::Route;
use crate::session::Why;
use crate::wording::{Message, Task};

use super::calls;
use super::context::use_store;
use super::frame::sign_in_link_from;
use super::heading::TITLE_ID;
use super::location::use_location;
use super::session::{SessionHandle, use_session};

/// All of it.
pub fn session_notices() -> AnyView {
    let (session, location) = (use_session(), use_location());
    let ends = move || session.ends_soon().is_some();
    // Where somebody signs in, why the last session ended is no news.
    let is_told = memo(move || location.route() != Some(Route::SignIn));
    let ended = Memo::new(move |_| session.ended().filter(|_| is_told.get()));
    let here = move || untrack(|| location.address());
    parts(vec![
        when(ends, move || ends_soon(session)),
        changing(move || ended.get().map_or_else(nothing, |why| told(why, &here()))),
    ])
}

/// What to mind where the session ends with the page.
pub fn kept_nowhere(session: SessionHandle) -> AnyView {
    if session.is_lasting() {
        return nothing();
    }
    styled("p", "field__hint").say(Message::StorageDenied).view()
}

fn ends_soon(session: SessionHandle) -> AnyView {
    let (is_busy, store) = (RwSignal::new(false), use_store());
    let problem = RwSignal::new(None);
    let stay = move || {
        let Some(guard) = session.account_guard().filter(|_| !is_busy.get_untracked()) else { return };
        let Some(token) = session.token_for(&guard) else { return };
        let storefront = store.storefront.clone();
        is_busy.set(true);
        session.touch();
        run(async move {
            match calls::renew(storefront, token.clone()).await {
                Ok(tokens) => {
                    let _ = session.replace(&guard, tokens);
                    // The notice is gone, and the focus would be with it.
                    document::focus(TITLE_ID);
                }
                Err(Problem::AccountTokenExpired) => session.refused(&token),
                Err(met) => drop(problem.try_set(Some(met))),
            }
            is_busy.try_set(false);
        });
    };
    // For the eye: a screen reader that hears every second hears nothing else.
    let left = move || say(Message::EndsIn { seconds: session.ends_soon().unwrap_or_default() });
    let label = move || say(if is_busy.get() { Message::Renewing } else { Message::StaySignedIn });
    let button = untrack(|| session.may_stay()).then(|| button(ButtonLook::Quiet, label, stay));
    let rest = vec![
        element("p").set("aria-hidden", "true").text_of(left).view(),
        changing(move || problem.get().map_or_else(nothing, failed)),
        styled("div", "notice__actions").with_all(button).view(),
    ];
    notice(NoticeKind::Information, say(Message::EndsSoon), rest)
}

/// Why the session could not be prolonged; another press may.
fn failed(problem: Problem) -> AnyView {
    let told = use_wording().notice(problem, Task::SignIn);
    element("p").text(&[&told.heading, ". ", &told.body].concat()).view()
}

fn told(why: Why, path: &str) -> AnyView {
    let why = match why {
        Why::Idle => Message::EndedIdle,
        Why::Lifetime => Message::EndedLifetime,
        Why::Expired | Why::Refused => Message::EndedExpired,
    };
    let sign_in = sign_in_link_from(path, "link", Message::SignIn);
    let rest = vec![styled("p", "notice__actions").with(sign_in).view()];
    notice(NoticeKind::Information, say(why), rest)
}
