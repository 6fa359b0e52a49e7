//! A fresh store of a sandbox of its own, and the calls a shopper's browser makes to it.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use sandbox::{Sandbox, SandboxOptions, app};
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) const JOHN: &str = "john.doe@banks.com";
pub(crate) const JANE: &str = "jane.roe@banks.com";
pub(crate) const NORA: &str = "nora.noone@banks.com";
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A store, as `POST /sandbox/stores` described it.
pub(crate) struct Shop {
    pub(crate) router: Router,
    pub(crate) store: Value,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|problem| panic!("{problem}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The first error's member.
    pub(crate) fn error(&self, name: &str) -> Value {
        self.json()["errors"][0][name].clone()
    }
}

/// What rides in a call besides its body.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tokens<'a> {
    pub(crate) access: Option<&'a str>,
    pub(crate) account: Option<&'a str>,
}

impl Shop {
    /// A fresh store.
    pub(crate) async fn open() -> Self {
        let router = app(Sandbox::new(SandboxOptions::default()));
        let request = Request::post("/sandbox/stores").body(Body::empty()).unwrap();
        let store = send(&router, request).await;
        assert_eq!(store.status, 201);
        Self { router, store: store.json() }
    }

    pub(crate) fn id(&self, name: &str) -> &str {
        self.store[name].as_str().unwrap()
    }

    pub(crate) fn member(&self, username: &str) -> &Value {
        self.store["members"]
            .as_array()
            .unwrap()
            .iter()
            .find(|member| member["username"] == username)
            .unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    /// A JSON call to the control interface, about this store.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Value) -> Answer {
        let uri = format!("/sandbox/{path}?client_id={}", self.id("client_id"));
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(Request::builder().method(method).uri(uri).body(body).unwrap()).await
    }

    pub(crate) async fn read(&self, path: &str) -> Value {
        let answer = self.control(Method::GET, path, Value::Null).await;
        assert_eq!(answer.status, 200);
        answer.json()
    }

    pub(crate) async fn switch(&self, name: &str, value: &str) {
        let answer = self.control(Method::PUT, "switches", json!({ name: value })).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    pub(crate) async fn set(&self, settings: Value) {
        let answer = self.control(Method::PUT, "settings", settings).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        let answer = self.control(Method::PUT, "clock", json!({ "advance_seconds": seconds })).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    pub(crate) async fn fault(&self, fault: Value) {
        let answer = self.control(Method::POST, "faults", fault).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    }

    /// The routes of the requests the store has received, oldest first.
    pub(crate) async fn routes_received(&self) -> Vec<String> {
        let log = self.read("requests").await;
        let requests = log["requests"].as_array().unwrap();
        requests.iter().map(|request| request["route"].as_str().unwrap_or_default().to_owned()).collect()
    }

    pub(crate) async fn form(&self, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let request = Request::post("/oauth/access_token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// An implicit access token.
    pub(crate) async fn access_token(&self) -> String {
        let answer = self.form(&[("grant_type", "implicit"), ("client_id", self.id("client_id"))]).await;
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// An access token of a server that knows the secret.
    pub(crate) async fn client_credentials(&self) -> String {
        let (id, secret) = (self.id("client_id"), self.id("client_secret"));
        let fields = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        self.form(&fields).await.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// A Commerce call; a null body is none.
    pub(crate) async fn call(&self, method: Method, path: &str, tokens: Tokens<'_>, body: Value) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = tokens.access {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(token) = tokens.account {
            request = request.header("EP-Account-Management-Authentication-Token", token);
        }
        let body = if body.is_null() {
            Body::empty()
        } else {
            request = request.header("content-type", "application/json");
            Body::from(body.to_string())
        };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) fn code_request_path(&self) -> String {
        let (realm, profile) = (self.id("authentication_realm_id"), self.id("password_profile_id"));
        format!(
            "/v2/authentication-realms/{realm}/password-profiles/{profile}/one-time-password-token-request"
        )
    }

    pub(crate) fn infos_path(&self, username: &str) -> String {
        let user = self.member(username)["user_authentication_info_id"].as_str().unwrap();
        format!(
            "/v2/authentication-realms/{}/user-authentication-info/{user}/user-authentication-password-profile-info",
            self.id("authentication_realm_id")
        )
    }

    pub(crate) fn info_path(&self, username: &str) -> String {
        let id = self.member(username)["user_authentication_password_profile_info_id"].as_str().unwrap();
        format!("{}/{id}", self.infos_path(username))
    }

    /// Asks for a code.
    pub(crate) async fn ask_for_code(&self, username: &str) -> Answer {
        let token = self.access_token().await;
        let body = json!({ "data": { "type": "one_time_password_token_request", "username": username, "purpose": "reset_password" } });
        self.call(Method::POST, &self.code_request_path(), bearer(&token), body).await
    }

    /// The code of the newest e-mail.
    pub(crate) async fn newest_code(&self) -> String {
        let messages = self.read("messages").await;
        messages["messages"].as_array().unwrap().last().unwrap()["code"].as_str().unwrap().to_owned()
    }

    /// A code that has just been sent to a member.
    pub(crate) async fn code_for(&self, username: &str) -> String {
        let answer = self.ask_for_code(username).await;
        assert!(answer.status < 300, "{}", answer.text());
        self.newest_code().await
    }

    /// Exchanges with `credential` beside the fields every exchange has.
    pub(crate) async fn exchange_with(
        &self,
        mechanism: &str,
        username: &str,
        credential: (&str, &str),
    ) -> Answer {
        let token = self.access_token().await;
        let mut body = json!({ "data": {
            "type": "account_management_authentication_token",
            "authentication_mechanism": mechanism,
            "password_profile_id": self.id("password_profile_id"),
            "username": username,
        } });
        body["data"][credential.0] = json!(credential.1);
        self.call(Method::POST, "/v2/account-members/tokens", bearer(&token), body).await
    }

    pub(crate) async fn exchange(&self, username: &str, code: &str) -> Answer {
        self.exchange_with("passwordless", username, ("one_time_password_token", code)).await
    }

    pub(crate) async fn sign_in(&self, username: &str, password: &str) -> Answer {
        self.exchange_with("password", username, ("password", password)).await
    }

    /// An account token of a member, by way of a code.
    pub(crate) async fn account_token(&self, username: &str) -> String {
        let code = self.code_for(username).await;
        let answer = self.exchange(username, &code).await;
        answer.json()["data"][0]["token"].as_str().unwrap().to_owned()
    }

    /// Sets a member's password, with a body that `change` has had its way with.
    pub(crate) async fn set_password(
        &self,
        username: &str,
        account_token: &str,
        password: &str,
        change: impl FnOnce(&mut Value),
    ) -> Answer {
        let token = self.access_token().await;
        let mut body = json!({ "data": {
            "type": "user_authentication_password_profile_info",
            "id": self.member(username)["user_authentication_password_profile_info_id"],
            "password_profile_id": self.id("password_profile_id"),
            "password": password,
        } });
        change(&mut body);
        let tokens = Tokens { access: Some(&token), account: Some(account_token) };
        self.call(Method::PUT, &self.info_path(username), tokens, body).await
    }
}

/// Only an access token.
pub(crate) fn bearer(token: &str) -> Tokens<'_> {
    Tokens { access: Some(token), account: None }
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}
