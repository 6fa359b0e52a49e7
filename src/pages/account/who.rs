//! Who is signed in, for which account, and until when.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{dates, run};
use crate::commerce::AccountMember;
use crate::components::{
    ButtonLook, FormErrors, button, changing, nothing, parts, say, styled, use_wording, when,
};
use crate::pages::account_choice::{AccountChoice, account_choice};
use crate::pages::context::use_store;
use crate::pages::loading::{Asked, Loading};
use crate::pages::problem_notice::{alerts, focus_what_is_wrong};
use crate::pages::session::{SessionHandle, use_session};
use crate::session::{AccountGuard, SignedIn};
use crate::wording::{Account as Words, Message};

/// The facts, and what can be done about them. `email` is told to whoever needs to name the member.
pub(super) fn who(guard: AccountGuard, email: RwSignal<String>) -> AnyView {
    let session = use_session();
    let id = guard.account_member_id.clone();
    let member = Loading::new("member", guard, move |Asked { storefront, account_token, .. }| {
        let id = id.clone();
        Box::pin(async move {
            let member = storefront.account_member(&id, &account_token).await?;
            Ok(Arc::new(move || {
                email.set(member.email.clone());
                facts(&member)
            }) as _)
        })
    });
    parts(vec![
        member.view(),
        changing(move || session.signed_in().map_or_else(nothing, |member| of_session(session, &member))),
        switch(session),
    ])
}

fn facts(member: &AccountMember) -> AnyView {
    let name = (!member.name.is_empty()).then(|| fact(Words::Name, &member.name));
    let email = (!member.email.is_empty()).then(|| fact(Words::Email, &member.email));
    styled("dl", "facts").with_all(name.into_iter().chain(email)).view()
}

fn of_session(session: SessionHandle, member: &SignedIn) -> AnyView {
    let account = member.selected_account();
    let until = dates::moment(session.latest_end(member), use_wording().tag());
    styled("dl", "facts")
        .with(fact(Words::AccountName, &account.account_name))
        .with(fact(Words::SignedInUntil, &until))
        .view()
}

/// A name and its value.
pub(in crate::pages) fn fact(name: Words, value: &str) -> AnyView {
    let name = styled("dt", "facts__name").say(Message::account(name)).view();
    styled("div", "facts__fact").with(name).with(styled("dd", "facts__value").text(value).view()).view()
}

/// Another of the member's accounts, without signing in again.
fn switch(session: SessionHandle) -> AnyView {
    let is_choosing = RwSignal::new(false);
    let has_several = move || session.signed_in().is_some_and(|member| member.accounts().len() > 1);
    let label =
        move || say(Message::account(if is_choosing.get() { Words::KeepAccount } else { Words::Switch }));
    when(has_several, move || {
        let toggle = move || is_choosing.update(|choosing| *choosing = !*choosing);
        parts(vec![
            button(ButtonLook::Link, label, toggle),
            when(move || is_choosing.get(), move || choice(session)),
        ])
    })
}

fn choice(session: SessionHandle) -> AnyView {
    let Some(member) = untrack(|| session.signed_in()) else {
        return nothing();
    };
    let (errors, frame) = (FormErrors::new(Vec::new()), use_store().frame.clone());
    focus_what_is_wrong(errors, Memo::new(|_| None));
    let take = move |account| {
        let frame = frame.clone();
        // The list goes with the page, which is made anew: not while its own form is being submitted.
        run(async move {
            if session.select(&account) {
                frame.announce(Message::account(Words::Switched));
            }
        });
    };
    let choice = account_choice(AccountChoice {
        accounts: member.accounts().to_vec(),
        chosen: Some(member.selected_account().account_id.clone()),
        is_incomplete: false,
        errors,
        take: Box::new(take),
    });
    parts(vec![alerts(errors, nothing()), choice])
}
