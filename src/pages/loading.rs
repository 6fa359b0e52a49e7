//! Something that is asked of the store when a page opens: on its way, here, or not to be had.

use leptos::prelude::*;

use crate::browser::run;
use crate::components::{ButtonLook, button, changing, parts, said, styled};
use crate::journey::{Problem, WayOn};
use crate::wording::{Account, Message, Task};

use super::problem_notice::problem_notice;

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T> {
    /// On its way.
    Loading,
    /// Here.
    Loaded(T),
    /// Not to be had.
    Failed(Problem),
}

/// Asks, and keeps what comes back while the page is there. `failed` sees why not.
pub fn load<T: Send + Sync + 'static>(
    state: RwSignal<Load<T>>,
    ask: impl Future<Output = Result<T, Problem>> + 'static,
    failed: impl Fn(Problem) + 'static,
) {
    state.set(Load::Loading);
    run(async move {
        let outcome = ask.await;
        if let Err(problem) = &outcome {
            failed(*problem);
        }
        state.try_set(outcome.map_or_else(Load::Failed, Load::Loaded));
    });
}

/// What is shown of it; `again` asks once more.
pub fn loaded<T: Clone + Send + Sync + 'static>(
    state: RwSignal<Load<T>>,
    show: impl Fn(T) -> AnyView + Send + 'static,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    changing(move || match state.get() {
        Load::Loading => styled("p", "loading").say(Message::Account(Account::Loading)).view(),
        Load::Loaded(loaded) => show(loaded),
        Load::Failed(problem) => failed(problem, again),
    })
}

fn failed(problem: Problem, again: impl Fn() + Copy + 'static) -> AnyView {
    let notice = problem_notice(Signal::derive(move || Some(problem)), Task::SignIn, |_| None);
    let is_worth_trying = !matches!(problem.way_on(), WayOn::ContactSupport);
    let again =
        is_worth_trying.then(|| button(ButtonLook::Quiet, said(Message::Account(Account::TryAgain)), again));
    let told = styled("div", "alert-place").set("role", "alert").with(notice).view();
    parts([told].into_iter().chain(again).collect())
}
