//! The client: base URL, access token, and the one way in which calls are sent.

use super::access_token::{self, AccessTokenCache, Granted};
use super::path::Path;
use super::repetition::wait_before_repeating;
use super::{
    AccessToken, AccountManagementAuthenticationToken, Body, ContentType, Error, Method, Refusal, Request,
    Response, Transport,
};

/// How long an answer may take, in seconds, that says what time it is. A phone may sleep while one is on its way.
const TIMELY: i64 = 30;

/// A store's Commerce API. Make one and share it: it holds the access token.
pub struct Commerce<T> {
    transport: T,
    api_base_url: String,
    client_id: String,
    access_token: AccessTokenCache,
}

impl<T> Commerce<T> {
    /// A client of the API at `api_base_url`, such as `https://euwest.api.elasticpath.com`, for the store that
    /// `client_id` names.
    #[must_use]
    pub fn new(transport: T, api_base_url: &str, client_id: &str) -> Self {
        Self {
            transport,
            api_base_url: api_base_url.trim_end_matches('/').to_owned(),
            client_id: client_id.to_owned(),
            access_token: AccessTokenCache::default(),
        }
    }

    /// The transport.
    pub fn transport(&self) -> &T {
        &self.transport
    }
}

impl<T: Transport> Commerce<T> {
    /// Makes sure that the access token has five minutes left, so that what the shopper does next need not wait
    /// for one. Calls do the same by themselves. However many call at once, one request is made.
    pub async fn prepare_access_token(&self) -> Result<(), Error> {
        self.access_token(SECONDS_LEFT_FOR_WRITING, None).await.map(drop)
    }

    /// Sends a call with the access token; repeats it once if the gateway refuses that token.
    pub(crate) async fn call(&self, call: Call<'_>) -> Result<Response, Error> {
        let seconds_left = call.seconds_left();
        let token = self.access_token(seconds_left, None).await?;
        let outcome = self.send(call.request(&self.api_base_url, &token)?, call.route).await;
        match &outcome {
            Err(Error::Refused(refusal)) if refusal.access_token_was_invalid() => {}
            _ => return outcome,
        }
        let token = self.access_token(seconds_left, Some(&token)).await?;
        self.send(call.request(&self.api_base_url, &token)?, call.route).await
    }

    async fn access_token(
        &self,
        seconds_left: i64,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, Error> {
        let request = self.request_access_token();
        self.access_token.get(self.transport.now(), seconds_left, refused, request).await
    }

    async fn request_access_token(&self) -> Result<Granted, Error> {
        let asked = self.transport.now();
        let body = Body { content_type: ContentType::Form, text: access_token::form(&self.client_id) };
        let request = request(&self.api_base_url, Method::Post, access_token::PATH, Vec::new(), Some(body));
        let granted = access_token::read(&self.send(request, access_token::ROUTE).await?, asked)?;
        let took = self.transport.now().since(asked);
        if let Some(store_time) = granted.granted.filter(|_| (0..=TIMELY).contains(&took)) {
            self.transport.tell_time(store_time);
        }
        Ok(granted)
    }

    /// Sends a request, a read again where it may help. An answer of any status but success is a refusal.
    async fn send(&self, request: Request, route: &'static str) -> Result<Response, Error> {
        let mut repeated = 0;
        let response = loop {
            let outcome = self.transport.send(request.clone()).await;
            let Some(wait) = wait_before_repeating(request.method, repeated, &outcome) else {
                break outcome?;
            };
            self.transport.wait(wait).await;
            repeated += 1;
        };
        if !(200..300).contains(&response.status) {
            return Err(Error::Refused(Refusal::read(route, &response)));
        }
        // A network that wants a sign-in first, or a proxy, answers everything with a page of its own: no success, even
        // where the answer would not be read.
        if response.body.trim_start().starts_with('<') {
            return Err(Error::Unreadable { status: response.status, path: route });
        }
        Ok(response)
    }
}

/// A call as its resource describes it, sent once or more often.
pub(crate) struct Call<'a> {
    /// Its name, as `<resource>.<verb>`.
    pub(crate) route: &'static str,
    pub(crate) method: Method,
    pub(crate) path: Path,
    /// The body, JSON.
    pub(crate) json: Option<String>,
    /// For calls that a member makes.
    pub(crate) account_token: Option<&'a AccountManagementAuthenticationToken>,
}

/// What the access token must have left before a call that only reads: longer than the call takes.
const SECONDS_LEFT_FOR_READING: i64 = 60;

/// The same before a call that changes something: enough that it never has to be repeated.
const SECONDS_LEFT_FOR_WRITING: i64 = 300;

const ACCOUNT_TOKEN_HEADER: &str = "EP-Account-Management-Authentication-Token";

impl Call<'_> {
    fn seconds_left(&self) -> i64 {
        if self.method == Method::Get { SECONDS_LEFT_FOR_READING } else { SECONDS_LEFT_FOR_WRITING }
    }

    fn request(&self, api_base_url: &str, access_token: &AccessToken) -> Result<Request, Error> {
        // EXPOSE: the header is where the access token belongs.
        let mut headers = vec![("Authorization", ["Bearer ", access_token.expose()].concat())];
        if let Some(token) = self.account_token {
            if !token.is_header_safe() {
                return Err(Error::Unreadable { status: 0, path: ACCOUNT_TOKEN_HEADER });
            }
            // EXPOSE: the header is where the account token belongs.
            headers.push((ACCOUNT_TOKEN_HEADER, token.expose().to_owned()));
        }
        let body = self.json.clone().map(|text| Body { content_type: ContentType::Json, text });
        Ok(request(api_base_url, self.method, self.path.as_str(), headers, body))
    }
}

fn request(
    api_base_url: &str,
    method: Method,
    path: &str,
    headers: Vec<(&'static str, String)>,
    body: Option<Body>,
) -> Request {
    Request { method, path: path.to_owned(), url: [api_base_url, path].concat(), headers, body }
}

#[cfg(test)]
mod tests;
