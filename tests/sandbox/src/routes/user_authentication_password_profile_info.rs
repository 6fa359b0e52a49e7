//! `/v2/authentication-realms/{realm}/user-authentication-info/{user}/user-authentication-password-profile-info`

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller;
use crate::pagination::Page;
use crate::received::{Received, require_type, required_text};
use crate::refusal::Refusal;
use crate::routes::require_realm;
use crate::store::{Grant, Member, Store, UsernameFormat};
use crate::switches::Switch;

const TYPE: &str = "user_authentication_password_profile_info";

/// The shortest password, in characters.
const SHORTEST_PASSWORD: usize = 8;

/// `GET` the list: a user's password profile infos, of which each user here has one.
pub(crate) fn list(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let grant = caller::grant(store, received)?;
    require_realm(store, received)?;
    let user_id = received.uuid("user_authentication_info_id", store)?;
    if grant == Grant::Implicit && store.switches.is(Switch::ListWithAccountToken, "forbidden_403") {
        return Err(Refusal::forbidden());
    }
    caller::may_manage(store, received, grant, user_id)?;
    let page = Page::asked_for(received)?;
    let member = store.member(user_id).ok_or_else(|| Refusal::not_found("Resource not found"))?;
    let self_url = received.self_url();
    let infos = [member];
    let data: Vec<_> = page.part_of(&infos).map(|member| list_item(store, member, &self_url)).collect();
    Ok(Answer::new(
        axum::http::StatusCode::OK,
        json!({ "data": data, "meta": page.meta(infos.len()), "links": page.links(infos.len(), &self_url, &store.switches) }),
    ))
}

/// `PUT` one: changes the password, the username, or both.
pub(crate) fn update(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    let grant = caller::grant(store, received)?;
    require_realm(store, received)?;
    let user_id = received.uuid("user_authentication_info_id", store)?;
    let id = received.uuid("id", store)?;
    caller::may_manage(store, received, grant, user_id)?;
    let known = store.member(user_id).is_some_and(|member| member.password_profile_info_id == id);
    if !known {
        return Err(Refusal::not_found("Resource not found"));
    }
    let data = received.data()?;
    require_type(&data, TYPE)?;
    if required_text(&data, "id", "ID")? != id {
        return Err(Refusal::invalid_field("ID", "eqfield=path"));
    }
    let username = new_username(store, &data, user_id)?.map(str::to_owned);
    let password = new_password(store, &data)?.map(str::to_owned);
    let now = store.clock.now();
    if password.is_some() && store.switches.is(Switch::PasswordChangeEndsTokens, "yes") {
        store.account_tokens.end_all_of(user_id);
    }
    if let Some(member) = store.members.iter_mut().find(|member| member.id == user_id) {
        member.updated_at = now;
        member.username = username.unwrap_or_else(|| std::mem::take(&mut member.username));
        member.password = password.unwrap_or_else(|| std::mem::take(&mut member.password));
    }
    let member = store.member(user_id).ok_or_else(|| Refusal::not_found("Resource not found"))?;
    Ok(Answer::resource(resource(store, member), &received.self_url()))
}

/// The username to set, which is optional.
fn new_username<'a>(store: &Store, data: &'a Value, user_id: &str) -> Result<Option<&'a str>, Refusal> {
    if data.get("username").is_none_or(Value::is_null) {
        return Ok(None);
    }
    let username = required_text(data, "username", "Username")?;
    let is_email =
        username.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    if store.settings.username_format == UsernameFormat::Email && !is_email {
        return Err(Refusal::invalid_field("Username", "email"));
    }
    if store.member_named(username).is_some_and(|member| member.id != user_id) {
        return Err(Refusal::unprocessable());
    }
    Ok(Some(username))
}

/// The password to set, which is optional. Nothing but its length is looked at.
fn new_password<'a>(store: &Store, data: &'a Value) -> Result<Option<&'a str>, Refusal> {
    match data.get("password") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(password)) if password.chars().count() >= SHORTEST_PASSWORD => Ok(Some(password)),
        Some(Value::String(_)) => Err(match store.switches.value(Switch::PasswordTooWeak) {
            "unprocessable_422" => Refusal::unprocessable_field("Password", "min"),
            _ => Refusal::invalid_field("Password", "min"),
        }),
        Some(_) => Err(Refusal::invalid_field("Password", "string")),
    }
}

/// The resource as it is written alone. It never holds the password.
fn resource(store: &Store, member: &Member) -> Value {
    json!({
        "id": member.password_profile_info_id,
        "type": TYPE,
        "username": member.username,
        "password_profile_id": store.seed.password_profile_id,
        "meta": { "created_at": member.created_at.iso_8601(), "updated_at": member.updated_at.iso_8601() },
    })
}

/// The resource as it is written in a list: with its own link.
fn list_item(store: &Store, member: &Member, list_url: &str) -> Value {
    let mut item = resource(store, member);
    item["links"] = json!({ "self": format!("{list_url}/{}", member.password_profile_info_id) });
    item
}
