//! The requests a store received.

use maud::{Markup, html};
use serde_json::Value;

use crate::control::page::button_form;
use crate::request_log::Entry;
use crate::store::Store;

/// How many requests are shown; the JSON has all that are remembered.
const SHOWN: usize = 100;

/// The request log, newest first.
pub(super) fn section(store: &Store) -> Markup {
    let entries = store.requests.entries();
    html! {
        section #requests aria-labelledby="requests-title" {
            div.heading {
                h2 #requests-title { "Requests" }
                (button_form(store, "clear-requests", "Clear"))
            }
            ol.live #requests-list role="list" {
                @if entries.is_empty() {
                    li.empty #no-request { "No request yet." }
                }
                @for entry in entries.iter().rev().take(SHOWN) { (item(entry)) }
            }
        }
    }
}

fn item(entry: &Entry) -> Markup {
    let what = entry.route.map_or(entry.path.as_str(), |route| route.name());
    let kind = match entry.status {
        0..400 => "good",
        400..500 => "refused",
        _ => "failed",
    };
    html! {
        li.request id={ "request-" (entry.number) } {
            details {
                summary {
                    span.status.(kind) { (entry.status) }
                    span.method { (entry.method) }
                    span.what { (what) }
                    @if let Some(fault) = entry.fault { span.badge.fault { (fault.name()) } }
                    time datetime=(entry.at.iso_8601()) { (entry.at.time_of_day()) }
                }
                p.path {
                    (entry.path)
                    @if !entry.query.is_empty() { "?" (entry.query) }
                }
                dl {
                    @for (name, value) in &entry.headers { dt { (name) } dd { (value) } }
                }
                @if !entry.body.is_null() { pre { (written(&entry.body)) } }
            }
        }
    }
}

fn written(body: &Value) -> String {
    match body {
        Value::String(text) => text.clone(),
        json => serde_json::to_string_pretty(json).unwrap_or_default(),
    }
}
