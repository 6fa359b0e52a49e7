//! The implicit access token: asked for once, shared by all calls, renewed before it expires.

use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::lock::Mutex;

use super::envelope::decode;
use super::fields::Fields;
use super::path::percent_encode;
use super::{AccessToken, Error, Response, Timestamp};

/// Name of the call that asks for the token.
pub(crate) const ROUTE: &str = "access_token.create";

/// Path of that call.
pub(crate) const PATH: &str = "/oauth/access_token";

/// A token, and when it expires by the shopper's own clock.
pub(crate) struct Granted {
    pub(crate) token: AccessToken,
    pub(crate) expires: Timestamp,
    /// When it was granted, by the store's clock.
    pub(crate) granted: Option<Timestamp>,
}

/// Where the token is kept between calls. Whoever holds the lock is the only one to ask for a token; those who
/// waited for it share the outcome, good or bad.
#[derive(Default)]
pub(crate) struct AccessTokenCache {
    state: Mutex<State>,
    /// How many requests have ended, so that a caller can tell that one did while it waited.
    ended: AtomicU32,
}

#[derive(Default)]
struct State {
    granted: Option<Granted>,
    failure: Option<Error>,
}

impl AccessTokenCache {
    /// The token kept, or else what `request` brings, which is not polled before. The kept one serves when it is
    /// not the `refused` one and has `seconds_left`, or was obtained while this caller waited.
    ///
    /// When the future is dropped midway, the next caller in line makes a request of its own.
    pub(crate) async fn get(
        &self,
        now: Timestamp,
        seconds_left: i64,
        refused: Option<&AccessToken>,
        request: impl Future<Output = Result<Granted, Error>>,
    ) -> Result<AccessToken, Error> {
        let ended = self.ended.load(Ordering::Relaxed);
        let mut state = self.state.lock().await;
        let waited = self.ended.load(Ordering::Relaxed) != ended;
        if let Some(granted) = &state.granted {
            let obtained_meanwhile = waited && state.failure.is_none();
            if refused == Some(&granted.token) {
                state.granted = None;
            } else if obtained_meanwhile || granted.expires.since(now) >= seconds_left {
                return Ok(granted.token.clone());
            }
        }
        if waited && let Some(error) = &state.failure {
            return Err(error.clone());
        }
        let outcome = request.await;
        self.ended.fetch_add(1, Ordering::Relaxed);
        match outcome {
            Ok(granted) => {
                let token = granted.token.clone();
                *state = State { granted: Some(granted), failure: None };
                Ok(token)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }
}

/// The form of the request.
pub(crate) fn form(client_id: &str) -> String {
    let mut form = String::from("grant_type=implicit&client_id=");
    percent_encode(client_id, &mut form);
    form
}

/// Reads the answer to a request made at `asked`.
pub(crate) fn read(response: &Response, asked: Timestamp) -> Result<Granted, Error> {
    // Not wrapped in `data`, unlike everything else.
    let answer: Fields = decode(response, ROUTE)?;
    let token = AccessToken::new(answer.owned("access_token").unwrap_or_default());
    if !token.is_header_safe() {
        return Err(Error::Unreadable { status: response.status, path: "access_token" });
    }
    // The duration holds whatever the shopper's clock says; the moment is the next best. With neither, the
    // token serves this once.
    let (duration, moment) =
        (answer.number("expires_in"), answer.number("expires").map(Timestamp::from_seconds));
    let expires = match duration {
        Some(seconds) => asked.plus(seconds),
        None => moment.unwrap_or(asked),
    };
    let granted = moment.zip(duration).map(|(moment, seconds)| moment.plus(seconds.saturating_neg()));
    Ok(Granted { token, expires, granted })
}

#[cfg(test)]
mod tests;
