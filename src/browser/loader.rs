//! The other end of `loader.js`, which ran before us: the link it took out of the address, the configuration it
//! asked for, and its failure page.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::config::ConfigError;
use crate::journey::Link;

use super::{IS_PRESENT, window};

/// The link that this page was opened with, or the last one followed since.
#[must_use]
pub fn link() -> Link {
    let Some(raw) = call("link", &JsValue::UNDEFINED) else { return Link::default() };
    let text = |name: &str| property(&raw, name).and_then(|value| value.as_string()).unwrap_or_default();
    Link::parse(&text("query"), &text("fragment"))
}

/// Whether something else was pressed, before the app was there, than what goes on with the link.
#[must_use]
pub fn is_to_wait() -> bool {
    call("isToWait", &JsValue::UNDEFINED).is_some_and(|answer| answer.is_truthy())
}

/// Forgets the link: it is spent, or was not meant for this person.
pub fn forget_link() {
    call("forget", &JsValue::UNDEFINED);
}

/// Hands every link followed in this tab from now on to `follow`, in place of an earlier listener.
pub fn listen(follow: impl Fn(Link) + 'static) {
    if !IS_PRESENT {
        return;
    }
    let callback = Closure::<dyn Fn()>::new(move || follow(link()));
    call("listen", &callback.into_js_value());
}

/// Ends [`listen`].
pub fn stop_listening() {
    call("listen", &JsValue::NULL);
}

/// The path of the folder that the app is served from.
#[must_use]
pub fn home() -> String {
    member("home").and_then(|path| path.as_string()).unwrap_or_default()
}

/// The text of `config.json`.
///
/// # Errors
/// Says why it could not be had.
pub async fn config() -> Result<String, Box<ConfigError>> {
    let answer = fulfilled(member("config")).await;
    let text = |name: &str| property(&answer, name).and_then(|value| value.as_string());
    text("text")
        .ok_or_else(|| ConfigError::not_loaded(text("error").as_deref().unwrap_or("loader.js did not run")))
}

/// Lets the browser do what it has to do first: show what was typed, for example.
pub async fn turn() {
    fulfilled(call("turn", &JsValue::UNDEFINED)).await;
}

/// Waits until the app has been seen in the page for the first time.
pub async fn painted() {
    fulfilled(member("painted")).await;
}

/// Whether a script of the store's own, if there is one, lets a code be asked for.
pub async fn may_ask() -> bool {
    match call("mayAsk", &JsValue::UNDEFINED) {
        Some(promise) => fulfilled(Some(promise)).await.is_truthy(),
        None => true,
    }
}

/// Where the app is made, unseen.
#[must_use]
pub fn place() -> Option<HtmlElement> {
    member("place")?.dyn_into().ok()
}

/// Says that the app can be seen.
pub fn started() {
    call("started", &JsValue::UNDEFINED);
}

/// Says that a file of the app could not be had: a newer page may name another, else the failure page is shown.
pub fn missing() {
    call("missing", &JsValue::UNDEFINED);
}

/// Says that a file of the app could not be had without which the page is still of use: it is loaded anew only if that
/// is one of an older deployment.
pub fn outdated() {
    call("outdated", &JsValue::UNDEFINED);
}

/// What the loader offers under this name; nothing where it did not run.
fn member(name: &str) -> Option<JsValue> {
    property(&property(window()?.as_ref(), "latchkey")?, name)
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

/// What a promise of the loader's came to; undefined where there is none, or it failed.
async fn fulfilled(promise: Option<JsValue>) -> JsValue {
    match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.unwrap_or_default(),
        None => JsValue::UNDEFINED,
    }
}

fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
    let function = member(name)?.dyn_into::<Function>().ok()?;
    function.call1(&JsValue::UNDEFINED, argument).ok()
}
