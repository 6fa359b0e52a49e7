//! The document around the app: its title, language and look, focus, and the clipboard.

use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::config::Look;

use super::{IS_PRESENT, window};

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Names the page, in the tab and for screen readers.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the page.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// The text in lower case, whatever script it is in: the browser knows them all.
#[must_use]
pub fn lower_case(text: &str) -> String {
    if IS_PRESENT { String::from(JsString::from(text).to_lower_case()) } else { text.to_owned() }
}

/// The origin that the app is served from, and its host without the port.
#[must_use]
pub fn place() -> (String, String) {
    let location = window().map(|window| window.location());
    let origin = location.as_ref().and_then(|location| location.origin().ok());
    let host = location.and_then(|location| location.hostname().ok());
    (origin.unwrap_or_default(), host.unwrap_or_default())
}

/// Applies the storefront's colours through the object model, which a strict style policy allows.
pub fn apply_look(look: &Look) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let Ok(root) = root.dyn_into::<HtmlElement>() else { return };
    let colors =
        [("--latchkey-accent", &look.accent_color), ("--latchkey-accent-text", &look.accent_text_color)];
    for (property, color) in colors {
        if let Some(color) = color {
            let _ = root.style().set_property(property, color);
        }
    }
    if let Some(scheme) = &look.color_scheme {
        let _ = root.set_attribute("data-theme", scheme);
    }
}

/// Whether somebody is typing into a field.
#[must_use]
pub fn has_focused_field() -> bool {
    let focused =
        window().and_then(|window| window.document()).and_then(|document| document.active_element());
    focused.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT"))
}

/// Moves the focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Takes the focus away from whatever has it.
pub fn blur() {
    let focused = document().and_then(|document| document.active_element());
    if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Moves the focus to an input and selects what it holds.
pub fn select(id: &str) {
    if let Some(input) = input(id) {
        let _ = input.focus();
        input.select();
    }
}

/// Copies a text; false where the browser denies it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Absent outside of secure contexts, where web_sys would hand out an undefined object.
    let navigator = window.navigator();
    let present = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// What is typed or chosen in the control with this id; nothing where there is none.
#[must_use]
pub fn value(id: &str) -> String {
    let value = element(id).and_then(|control| Reflect::get(&control, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Puts a text into the control with this id.
pub fn set_value(id: &str, text: &str) {
    if let Some(control) = element(id) {
        let _ = Reflect::set(&control, &"value".into(), &text.into());
    }
}

/// The value of the box that is ticked, or of the radio button that is chosen, in the group `name`, unless it is hidden.
#[must_use]
pub fn checked(name: &str) -> Option<String> {
    let chosen =
        document()?.query_selector(&["input[name=", name, "]:checked:not([hidden] *)"].concat()).ok()??;
    Some(chosen.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// A parameter of a query, decoded.
#[must_use]
pub fn parameter(query: &str, name: &str) -> Option<String> {
    window()?;
    web_sys::UrlSearchParams::new_with_str(query).ok()?.get(name)
}

/// Whether the page is in sight: a tab in the background, or a page loaded ahead, is not.
#[must_use]
pub fn is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Leaves the app for another page, in this tab.
pub fn leave_for(address: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(address);
    }
}

fn input(id: &str) -> Option<HtmlInputElement> {
    element(id)?.dyn_into().ok()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}
