//! The app: configuration, what every page shares, and the route table.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::StaticSegment;
use leptos_router::components::{FlatRoutes, Route as At, Router};

use crate::browser::storage::Storage;
use crate::browser::{self, Browser, console, document, loader};
use crate::config::{Config, ConfigError};
use crate::pages::context::{Announcer, FirstHeading, Followed};
use crate::pages::{ChangePassword, Closed, Footer, ForgotPassword, Header, Home, NotFound};
use crate::route::Route;
use crate::storefront::Storefront;
use crate::wording::Wording;

/// Starts the app in this page once its configuration has arrived.
pub fn start() {
    // A panic's own text may hold anything, a secret included: only its place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| [place.file(), ":", &place.line().to_string()].concat());
        console::error(&["stopped at ", place.as_deref().unwrap_or("an unknown place")].concat());
        loader::fail();
    }));
    browser::run(async {
        let config = loader::config().await.and_then(|json| Config::parse(&json));
        mount_to_body(move || view! { <App config /> });
        loader::started();
    });
}

/// The whole page.
#[component]
fn App(config: Result<Config, ConfigError>) -> impl IntoView {
    let wording = Wording::default();
    document::set_language(wording.tag());
    provide_context(wording);
    provide_context(FirstHeading::default());
    let announcer = Announcer::default();
    provide_context(announcer);
    let (look, links) = match &config {
        Ok(config) => (config.look.clone(), config.links.clone()),
        Err(error) => (error.look.clone(), error.links.clone()),
    };
    document::apply_look(&look);
    provide_context(look);
    provide_context(links);
    view! {
        <div class="page">
            <Header />
            <main class="card">
                <div class="live" role="status">{move || announcer.text()}</div>
                {match config {
                    Ok(config) => view! { <Open config /> }.into_any(),
                    Err(error) => {
                        console::error(&error.to_string());
                        view! { <Closed /> }.into_any()
                    }
                }}
            </main>
            <Footer />
        </div>
    }
}

/// The pages of a configured store.
#[component]
fn Open(config: Config) -> impl IntoView {
    provide_context(Storage::new(&config.client_id));
    let surroundings = Browser::new(config.policy.request_timeout_seconds);
    provide_context(Arc::new(Storefront::new(config, surroundings)));
    provide_context(Followed::new(loader::link()));
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <At path=StaticSegment(Route::Home.segment()) view=Home />
                <At path=StaticSegment(Route::ForgotPassword.segment()) view=ForgotPassword />
                <At path=StaticSegment(Route::ChangePassword.segment()) view=ChangePassword />
            </FlatRoutes>
        </Router>
    }
}
