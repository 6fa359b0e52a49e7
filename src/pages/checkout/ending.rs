//! How a checkout ends: with an order, or with the word that nobody knows whether there is one.

use leptos::prelude::*;

use crate::components::{ButtonLook, button, element, nothing, parts, said, styled, use_base, when};
use crate::journey::checkout::{Attempt, CheckOut, Event, Payment};
use crate::pages::account::fact;
use crate::pages::heading::plain_heading;
use crate::wording::{Account, Checkout as Words, Message};

use super::checking_out::CheckingOut;
use super::filling::alerts;
use super::{kept_nowhere, to_store};

/// While the order is being looked for.
pub(super) fn looking_up() -> AnyView {
    parts(vec![
        plain_heading(Message::checkout(Words::LookingTitle)),
        styled("p", "lead").say(Message::checkout(Words::LookingLead)).view(),
    ])
}

/// Nobody knows. Ordering once more is there, behind its warning.
pub(super) fn unknown(checking_out: CheckingOut) -> AnyView {
    let Some((attempt, was_looked_for)) = checking_out.journey.with_untracked(|journey| match journey {
        CheckOut::Unknown { attempt, obstacle } => Some((attempt.clone(), obstacle.is_none())),
        _ => None,
    }) else {
        return nothing();
    };
    let is_member = attempt.account_id.is_some();
    let told = match (is_member, was_looked_for) {
        (true, true) => Some(Words::UnknownMember),
        (true, false) => None,
        (false, _) => Some(Words::UnknownGuest),
    };
    let look_again = is_member.then(|| {
        button(ButtonLook::Quiet, said(Message::checkout(Words::LookAgain)), move || {
            checking_out.happen(Event::LookedAgain);
        })
    });
    let is_there = checking_out.cart_id().is_some_and(|cart_id| attempt.is_of(&cart_id));
    // While the cart is there, this is what keeps it from being ordered unawares.
    let dismiss = (!is_there).then(|| {
        button(ButtonLook::Quiet, said(Message::checkout(Words::Dismiss)), move || checking_out.dismiss())
    });
    let once_more = if is_there {
        parts(vec![
            styled("p", "lead").say(Message::checkout(Words::OnceMoreWarning)).view(),
            styled("div", "actions").with(order_once_more(checking_out)).view(),
        ])
    } else {
        nothing()
    };
    parts(vec![
        alerts(checking_out),
        plain_heading(Message::checkout(Words::UnknownTitle)),
        element("p").say(Message::checkout(Words::UnknownLead)).view(),
        styled("p", "reference").text(&attempt.external_ref).view(),
        told.map_or_else(nothing, |told| element("p").say(Message::checkout(told)).view()),
        kept_nowhere(checking_out),
        styled("div", "actions").with_all(look_again).with_all(dismiss).view(),
        once_more,
        to_store(),
    ])
}

fn order_once_more(checking_out: CheckingOut) -> AnyView {
    button(ButtonLook::Quiet, said(Message::checkout(Words::OrderOnceMore)), move || {
        checking_out.order_once_more();
    })
}

/// The order, and what comes next.
pub(super) fn done(checking_out: CheckingOut) -> AnyView {
    let Some((attempt, payment, is_new)) = checking_out.journey.with_untracked(|journey| match journey {
        CheckOut::Done { attempt, payment, is_new } => Some((attempt.clone(), *payment, *is_new)),
        _ => None,
    }) else {
        return nothing();
    };
    // What became of a payment by hand is known only to the page that asked for it.
    let by_hand = checking_out.store.with_value(|store| store.storefront.config().checkout.manual_payment);
    let next = match payment {
        Payment::Open if by_hand && !is_new => Words::DoneBefore,
        Payment::Open => Words::DonePayment,
        Payment::Authorized => Words::DoneAuthorized,
        Payment::NotAuthorized => Words::DoneNotAuthorized,
        Payment::Unknown => Words::DonePaymentUnknown,
    };
    // A storefront may go on using the cart that was ordered.
    let is_there = checking_out.cart_id().is_some_and(|cart_id| attempt.is_of(&cart_id));
    let once_more = is_there.then(|| {
        parts(vec![
            styled("p", "lead").say(Message::checkout(Words::OnceMoreWarning)).view(),
            styled("div", "actions").with(order_once_more(checking_out)).view(),
        ])
    });
    parts(vec![
        plain_heading(Message::checkout(Words::DoneTitle)),
        styled("p", "lead").say(Message::checkout(next)).view(),
        facts(&attempt),
        when(
            move || checking_out.is_address_unsaved.get(),
            || element("p").say(Message::checkout(Words::AddressUnsaved)).view(),
        ),
        parts(once_more.into_iter().collect()),
        to_store(),
    ])
}

fn facts(attempt: &Attempt) -> AnyView {
    let Some(placed) = &attempt.placed else { return nothing() };
    let facts = styled("dl", "facts")
        .with(fact(Account::OrderNumber, placed.order_id.as_str()))
        .with(fact(Account::OrderReference, &attempt.external_ref))
        .with(fact(Account::Total, &placed.total));
    // A guest may not read orders.
    let shown = attempt.account_id.as_ref().map(|_| {
        let link = styled("a", "button button--quiet")
            .set("href", &use_base().order(&placed.order_id))
            .say(Message::checkout(Words::ShowOrder));
        styled("div", "actions").with(link.view()).view()
    });
    parts([facts.view()].into_iter().chain(shown).collect())
}
