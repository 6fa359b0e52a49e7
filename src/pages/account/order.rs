//! One order.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::dates;
use crate::commerce::{Order, OrderId, OrderItem, Totals};
use crate::components::{link, parts, styled, use_wording};
use crate::pages::heading::plain_heading;
use crate::pages::loading::{Asked, Loading};
use crate::route::Route;
use crate::session::AccountGuard;
use crate::wording::{Account as Words, Message};

use super::who::fact;

/// The page of the order `id`.
pub(super) fn order(guard: AccountGuard, id: OrderId) -> AnyView {
    let order = Loading::new("order", guard, move |Asked { storefront, account_token, .. }| {
        let id = id.clone();
        Box::pin(async move {
            let order = storefront.order(&id, &account_token).await?;
            Ok(Arc::new(move || shown(&order)) as _)
        })
    });
    parts(vec![
        plain_heading(Message::account(Words::OrderTitle)),
        order.view(),
        styled("nav", "ways")
            .with(link("link", Route::Account, Message::account(Words::BackToAccount)))
            .view(),
    ])
}

fn shown(order: &Order) -> AnyView {
    let wording = use_wording();
    let day = order.created.map(|created| dates::moment(created, wording.tag())).unwrap_or_default();
    let reference = order.external_ref.as_ref().map(|reference| fact(Words::OrderReference, reference));
    let facts = styled("dl", "facts")
        .with(fact(Words::OrderNumber, order.id.as_str()))
        .with(fact(Words::OrderDate, &day))
        .with(fact(Words::OrderState, wording.order_state(&order.status, &order.payment, &order.shipping)))
        .with_all(reference);
    parts(vec![
        facts.view(),
        styled("ul", "rows").with_all(order.items.iter().map(line)).view(),
        totals(&order.total),
    ])
}

fn line(item: &OrderItem) -> AnyView {
    let name = if item.name.is_empty() { &item.sku } else { &item.name };
    let quantity = [&item.quantity.to_string(), " × ", &item.unit.formatted].concat();
    let line = styled("div", "rows__link")
        .with(styled("span", "rows__name").text(name).view())
        .with(styled("span", "rows__value").text(&item.value.formatted).view())
        .with(styled("span", "rows__note").text(&quantity).view());
    styled("li", "rows__row").with(line.view()).view()
}

pub(in crate::pages) fn totals(total: &Totals) -> AnyView {
    let discount = total.discount.as_ref().map(|price| fact(Words::Discount, &price.formatted));
    let shipping = total.shipping.as_ref().map(|price| fact(Words::Shipping, &price.formatted));
    styled("dl", "facts facts--total")
        .with_all(discount.into_iter().chain(shipping))
        .with(fact(Words::TaxIncluded, &total.tax.formatted))
        .with(fact(Words::Total, &total.with_tax.formatted))
        .view()
}
