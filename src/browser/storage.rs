//! Local storage for our own keys, and memory where the browser denies it.
//!
//! Keys are `latchkey.<client id>.<name>`, so that two stores on one origin do not meet. Reading `localStorage`
//! itself may throw in an embedded page, which is why no library that assumes otherwise is used.

use std::sync::{Arc, Mutex, PoisonError};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Our part of the storage.
#[derive(Clone, Debug)]
pub struct Storage {
    prefix: String,
    memory: Arc<Mutex<Vec<(String, String)>>>,
}

/// What another tab did: the name of the key, and its new value or none.
pub type Change = (String, Option<String>);

impl Storage {
    /// The storage of the store `client_id`.
    #[must_use]
    pub fn new(client_id: &str) -> Self {
        Self { prefix: ["latchkey.", client_id, "."].concat(), memory: Arc::default() }
    }

    /// Whether what is kept survives this page.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        let probe = [&self.prefix, "probe"].concat();
        let kept = local().is_some_and(|local| local.set_item(&probe, "1").is_ok());
        self.remove("probe");
        kept
    }

    /// What is kept under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let key = [&self.prefix, name].concat();
        let kept = local().and_then(|local| local.get_item(&key).ok().flatten());
        kept.or_else(|| self.memory().iter().find(|(kept, _)| *kept == key).map(|(_, value)| value.clone()))
    }

    /// Keeps `value` under `name`: in memory, and in the browser where it allows.
    pub fn set(&self, name: &str, value: &str) {
        let key = [&self.prefix, name].concat();
        let kept = local().is_some_and(|local| local.set_item(&key, value).is_ok());
        self.memory().retain(|(other, _)| *other != key);
        if !kept {
            // What could not be replaced, in a storage that is full, must not be read instead.
            self.remove(name);
            self.memory().push((key, value.to_owned()));
        }
    }

    /// Forgets `name`.
    pub fn remove(&self, name: &str) {
        let key = [&self.prefix, name].concat();
        if let Some(local) = local() {
            let _ = local.remove_item(&key);
        }
        self.memory().retain(|(other, _)| *other != key);
    }

    /// Tells the other tabs, and leaves nothing behind.
    pub fn announce(&self, name: &str) {
        self.set(name, "1");
        self.remove(name);
    }

    /// Hands every change that another tab makes to `follow`, until the answer is dropped.
    pub fn listen(&self, follow: impl Fn(Change) + 'static) -> Option<Listener> {
        let prefix = self.prefix.clone();
        let callback = Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            if let Some(name) = event.key().and_then(|key| key.strip_prefix(&prefix).map(str::to_owned)) {
                follow((name, event.new_value()));
            }
        });
        let window = web_sys::window()?;
        window.add_event_listener_with_callback("storage", callback.as_ref().unchecked_ref()).ok()?;
        Some(Listener { callback })
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Vec<(String, String)>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows other tabs for as long as it lives.
#[derive(Debug)]
pub struct Listener {
    callback: Closure<dyn Fn(web_sys::StorageEvent)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let callback = self.callback.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("storage", callback);
        }
    }
}

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
