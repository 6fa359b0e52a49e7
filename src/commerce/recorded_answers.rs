//! A transport for tests: gives the answers it was told to give, and keeps the requests it was sent.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::Poll;

use super::{Commerce, Request, Response, Timestamp, Transport, TransportError};

/// Access token requests are granted `access-1`, `access-2` … for an hour unless told otherwise; the other
/// answers are given in order, and none left is being offline.
#[derive(Default)]
pub(crate) struct RecordedAnswers {
    pub(crate) now: Cell<i64>,
    pub(crate) requests: RefCell<Vec<Request>>,
    /// How long a request for an access token takes, in seconds.
    pub(crate) delay: Cell<i64>,
    /// What time the store was heard to say it is.
    pub(crate) told: RefCell<Vec<Timestamp>>,
    /// How long it was waited each time, in milliseconds.
    pub(crate) waits: RefCell<Vec<u32>>,
    access_token_answers: RefCell<VecDeque<Answer>>,
    answers: RefCell<VecDeque<Answer>>,
    granted: Cell<u32>,
}

type Answer = Result<Response, TransportError>;

impl RecordedAnswers {
    pub(crate) fn answer(self, status: u16, body: &str) -> Self {
        self.answers.borrow_mut().push_back(Ok(response(status, body)));
        self
    }

    pub(crate) fn fail(self, error: TransportError) -> Self {
        self.answers.borrow_mut().push_back(Err(error));
        self
    }

    pub(crate) fn answer_access_token(self, status: u16, body: &str) -> Self {
        self.access_token_answers.borrow_mut().push_back(Ok(response(status, body)));
        self
    }

    pub(crate) fn fail_access_token(self, error: TransportError) -> Self {
        self.access_token_answers.borrow_mut().push_back(Err(error));
        self
    }

    pub(crate) fn client(self) -> Commerce<Self> {
        Commerce::new(self, "https://commerce.example/", "store & more")
    }

    /// Method and path of every request, with the access token that it carried.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.requests.borrow().iter().map(sent).collect()
    }

    fn grant(&self) -> Answer {
        self.granted.set(self.granted.get() + 1);
        let token = format!(r#"{{"access_token":"access-{}","expires_in":3600}}"#, self.granted.get());
        Ok(response(200, &token))
    }
}

impl Transport for RecordedAnswers {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let is_for_access_token = request.path == "/oauth/access_token";
        self.requests.borrow_mut().push(request);
        yield_once().await;
        if is_for_access_token {
            self.now.set(self.now.get() + self.delay.get());
            let told = self.access_token_answers.borrow_mut().pop_front();
            return told.unwrap_or_else(|| self.grant());
        }
        self.answers.borrow_mut().pop_front().unwrap_or(Err(TransportError::Offline))
    }

    async fn wait(&self, milliseconds: u32) {
        self.waits.borrow_mut().push(milliseconds);
        yield_once().await;
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.now.get())
    }

    fn tell_time(&self, store_time: Timestamp) {
        self.told.borrow_mut().push(store_time);
    }
}

pub(crate) fn response(status: u16, body: &str) -> Response {
    Response { status, retry_after: None, body: body.to_owned() }
}

fn sent(request: &Request) -> String {
    let token = request.headers.iter().find(|(name, _)| *name == "Authorization");
    match token.and_then(|(_, value)| value.strip_prefix("Bearer ")) {
        Some(token) => format!("{request:?} {token}"),
        None => format!("{request:?}"),
    }
}

/// Lets every other caller run first, as a network does.
async fn yield_once() {
    let mut yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
