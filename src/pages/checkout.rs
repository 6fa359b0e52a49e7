//! `/checkout/`: what is in the cart, who orders it, where it goes; and then the order, or the word that nobody knows.

use leptos::prelude::*;

use crate::browser;
use crate::components::{ButtonLook, button, changing, nothing, outward_link, parts, said, styled, when};
use crate::journey::checkout::{CheckOut, Event};
use crate::wording::{Account, Checkout as Words, Message};

use super::context::use_links;
use super::heading::plain_heading;
use super::loading::loading;

mod cart;
mod checking_out;
mod desk;
mod empty;
mod ending;
mod entered;
mod filling;
mod form;

use checking_out::{CheckingOut, use_checking_out};

/// Which of its views the page shows; the state itself changes more often.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Loading,
    NotLoaded,
    Offered,
    Empty,
    Filling,
    LookingUp,
    Settling,
    Unknown,
    Done,
}

/// The page.
pub fn checkout() -> AnyView {
    if !browser::IS_PRESENT {
        // While prerendered, nobody knows whose cart it is.
        return loading(Message::checkout(Words::Title));
    }
    let checking_out = use_checking_out();
    checking_out.open();
    let shown = Memo::new(move |_| match &*checking_out.journey.read() {
        CheckOut::Loading(_) => View::Loading,
        CheckOut::NotLoaded { .. } => View::NotLoaded,
        CheckOut::Offered { .. } => View::Offered,
        CheckOut::Empty => View::Empty,
        CheckOut::Filling(_) | CheckOut::Checking { .. } | CheckOut::Sending { .. } => View::Filling,
        CheckOut::LookingUp { .. } => View::LookingUp,
        CheckOut::Settling { .. } => View::Settling,
        CheckOut::Unknown { .. } => View::Unknown,
        CheckOut::Done { .. } => View::Done,
    });
    changing(move || match shown.get() {
        View::Loading => loading(Message::checkout(Words::Title)),
        View::NotLoaded => not_loaded(checking_out),
        View::Offered => offered(checking_out),
        View::Empty => empty::empty(checking_out),
        View::Filling => filling::filling(checking_out),
        View::LookingUp => ending::looking_up(),
        View::Settling => loading(Message::checkout(Words::Placing)),
        View::Unknown => ending::unknown(checking_out),
        View::Done => ending::done(checking_out),
    })
}

fn not_loaded(checking_out: CheckingOut) -> AnyView {
    let again = button(ButtonLook::Quiet, said(Message::account(Account::TryAgain)), move || {
        checking_out.happen(Event::Retried);
    });
    parts(vec![
        filling::alerts(checking_out),
        plain_heading(Message::checkout(Words::Title)),
        styled("div", "actions").with(again).with_all(own_cart(checking_out)).view(),
    ])
}

/// A cart from a link, which is neither kept nor given to an account before the shopper agrees.
fn offered(checking_out: CheckingOut) -> AnyView {
    let use_it = styled("button", "button button--primary")
        .set("type", "button")
        .on_click(move |_| checking_out.agree())
        .say(Message::checkout(Words::UseIt))
        .view();
    let leave_it = button(ButtonLook::Quiet, said(Message::checkout(Words::LeaveIt)), move || {
        checking_out.decline();
    });
    let lead = if checking_out.hides_own_cart() { Words::OfferedInstead } else { Words::OfferedLead };
    let journey = checking_out.journey;
    let goods = changing(move || match &*journey.read() {
        CheckOut::Offered { cart } => cart::goods(checking_out, cart),
        _ => nothing(),
    });
    parts(vec![
        plain_heading(Message::checkout(Words::OfferedTitle)),
        styled("p", "lead").say(Message::checkout(lead)).view(),
        goods,
        styled("div", "actions").with(use_it).with(leave_it).view(),
    ])
}

/// The way back from a link's cart to the storefront's own.
fn own_cart(checking_out: CheckingOut) -> Option<AnyView> {
    let leave_it = move || checking_out.decline();
    checking_out
        .hides_own_cart()
        .then(|| button(ButtonLook::Quiet, said(Message::checkout(Words::LeaveIt)), leave_it))
}

/// The way back to the store.
fn to_store() -> AnyView {
    let link = outward_link("link", use_links().storefront_url, Message::BackToStore);
    styled("nav", "ways").with(link).view()
}

/// What to mind where the browser keeps nothing: not even that something was ordered.
fn kept_nowhere(checking_out: CheckingOut) -> AnyView {
    if checking_out.store.with_value(|store| store.storage.is_lasting()) {
        return nothing();
    }
    styled("p", "field__hint").say(Message::StorageDenied).view()
}

/// A part that is there while nothing is being asked of the store.
fn while_idle(checking_out: CheckingOut, part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    when(move || checking_out.journey.read().command().is_none(), part)
}
