//! The address bar, and what leads from one address of the app to another: its links, and the browser's back and forward.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent};

use super::window;

/// What it says below the origin: path and query. The fragment is the loader's.
#[must_use]
pub fn address() -> String {
    let Some(location) = window().map(|window| window.location()) else { return String::new() };
    [location.pathname(), location.search()].map(Result::unwrap_or_default).concat()
}

/// Puts another address of the app there: in place of this one, or with a way back to it.
pub fn set_address(address: &str, is_instead: bool) {
    let Some(window) = window() else { return };
    let Ok(history) = window.history() else { return };
    let _ = if is_instead {
        history.replace_state_with_url(&JsValue::NULL, "", Some(address))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    };
    window.scroll_to_with_x_and_y(0.0, 0.0);
}

/// Calls `look` after the shopper went back or forward.
pub fn follow_history(look: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let callback = Closure::<dyn Fn()>::new(look).into_js_value();
    let _ = window.add_event_listener_with_callback("popstate", callback.unchecked_ref());
}

/// Hands the address of a pressed link to `go`, which answers whether it went there; else the browser does. So it does also
/// with whatever leads out of the app (`rel`), and where a new tab or a download was asked for.
pub fn follow_links(go: impl Fn(&str) -> bool + 'static) {
    let Some(window) = window() else { return };
    let press: Box<dyn Fn(MouseEvent)> = Box::new(move |event| {
        let is_special = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || is_special {
            return;
        }
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = pressed.and_then(|pressed| pressed.closest("a:not([rel])").ok().flatten());
        if link.and_then(|link| link.get_attribute("href")).is_some_and(|address| go(&address)) {
            event.prevent_default();
        }
    });
    let callback = Closure::wrap(press).into_js_value();
    let _ = window.add_event_listener_with_callback("click", callback.unchecked_ref());
}
