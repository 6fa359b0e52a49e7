//! `POST /v2/account-members/tokens`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::caller;
use crate::one_time_tokens::CodeRefusal;
use crate::pagination::Page;
use crate::received::{Received, is_uuid, require_type, required_text};
use crate::refusal::Refusal;
use crate::store::{Account, Member, Store};
use crate::switches::Switch;
use crate::token::Claims;

const TYPE: &str = "account_management_authentication_token";

/// Signs an account member in: one account token for each account the member belongs to.
pub(crate) fn create(store: &mut Store, received: &Received) -> Result<Answer, Refusal> {
    caller::grant(store, received)?;
    // Everything that can be wrong with the request is found before a code is spent.
    let page = Page::asked_for(received)?;
    let data = received.data()?;
    require_type(&data, TYPE)?;
    let member_id = match required_text(&data, "authentication_mechanism", "AuthenticationMechanism")? {
        "passwordless" => by_one_time_password_token(store, &data)?,
        "password" => by_password(store, &data)?,
        TYPE => by_account_token(store, received)?,
        _ => return Err(Refusal::invalid_field("AuthenticationMechanism", "oneof")),
    };
    let member = store.member(&member_id).ok_or_else(authentication_failed)?;
    let (answer, issued) = account_tokens(store, member, page, &received.self_url());
    for token in &issued {
        store.account_tokens.issue(&member_id, token);
    }
    Ok(answer)
}

/// Spends a code. A code says nothing about its purpose: any unspent one signs in.
fn by_one_time_password_token(store: &mut Store, data: &Value) -> Result<String, Refusal> {
    let profile = password_profile_id(data)?;
    let username = required_text(data, "username", "Username")?;
    let code = required_text(data, "one_time_password_token", "OneTimePasswordToken")?;
    let now = store.clock.now();
    if store.switches.is(Switch::WrongCodeLimit, "three_in_ten_minutes")
        && store.wrong_codes.count(username, now) >= 3
    {
        return Err(Refusal::gateway(StatusCode::TOO_MANY_REQUESTS));
    }
    let member_id = member_of(store, profile, username).map(|member| member.id.clone());
    let any_case = store.switches.is(Switch::CodeCase, "insensitive");
    let exchanged = member_id.ok_or(CodeRefusal::Wrong).and_then(|member_id| {
        store.one_time_tokens.exchange(code, any_case, &member_id, now).map(|()| member_id)
    });
    exchanged.map_err(|refusal| {
        store.wrong_codes.add(username, now);
        code_refusal(store, refusal)
    })
}

fn by_password(store: &Store, data: &Value) -> Result<String, Refusal> {
    let profile = password_profile_id(data)?;
    let username = required_text(data, "username", "Username")?;
    let password = required_text(data, "password", "Password")?;
    member_of(store, profile, username)
        .filter(|member| member.password == password)
        .map(|member| member.id.clone())
        .ok_or_else(authentication_failed)
}

/// Renews: the account token that rides in the header is exchanged for a fresh one of every account.
fn by_account_token(store: &mut Store, received: &Received) -> Result<String, Refusal> {
    let claims = caller::account_token(store, received)?.ok_or_else(|| {
        Refusal::bad_request("the account management authentication token is missing from the header")
    })?;
    if store.switches.is(Switch::RenewalKeepsOldToken, "no") {
        received.account_token().into_iter().for_each(|token| store.account_tokens.end(token));
    }
    Ok(claims.sub)
}

fn password_profile_id(data: &Value) -> Result<&str, Refusal> {
    let id = required_text(data, "password_profile_id", "PasswordProfileId")?;
    if is_uuid(id) { Ok(id) } else { Err(Refusal::invalid_field("PasswordProfileId", "uuid")) }
}

fn member_of<'a>(store: &'a Store, password_profile_id: &str, username: &str) -> Option<&'a Member> {
    store.member_named(username).filter(|_| store.seed.password_profile_id == password_profile_id)
}

fn authentication_failed() -> Refusal {
    Refusal::bad_request("authentication failed")
}

fn code_refusal(store: &Store, refusal: CodeRefusal) -> Refusal {
    let switch = match refusal {
        CodeRefusal::Wrong => Switch::WrongCode,
        CodeRefusal::Expired => Switch::ExpiredCode,
        CodeRefusal::Used => Switch::CodeReuse,
    };
    let way = match store.switches.value(switch) {
        "as_wrong_code" => store.switches.value(Switch::WrongCode),
        way => way,
    };
    match way {
        "unauthorized_401" => Refusal::unauthorized("authentication failed"),
        "not_found_404" => Refusal::not_found("the authorization realm for the token could not be found"),
        _ => authentication_failed(),
    }
}

/// The answer, and the account tokens in it.
fn account_tokens(store: &Store, member: &Member, page: Page, self_url: &str) -> (Answer, Vec<String>) {
    let total = member.accounts.len();
    let mut meta = page.meta(total);
    meta["account_member_id"] = json!(member.id);
    let data: Vec<_> =
        page.part_of(&member.accounts).map(|account| account_token(store, member, account)).collect();
    let issued = data.iter().filter_map(|entry| entry["token"].as_str().map(str::to_owned)).collect();
    let is_null = total == 0 && store.switches.is(Switch::MemberWithoutAccounts, "null_data");
    let data = if is_null { Value::Null } else { Value::Array(data) };
    let body = json!({ "meta": meta, "data": data, "links": page.links(total, self_url, &store.switches) });
    (Answer::new(StatusCode::CREATED, body), issued)
}

fn account_token(store: &Store, member: &Member, account: &Account) -> Value {
    let now = store.clock.now();
    let expires = now.plus_seconds(store.settings.account_management_authentication_token_timeout_secs);
    let claims = Claims {
        account_member_self_management: store.settings.account_member_self_management.name().to_owned(),
        ancestors: String::new(),
        exp: expires.epoch_seconds(),
        iat: now.epoch_seconds(),
        realm_id: store.seed.realm_id.clone(),
        scope: account.id.clone(),
        store_id: store.seed.store_id.clone(),
        sub: member.id.clone(),
    };
    json!({
        "account_name": account.name,
        "account_id": account.id,
        "token": store.signing_key.sign(&claims),
        "type": TYPE,
        "expires": expires.iso_8601(),
    })
}
