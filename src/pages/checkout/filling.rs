//! The cart with the form beside it, or the word that somebody has to sign in first.

use leptos::prelude::*;

use crate::browser::document;
use crate::components::{
    NoticeKind, PROBLEM_ID, changing, element, form_errors, memo, nothing, notice, parts, say, styled,
    use_base, use_wording, watch,
};
use crate::journey::checkout::{CheckOut, Obstacle};
use crate::journey::{Problem, WayOn};
use crate::pages::frame::{sign_in_link_from, support_link};
use crate::pages::heading::heading;
use crate::pages::session_arrival::SESSION_NOTICE_ID;
use crate::route::Route;
use crate::wording::{Checkout as Words, Message, SigningIn};

use super::cart::goods;
use super::checking_out::CheckingOut;
use super::form::form;
use super::{kept_nowhere, to_store, while_idle};

/// The view.
pub(super) fn filling(checking_out: CheckingOut) -> AnyView {
    let session = checking_out.session;
    let cart = Memo::new(move |_| checking_out.journey.read().filling().map(|filling| filling.cart.clone()));
    let guard = Memo::new(move |_| session.signed_in().map(|signed_in| signed_in.guard()));
    let may_be_guest = checking_out.store.with_value(|store| store.storefront.config().checkout.guest);
    let is_error = memo(move || obstacle(checking_out).is_some() || !checking_out.errors.read().is_empty());
    let who = changing(move || match guard.get() {
        Some(guard) => form(checking_out, Some(guard)),
        None if may_be_guest => parts(vec![
            element("p")
                .say(Message::checkout(Words::GuestLead))
                .text(" ")
                .with(sign_in("button button--link"))
                .view(),
            form(checking_out, None),
        ]),
        None => parts(vec![
            styled("p", "lead").say(Message::checkout(Words::SignInLead)).view(),
            styled("div", "actions").with(sign_in("button button--primary")).view(),
        ]),
    });
    parts(vec![
        alerts(checking_out),
        heading(Message::checkout(Words::Title), is_error),
        once_more(checking_out),
        kept_nowhere(checking_out),
        changing(move || cart.get().map_or_else(nothing, |cart| goods(checking_out, &cart))),
        who,
        to_store(),
    ])
}

/// The way to the sign-in page, and back to the same cart.
pub(super) fn sign_in(class: &'static str) -> AnyView {
    let here = use_base().address(Route::Checkout);
    sign_in_link_from(&here, class, Message::signing_in(SigningIn::Button))
}

/// Where the page says what is wrong: there from the start, so that a screen reader notices what appears in it.
pub(super) fn alerts(checking_out: CheckingOut) -> AnyView {
    let errors = checking_out.errors;
    let obstacle = Memo::new(move |_| obstacle(checking_out));
    // Above the page, the session says by itself that it has ended.
    let is_told = move |obstacle: &Obstacle| {
        *obstacle == Obstacle::Problem(Problem::AccountTokenExpired) && checking_out.session.ended().is_some()
    };
    watch(move || {
        // Both are looked at, so that each is followed.
        let (obstacle, has_errors) = (obstacle.get(), !errors.read().is_empty());
        let place = match obstacle {
            Some(obstacle) if !has_errors && is_told(&obstacle) => SESSION_NOTICE_ID,
            None if !has_errors => return,
            _ => PROBLEM_ID,
        };
        request_animation_frame(move || document::focus(place));
    });
    let wording = use_wording();
    let told = changing(move || {
        let told = obstacle.get().filter(|told| errors.read().is_empty() && !is_told(told));
        let Some(obstacle) = told else { return nothing() };
        let Some(told) = wording.obstacle(&obstacle) else { return nothing() };
        let body = element("p").text(&told.body).view();
        let rest = [body].into_iter().chain(way_on(&obstacle)).collect();
        notice(NoticeKind::Problem, told.heading.into_owned(), rest)
    });
    styled("div", "alert-place")
        .set("role", "alert")
        .with(form_errors(errors, document::focus))
        .with(told)
        .view()
}

/// What stands in the way, while nothing is being done about it.
fn obstacle(checking_out: CheckingOut) -> Option<Obstacle> {
    match &*checking_out.journey.read() {
        CheckOut::Filling(filling) => filling.obstacle.clone(),
        CheckOut::NotLoaded { problem, .. } => Some(Obstacle::Problem(*problem)),
        CheckOut::Unknown { obstacle, .. } => obstacle.clone(),
        _ => None,
    }
}

fn way_on(obstacle: &Obstacle) -> Option<AnyView> {
    let way = match obstacle {
        Obstacle::Problem(Problem::AccountTokenExpired) | Obstacle::AnotherAccount => sign_in("link"),
        Obstacle::Problem(problem) if problem.way_on() == WayOn::ContactSupport => support_link(),
        Obstacle::Refused => support_link(),
        Obstacle::NotEnoughStock => crate::components::outward_link(
            "link",
            crate::pages::context::use_links().storefront_url,
            Message::BackToStore,
        ),
        _ => return None,
    };
    Some(styled("p", "notice__actions").with(way).view())
}

/// Says that the cart may have been ordered before.
fn once_more(checking_out: CheckingOut) -> AnyView {
    let is_once_more = checking_out
        .journey
        .with_untracked(|journey| journey.filling().is_some_and(|filling| filling.earlier.is_some()));
    if !is_once_more {
        return nothing();
    }
    while_idle(checking_out, || {
        let body = element("p").say(Message::checkout(Words::OnceMoreBody)).view();
        notice(NoticeKind::Information, say(Message::checkout(Words::OnceMoreTitle)), vec![body])
    })
}
