//! What is downloaded only when it is needed: chunks of WebAssembly beside the main module.
//!
//! What only one chunk uses is in that chunk, what several use but not the main module is in further ones, and the build
//! finds out which. The release build alone is split (feature `split`); a development build is one module.

use std::pin::Pin;

use futures_util::FutureExt;
use leptos::prelude::*;

use crate::browser::{loader, run};
use crate::components::{changing, styled};
use crate::route::Route;
use crate::wording::Message;

/// Puts a function into a chunk. Calling it waits for the chunk, and fails where that cannot be had.
macro_rules! in_chunk {
    ($chunk:ident, fn $name:ident($($argument:ident: $kind:ty),* $(,)?) -> $answer:ty $body:block) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($chunk, fallible, wasm_split_path = leptos::wasm_split)]
        fn $name($($argument: $kind),*) -> Result<$answer, leptos::wasm_split::SplitLoaderError> {
            Ok($body)
        }
        #[cfg(not(feature = "split"))]
        async fn $name($($argument: $kind),*) -> Result<$answer, leptos::wasm_split::SplitLoaderError> {
            Ok($body)
        }
    };
}
pub(super) use in_chunk;

/// What makes a page, once its chunk is there; none if that cannot be had.
type Arriving = Pin<Box<dyn Future<Output = Option<fn() -> AnyView>>>>;

/// A page in a chunk, or what takes the place of one.
#[derive(Clone, Copy)]
pub struct Page(fn() -> Arriving);

/// Makes a page, in the chunk `$chunk`, of what the function `$view` shows.
macro_rules! page {
    ($chunk:ident, $view:path) => {
        Page(|| {
            in_chunk!(
                $chunk,
                fn view() -> fn() -> AnyView {
                    $view
                }
            );
            Box::pin(view().map(Result::ok))
        })
    };
}

/// The page of a route, unless it is in the main module.
#[must_use]
pub fn page_in_chunk(route: Route) -> Option<Page> {
    match route {
        Route::ForgotPassword => None,
        Route::Home => Some(page!(session, super::home)),
        Route::ChangePassword => Some(page!(change_password, super::change_password)),
        Route::SignIn => Some(page!(sign_in, super::sign_in)),
        Route::Account => Some(page!(member, super::account)),
        Route::Checkout => Some(page!(member, super::checkout)),
    }
}

/// "Check your email", in the chunk that has asked for the code, so that it is there by then.
#[must_use]
pub fn sent_in_chunk() -> Page {
    page!(store, super::forgot_password::sent)
}

/// The same once another tab has finished.
#[must_use]
pub fn finished_elsewhere_in_chunk() -> Page {
    page!(store, super::forgot_password::finished_elsewhere)
}

/// The end of a reset, in the chunk that has saved the new password.
#[must_use]
pub fn changed_in_chunk() -> Page {
    page!(reset, super::change_password::changed)
}

impl Page {
    /// Waits for the chunk; false if it cannot be had.
    pub async fn arrive(self) -> bool {
        self.0().await.is_some()
    }

    /// Asks for the chunk, once there is time. Each page has to: that the chunk is there already, asked for by another, it
    /// learns one poll late, and would be preceded by "Loading…".
    pub fn prepare(self) {
        run(async move {
            loader::painted().await;
            self.arrive().await;
        });
    }

    /// The page, at once if its chunk is there and it was asked for.
    pub fn shown(self) -> AnyView {
        if let Some(view) = self.0().now_or_never().flatten() {
            return view();
        }
        let arrived = RwSignal::new(None);
        run(async move {
            match self.0().await {
                Some(view) => drop(arrived.try_set(Some(view))),
                None => loader::missing(),
            }
        });
        changing(move || arrived.get().map_or_else(loading, |view: fn() -> AnyView| view()))
    }
}

fn loading() -> AnyView {
    styled("p", "loading").say(Message::Loading).view()
}
