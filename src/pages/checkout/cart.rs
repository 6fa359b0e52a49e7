//! What is in a cart, and what it comes to.

use leptos::prelude::*;

use crate::commerce::{Cart, CartItem};
use crate::components::{parts, styled};
use crate::journey::checkout::picture;
use crate::pages::account::totals;

use super::checking_out::CheckingOut;

/// The goods and the totals.
pub(super) fn goods(checking_out: CheckingOut, cart: &Cart) -> AnyView {
    let api = checking_out.store.with_value(|store| store.storefront.config().api_base_url.clone());
    parts(vec![
        styled("ul", "rows").with_all(cart.items.iter().map(|item| line(item, &api))).view(),
        totals(&cart.total),
    ])
}

fn line(item: &CartItem, api_base_url: &str) -> AnyView {
    let name = if item.name.is_empty() { &item.sku } else { &item.name };
    let quantity = [&item.quantity.to_string(), " × ", &item.unit.formatted].concat();
    let shown = item.image_url.as_ref().filter(|address| picture::may_be_shown(address, api_base_url));
    // The name beside it says what it shows.
    let picture = shown.map(|address| {
        styled("img", "goods__image")
            .set("alt", "")
            .set("width", "64")
            .set("height", "64")
            .set("loading", "lazy")
            .set("decoding", "async")
            .set("referrerpolicy", "no-referrer")
            .set("src", address)
            .view()
    });
    let line = styled("div", "goods")
        .with(styled("div", "goods__picture").with_all(picture).view())
        .with(styled("span", "goods__name").text(name).view())
        .with(styled("span", "goods__value").text(&item.value.formatted).view())
        .with(styled("span", "goods__note").text(&quantity).view());
    styled("li", "rows__row").with(line.view()).view()
}
