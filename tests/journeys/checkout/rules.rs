//! What holds for every checkout: none was sent without being remembered first, none twice, and none with another
//! account's token; and nothing secret could be read.

use serde_json::Value;

use super::tab::{CHECKOUT, Shared};
use crate::store::text;

/// What must not be read anywhere but where it belongs.
const CANARIES: [&str; 3] = ["Canary Name", "canary@banks.com", "7 Canary Row"];

impl Shared {
    /// Looks at everything that the browser sent and kept.
    pub(crate) fn assert_rules(&self) {
        let sent = self.store.requests();
        let network = self.browser.network();
        let calls = network.iter().enumerate().filter(|(_, call)| call.path.ends_with("/checkout"));
        let reference = |request: &Value| text(&request["body"]["data"]["external_ref"]);
        let is_own = |reference: &String| self.guards.borrow().iter().any(|(own, _)| own == reference);
        let received = sent.iter().filter(|request| request["route"] == CHECKOUT);
        let received: Vec<&Value> = received.filter(|request| is_own(&reference(request))).collect();
        let calls: Vec<usize> = calls.map(|(number, _)| number).collect();
        assert_eq!(calls.len(), received.len());
        let mut references: Vec<String> = Vec::new();
        for (number, request) in calls.into_iter().zip(received) {
            let reference = reference(request);
            let is_kept = |(at, kept): &(usize, String)| *at <= number && kept.contains(&reference);
            assert!(self.kept.borrow().iter().any(is_kept), "{reference} was sent and not remembered before");
            assert!(!references.contains(&reference), "{reference} was sent twice");
            // What the gateway refused, nobody has seen.
            if request["status"] != 401 {
                references.push(reference.clone());
            }
            self.assert_is_in_the_right_name(request, &reference);
        }
        let mut secrets: Vec<String> = CANARIES.map(str::to_owned).to_vec();
        secrets.push(self.store.cart_id().expose().to_owned());
        let headers = sent.iter().map(|request| &request["headers"]);
        secrets.extend(
            headers
                .map(|headers| text(&headers["ep-account-management-authentication-token"]))
                .filter(|token| !token.is_empty()),
        );
        let kept = self.kept.borrow().iter().map(|(_, kept)| kept.clone()).collect::<Vec<_>>();
        for readable in self.browser.heard().into_iter().chain(kept) {
            let shown = secrets.iter().find(|secret| readable.contains(secret.as_str()));
            assert_eq!(shown, None, "somebody could read {readable}");
        }
    }

    /// A checkout carries the token of whom the form was shown for, and names them in the right place.
    fn assert_is_in_the_right_name(&self, request: &Value, reference: &str) {
        let guards = self.guards.borrow();
        let (_, guard) = guards.iter().find(|(of, _)| of == reference).unwrap();
        let token = text(&request["headers"]["ep-account-management-authentication-token"]);
        let data = &request["body"]["data"];
        match guard {
            Some(guard) => {
                assert_eq!(account_of(&token), guard.account_id.as_str());
                assert!(data["contact"].is_object() && data["customer"].is_null());
            }
            None => {
                assert_eq!(token, "");
                assert!(data["customer"].is_object() && data["contact"].is_null());
            }
        }
    }
}

/// The account that a token is of: its claims are not secret to whoever holds it.
fn account_of(token: &str) -> String {
    let claims = token.split('.').nth(1).unwrap_or_default();
    let mut bits = 0_u32;
    let mut count = 0;
    let mut json = Vec::new();
    for letter in claims.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            json.push((bits >> count & 255) as u8);
        }
    }
    text(&serde_json::from_slice::<Value>(&json).unwrap_or_default()["scope"])
}
