//! Events: those of the page that the app follows for as long as it runs, and those by which it tells the page that
//! it is embedded in.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::window;

/// Calls `follow` at each of these events, whichever element they are for; but for what is in an element that matches
/// `except`.
pub fn follow(names: &[&str], except: &'static str, follow: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let follow: Box<dyn Fn(JsValue)> = Box::new(move |event| {
        let target = Reflect::get(&event, &"target".into()).ok();
        let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_excepted = element.is_some_and(|element| matches!(element.closest(except), Ok(Some(_))));
        if !is_excepted {
            follow();
        }
    });
    let callback = Closure::wrap(follow).into_js_value();
    for name in names {
        let callback = callback.unchecked_ref();
        // While it goes down to the element, so that no element can keep it to itself.
        let _ = window.add_event_listener_with_callback_and_bool(name, callback, true);
    }
}

/// Dispatches an event of ours on `document`. `detail` must hold nothing secret: every script of the page sees it.
pub fn tell(name: &str, detail: &[(&str, &str)]) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let object = Object::new();
    for (name, value) in detail {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    let init = Object::new();
    let _ = Reflect::set(&init, &"detail".into(), &object);
    let kind =
        Reflect::get(&js_sys::global(), &"CustomEvent".into()).and_then(|kind| kind.dyn_into::<Function>());
    let event = kind.and_then(|kind| Reflect::construct(&kind, &Array::of2(&name.into(), &init)));
    if let Ok(event) = event {
        let _ = document.dispatch_event(event.unchecked_ref());
    }
}
