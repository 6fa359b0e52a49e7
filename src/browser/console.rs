//! What the storefront's developer reads in the browser's console. Callers name calls, statuses and settings,
//! never a person or a secret.

/// A fault that a developer should look at.
pub fn warn(message: &str) {
    web_sys::console::warn_1(&["Latchkey: ", message].concat().into());
}

/// A fault that stops the app.
pub fn error(message: &str) {
    web_sys::console::error_1(&["Latchkey: ", message].concat().into());
}
