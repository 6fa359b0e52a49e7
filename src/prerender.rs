//! What a page shows before the app has started: the app's own components, rendered natively into each route's file.
//!
//! Nothing is known then: no configuration, no session, nothing that this browser remembers, and of a link only what the
//! loader says. The app is not made from these elements (docs/decisions/0025): it takes their place, and what was typed.

use leptos::prelude::*;
use serde::Serialize;

use crate::app::app;
use crate::commerce::OneTimePasswordToken;
use crate::config::Config;
use crate::journey::Link;
use crate::pages::context::use_store;
use crate::route::{Base, Route};
use crate::wording::Wording;

/// What every store's configuration must have, and nothing else: the rest is as it is by default.
const CONFIGURATION: &str = r#"{
  "api_base_url": "https://store.invalid",
  "client_id": "prerendered",
  "password_profile_id": "00000000-0000-4000-8000-000000000000"
}"#;

/// Stands for whom a link names, which nobody knows yet. Where it is masked it stays, for the loader to find by its ending.
const SOMEBODY: &str = "somebody@store.invalid";

/// The page of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The folder of its file: nothing for the first page, else with a slash at its end.
    pub folder: String,
    /// The document's title.
    pub title: String,
    /// What is in its body.
    pub body: String,
}

/// The page of every route.
#[must_use]
pub fn pages() -> Vec<Page> {
    Route::ALL.map(page).into()
}

/// The same as JSON, for the build.
///
/// # Errors
/// Never, in practice: there is nothing but text.
pub fn pages_as_json() -> serde_json::Result<String> {
    serde_json::to_string(&pages())
}

/// Whoever opens the page for a new password nearly always followed a link, so that this is what is seen first there.
fn page(route: Route) -> Page {
    let (seen, other) = match route {
        Route::ChangePassword => (rendered(route, true), template("unlinked", route, false)),
        Route::SignIn => (rendered(route, false), template("linked", route, true)),
        _ => (rendered(route, false), String::new()),
    };
    Page {
        folder: Base::default().address(route).trim_start_matches('/').to_owned(),
        title: Wording::default().title(heading(&seen), None, false),
        body: ["<div id=\"prerendered\">", &seen, &other, "</div>"].concat(),
    }
}

/// What the loader puts in place of what is seen: with a link that says whom it is for and carries a code, or without.
fn template(id: &str, route: Route, is_linked: bool) -> String {
    ["<template id=\"", id, "\">", &rendered(route, is_linked), "</template>"].concat()
}

/// The page as the app shows it at first.
fn rendered(route: Route, is_linked: bool) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        let view = app(Config::parse(CONFIGURATION), Base::default().address(route));
        if is_linked {
            let code = OneTimePasswordToken::new(String::from("0"));
            use_store().followed.set(Link::of_typed_code(SOMEBODY, code));
        }
        view.to_html()
    });
    tidied(&html)
}

/// Without what only hydration needs, ends of elements that have none, and the name that stands for nobody's. Addresses
/// are relative to the app's first page.
fn tidied(html: &str) -> String {
    ["<!>", "<!--<() />-->", "</input>", SOMEBODY]
        .iter()
        .fold(html.to_owned(), |html, needless| html.replace(needless, ""))
        .replace("href=\"/", "href=\"./")
}

/// The text of the one heading, after which the app names the document, too.
fn heading(html: &str) -> &str {
    let inside = html.split_once("<h1").and_then(|(_, rest)| rest.split_once('>'));
    inside.and_then(|(_, rest)| rest.split_once("</h1>")).map_or("", |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The opening tags of these elements.
    fn tags<'a>(html: &'a str, names: &[&str]) -> Vec<&'a str> {
        let tags = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        tags.filter(|tag| names.contains(&tag.split(' ').next().unwrap_or_default())).collect()
    }

    #[test]
    fn every_route_has_a_page_with_one_heading_that_names_it() {
        for page in pages() {
            for part in page.body.split("<template") {
                assert_eq!(tags(part, &["h1"]).len(), 1, "{page:?}");
                assert_eq!(tags(part, &["main"]).len(), 1, "{page:?}");
            }
            assert!(!page.title.is_empty() && page.body.contains(&page.title), "{page:?}");
        }
    }

    #[test]
    fn nothing_could_get_into_an_address() {
        let pages = pages();
        let forms: Vec<_> = pages.iter().flat_map(|page| tags(&page.body, &["form"])).collect();
        assert_eq!(forms.len(), 5, "{forms:?}");
        for form in forms {
            assert!(form.contains(r#" method="post""#) && !form.contains("action"), "{form}");
        }
        for control in pages.iter().flat_map(|page| tags(&page.body, &["input", "button", "select"])) {
            assert!(!control.contains(" name="), "{control}");
            assert_eq!(control.contains(r#"type="submit""#), control.contains(" disabled"), "{control}");
        }
    }

    #[test]
    fn what_tells_news_is_there_before_there_is_any() {
        for page in pages() {
            for part in page.body.split("<template") {
                assert!(part.contains(r#"role="status""#) && part.contains(r#"role="alert""#), "{page:?}");
            }
        }
    }

    #[test]
    fn with_a_link_there_is_no_code_to_type_and_nobody_is_named() {
        let page = page(Route::ChangePassword);
        let (seen, other) = page.body.split_once("<template id=\"unlinked\">").unwrap_or_default();
        assert!(seen.contains("new-password") && !seen.contains("one-time-code"), "{seen}");
        assert!(other.contains("new-password") && other.contains("one-time-code"), "{other}");
        assert!(!page.body.contains("store.invalid"), "{page:?}");
    }

    #[test]
    fn with_a_link_to_sign_in_the_one_question_has_a_place_for_whom_it_is() {
        let page = page(Route::SignIn);
        let (seen, other) = page.body.split_once("<template id=\"linked\">").unwrap_or_default();
        assert!(seen.contains("autocomplete=\"username") && !seen.contains("whose"), "{seen}");
        assert!(other.contains("<p class=\"lead whose\">Continue as s•••@s•••.invalid?</p>"), "{other}");
        assert!(!other.contains("<input"), "{other}");
    }

    #[test]
    fn addresses_hold_wherever_the_app_is() {
        for page in pages() {
            assert!(!page.body.contains("=\"/") && !page.body.contains("<!"), "{page:?}");
        }
        assert!(page(Route::ForgotPassword).body.contains("href=\"./change_password/\""));
    }
}
