//! The app: configuration, what every page shares, and the route table.

use std::cell::Cell;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser::storage::Storage;
use crate::browser::{self, Browser, address_bar, console, document, loader};
use crate::components::{changing, nothing, parts, styled};
use crate::config::{Config, ConfigError};
use crate::pages::context::{Frame, Store, TimeTeller, use_frame};
use crate::pages::location::{Location, use_location};
use crate::pages::session_arrival::{await_session, session_place};
use crate::pages::{closed, footer, forgot_password, header, page_in_chunk};
use crate::route::{Base, Route};
use crate::storefront::Storefront;
use crate::wording::Wording;

/// Starts the app in this page once its configuration, and what the page of this address needs, have arrived. There is no
/// panic hook: a panic traps, and the loader hears of that.
///
/// It takes a slow phone a while, so that the browser gets a turn in between, to show what is typed meanwhile.
pub fn start() {
    browser::run(async {
        let config = loader::config().await.and_then(|json| Config::parse(&json));
        let base = Base::new(&loader::home());
        let address = address_bar::address();
        if let Some(page) = base.route_of(&address).and_then(page_in_chunk)
            && !page.arrive().await
        {
            return loader::missing();
        }
        let Some(place) = loader::place() else { return };
        let owner = Owner::new();
        let (is_open, steps) = owner.with(|| (provide(config, base, address), Steps::new(false)));
        loader::turn().await;
        let page = owner.with(|| mount_to(place, move || shown(is_open, steps)));
        for step in [steps.page, steps.view] {
            loader::turn().await;
            step.set(true);
        }
        loader::turn().await;
        if is_open {
            owner.with(|| use_location().follow());
        }
        loader::started();
        if is_open {
            owner.with(await_session);
        }
        // Both are there as long as the document.
        page.forget();
        std::mem::forget(owner);
    });
}

/// The whole page.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn app(config: Result<Config, Box<ConfigError>>, address: String) -> AnyView {
    shown(provide(config, Base::default(), address), Steps::new(true))
}

/// What is due so far of what takes longest to make.
#[derive(Clone, Copy)]
struct Steps {
    page: RwSignal<bool>,
    view: RwSignal<bool>,
}

impl Steps {
    fn new(are_due: bool) -> Self {
        let [page, view] = [are_due; 2].map(RwSignal::new);
        Self { page, view }
    }
}

/// Provides what all of the app needs, at an address of its base. Answers whether there is a store to show pages of.
fn provide(config: Result<Config, Box<ConfigError>>, base: Base, address: String) -> bool {
    let wording = Wording::default();
    document::set_language(wording.tag());
    provide_context(wording);
    provide_context(base);
    let (look, links) = match &config {
        Ok(config) => (config.look.clone(), config.links.clone()),
        Err(error) => (error.look.clone(), error.links.clone()),
    };
    document::apply_look(&look);
    provide_context(Arc::new(Frame::new(look, links, wording)));
    match config {
        Ok(config) => {
            open(config);
            provide_context(Location::new(address, base));
            true
        }
        Err(error) => {
            console::error(&error.to_string());
            false
        }
    }
}

/// Provides a configured store.
fn open(config: Config) {
    let storage = Storage::new(&config.client_id);
    let time_teller = TimeTeller::default();
    let told_time = time_teller.clone();
    let surroundings =
        Browser::new(config.policy.request_timeout_seconds, move |store_time| told_time.tell(store_time));
    provide_context(Arc::new(Store::new(
        Storefront::new(config, surroundings),
        storage,
        use_frame(),
        time_teller,
    )));
}

/// What is seen of it; in `main` only what is told everywhere, until more is due.
fn shown(is_open: bool, steps: Steps) -> AnyView {
    let announcement = use_frame().announcement;
    let page = if is_open { parts(vec![session_place(), page_of_address(steps)]) } else { closed() };
    let live = styled("div", "live").set("role", "status").text_of(move || announcement.get());
    let main = styled("main", "card").with(live.view()).with(page);
    styled("div", "page").with(header()).with(main.view()).with(footer()).view()
}

/// The page of the address, made anew when another page is gone to.
fn page_of_address(steps: Steps) -> AnyView {
    let location = use_location();
    let route = Memo::new(move |_| location.route());
    changing(move || {
        if !steps.page.get() {
            return nothing();
        }
        // A host that shows a page of the app at any address shows the one that leads to the others.
        let route = route.get().unwrap_or(Route::Home);
        let page = match page_in_chunk(route) {
            Some(page) => page.shown(),
            None => forgot_password(),
        };
        let page = Cell::new(Some(page));
        changing(move || steps.view.get().then(|| page.take()).flatten().unwrap_or_else(nothing))
    })
}
