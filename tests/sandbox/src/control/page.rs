//! The control page: a store's inbox, carts, orders and requests to look at, and its clock, faults, products, switches
//! and settings to change.

mod controls;
mod goods;
mod inbox;
mod requests;

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Sandbox;
use crate::control::{ControlError, StoreChoice};
use crate::store::Store;
use crate::stores::Stores;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23b4630f'/%3E%3Cpath d='M3 11h10M5 8h6M7 5h2' stroke='%23fff' stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E";

/// What a form was sent with, by the names of its fields.
pub(crate) type Fields = BTreeMap<String, String>;

/// A form that could not be used: why, and what it was filled in with.
#[derive(Default)]
pub(crate) struct Rejected {
    pub(crate) sentence: Option<String>,
    pub(crate) fields: Fields,
}

/// `GET /sandbox`
pub(crate) async fn show(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
) -> Result<Html<String>, ControlError> {
    let stores = sandbox.stores();
    let store = choice.find(&stores)?;
    Ok(Html(render(&stores, store, &Rejected::default()).into_string()))
}

/// `GET /`: nobody but a person asks for it.
pub(crate) async fn from_the_root() -> Redirect {
    Redirect::temporary("/sandbox")
}

/// `GET /sandbox/storefront`: where the app's links to the storefront lead.
pub(crate) async fn storefront() -> impl IntoResponse {
    let body = html! {
        main.storefront {
            h1 { "The storefront" }
            p { "This page stands for the shop that sent the shopper to sign in." }
            h2 #support { "Support" }
            p { "And this one for its help pages." }
            p { a href="/sandbox" { "To the sandbox" } }
        }
    };
    Html(document("The storefront", &body).into_string())
}

/// The control page of a store.
pub(crate) fn render(stores: &Stores, store: &Store, rejected: &Rejected) -> Markup {
    let title = format!("{} · Sandbox", store.seed.store_name);
    let body = html! {
        (header(stores, store))
        p #unreachable role="status" hidden { "The sandbox does not answer. What is shown here is old." }
        @if let Some(sentence) = &rejected.sentence {
            p.problem role="alert" { strong { "That did not work. " } (sentence) }
        }
        main {
            div.column {
                (inbox::section(store))
                (goods::carts(store))
                (goods::orders(store))
                (requests::section(store))
            }
            div.column {
                (controls::clock(store, rejected))
                (controls::faults(store, rejected))
                (goods::products(store, rejected))
                (controls::members(store))
                (controls::settings(store))
            }
            (controls::switches(store))
        }
        footer {
            p {
                "A test double: it shows passwords, codes and tokens, and forgets everything when it stops. "
                "All of this is there as JSON too: "
                @for (index, name) in ["messages", "events", "carts", "orders", "products", "requests", "clock", "faults", "switches", "settings", "config.json"].iter().enumerate() {
                    @if index > 0 { ", " }
                    a href={ "/sandbox/" (name) "?client_id=" (store.seed.client_id) } { (name) }
                }
                "."
            }
        }
        script { (PreEscaped(SCRIPT)) }
    };
    document(&title, &body)
}

fn header(stores: &Stores, store: &Store) -> Markup {
    let chosen = &store.seed.client_id;
    html! {
        header {
            div.title {
                h1 { "Sandbox" }
                p { (store.seed.store_name) }
            }
            form.store method="get" action="/sandbox" {
                label for="client_id" { "Store" }
                select #client_id name="client_id" {
                    @for other in stores.iter() {
                        @let id = &other.seed.client_id;
                        option value=(id) selected[id == chosen] { (id) }
                    }
                }
                button { "Show" }
            }
            div.actions {
                (button_form(store, "new-store", "New store"))
                (button_form(store, "reset", "Reset"))
                a.button.primary href={ (store.seed.app_base_url) "/" } target="_blank" rel="noreferrer" { "Open the app" }
            }
        }
        nav aria-label="On this page" {
            @for (id, name) in [("inbox", "Inbox"), ("carts", "Carts"), ("orders", "Orders"), ("requests", "Requests"), ("clock", "Clock"), ("faults", "Faults"), ("products", "Products"), ("members", "Members"), ("settings", "Settings"), ("switches", "Switches")] {
                a href={ "#" (id) } { (name) }
            }
        }
    }
}

/// Where a form of a store's page goes.
fn form_address(store: &Store, form: &str) -> String {
    format!("/sandbox/forms/{form}?client_id={}", store.seed.client_id)
}

/// A form that is nothing but its button.
fn button_form(store: &Store, form: &str, name: &str) -> Markup {
    html! { form method="post" action=(form_address(store, form)) { button { (name) } } }
}

fn document(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                link rel="icon" href=(ICON);
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    }
}
