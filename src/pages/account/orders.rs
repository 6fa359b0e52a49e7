//! The account's orders, the one last changed first.

use leptos::prelude::*;

use crate::browser::dates;
use crate::commerce::{Order, OrdersPage};
use crate::components::{ButtonLook, button, element, nothing, parts, said, styled, use_wording};
use crate::pages::context::use_store;
use crate::pages::loading::{Load, load, loaded};
use crate::pages::session::use_session;
use crate::route;
use crate::session::AccountGuard;
use crate::wording::{Account as Words, Message};

use super::who::expired;

/// The list, ten more at a time.
pub(super) fn orders(guard: AccountGuard) -> AnyView {
    let session = use_session();
    let storefront = StoredValue::new(use_store().storefront);
    let guard = StoredValue::new(guard);
    let page = RwSignal::new(Load::Loading);
    let known = StoredValue::new(Vec::<Order>::new());
    let ask = move || {
        let storefront = storefront.get_value();
        let Some(token) = session.token_for(&guard.get_value()) else { return };
        let used = token.clone();
        let before = known.get_value();
        let offset = u32::try_from(before.len()).unwrap_or(u32::MAX);
        let ask = async move {
            let OrdersPage { orders, total } = storefront.orders(&token, offset).await?;
            let orders: Vec<Order> = before.into_iter().chain(orders).collect();
            known.try_set_value(orders.clone());
            Ok(OrdersPage { orders, total })
        };
        load(page, ask, move |problem| expired(session, &used, problem));
    };
    ask();
    parts(vec![
        styled("h2", "subtitle").say(Message::Account(Words::Orders)).view(),
        loaded(page, move |page| list(&page, ask), ask),
    ])
}

fn list(page: &OrdersPage, more: impl Fn() + 'static) -> AnyView {
    if page.orders.is_empty() {
        return element("p").say(Message::Account(Words::NoOrders)).view();
    }
    let rest = if u32::try_from(page.orders.len()).is_ok_and(|shown| shown < page.total) {
        styled("div", "actions")
            .with(button(ButtonLook::Quiet, said(Message::Account(Words::MoreOrders)), more))
            .with(
                styled("p", "countdown").text(&use_wording().shown_of(page.orders.len(), page.total)).view(),
            )
            .view()
    } else {
        nothing()
    };
    parts(vec![styled("ul", "rows").with_all(page.orders.iter().map(row)).view(), rest])
}

fn row(order: &Order) -> AnyView {
    let wording = use_wording();
    let day = order.created.map(|created| dates::day(created, wording.tag())).unwrap_or_default();
    let state = wording.order_state(&order.status, &order.payment, &order.shipping);
    let link = styled("a", "rows__link")
        .set("href", &route::order(&order.id))
        .with(styled("span", "rows__name").text(&day).view())
        .with(styled("span", "rows__value").text(&order.total.with_tax.formatted).view())
        .with(styled("span", "rows__note").text(state).view());
    styled("li", "rows__row").with(link.view()).view()
}
