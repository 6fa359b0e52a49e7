//! Nothing to order. A member's account may have carts in its list that they can take instead.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::dates;
use crate::commerce::CartSummary;
use crate::components::{ButtonLook, button, changing, nothing, parts, styled, use_wording};
use crate::pages::heading::plain_heading;
use crate::pages::loading::{Asked, Loading};
use crate::session::AccountGuard;
use crate::wording::{Checkout as Words, Message};

use super::checking_out::CheckingOut;
use super::{own_cart, to_store};

/// The view.
pub(super) fn empty(checking_out: CheckingOut) -> AnyView {
    let session = checking_out.session;
    let guard = Memo::new(move |_| session.signed_in().map(|signed_in| signed_in.guard()));
    let carts =
        changing(move || guard.get().map_or_else(nothing, |guard| account_carts(checking_out, guard)));
    parts(vec![
        plain_heading(Message::checkout(Words::EmptyTitle)),
        styled("p", "lead").say(Message::checkout(Words::EmptyLead)).view(),
        styled("div", "actions").with_all(own_cart(checking_out)).view(),
        carts,
        to_store(),
    ])
}

fn account_carts(checking_out: CheckingOut, guard: AccountGuard) -> AnyView {
    let carts = Loading::new("account-carts", guard, move |Asked { storefront, account_token, .. }| {
        Box::pin(async move {
            let carts = storefront.account_carts(&account_token, &checking_out.attempts()).await?;
            Ok(Arc::new(move || list(checking_out, &carts)) as _)
        })
    });
    carts.view()
}

fn list(checking_out: CheckingOut, carts: &[CartSummary]) -> AnyView {
    if carts.is_empty() {
        return nothing();
    }
    parts(vec![
        styled("h2", "subtitle").say(Message::checkout(Words::AccountCarts)).view(),
        styled("ul", "rows").with_all(carts.iter().map(|cart| row(checking_out, cart))).view(),
    ])
}

fn row(checking_out: CheckingOut, cart: &CartSummary) -> AnyView {
    // Carts may all have the same name.
    let changed = cart.updated.map(|updated| dates::moment(updated, use_wording().tag())).unwrap_or_default();
    let (label, total) = ([&cart.name, ", ", &changed].concat(), cart.with_tax.as_ref());
    let chosen = cart.clone();
    let take = button(ButtonLook::Link, move || label.clone(), move || checking_out.choose(&chosen));
    let line = styled("div", "rows__link")
        .with(styled("span", "rows__name").with(take).view())
        .with_all(total.map(|total| styled("span", "rows__value").text(&total.formatted).view()));
    styled("li", "rows__row").with(line.view()).view()
}
