//! What a store sells, what lies in its carts, and what was ordered.

use maud::{Markup, html};

use crate::cart::Cart;
use crate::catalogue::Product;
use crate::control::page::{Rejected, form_address};
use crate::order::{Buyer, Order};
use crate::price::formatted;
use crate::store::Store;

/// The carts that have not expired, the one changed last first, each leading into the app's checkout.
pub(super) fn carts(store: &Store) -> Markup {
    let carts = store.carts.living(store.clock.now());
    html! {
        section #carts aria-labelledby="carts-title" {
            h2 #carts-title { "Carts" }
            ol.live #carts-list role="list" {
                @if carts.is_empty() {
                    li.empty #no-cart { "No cart. Asking for one by any id makes it." }
                }
                @for cart in carts { (cart_item(store, cart)) }
            }
        }
    }
}

fn cart_item(store: &Store, cart: &Cart) -> Markup {
    let total = cart.totals(&store.catalogue).with_tax;
    let content = cart.items.iter().filter_map(|item| {
        let ware = item.ware(&store.catalogue)?;
        Some(format!("{} × {}", item.quantity, ware.name))
    });
    let content = content.collect::<Vec<_>>().join(", ");
    // A changed cart is another element, so that the page shows it anew.
    let version = format!("{}-{}-{total}", cart.updated_at.iso_8601(), cart.account_ids.len());
    html! {
        li.message id={ "cart-" (cart.id) "-" (version) } {
            p.when { "until " time datetime=(cart.expires_at().iso_8601()) { (cart.expires_at().date_and_time()) } }
            h3 { (cart.name) ", " (formatted(total)) }
            p.to { code { (cart.id) } }
            p { @if content.is_empty() { "Empty." } @else { (content) } }
            @for account_id in &cart.account_ids { p.to { "of account " (account_name(store, account_id)) } }
            p.ways {
                a.button.primary href={ (store.seed.app_base_url) "/checkout/#cart_id=" (cart.id) }
                    target="_blank" rel="noreferrer" { "Check it out in the app" }
            }
        }
    }
}

/// Every order, newest first, those that do not show yet too.
pub(super) fn orders(store: &Store) -> Markup {
    html! {
        section #orders aria-labelledby="orders-title" {
            h2 #orders-title { "Orders" }
            ol.live #orders-list role="list" {
                @if store.orders.all().is_empty() {
                    li.empty #no-order { "No order yet." }
                }
                @for order in store.orders.all().iter().rev() { (order_item(store, order)) }
            }
        }
    }
}

fn order_item(store: &Store, order: &Order) -> Markup {
    let is_visible = order.is_visible(store.clock.now());
    let of = match &order.buyer {
        Buyer::Account { account_id, .. } => format!("of account {}", account_name(store, account_id)),
        Buyer::Guest { customer } => {
            format!("of a guest, {}", customer["email"].as_str().unwrap_or_default())
        }
    };
    let version = format!("{}-{is_visible}", order.updated_at.iso_8601());
    html! {
        li.message id={ "order-" (order.id) "-" (version) } {
            p.when {
                time datetime=(order.created_at.iso_8601()) { (order.created_at.date_and_time()) }
                span.badge { (order.payment()) }
                @if !is_visible { span.badge.fault { "not to be seen yet" } }
            }
            h3 { (formatted(order.totals.with_tax)) ", " (order.status()) ", " (order.shipping()) }
            p.to { code { (order.id) } }
            p.to { (of) }
            @if let Some(reference) = &order.external_ref { p.to { "external_ref " code { (reference) } } }
            p {
                @for (index, item) in order.items.iter().enumerate() {
                    @if index > 0 { ", " }
                    (item.quantity) " × " (item.ware.name)
                }
            }
        }
    }
}

/// The products, and a form that changes the stock or the price of one.
pub(super) fn products(store: &Store, rejected: &Rejected) -> Markup {
    let field = |name: &str| rejected.fields.get(name);
    html! {
        section #products aria-labelledby="products-title" {
            h2 #products-title { "Products" }
            div.live #products-list {
                @for product in store.catalogue.products() { (described(product)) }
            }
            form.fields method="post" action=(form_address(store, "product")) {
                label for="product-sku" { "Product" }
                select #product-sku name="sku" {
                    @for product in store.catalogue.products() {
                        option value=(product.sku) selected[field("sku") == Some(&product.sku)] { (product.sku) }
                    }
                }
                label for="product-stock" { "New stock " small { "or nothing" } }
                input #product-stock name="stock" type="number" min="0" value=[field("stock")];
                label for="product-price" { "New price " small { "in pence, or nothing" } }
                input #product-price name="price" type="number" min="0" value=[field("price")];
                button.primary { "Change the product" }
            }
        }
    }
}

fn described(product: &Product) -> Markup {
    html! {
        dl id={ "product-" (product.sku) "-" (product.stock) "-" (product.price) } {
            dt { (product.name) }
            dd {
                (formatted(product.price)) ", " (product.stock) " in stock"
                @if product.discount_percent > 0 { ", reduced by " (product.discount_percent) " %" }
            }
        }
    }
}

fn account_name<'a>(store: &'a Store, id: &'a str) -> &'a str {
    let mut accounts = store.members.iter().flat_map(|member| &member.accounts);
    accounts.find(|account| account.id == id).map_or(id, |account| &account.name)
}
