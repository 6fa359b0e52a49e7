//! What holds for every reset, whatever goes wrong in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Shopper;
use crate::browser::Answered;
use crate::store::{ACCESS_TOKEN, EXCHANGE, UPDATE, text};

/// The header that account tokens are in.
pub(crate) const ACCOUNT_TOKEN: &str = "ep-account-management-authentication-token";

/// The mechanisms of the exchange that take what the shopper typed or followed.
const PROOFS: [&str; 2] = ["passwordless", "password"];

/// The one refusal after which a call may be sent again.
const GATEWAY: (u16, &str) = (401, "Unable to validate access token");

impl Shopper {
    /// Looks at the requests since `before`, counted by the store and by the browser: one ask, or one submission,
    /// which `may_exchange` a code or password at most once.
    pub(super) fn assert_nothing_repeated(&self, before: (usize, usize), may_exchange: bool) {
        let received = self.store.requests().split_off(before.0);
        let sent = self.browser.network().split_off(before.1);
        assert_eq!(received.len(), sent.len(), "{received:#?} {sent:#?}");
        let mut calls: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (received, sent) in received.iter().zip(&sent) {
            assert_eq!(
                (&received["method"], &received["path"]),
                (&sent.method.into(), &sent.path.clone().into())
            );
            // Of a list there are pages; nothing else is asked for in more ways than one.
            let call = (text(&received["route"]), text(&received["query"]), mechanism(received));
            calls.entry(call).or_default().push((received, sent));
        }
        calls.retain(|(route, _, _), _| route != ACCESS_TOKEN);
        for ((route, _, _), requests) in &calls {
            assert_repeated_with_reason(route, requests);
        }
        let exchanges = calls.keys().filter(|(_, _, mechanism)| PROOFS.contains(&mechanism.as_str()));
        assert!(exchanges.count() <= usize::from(may_exchange), "a code was spent unasked: {sent:#?}");
        let access_tokens = received.iter().filter(|request| request["route"] == ACCESS_TOKEN).count();
        assert!(access_tokens <= 3, "{access_tokens} access tokens for one step");
        assert!(received.iter().all(|request| request["route"].is_string()), "{received:#?}");
    }

    /// Looks at everything that was received, and at everything that somebody may read one day.
    fn assert_secrets_were_kept(&self) {
        let requests = self.store.requests();
        for request in &requests {
            let url = format!("{}?{}", text(&request["path"]), text(&request["query"]));
            let (route, body) = (text(&request["route"]), request["body"].to_string());
            for secret in self.secrets.borrow().iter() {
                assert!(!url.contains(secret), "{url}");
                let may_hold_it = route == EXCHANGE || route == UPDATE;
                assert!(may_hold_it || !body.contains(secret), "{route}: {body}");
            }
            self.assert_is_about_the_member(request);
        }
        let header = |name| requests.iter().map(move |request| text(&request["headers"][name]));
        let account_tokens: BTreeSet<_> = header(ACCOUNT_TOKEN).filter(|token| !token.is_empty()).collect();
        for request in &requests {
            let elsewhere = format!("{}{}{}", request["path"], request["query"], request["body"]);
            let shown = account_tokens.iter().find(|token| elsewhere.contains(token.as_str()));
            assert_eq!(shown, None, "an account token is somewhere else than in the header");
        }
        let access_tokens = header("authorization").map(|value| value.replace("Bearer ", ""));
        let mut secrets: Vec<String> = account_tokens.into_iter().chain(access_tokens).collect();
        secrets.extend(self.store.emails().into_iter().map(|email| email.code));
        secrets.extend(self.secrets.borrow().iter().cloned());
        secrets.push(self.username.as_str().to_owned());
        secrets.extend(self.member.as_ref().map(|member| member.password.clone()));
        secrets.retain(|secret| !secret.is_empty());
        for text in self.browser.heard() {
            let shown = secrets.iter().find(|secret| text.contains(secret.as_str()));
            assert_eq!(shown, None, "somebody could read {text}");
        }
    }

    /// A password is never set for anybody but the member whose code it was.
    fn assert_is_about_the_member(&self, request: &Value) {
        let path = text(&request["path"]);
        if let Some((_, user)) = path.split_once("/user-authentication-info/") {
            let id = self.member.as_ref().map(|member| member.user_authentication_info_id.as_str());
            assert_eq!(user.split('/').next(), id, "{path}");
        }
    }
}

fn mechanism(request: &Value) -> String {
    text(&request["body"]["data"]["authentication_mechanism"])
}

/// Looks at what came of each request of one route, in one step: whether the next one may have followed.
pub(crate) fn assert_repeated_with_reason(route: &str, sent: &[(&Value, &Answered)]) {
    let (mut refused_at_the_gateway, mut failed) = (0, 0);
    for [(request, before), (again, _)] in sent.array_windows() {
        let answer: Value = serde_json::from_str(&before.body).unwrap_or_default();
        let title = text(&answer["errors"][0]["title"]);
        if (before.status, title.as_str()) == GATEWAY {
            (refused_at_the_gateway, failed) = (refused_at_the_gateway + 1, 0);
        } else {
            failed += 1;
            let may_pass = matches!(before.status, 0 | 429 | 500..) && !before.timed_out;
            assert!(before.method == "GET" && may_pass, "{route} was repeated after {before:?}");
        }
        assert!(refused_at_the_gateway <= 1 && failed <= 2, "{route} was repeated too often: {sent:#?}");
        assert_eq!(request["body"], again["body"], "{route} was repeated with something else");
        assert_eq!(request["path"], again["path"]);
    }
}

impl Drop for Shopper {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.assert_secrets_were_kept();
        }
    }
}
