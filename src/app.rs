//! The app: configuration, what every page shares, and the route table.

use std::cell::Cell;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

use crate::browser::storage::Storage;
use crate::browser::{self, Browser, console, document, loader};
use crate::components::{changing, nothing, styled, use_base};
use crate::config::{Config, ConfigError};
use crate::pages::context::{Frame, Store, TimeTeller, use_frame};
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
        loader::turn().await;
        let config = loader::config().await.and_then(|json| Config::parse(&json));
        let route = Base::new(&loader::home()).route_at(&document::path());
        if let Some(page) = route.and_then(page_in_chunk)
            && !page.arrive().await
        {
            return loader::missing();
        }
        let Some(place) = loader::place() else { return };
        let owner = Owner::new();
        let (is_open, steps) = owner.with(|| (provide(config), Steps::new(false)));
        loader::turn().await;
        let page = owner.with(|| mount_to(place, move || shown(is_open, steps)));
        for step in [steps.router, steps.page, steps.view] {
            loader::turn().await;
            step.set(true);
        }
        loader::turn().await;
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
pub(crate) fn app(config: Result<Config, Box<ConfigError>>) -> AnyView {
    shown(provide(config), Steps::new(true))
}

/// What is due so far of what takes longest to make.
#[derive(Clone, Copy)]
struct Steps {
    router: RwSignal<bool>,
    page: RwSignal<bool>,
    view: RwSignal<bool>,
}

impl Steps {
    fn new(are_due: bool) -> Self {
        let [router, page, view] = [are_due; 3].map(RwSignal::new);
        Self { router, page, view }
    }
}

/// Provides what all of the app needs. Answers whether there is a store to show pages of.
fn provide(config: Result<Config, Box<ConfigError>>) -> bool {
    let wording = Wording::default();
    document::set_language(wording.tag());
    provide_context(wording);
    provide_context(Base::new(&loader::home()));
    let (look, links) = match &config {
        Ok(config) => (config.look.clone(), config.links.clone()),
        Err(error) => (error.look.clone(), error.links.clone()),
    };
    document::apply_look(&look);
    provide_context(Arc::new(Frame::new(look, links, wording)));
    match config {
        Ok(config) => {
            open(config);
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
    let page = changing(move || match (steps.router.get(), is_open) {
        (false, _) => nothing(),
        (true, true) => view! { <Router>{session_place()}{routes(steps)}</Router> }.into_any(),
        (true, false) => closed(),
    });
    let live = styled("div", "live").set("role", "status").text_of(move || announcement.get());
    let main = styled("main", "card").with(live.view()).with(page);
    styled("div", "page").with(header()).with(main.view()).with(footer()).view()
}

/// The page of the address, made anew when another page is gone to.
fn routes(steps: Steps) -> AnyView {
    let (base, path) = (use_base(), use_location().pathname);
    let route = Memo::new(move |_| base.route_at(&path.read()));
    let address_bar = use_context::<BrowserUrl>();
    changing(move || {
        if !steps.page.get() {
            return nothing();
        }
        // After a click on a link, the router changes the address only when told that the page is there.
        if let Some(address_bar) = &address_bar {
            address_bar.ready_to_complete();
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
