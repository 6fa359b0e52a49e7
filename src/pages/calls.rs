//! What pages ask the store for. All that speaks with it is a chunk of its own, which arrives while the shopper still
//! reads and types.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use leptos::wasm_split::SplitLoaderError;

use crate::browser::storage::Storage;
use crate::browser::{Browser, loader, now, run};
use crate::commerce::{AccountManagementAuthenticationToken, AccountMembersTokens};
use crate::journey::Problem;
use crate::journey::checkout::{Attempts, attempts};
use crate::journey::problem::Step;
use crate::storefront::{SignInSubmission, Storefront};

use super::chunks::in_chunk;

type Store = Arc<Storefront<Browser>>;
type Answer<T> = Pin<Box<dyn Future<Output = T>>>;

/// Nothing has been asked of the store when its chunk cannot be had.
const NOT_THERE: Problem = Problem::Unreachable(Step::Preparing);

/// The same for what a shopper tries again: where the chunk is gone with a deployment, that takes a newer page.
pub fn not_there(_: SplitLoaderError) -> Problem {
    loader::outdated();
    NOT_THERE
}

/// Fetches what is needed to ask for a code, or to sign in. Failures show when it matters.
pub fn prepare_code_request(store: Store) {
    in_chunk!(
        store,
        fn begin(store: Store) -> Answer<()> {
            Box::pin(async move { store.prepare_code_request().await })
        }
    );
    prepare(begin(store));
}

/// Fetches what is needed to reset a password. Failures show when it matters.
pub fn prepare_reset(store: Store) {
    in_chunk!(
        reset,
        fn begin(store: Store) -> Answer<()> {
            Box::pin(async move { store.prepare_reset().await })
        }
    );
    prepare(begin(store));
}

/// Forgets the orders of a session that has ended. Where the chunk cannot be had, the checkout page still shows them to
/// nobody else.
pub fn forget_orders(storage: Storage) {
    in_chunk!(
        store,
        fn forget(storage: Storage) -> () {
            if let Some(stored) = storage.get(attempts::NAME) {
                let left = Attempts::decode(&stored, now()).signed_out();
                storage.set(attempts::NAME, &left.encode());
            }
        }
    );
    run(forget(storage).map(drop));
}

fn prepare(beginning: impl Future<Output = Result<Answer<()>, SplitLoaderError>> + 'static) {
    run(async move {
        loader::painted().await;
        if let Ok(preparing) = beginning.await {
            preparing.await;
        }
    });
}

/// [`Storefront::sign_in`].
pub async fn sign_in(
    store: Store,
    submission: Rc<SignInSubmission>,
) -> Result<AccountMembersTokens, Problem> {
    type Tokens = Answer<Result<AccountMembersTokens, Problem>>;
    in_chunk!(
        store,
        fn begin(store: Store, submission: Rc<SignInSubmission>) -> Tokens {
            Box::pin(async move { store.sign_in(&submission).await })
        }
    );
    begin(store, submission).await.map_err(not_there)?.await
}

/// [`Storefront::renew`].
pub async fn renew(
    store: Store,
    account_token: AccountManagementAuthenticationToken,
) -> Result<AccountMembersTokens, Problem> {
    type Tokens = Answer<Result<AccountMembersTokens, Problem>>;
    in_chunk!(
        store,
        fn begin(store: Store, account_token: AccountManagementAuthenticationToken) -> Tokens {
            Box::pin(async move { store.renew(&account_token).await })
        }
    );
    // Whatever page this is about to end on would lose what is typed there by a reload.
    begin(store, account_token).await.map_err(|_| NOT_THERE)?.await
}
