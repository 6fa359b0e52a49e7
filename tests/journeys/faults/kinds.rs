//! The faults that a store can be asked for, and what each means to whoever waits for the answer.

use serde_json::{Value, json};

use crate::store::{
    ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, LIST, MEMBER, ORDER, ORDERS, SETTINGS, Store, UPDATE,
};

/// Every call of a reset.
pub(crate) const ROUTES: [&str; 6] = [ACCESS_TOKEN, SETTINGS, CODE_REQUEST, EXCHANGE, LIST, UPDATE];

/// The calls that change nothing, of a reset and of the account page.
pub(crate) const READS: [&str; 5] = [SETTINGS, LIST, MEMBER, ORDERS, ORDER];

/// A fault, as the control interface wants it.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    json: &'static str,
    pub(crate) meaning: Meaning,
    /// Whether the store does what was asked.
    pub(crate) is_carried_out: bool,
}

/// The one kind that befalls nothing but checkouts.
const OF_CHECKOUTS: &str = "late";

/// What an answer means, if it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// All is well, a moment later.
    Harmless,
    /// The gateway does not know the access token: the service has not seen the call.
    AccessTokenRefused,
    /// The service says no.
    Refused(u16),
    TooMany,
    /// A gateway gave up, in the range of refusals: a fault of the store, which no read is repeated for.
    GaveUp,
    StoreFault,
    /// Success, but no JSON.
    Malformed,
    /// Nothing that the browser lets be read.
    Unreadable,
    /// Nothing within the time-out.
    Late,
}

const fn answered(name: &'static str, json: &'static str, meaning: Meaning) -> Fault {
    Fault { name, json, meaning, is_carried_out: false }
}

const fn carried_out(name: &'static str, json: &'static str, meaning: Meaning) -> Fault {
    Fault { name, json, meaning, is_carried_out: true }
}

/// Every kind, and every status that is told apart.
pub(crate) const FAULTS: &[Fault] = &[
    answered("400", r#"{"fault":"status","status":400}"#, Meaning::Refused(400)),
    answered("401 of the gateway", r#"{"fault":"status","status":401}"#, Meaning::AccessTokenRefused),
    answered(
        "401 of the service",
        r#"{"fault":"status","status":401,"body":{"errors":[{"title":"Unauthorized","status":"401"}]}}"#,
        Meaning::Refused(401),
    ),
    answered(
        "401 with nearly the gateway's title",
        r#"{"fault":"status","status":401,"body":{"errors":[{"title":"unable to validate access token"}]}}"#,
        Meaning::Refused(401),
    ),
    answered(
        "403 with the gateway's title",
        r#"{"fault":"status","status":403,"body":{"errors":[{"title":"Unable to validate access token"}]}}"#,
        Meaning::Refused(403),
    ),
    answered("404", r#"{"fault":"status","status":404}"#, Meaning::Refused(404)),
    answered("408", r#"{"fault":"status","status":408}"#, Meaning::GaveUp),
    answered("422", r#"{"fault":"status","status":422}"#, Meaning::Refused(422)),
    answered("425", r#"{"fault":"status","status":425}"#, Meaning::GaveUp),
    answered("429", r#"{"fault":"status","status":429}"#, Meaning::TooMany),
    answered("429 in seconds", r#"{"fault":"status","status":429,"retry_after":"30"}"#, Meaning::TooMany),
    answered(
        "429 as a date",
        r#"{"fault":"status","status":429,"retry_after":"Fri, 01 Jan 2100 00:00:00 GMT"}"#,
        Meaning::TooMany,
    ),
    answered("500", r#"{"fault":"status","status":500}"#, Meaning::StoreFault),
    answered("502 in HTML", r#"{"fault":"status","status":502,"body":"<html>"}"#, Meaning::StoreFault),
    answered("503", r#"{"fault":"status","status":503,"retry_after":"30"}"#, Meaning::StoreFault),
    answered("502 without CORS", r#"{"fault":"without_cors","status":502}"#, Meaning::Unreadable),
    answered("429 without CORS", r#"{"fault":"without_cors","status":429}"#, Meaning::Unreadable),
    carried_out("slow", r#"{"fault":"slow","milliseconds":5000}"#, Meaning::Harmless),
    carried_out("too slow", r#"{"fault":"slow","milliseconds":30000}"#, Meaning::Late),
    carried_out("never answered", r#"{"fault":"never_answer"}"#, Meaning::Late),
    carried_out("dropped", r#"{"fault":"drop"}"#, Meaning::Unreadable),
    carried_out("cut off", r#"{"fault":"cut_body"}"#, Meaning::Unreadable),
    carried_out("malformed", r#"{"fault":"malformed_json"}"#, Meaning::Malformed),
];

impl Fault {
    /// Spoils the next answer of a route.
    pub(crate) fn befall(&self, store: &Store, route: &str) {
        store.fail(route, &self.json());
    }

    /// Spoils as many answers of a route as are tried for, one after the other.
    pub(crate) fn befall_all(&self, store: &Store, route: &str) {
        for _ in 0..self.tries(route) {
            self.befall(store, route);
        }
    }

    /// How many times a call is sent before the fault is believed. The gateway's refusal is not counted.
    pub(crate) fn tries(&self, route: &str) -> usize {
        let may_pass = [Meaning::TooMany, Meaning::StoreFault, Meaning::Unreadable].contains(&self.meaning);
        if may_pass && READS.contains(&route) { 3 } else { 1 }
    }

    fn json(&self) -> Value {
        serde_json::from_str(self.json).unwrap()
    }
}

#[test]
fn every_fault_that_the_sandbox_offers_is_in_the_table() {
    let sentence = Store::new().refusal_of_fault(&json!({ "route": ACCESS_TOKEN, "fault": "unheard_of" }));
    let (_, expected) = sentence.split_once("expected one of").unwrap();
    let kinds: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    for kind in &kinds {
        let is_known = FAULTS.iter().any(|fault| fault.json()["fault"] == **kind);
        assert!(is_known || *kind == OF_CHECKOUTS, "{kind} is missing");
    }
    assert_eq!(kinds.len(), 8);
}

#[test]
fn every_route_in_the_table_is_one_that_the_sandbox_offers() {
    let sentence = Store::new().refusal_of_fault(&json!({ "route": "unheard_of", "fault": "drop" }));
    let (_, routes) = sentence.split_once("the routes are ").unwrap();
    for route in ROUTES {
        assert!(routes.split(", ").any(|offered| offered == route), "there is no {route}: {routes}");
    }
}
