//! One store of a sandbox of its own: how it is set, what it received, and which passwords it takes.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use futures_util::FutureExt;
use http_body_util::BodyExt;
use latchkey::config::Config;
use sandbox::Sandbox;
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) const ACCESS_TOKEN: &str = "access_token.create";
pub(crate) const SETTINGS: &str = "account_authentication_settings.get";
pub(crate) const CODE_REQUEST: &str = "one_time_password_token_request.create";
pub(crate) const EXCHANGE: &str = "account_members_tokens.create";
pub(crate) const LIST: &str = "user_authentication_password_profile_info.list";
pub(crate) const MEMBER: &str = "account_members.get";
pub(crate) const ORDERS: &str = "orders.list";
pub(crate) const ORDER: &str = "orders.get";
pub(crate) const UPDATE: &str = "user_authentication_password_profile_info.update";

/// The member with one account.
pub(crate) const JOHN: &str = "john.doe@banks.com";
/// The member with three.
pub(crate) const JANE: &str = "jane.roe@banks.com";
/// The member with none.
pub(crate) const NORA: &str = "nora.noone@banks.com";

/// A store. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Store {
    router: Router,
    client_id: String,
}

/// One of the store's members.
pub(crate) struct Member {
    pub(crate) username: String,
    /// The password at the beginning.
    pub(crate) password: String,
    pub(crate) user_authentication_info_id: String,
    pub(crate) user_authentication_password_profile_info_id: String,
    /// The ids of the member's accounts, in the store's order.
    pub(crate) accounts: Vec<String>,
}

/// What an e-mail brought.
#[derive(Clone)]
pub(crate) struct Email {
    pub(crate) link: String,
    pub(crate) code: String,
}

