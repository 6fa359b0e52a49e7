//! The cookies of this page. Where the browser denies them there are none.

use js_sys::Reflect;

use crate::session::cookie::{MAX_LENGTH, Scope, assignment, value};

/// What the cookie `name` holds.
pub(super) fn get(name: &str) -> Option<String> {
    let cookies = Reflect::get(document()?.as_ref(), &"cookie".into()).ok()?.as_string()?;
    js_sys::decode_uri_component(value(&cookies, name)?).ok().map(String::from)
}

/// Keeps a text for so many `seconds`, or until the browser is closed; false where it cannot be kept. What was kept
/// before is then gone too.
pub(super) fn set(name: &str, text: &str, seconds: Option<i64>, domain: Option<&str>) -> bool {
    let encoded = String::from(js_sys::encode_uri_component(text));
    let fits = name.len() + encoded.len() < MAX_LENGTH;
    if fits {
        // In place of what was there, never after removing it: another tab that looks in between would find nothing, and
        // take that for signing out in the storefront.
        assign(&assignment(name, &encoded, seconds, scope(domain)));
        if domain.is_some() {
            // One for this host alone would hide the one for its domain.
            remove(name, None);
        }
    }
    // Another cookie of this name may hide it, which is not ours to replace.
    let is_kept = fits && get(name).as_deref() == Some(text);
    if !is_kept {
        remove(name, domain);
    }
    is_kept
}

/// Forgets a cookie, that of this host alone and that of the domain.
pub(super) fn remove(name: &str, domain: Option<&str>) {
    for domain in [None, domain] {
        assign(&assignment(name, "", Some(0), scope(domain)));
    }
}

fn scope(domain: Option<&str>) -> Scope<'_> {
    let is_secure = super::window()
        .and_then(|window| window.document())
        .and_then(|document| document.url().ok())
        .is_some_and(|url| url.starts_with("https:"));
    Scope { domain, is_secure }
}

fn assign(cookie: &str) {
    if let Some(document) = document() {
        let _ = Reflect::set(&document, &"cookie".into(), &cookie.into());
    }
}

fn document() -> Option<web_sys::Document> {
    super::window()?.document()
}
