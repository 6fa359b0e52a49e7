//! `/v2/accounts/{account_id}/addresses`

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::account_address::{
    ADDRESS_FIELDS, AccountAddress, AddressFields, DELIVERY_FIELDS, MOST_ADDRESSES,
};
use crate::answer::Answer;
use crate::caller;
use crate::pagination::Page;
use crate::received::{Received, require_type, required_text};
use crate::refusal::Refusal;
use crate::store::{Store, new_id};

const NOT_FOUND: &str = "account not found";

/// What an address cannot do without, besides its name.
const REQUIRED: [&str; 5] = ["first_name", "last_name", "line_1", "postcode", "country"];

pub(crate) fn list(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account(store, received)?;
    let page = Page::asked_for(received).map_err(Refusal::with_integer_status)?;
    let addresses: Vec<_> =
        store.addresses.iter().filter(|address| address.account_id == account_id).collect();
    let self_url = received.self_url();
    let data: Vec<_> = page.part_of(&addresses).map(|address| resource(address, received)).collect();
    let body = json!({
        "data": data,
        "meta": page.meta(addresses.len()),
        "links": page.links(addresses.len(), &self_url, &store.switches),
    });
    Ok(Answer::new(StatusCode::OK, body))
}

pub(crate) fn get(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account(store, received)?;
    let address = find(store, received, account_id)?;
    Ok(Answer::new(StatusCode::OK, json!({ "data": resource(address, received) })))
}

/// Saves an address, of which an account has 25 at most.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account(store, received)?;
    let (name, fields) = read(received).map_err(Refusal::with_integer_status)?;
    if store.addresses.iter().filter(|address| address.account_id == account_id).count() >= MOST_ADDRESSES {
        let detail = format!("An account has {MOST_ADDRESSES} addresses at most");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Err(Refusal::commerce(status, "Unprocessable Entity", &detail));
    }
    let now = store.clock.now();
    let address = AccountAddress {
        id: new_id(),
        account_id: account_id.to_owned(),
        name,
        fields,
        created_at: now,
        updated_at: now,
    };
    let data = resource(&address, received);
    store.addresses.push(address);
    Ok(Answer::new(StatusCode::CREATED, json!({ "data": data })))
}

/// Replaces an address.
pub(crate) fn update(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account(store, received)?;
    let id = find(store, received, account_id)?.id.clone();
    let (name, fields) = read(received).map_err(Refusal::with_integer_status)?;
    let now = store.clock.now();
    for address in store.addresses.iter_mut().filter(|address| address.id == id) {
        address.name.clone_from(&name);
        address.fields.clone_from(&fields);
        address.updated_at = now;
    }
    let address = find(store, received, account_id)?;
    Ok(Answer::new(StatusCode::OK, json!({ "data": resource(address, received) })))
}

pub(crate) fn delete(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let account_id = account(store, received)?;
    let id = find(store, received, account_id)?.id.clone();
    store.addresses.retain(|address| address.id != id);
    Ok(Answer::empty(StatusCode::NO_CONTENT))
}

/// The account in the path, when its addresses are the caller's to use.
fn account<'a>(store: &Store, received: &'a Received) -> Result<&'a str, Refusal> {
    let id = received.path_id("account_id").unwrap_or_default();
    caller::may_read(store, received, |claims| claims.scope == id, NOT_FOUND)
        .map_err(Refusal::with_integer_status)?;
    let is_known = store.members.iter().any(|member| member.accounts.iter().any(|account| account.id == id));
    if is_known { Ok(id) } else { Err(Refusal::not_found(NOT_FOUND).with_integer_status()) }
}

fn find<'a>(store: &'a Store, received: &Received, account_id: &str) -> Result<&'a AccountAddress, Refusal> {
    let id = received.path_id("address_id").unwrap_or_default();
    store
        .addresses
        .iter()
        .find(|address| address.id == id && address.account_id == account_id)
        .ok_or_else(|| Refusal::not_found("address not found").with_integer_status())
}

/// The name and the fields of the address in the body; what is absent is empty.
fn read(received: &Received) -> Result<(String, AddressFields), Refusal> {
    let data = received.data()?;
    require_type(&data, "address")?;
    let name = required_text(&data, "name", "Name")?.to_owned();
    let mut fields = Vec::new();
    for field in ADDRESS_FIELDS.into_iter().chain(DELIVERY_FIELDS) {
        let text = match data.get(field) {
            None | Some(Value::Null) => "",
            Some(Value::String(text)) => text,
            Some(_) => return Err(Refusal::invalid_field(field, "string")),
        };
        if text.is_empty() && REQUIRED.contains(&field) {
            return Err(Refusal::invalid_field(field, "required"));
        }
        fields.push((field, text.to_owned()));
    }
    Ok((name, fields))
}

fn resource(address: &AccountAddress, received: &Received) -> Value {
    let self_url =
        format!("{}/v2/accounts/{}/addresses/{}", received.base_url(), address.account_id, address.id);
    let mut data = Map::from_iter([
        ("id".to_owned(), json!(address.id)),
        ("type".to_owned(), json!("address")),
        ("name".to_owned(), json!(address.name)),
    ]);
    data.extend(address.fields.iter().map(|(name, text)| ((*name).to_owned(), json!(text))));
    let timestamps = json!({
        "created_at": address.created_at.iso_8601(),
        "updated_at": address.updated_at.iso_8601(),
    });
    data.insert("meta".to_owned(), json!({ "timestamps": timestamps }));
    data.insert("links".to_owned(), json!({ "self": self_url }));
    let account = json!({ "id": address.account_id, "type": "account" });
    data.insert("relationships".to_owned(), json!({ "account": account }));
    Value::Object(data)
}
