//! The control interface as JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Sandbox;
use crate::configuration::Configuration;
use crate::control::{ControlError, StoreChoice, read};
use crate::faults::Fault;
use crate::received;
use crate::store::{Member, Settings, SettingsChange, Store};
use crate::stores::StoreWishes;

/// As many accounts as one page of account tokens can hold.
const MOST_ACCOUNTS: usize = 100;

type Answer = Result<Json<Value>, ControlError>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    advance_seconds: i64,
}

pub(crate) async fn stores(State(sandbox): State<Sandbox>) -> Json<Value> {
    let stores = sandbox.stores();
    Json(json!({ "stores": stores.iter().map(description).collect::<Vec<_>>() }))
}

pub(crate) async fn create_store(
    State(sandbox): State<Sandbox>,
    body: Bytes,
) -> Result<impl IntoResponse, ControlError> {
    let wanted: StoreWishes = if body.is_empty() { StoreWishes::default() } else { read(&body)? };
    let is_web_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    if wanted.app_base_url.as_ref().is_some_and(|url| !is_web_address(url)) {
        return Err(ControlError::bad_request(
            "app_base_url must start with http:// or https://, for example http://127.0.0.1:8080.".to_owned(),
        ));
    }
    if wanted.accounts_of_jane.is_some_and(|count| !(1..=MOST_ACCOUNTS).contains(&count)) {
        return Err(ControlError::bad_request(format!(
            "accounts_of_jane must be from 1 to {MOST_ACCOUNTS}."
        )));
    }
    let mut stores = sandbox.stores();
    let store = stores.add(wanted);
    Ok((StatusCode::CREATED, Json(description(store))))
}

pub(crate) async fn configuration(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    headers: HeaderMap,
) -> Answer {
    choice.with(&sandbox, |store| Ok(Json(json!(Configuration::of(store, &received::base_url(&headers))))))
}

pub(crate) async fn messages(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(Json(json!({ "messages": store.outbox.messages() }))))
}

pub(crate) async fn events(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(Json(json!({ "events": store.outbox.events() }))))
}

pub(crate) async fn requests(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(Json(json!({ "requests": store.requests.entries() }))))
}

pub(crate) async fn clear_requests(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
) -> Answer {
    choice.with(&sandbox, |store| {
        store.requests.clear();
        Ok(Json(json!({ "requests": [] })))
    })
}

pub(crate) async fn clock(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(clock_of(store)))
}

pub(crate) async fn advance_clock(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    body: Bytes,
) -> Answer {
    let ClockMove { advance_seconds } = read(&body)?;
    choice.with(&sandbox, |store| {
        store.clock.advance(advance_seconds).map_err(ControlError::bad_request)?;
        Ok(clock_of(store))
    })
}

pub(crate) async fn switches(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(switches_of(store)))
}

pub(crate) async fn set_switches(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    body: Bytes,
) -> Answer {
    let wanted: Map<String, Value> = read(&body)?;
    let wanted: Vec<(&str, &str)> = wanted
        .iter()
        // A value that is no text is no value of any switch: let the sentence about values say so.
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("(not a text)")))
        .collect();
    choice.with(&sandbox, |store| {
        store.switches.set(wanted).map_err(ControlError::bad_request)?;
        Ok(switches_of(store))
    })
}

pub(crate) async fn settings(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
) -> Result<Json<Settings>, ControlError> {
    choice.with(&sandbox, |store| Ok(Json(store.settings.clone())))
}

pub(crate) async fn change_settings(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    body: Bytes,
) -> Result<Json<Settings>, ControlError> {
    let change: SettingsChange = read(&body)?;
    choice.with(&sandbox, |store| {
        store.settings.change(change).map_err(ControlError::bad_request)?;
        Ok(Json(store.settings.clone()))
    })
}

pub(crate) async fn faults(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| Ok(faults_of(store)))
}

pub(crate) async fn add_fault(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    body: Bytes,
) -> Result<impl IntoResponse, ControlError> {
    let fault: Fault = read(&body)?;
    fault.check().map_err(ControlError::bad_request)?;
    choice.with(&sandbox, |store| {
        store.faults.add(fault);
        Ok((StatusCode::CREATED, faults_of(store)))
    })
}

pub(crate) async fn clear_faults(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
) -> Answer {
    choice.with(&sandbox, |store| {
        store.faults.clear();
        Ok(faults_of(store))
    })
}

pub(crate) async fn reset(State(sandbox): State<Sandbox>, Query(choice): Query<StoreChoice>) -> Answer {
    choice.with(&sandbox, |store| {
        store.reset();
        Ok(Json(description(store)))
    })
}

fn clock_of(store: &Store) -> Json<Value> {
    let (now, offset) = (store.clock.now().epoch_seconds(), store.clock.offset_seconds());
    Json(json!({ "now": now, "offset_seconds": offset }))
}

fn switches_of(store: &Store) -> Json<Value> {
    Json(json!({ "switches": store.switches.all() }))
}

fn faults_of(store: &Store) -> Json<Value> {
    Json(json!({ "faults": store.faults.waiting() }))
}

/// A store with all its ids and its members' passwords.
fn description(store: &Store) -> Value {
    let member = |member: &Member| {
        json!({
            "username": member.username,
            "password": member.password,
            "name": member.name,
            "user_authentication_info_id": member.id,
            "user_authentication_password_profile_info_id": member.password_profile_info_id,
            "accounts": member.accounts,
        })
    };
    json!({
        "client_id": store.seed.client_id,
        "client_secret": store.seed.client_secret,
        "authentication_realm_id": store.seed.realm_id,
        "password_profile_id": store.seed.password_profile_id,
        "store_id": store.seed.store_id,
        "store_name": store.seed.store_name,
        "app_base_url": store.seed.app_base_url,
        "cart_id": store.seed.cart_id(),
        "products": store.catalogue.products(),
        "members": store.members.iter().map(member).collect::<Vec<_>>(),
    })
}
