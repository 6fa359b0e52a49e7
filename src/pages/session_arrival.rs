//! The session's arrival. Nothing of it is downloaded before somebody may be signed in in this browser, or a page asks
//! who is.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::run;
use crate::browser::storage::Storage;
use crate::components::{changing, nothing, styled};
use crate::session::document;

use super::chunks::in_chunk;
use super::context::{Store, use_store};
use super::session::use_session;

/// The id of the place where it is told of, to move the focus to.
pub const SESSION_NOTICE_ID: &str = "session-notice";

/// The place above the page where the session is told of: there from the start, so that a screen reader notices what
/// appears.
pub fn session_place() -> AnyView {
    let notices = use_store().session_notices;
    styled("div", "alert-place session-notice")
        .set("id", SESSION_NOTICE_ID)
        .set("tabindex", "-1")
        .set("role", "alert")
        .with(changing(move || notices.get().map_or_else(nothing, |notices| notices())))
        .view()
}

/// Begins with the session as soon as there may be one.
pub fn await_session() {
    let store = use_store();
    let options = &store.storefront.config().session;
    // A storefront that keeps it in a cookie need not have told us.
    let (kept, may_be_in_cookie) = (Storage::shared(&options.prefix, options.storage), options.nextjs);
    let place = kept.clone();
    let look = move || {
        if may_be_in_cookie || place.get(document::NAME).is_some() {
            begin(store.clone());
        }
    };
    look();
    let look = Arc::new(look);
    let look_again = look.clone();
    StoredValue::new_local(kept.listen(move |_| look_again()));
    // A page that comes back from the back/forward cache has missed every event.
    let _ = window_event_listener(ev::pageshow, move |_| look());
}

fn begin(store: Arc<Store>) {
    in_chunk!(
        session,
        fn follow(store: Arc<Store>) -> () {
            store.with_owner(|| {
                let _ = use_session();
            });
        }
    );
    run(async move { drop(follow(store).await) });
}
