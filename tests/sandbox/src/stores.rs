//! All stores of a sandbox, and which of them a request belongs to.

use axum::http::StatusCode;
use serde::Deserialize;

use crate::answer::Answer;
use crate::delivery::Delivery;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes;
use crate::store::{Seed, Store, new_id};
use crate::switches::Switch;

/// The `client_id` of the store that is always there.
pub(crate) const DEFAULT_CLIENT_ID: &str = "sandbox";

/// What a fresh store may be told; what is absent is as in every store.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoreWishes {
    pub(crate) app_base_url: Option<String>,
    pub(crate) store_name: Option<String>,
    /// How many accounts Jane belongs to.
    pub(crate) accounts_of_jane: Option<usize>,
}

/// Every store; the default one is first.
pub(crate) struct Stores {
    default_store: Store,
    others: Vec<Store>,
    app_base_url: String,
}

impl Stores {
    pub(crate) fn new(app_base_url: String) -> Self {
        let seed = Seed::new(DEFAULT_CLIENT_ID.to_owned(), &app_base_url, StoreWishes::default());
        Self { default_store: Store::new(seed), others: Vec::new(), app_base_url }
    }

    /// Makes a fresh store.
    pub(crate) fn add(&mut self, wishes: StoreWishes) -> &Store {
        let app_base_url = wishes.app_base_url.clone().unwrap_or_else(|| self.app_base_url.clone());
        let seed = Seed::new(format!("store-{}", new_id()), &app_base_url, wishes);
        self.others.push(Store::new(seed));
        self.others.last().unwrap_or(&self.default_store)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Store> {
        std::iter::once(&self.default_store).chain(&self.others)
    }

    pub(crate) fn default_store(&self) -> &Store {
        &self.default_store
    }

    pub(crate) fn get(&self, client_id: &str) -> Option<&Store> {
        self.iter().find(|store| store.seed.client_id == client_id)
    }

    pub(crate) fn get_mut(&mut self, client_id: &str) -> Option<&mut Store> {
        self.find_mut(|store| store.seed.client_id == client_id)
    }

    /// Receives a request: writes it down, carries it out or lets a fault stop it, and says how to deliver the answer.
    pub(crate) fn receive(&mut self, received: &Received) -> Delivery {
        let store = self.store_of(received);
        let fault = received.route.and_then(|route| store.faults.take(route));
        let answer = match fault.as_ref().and_then(|fault| fault.answer_instead()) {
            Some(answer) => answer,
            None => carry_out(store, received),
        };
        let now = store.clock.now();
        if let Some(lateness) = fault.as_ref().and_then(|fault| fault.lateness(now))
            && answer.status == StatusCode::CREATED
        {
            store.orders.delay_newest(lateness);
        }
        store.requests.record(received, answer.status, fault.as_ref(), now);
        let expose = store.switches.is(Switch::RetryAfterExposed, "yes");
        Delivery { answer, fault, date: now.http_date(), expose_retry_after: expose }
    }

    /// The store that a request belongs to: by its access token, by the `client_id` it asks an access token for,
    /// by the realm in its path, and else the default one.
    fn store_of(&mut self, received: &Received) -> &mut Store {
        let client_id = self.client_id_of(received);
        let position = self.others.iter().position(|store| Some(&store.seed.client_id) == client_id.as_ref());
        match position {
            Some(position) => self.others.get_mut(position).unwrap_or(&mut self.default_store),
            None => &mut self.default_store,
        }
    }

    fn client_id_of(&self, received: &Received) -> Option<String> {
        let by_access_token =
            received.bearer().and_then(|token| self.iter().find(|store| store.access_tokens.knows(token)));
        let by_client_id = || {
            // A wrong client_id names no store. One that only has something after a store's own is that store's to
            // refuse, so that tests beside each other each have a wrong one of their own.
            let asked_for = received.form_field("client_id")?;
            self.iter()
                .filter(|store| asked_for.starts_with(&store.seed.client_id))
                .max_by_key(|store| store.seed.client_id.len())
        };
        let by_realm = || {
            let realm_id = received.path_id("realm_id")?;
            self.iter().find(|store| store.seed.realm_id == realm_id)
        };
        by_access_token.or_else(by_client_id).or_else(by_realm).map(|store| store.seed.client_id.clone())
    }

    fn find_mut(&mut self, found: impl Fn(&Store) -> bool) -> Option<&mut Store> {
        std::iter::once(&mut self.default_store).chain(&mut self.others).find(|store| found(store))
    }
}

fn carry_out(store: &mut Store, received: &Received) -> Answer {
    let outcome = match received.route {
        Some(route) => routes::carry_out(route, store, received),
        None if received.path_is_known => Err(Refusal::gateway(StatusCode::METHOD_NOT_ALLOWED)),
        None => Err(Refusal::gateway(StatusCode::NOT_FOUND)),
    };
    outcome.unwrap_or_else(|refusal| refusal.answer(&received.self_url()))
}
