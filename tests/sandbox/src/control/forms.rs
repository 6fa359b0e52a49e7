//! The control page's forms: each does one thing to a store, and leads back to the page.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::Sandbox;
use crate::catalogue::ProductChange;
use crate::control::page::{Fields, Rejected, render};
use crate::control::{ControlError, StoreChoice};
use crate::faults::{Fault, FaultKind};
use crate::store::{SettingsChange, Store};
use crate::stores::StoreWishes;
use crate::switches::Switches;

/// `POST /sandbox/forms/{form}`
pub(crate) async fn submit(
    State(sandbox): State<Sandbox>,
    Query(choice): Query<StoreChoice>,
    Path(form): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, ControlError> {
    if form == "new-store" {
        let mut stores = sandbox.stores();
        let client_id = stores.add(StoreWishes::default()).seed.client_id.clone();
        return Ok(Redirect::to(&format!("/sandbox?client_id={client_id}")).into_response());
    }
    match choice.with(&sandbox, |store| change(store, &form, &fields)) {
        Ok(section) => {
            let address = format!("/sandbox?client_id={}#{section}", choice.client_id());
            Ok(Redirect::to(&address).into_response())
        }
        Err(problem) if problem.status == StatusCode::BAD_REQUEST => {
            let stores = sandbox.stores();
            let rejected = Rejected { sentence: Some(problem.sentence), fields };
            let page = render(&stores, choice.find(&stores)?, &rejected);
            Ok((StatusCode::BAD_REQUEST, Html(page.into_string())).into_response())
        }
        Err(problem) => Err(problem),
    }
}

/// Does what a form asks for, and names the section of the page to come back to.
fn change(store: &mut Store, form: &str, fields: &Fields) -> Result<&'static str, ControlError> {
    match form {
        "reset" => {
            store.reset();
            Ok("inbox")
        }
        "clear-requests" => {
            store.requests.clear();
            Ok("requests")
        }
        "clear-faults" => {
            store.faults.clear();
            Ok("faults")
        }
        "add-fault" => add_fault(store, fields).map(|()| "faults"),
        "clock" => advance_clock(store, fields).map(|()| "clock"),
        "settings" => {
            let change: SettingsChange =
                read(fields, &["account_management_authentication_token_timeout_secs"])?;
            store.settings.change(change).map_err(ControlError::bad_request)?;
            Ok("settings")
        }
        "product" => {
            let change: ProductChange = read(fields, &["stock", "price"])?;
            store.catalogue.change(&change).map_err(ControlError::bad_request)?;
            Ok("products")
        }
        "switches" => {
            let wanted = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            store.switches.set(wanted).map_err(ControlError::bad_request)?;
            Ok("switches")
        }
        "default-switches" => {
            store.switches = Switches::default();
            Ok("switches")
        }
        _ => Err(ControlError::not_found(format!("There is no form named \"{form}\"."))),
    }
}

const NUMBERS_OF_A_FAULT: [&str; 5] =
    ["status", "milliseconds", "times", "visible_after_seconds", "visible_after_reads"];

fn add_fault(store: &mut Store, fields: &Fields) -> Result<(), ControlError> {
    let mut fields = fields.clone();
    // The page hides the fields of other faults, but sends whatever was typed into them before.
    let kind = fields.get("fault").map(String::as_str).unwrap_or_default().to_owned();
    let answers_instead = kind == FaultKind::Status.name() || kind == FaultKind::WithoutCors.name();
    fields.retain(|name, _| match name.as_str() {
        "status" | "retry_after" => answers_instead,
        "milliseconds" => kind == FaultKind::Slow.name(),
        "visible_after_seconds" | "visible_after_reads" | "dropped" => kind == FaultKind::Late.name(),
        _ => true,
    });
    let fault: Fault = read(&fields, &NUMBERS_OF_A_FAULT)?;
    fault.check().map_err(ControlError::bad_request)?;
    store.faults.add(fault);
    Ok(())
}

fn advance_clock(store: &mut Store, fields: &Fields) -> Result<(), ControlError> {
    let text = fields.get("advance_seconds").map(String::as_str).unwrap_or_default();
    let seconds = text.parse().map_err(|_| {
        ControlError::bad_request(format!("Seconds must be a whole number, and is \"{text}\"."))
    })?;
    store.clock.advance(seconds).map_err(ControlError::bad_request)
}

/// Reads a form as the JSON it stands for: an empty field is an absent one.
fn read<T: DeserializeOwned>(fields: &Fields, numbers: &[&str]) -> Result<T, ControlError> {
    let mut document = Map::new();
    for (name, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        let value = match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            text if numbers.contains(&name.as_str()) => json!(whole_number(name, text)?),
            text => json!(text),
        };
        document.insert(name.clone(), value);
    }
    serde_json::from_value(Value::Object(document))
        .map_err(|problem| ControlError::bad_request(format!("The form cannot be used: {problem}.")))
}

fn whole_number(name: &str, text: &str) -> Result<i64, ControlError> {
    text.parse()
        .map_err(|_| ControlError::bad_request(format!("{name} must be a whole number, and is \"{text}\".")))
}
