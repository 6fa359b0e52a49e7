//! One request for a code. It outlives the page that sent it: its outcome is remembered either way.

use std::pin::Pin;
use std::sync::Arc;

use futures_util::future::{Either, select};
use leptos::prelude::*;

use crate::browser::{Browser, chance, loader, milliseconds, now, pause_until, random_id};
use crate::journey::code_request::Event;
use crate::journey::{CodeRequest, Cooldown, PendingAttempt, Problem, Username};
use crate::storefront::Storefront;

use super::memory::Memory;
use crate::pages::calls::not_there;
use crate::pages::chunks::in_chunk;

/// However fast the store answers, the page moves on no sooner: its speed must not tell who has an account.
/// Milliseconds.
const SHORTEST_ANSWER: u32 = 600;

/// How long the store's own script may take for its say: as long as a person needs for a riddle. Milliseconds.
const LONGEST_CHECK: u32 = 60_000;

/// What it takes to ask.
pub(super) struct Request {
    pub(super) storefront: Arc<Storefront<Browser>>,
    pub(super) memory: Memory,
    /// The state that waits for the outcome, unless somebody has signed out since.
    pub(super) state: RwSignal<CodeRequest>,
    pub(super) username: Username,
    pub(super) return_to: Option<String>,
    /// Told that its form is about to go, if it does, and if the page is still there.
    pub(super) form_goes: Option<Callback<()>>,
}

impl Request {
    /// Asks, and remembers. Nothing has been asked of the store when its chunk cannot be had.
    pub(super) async fn send(self) -> Event {
        in_chunk!(
            store,
            fn begin(request: Request) -> Pin<Box<dyn Future<Output = Event>>> {
                Box::pin(request.ask())
            }
        );
        match begin(self).await {
            Ok(asking) => asking.await,
            Err(error) => Event::Failed(not_there(error)),
        }
    }

    /// Asks, and remembers. The wait begins before the request is sent, so that neither a reload nor another tab
    /// can send it a second time meanwhile; it ends again only when nothing was asked of the store.
    async fn ask(self) -> Event {
        let previous = self.memory.cooldown();
        let between = self.storefront.config().policy.resend_cooldown_seconds;
        self.memory.keep_cooldown(Cooldown::after_request(now(), between));
        let start = milliseconds();
        let outcome = if may_ask(start).await {
            self.storefront.request_code(self.memory.purpose, &self.username).await
        } else {
            Err(Problem::TooManyRequests(0))
        };
        pause_until(start, SHORTEST_ANSWER).await;
        if let Some(form_goes) = self.form_goes.filter(|_| outcome.is_ok()) {
            form_goes.try_run(());
        }
        // What it came to is shown in a turn of its own: making that takes a slow phone a while.
        loader::turn().await;
        match outcome {
            Ok(realm) => {
                let attempt = PendingAttempt::new(
                    random_id(),
                    self.memory.purpose,
                    self.username.as_str(),
                    realm,
                    now(),
                )
                .returning_to(self.return_to);
                if self.state.with_untracked(CodeRequest::is_sending) {
                    self.memory.keep_attempt(&attempt);
                }
                Event::Accepted(attempt)
            }
            Err(Problem::TooManyRequests(asked)) => {
                let cooldown = Cooldown::after_refusal(previous, asked, chance(), now());
                self.memory.keep_cooldown(cooldown);
                Event::Failed(Problem::TooManyRequests(cooldown.seconds_left(now())))
            }
            Err(problem) => {
                if problem.was_met_before_asking() {
                    self.memory.restore_cooldown(previous);
                }
                Event::Failed(problem)
            }
        }
    }
}

/// Whether the store's own script lets a code be asked for. One that never says so does not.
async fn may_ask(start: i64) -> bool {
    let (answer, end) = (Box::pin(loader::may_ask()), Box::pin(pause_until(start, LONGEST_CHECK)));
    match select(answer, end).await {
        Either::Left((may_ask, _)) => may_ask,
        Either::Right(_) => false,
    }
}
