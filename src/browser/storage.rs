//! Local storage or session storage, and memory where the browser denies it.
//!
//! Our own keys are `latchkey.<client id>.<name>`, so that two stores on one origin do not meet. Reading
//! `localStorage` itself may throw in an embedded page, which is why no library that assumes otherwise is used.

use std::sync::{Arc, Mutex, PoisonError};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::config::StorageMode;

/// A part of the storage: the keys that begin alike.
#[derive(Clone)]
pub struct Storage {
    prefix: String,
    mode: StorageMode,
    memory: Arc<Mutex<Vec<(String, String)>>>,
}

/// What is kept may be secret, and is in no sentence for a developer.
impl std::fmt::Debug for Storage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Storage").field("mode", &self.mode).finish_non_exhaustive()
    }
}

/// What another tab did: the name of the key, and its new value or none. Without a name: it cleared everything.
pub type Change = (String, Option<String>);

impl Storage {
    /// Our own part for the store `client_id`, in local storage.
    #[must_use]
    pub fn new(client_id: &str) -> Self {
        Self::own(client_id, StorageMode::Local)
    }

    /// Our own part for the store `client_id`.
    #[must_use]
    pub fn own(client_id: &str, mode: StorageMode) -> Self {
        Self { prefix: ["latchkey.", client_id, "."].concat(), mode, memory: Arc::default() }
    }

    /// The part that a storefront shares with us.
    #[must_use]
    pub fn shared(prefix: &str, mode: StorageMode) -> Self {
        Self { prefix: [prefix, "_ep_"].concat(), mode, memory: Arc::default() }
    }

    /// The whole key of `name`.
    #[must_use]
    pub fn key(&self, name: &str) -> String {
        [&self.prefix, name].concat()
    }

    /// Whether what is kept survives this page.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        let probe = self.key("probe");
        let kept = self.open().is_some_and(|storage| storage.set_item(&probe, "1").is_ok());
        self.remove("probe");
        kept
    }

    /// What is kept under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let key = self.key(name);
        let kept = self.open().and_then(|storage| storage.get_item(&key).ok().flatten());
        kept.or_else(|| self.memory().iter().find(|(kept, _)| *kept == key).map(|(_, value)| value.clone()))
    }

    /// Keeps `value` under `name`: in memory, and in the browser where it allows.
    pub fn set(&self, name: &str, value: &str) {
        let key = self.key(name);
        let kept = self.open().is_some_and(|storage| storage.set_item(&key, value).is_ok());
        self.memory().retain(|(other, _)| *other != key);
        if !kept {
            // What could not be replaced, in a storage that is full, must not be read instead.
            self.remove(name);
            self.memory().push((key, value.to_owned()));
        }
    }

    /// Forgets `name`.
    pub fn remove(&self, name: &str) {
        let key = self.key(name);
        if let Some(storage) = self.open() {
            let _ = storage.remove_item(&key);
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
        let window = super::window()?;
        let prefix = self.prefix.clone();
        let callback = Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            let Some(key) = event.key() else { return follow((String::new(), None)) };
            if let Some(name) = key.strip_prefix(&prefix) {
                follow((name.to_owned(), event.new_value()));
            }
        });
        window.add_event_listener_with_callback("storage", callback.as_ref().unchecked_ref()).ok()?;
        Some(Listener { callback })
    }

    /// The browser's storage, unless it denies it.
    fn open(&self) -> Option<web_sys::Storage> {
        let window = super::window()?;
        let storage = match self.mode {
            StorageMode::Local => window.local_storage(),
            StorageMode::Session => window.session_storage(),
            StorageMode::Memory => return None,
        };
        storage.ok().flatten()
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
        if let Some(window) = super::window() {
            let callback = self.callback.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("storage", callback);
        }
    }
}
