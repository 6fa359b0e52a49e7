//! The page's `<h1>`, after which the document is named.

use leptos::prelude::*;

use crate::browser::{document, loader, run};
use crate::components::{memo, say, styled, use_wording, watch};
use crate::wording::Message;

use super::context::use_frame;

/// The id of the heading, to move the focus to.
pub const TITLE_ID: &str = "title";

/// The heading of a page or of its next state; `is_error` says whether the page shows what is wrong, which its
/// title says first. The heading takes the focus when it appears after the first one, as a browser would give it
/// to a new page.
pub fn heading(task: Message, is_error: Memo<bool>) -> AnyView {
    let (wording, store, task) = (use_wording(), use_frame().look.store_name.clone(), say(task));
    let named = task.clone();
    let is_first = use_frame().take_first_heading();
    let is_new = StoredValue::new(!is_first);
    watch(move || {
        name_page(wording.title(&named, store.as_deref(), is_error.get()));
        if is_new.get_value() {
            is_new.set_value(false);
            focus_heading();
        }
    });
    styled("h1", "title").set("id", TITLE_ID).set("tabindex", "-1").text(&task).view()
}

/// Names the page, in a turn after the one in which it is made: the browser's window has to be told, which takes as long as
/// making a part of the page.
fn name_page(title: String) {
    run(async move {
        loader::turn().await;
        document::set_title(&title);
    });
}

/// Moves the focus to the heading, as soon as the page shows what it is about to: not in the same turn, since a browser lays
/// the page out for it.
pub fn focus_heading() {
    run(async {
        loader::turn().await;
        document::focus(TITLE_ID);
    });
}

/// The heading of a page that nothing can be wrong with.
pub fn plain_heading(task: Message) -> AnyView {
    heading(task, memo(|| false))
}
