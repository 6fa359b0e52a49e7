//! Small pictures beside words, so that colour never stands alone.

use leptos::prelude::*;

use super::NoticeKind;

/// The picture of a kind of notice: always beside words, so hidden from screen readers.
pub fn icon(kind: NoticeKind, class: &'static str) -> AnyView {
    let path = match kind {
        NoticeKind::Problem => {
            "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1.1 4.5h2.2l-.25 6.25h-1.7Zm1.1 7.6a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4Z"
        }
        NoticeKind::Information => {
            "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 3.5a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4ZM8 8.5h3v4.75h1v1.5H8v-1.5h1.2V10H8Z"
        }
        NoticeKind::Success => {
            "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm4.9 6.6-5.7 6.3-3.9-3.6 1.1-1.2 2.7 2.5 4.6-5.1Z"
        }
    };
    view! {
        <svg class=class viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=path fill="currentColor" fill-rule="evenodd" />
        </svg>
    }
    .into_any()
}
