//! The password is changed: on to signing in, unless the store has seen to it.

use leptos::prelude::*;

use crate::commerce::AccountMembersTokens;
use crate::components::{
    FormErrors, NoticeKind, changing, element, link, nothing, notice, parts, say, styled, when,
};
use crate::pages::account_choice::{AccountChoice, account_choice, replaces};
use crate::pages::frame::sign_in_link;
use crate::pages::heading::plain_heading;
use crate::pages::problem_notice::{alerts, focus_what_is_wrong};
use crate::pages::session::use_session;
use crate::route::Route;
use crate::wording::{ChangePassword as Words, Message, SigningIn};

use super::other_link::other_link;
use super::reset::Reset;

/// The view.
pub fn changed() -> AnyView {
    let reset: Reset = expect_context();
    let session = use_session();
    let is_signed_in = session.is_signed_in();
    let rest = vec![element("p").say(Message::change_password(Words::ChangedElsewhere)).view()];
    let next = move || {
        if let Some(tokens) = reset.choice.get() {
            return choose(reset, tokens);
        }
        if reset.is_signing_in.get() {
            return styled("p", "lead").say(Message::signing_in(SigningIn::Pending)).view();
        }
        let next = if is_signed_in.get() {
            link("button button--primary", Route::Account, Message::signing_in(SigningIn::YourAccount))
        } else {
            sign_in_link("button button--primary", Message::SignIn)
        };
        styled("div", "actions").with(next).view()
    };
    parts(vec![
        other_link(reset),
        plain_heading(Message::change_password(Words::ChangedTitle)),
        notice(NoticeKind::Success, say(Message::change_password(Words::ChangedLead)), rest),
        changing(next),
    ])
}

fn choose(reset: Reset, tokens: AccountMembersTokens) -> AnyView {
    let errors = FormErrors::new(Vec::new());
    focus_what_is_wrong(errors, Memo::new(|_| None));
    let (accounts, member) = (tokens.accounts.clone(), tokens.account_member_id.clone());
    let session = use_session();
    let (chosen, is_incomplete) = (session.last_choice(&tokens), !tokens.complete);
    let take = move |account| {
        if !session.has_signed_in_unseen() && session.sign_in(tokens.clone(), &account) {
            reset.choice.set(None);
        }
    };
    let replaces_somebody = move || {
        let signed_in = session.signed_in().map(|member| member.account_member_id().clone());
        signed_in.is_some() && signed_in != member
    };
    let choice = AccountChoice { accounts, chosen, is_incomplete, errors, take: Box::new(take) };
    parts(vec![alerts(errors, nothing()), when(replaces_somebody, replaces), account_choice(choice)])
}
