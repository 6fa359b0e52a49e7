//! `/sign_in/`: with the code of an e-mail, with its link, or with a password.
//!
//! Opening a link spends nothing, since mail scanners open links too: the code is used when the shopper continues, or
//! at once where this very browser asked for it, nobody is signed in and the page is in sight.

use leptos::prelude::*;

use crate::components::{ButtonLook, FormErrors, button, changing, memo, parts, said, styled, when};
use crate::journey::CodeRequest;
use crate::wording::{Message, SigningIn as Words, Task};

use super::account_choice::{AccountChoice, account_choice, replaces};
use super::calls;
use super::check_your_email::{TypedCode, check_your_email};
use super::context::use_store;
use super::heading::{heading, plain_heading};
use super::problem_notice::{alerts, focus_what_is_wrong, problem_notice};

mod entering;
mod landing;
mod signed_in;
mod signing_in;

use entering::{entering, other_ways};
use landing::landing;
use signed_in::signed_in;
pub use signing_in::Mode;
use signing_in::{SigningIn, use_signing_in};

/// Which of its views the page shows; the state itself changes more often.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Landing,
    Choosing,
    SignedIn,
    Sent,
    Elsewhere,
    Entering,
}

/// The page.
pub fn sign_in() -> AnyView {
    let signing_in = use_signing_in();
    provide_context(signing_in);
    calls::prepare_code_request(use_store().storefront.clone());
    let shown = Memo::new(move |before| view_of(signing_in, before.copied()));
    changing(move || match shown.get() {
        View::Landing => landing(signing_in),
        View::Choosing => choosing(signing_in),
        View::SignedIn => signed_in(signing_in),
        View::Sent => sent(signing_in),
        View::Elsewhere => elsewhere(signing_in),
        View::Entering => entering(signing_in),
    })
}

fn view_of(signing_in: SigningIn, before: Option<View>) -> View {
    if signing_in.journey.read().choice().is_some() {
        View::Choosing
    } else if signing_in.linked_username().is_some() {
        View::Landing
    } else if signing_in.session.signed_in().is_some() && !signing_in.is_someone_else.get() {
        View::SignedIn
    } else if is_sent(signing_in) {
        View::Sent
    } else if is_finished_elsewhere(signing_in) && matches!(before, Some(View::Sent | View::Elsewhere)) {
        View::Elsewhere
    } else {
        View::Entering
    }
}

/// Whether the page waits for the code of an e-mail.
fn is_sent(signing_in: SigningIn) -> bool {
    signing_in.mode.get() == Mode::AskForCode
        && matches!(
            *signing_in.requests.state().read(),
            CodeRequest::Sent { .. } | CodeRequest::Sending { previous: Some(_) }
        )
}

/// Whether another tab has used the code that this one waited for. The session need not come here: it may be that tab's
/// alone, or an account may be still to be chosen there.
fn is_finished_elsewhere(signing_in: SigningIn) -> bool {
    signing_in.mode.get() == Mode::AskForCode
        && matches!(*signing_in.requests.state().read(), CodeRequest::FinishedElsewhere)
}

/// The word that the wait is over, and the way to sign in here all the same.
fn elsewhere(signing_in: SigningIn) -> AnyView {
    let here = move || signing_in.requests.begin_again();
    parts(vec![
        plain_heading(Message::signing_in(Words::ElsewhereTitle)),
        styled("p", "lead").say(Message::signing_in(Words::ElsewhereLead)).view(),
        styled("div", "actions")
            .with(button(ButtonLook::Quiet, said(Message::signing_in(Words::SignInHere)), here))
            .view(),
    ])
}

/// "Check your email", where the code is used at once.
fn sent(signing_in: SigningIn) -> AnyView {
    let typed = TypedCode {
        task: Task::SignIn,
        problem: signing_in.problem(),
        errors: signing_in.errors,
        labels: (Message::signing_in(Words::Button), Message::signing_in(Words::Pending)),
        is_pending: memo(move || signing_in.is_busy()),
        take: Box::new(move |code| signing_in.use_typed_code(code)),
    };
    check_your_email(signing_in.requests, typed, other_ways(signing_in))
}

/// Several accounts, of which one is chosen; or one that would replace somebody who signed in meanwhile.
fn choosing(signing_in: SigningIn) -> AnyView {
    let Some(tokens) = signing_in.journey.with_untracked(|journey| journey.choice().cloned()) else {
        return parts(Vec::new());
    };
    let errors = FormErrors::new(Vec::new());
    let problem = Memo::new(|_| None);
    focus_what_is_wrong(errors, problem);
    let shown = tokens.clone();
    let elsewhere = move || {
        signing_in.start_again();
        signing_in.take_waiting_link();
    };
    parts(vec![
        alerts(errors, problem_notice(problem, Task::SignIn, |_| None)),
        when(move || signing_in.replaces_somebody(&shown), replaces),
        heading(Message::signing_in(Words::ChooseTitle), memo(move || !errors.read().is_empty())),
        styled("p", "lead").say(Message::signing_in(Words::ChooseLead)).view(),
        account_choice(AccountChoice {
            chosen: signing_in.last_choice(&tokens),
            is_incomplete: !tokens.complete,
            accounts: tokens.accounts,
            errors,
            take: Box::new(move |account| signing_in.choose(account)),
        }),
        styled("nav", "ways")
            .with(button(ButtonLook::Link, said(Message::signing_in(Words::SomeoneElse)), elsewhere))
            .view(),
    ])
}
