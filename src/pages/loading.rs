//! Something that a page asks the store for on behalf of a member: on its way, here, or not to be had.
//!
//! What is kept of an answer is how to show it, so that answers of every kind are kept and shown by the same code.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{Browser, document, run};
use crate::commerce::AccountManagementAuthenticationToken;
use crate::components::{ButtonLook, button, changing, nothing, parts, said, styled};
use crate::journey::{Problem, WayOn};
use crate::session::AccountGuard;
use crate::storefront::Storefront;
use crate::wording::{Account, Message, Task};

use super::context::use_store;
use super::heading::plain_heading;
use super::problem_notice::problem_notice;
use super::session::{SessionHandle, use_session};

/// Shows an answer.
type Show = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// An answer on its way.
pub type Answer = Pin<Box<dyn Future<Output = Result<Show, Problem>>>>;

/// How far it is.
#[derive(Clone)]
enum Load {
    Loading,
    Loaded(Show),
    Failed(Problem),
}

/// What a question is asked with.
pub struct Asked {
    /// Whom it is asked of.
    pub storefront: Arc<Storefront<Browser>>,
    /// Who asks.
    pub account_token: AccountManagementAuthenticationToken,
    /// Asks once more.
    pub again: Loading,
}

/// A question to the store, and the place of its answer.
#[derive(Clone, Copy)]
pub struct Loading {
    session: SessionHandle,
    state: RwSignal<Load>,
    /// The id of the part that shows it, to move the focus to.
    id: &'static str,
    /// Why more of it could not be had.
    problem: RwSignal<Option<Problem>>,
    question: StoredValue<Question>,
}

struct Question {
    guard: AccountGuard,
    storefront: Arc<Storefront<Browser>>,
    ask: Box<dyn Fn(Asked) -> Answer + Send + Sync>,
}

impl Loading {
    /// Asks, for whom `guard` names and for nobody else.
    pub fn new(
        id: &'static str,
        guard: AccountGuard,
        ask: impl Fn(Asked) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::of(id, Question { guard, storefront: use_store().storefront.clone(), ask: Box::new(ask) })
    }

    fn of(id: &'static str, question: Question) -> Self {
        let (state, question) = (RwSignal::new(Load::Loading), StoredValue::new(question));
        let loading = Self { session: use_session(), state, id, problem: RwSignal::new(None), question };
        loading.ask();
        loading
    }

    /// Asks once more, and keeps what comes back while the page is there.
    pub fn ask(self) {
        let begun = self.question.with_value(|Question { guard, storefront, ask }| {
            let account_token = self.session.token_for(guard)?;
            let asked =
                Asked { storefront: storefront.clone(), account_token: account_token.clone(), again: self };
            Some((ask(asked), account_token))
        });
        let Some((answer, account_token)) = begun else { return };
        // What is there stays until there is more.
        let is_more = matches!(self.state.get_untracked(), Load::Loaded(_));
        self.problem.set(None);
        if !is_more {
            self.state.set(Load::Loading);
        }
        run(async move {
            let loaded = match answer.await {
                Ok(show) => Load::Loaded(show),
                Err(problem) => {
                    expired(self.session, &account_token, problem);
                    if is_more {
                        self.problem.try_set(Some(problem));
                        return;
                    }
                    Load::Failed(problem)
                }
            };
            self.state.try_set(loaded);
        });
    }

    /// What is shown of it.
    pub fn view(self) -> AnyView {
        let shown = changing(move || match self.state.get() {
            Load::Loading => loading_line(),
            Load::Loaded(show) => show(),
            Load::Failed(problem) => self.failed(problem),
        });
        let problem =
            changing(move || self.problem.get().map_or_else(nothing, |problem| self.failed(problem)));
        styled("div", "part").set("id", self.id).set("tabindex", "-1").with(shown).with(problem).view()
    }

    fn failed(self, problem: Problem) -> AnyView {
        let notice = problem_notice(Memo::new(move |_| Some(problem)), Task::SignIn, |_| None);
        let is_worth_trying = !matches!(problem.way_on(), WayOn::ContactSupport);
        let again = is_worth_trying.then(|| {
            button(ButtonLook::Quiet, said(Message::account(Account::TryAgain)), move || {
                // The button goes, and the focus would be with it.
                document::focus(self.id);
                self.ask();
            })
        });
        let told = styled("div", "alert-place").set("role", "alert").with(notice).view();
        parts([told].into_iter().chain(again).collect())
    }
}

/// A page of which only the task is known yet.
pub fn loading(task: Message) -> AnyView {
    parts(vec![plain_heading(task), loading_line()])
}

fn loading_line() -> AnyView {
    styled("p", "loading").say(Message::Loading).view()
}

/// An account token that the store refuses ends the session, whatever the clock says.
pub fn expired(session: SessionHandle, token: &AccountManagementAuthenticationToken, problem: Problem) {
    if problem == Problem::AccountTokenExpired {
        session.refused(token);
    }
}
