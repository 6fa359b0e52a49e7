//! The account's orders, the one last changed first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{dates, document, run};
use crate::commerce::Order;
use crate::components::{ButtonLook, button, element, nothing, parts, said, styled, use_base, use_wording};
use crate::pages::loading::{Asked, Loading};
use crate::session::AccountGuard;
use crate::wording::{Account as Words, Message};

/// The list, ten more at a time.
pub(super) fn orders(guard: AccountGuard) -> AnyView {
    let known = StoredValue::new(Vec::<Order>::new());
    let page = Loading::new("orders", guard, move |Asked { storefront, account_token, again }| {
        let mut orders = known.get_value();
        Box::pin(async move {
            let offset = u32::try_from(orders.len()).unwrap_or(u32::MAX);
            let page = storefront.orders(&account_token, offset).await?;
            let first_new = orders.len();
            orders.extend(page.orders);
            known.try_set_value(orders.clone());
            Ok(Arc::new(move || {
                if first_new > 0 {
                    // The button that was pressed is made anew; what it brought takes the focus once it is there.
                    run(async move { document::focus(&row_id(first_new)) });
                }
                list(&orders, page.total, again)
            }) as _)
        })
    });
    parts(vec![styled("h2", "subtitle").say(Message::account(Words::Orders)).view(), page.view()])
}

fn list(orders: &[Order], total: u32, page: Loading) -> AnyView {
    if orders.is_empty() {
        return element("p").say(Message::account(Words::NoOrders)).view();
    }
    let rest = if u32::try_from(orders.len()).is_ok_and(|shown| shown < total) {
        styled("div", "actions")
            .with(button(ButtonLook::Quiet, said(Message::account(Words::MoreOrders)), move || page.ask()))
            .with(styled("p", "countdown").text(&use_wording().shown_of(orders.len(), total)).view())
            .view()
    } else {
        nothing()
    };
    parts(vec![styled("ul", "rows").with_all(orders.iter().enumerate().map(row)).view(), rest])
}

fn row_id(place: usize) -> String {
    ["order-", &place.to_string()].concat()
}

fn row((place, order): (usize, &Order)) -> AnyView {
    let wording = use_wording();
    let day = order.created.map(|created| dates::day(created, wording.tag())).unwrap_or_default();
    let state = wording.order_state(&order.status, &order.payment, &order.shipping);
    let link = styled("a", "rows__link")
        .set("id", &row_id(place))
        .set("href", &use_base().order(&order.id))
        .with(styled("span", "rows__name").text(&day).view())
        .with(styled("span", "rows__value").text(&order.total.with_tax.formatted).view())
        .with(styled("span", "rows__note").text(state).view());
    styled("li", "rows__row").with(link.view()).view()
}