/// A switch and all it can be set to.
pub(crate) struct Switch {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self { router: sandbox::app(Sandbox::default()), client_id: "sandbox".to_owned() }
    }

    /// A store in which Jane belongs to so many accounts.
    pub(crate) fn with_accounts_of_jane(count: usize) -> Self {
        let mut store = Self::new();
        let made = store.control("POST", "/sandbox/stores", &json!({ "accounts_of_jane": count }));
        store.client_id = text(&made["client_id"]);
        store
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// The app's configuration for this store, as its set-up would write it.
    pub(crate) fn config(&self) -> Config {
        Config::parse(&self.control("GET", "/sandbox/config.json", &Value::Null).to_string()).unwrap()
    }

    pub(crate) fn member(&self, username: &str) -> Member {
        let stores = self.control("GET", "/sandbox/stores", &Value::Null);
        let mut stores = stores["stores"].as_array().unwrap().iter();
        let store = stores.find(|store| store["client_id"] == self.client_id).unwrap();
        let members = store["members"].as_array().unwrap();
        let member = members.iter().find(|member| member["username"] == username).unwrap();
        Member {
            username: username.to_owned(),
            password: text(&member["password"]),
            user_authentication_info_id: text(&member["user_authentication_info_id"]),
            user_authentication_password_profile_info_id: text(
                &member["user_authentication_password_profile_info_id"],
            ),
            accounts: member["accounts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| text(&it["account_id"]))
                .collect(),
        }
    }

    /// Every switch there is, read from the store, so that new ones are not missed.
    pub(crate) fn switches(&self) -> Vec<Switch> {
        let answer = self.control("GET", "/sandbox/switches", &Value::Null);
        let switches = answer["switches"].as_array().unwrap().iter();
        let values = |switch: &Value| switch["values"].as_array().unwrap().iter().map(text).collect();
        switches.map(|switch| Switch { name: text(&switch["name"]), values: values(switch) }).collect()
    }

    /// The values of one switch.
    pub(crate) fn values_of(&self, name: &str) -> Vec<String> {
        self.switches().into_iter().find(|switch| switch.name == name).unwrap().values
    }

    pub(crate) fn switch(&self, name: &str, value: &str) {
        self.control("PUT", "/sandbox/switches", &json!({ name: value }));
    }

    pub(crate) fn set(&self, settings: &Value) {
        self.control("PUT", "/sandbox/settings", settings);
    }

    /// Spoils the next answer of a route; `fault` is as the control interface wants it, but for the route.
    pub(crate) fn fail(&self, route: &str, fault: &Value) {
        let mut fault = fault.clone();
        fault["route"] = json!(route);
        self.control("POST", "/sandbox/faults", &fault);
    }

    pub(crate) fn clear_faults(&self) {
        self.control("DELETE", "/sandbox/faults", &Value::Null);
    }

    pub(crate) fn advance_clock(&self, seconds: i64) {
        self.control("PUT", "/sandbox/clock", &json!({ "advance_seconds": seconds }));
    }

    /// Seconds since 1970, by the store's clock.
    pub(crate) fn now(&self) -> i64 {
        self.control("GET", "/sandbox/clock", &Value::Null)["now"].as_i64().unwrap()
    }

    /// The e-mails sent so far, the newest last.
    pub(crate) fn emails(&self) -> Vec<Email> {
        let answer = self.control("GET", "/sandbox/messages", &Value::Null);
        let messages = answer["messages"].as_array().unwrap().iter();
        messages.map(|message| Email { link: text(&message["link"]), code: text(&message["code"]) }).collect()
    }

    /// The requests that came from browsers, in the order in which they were received.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let mut answer = self.control("GET", "/sandbox/requests", &Value::Null);
        let Value::Array(mut requests) = answer["requests"].take() else { return Vec::new() };
        requests.retain(|request| request["headers"]["origin"].is_string());
        requests
    }

    /// The routes of those requests.
    pub(crate) fn routes(&self) -> Vec<String> {
        self.requests().iter().map(|request| text(&request["route"])).collect()
    }

    /// How many requests of each of some routes came from browsers.
    pub(crate) fn count<const N: usize>(&self, routes: [&str; N]) -> [usize; N] {
        let received = self.routes();
        routes.map(|route| received.iter().filter(|received| *received == route).count())
    }

    /// Whether the store takes a password, found out as a sign-in page would. No fault stands in its way.
    pub(crate) fn accepts(&self, username: &str, password: &str) -> bool {
        self.clear_faults();
        let config = self.config();
        let form = format!("grant_type=implicit&client_id={}", config.client_id);
        let form = Request::post("/oauth/access_token")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        let (_, granted) = self.answer(form.unwrap());
        let body = json!({ "data": {
            "type": "account_management_authentication_token",
            "authentication_mechanism": "password",
            "password_profile_id": config.password_profile_id.as_str(),
            "username": username,
            "password": password,
        } });
        let sign_in = Request::post("/v2/account-members/tokens")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {}", text(&granted["access_token"])))
            .body(Body::from(body.to_string()));
        let (status, answer) = self.answer(sign_in.unwrap());
        assert!([201, 400].contains(&status), "neither taken nor refused: {answer}");
        status == 201
    }

    /// Calls the control interface, which must not refuse.
    pub(crate) fn control(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let uri = format!("{path}?client_id={}", self.client_id);
        let request = Request::builder().method(method).uri(uri).body(Body::from(body));
        let (status, answer) = self.answer(request.unwrap());
        assert!((200..300).contains(&status), "{method} {path}: {answer}");
        answer
    }

    /// Nothing that is asked for here waits for anything.
    fn answer(&self, request: Request<Body>) -> (u16, Value) {
        let answer = self.router().oneshot(request).now_or_never().unwrap();
        let answer = answer.unwrap_or_else(|never| match never {});
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().now_or_never().unwrap().unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// The sentence with which the store refuses a fault that does not exist; it names those that do.
    pub(crate) fn refusal_of_fault(&self, body: &Value) -> String {
        let request = Request::post("/sandbox/faults").body(Body::from(body.to_string()));
        let (status, answer) = self.answer(request.unwrap());
        assert_eq!(status, 400, "{answer}");
        text(&answer["error"])
    }
}

/// The text of a JSON string; empty for anything else.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
