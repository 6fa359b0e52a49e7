//! Another link was followed in this tab while a password was half typed: nothing is lost unasked.

use leptos::prelude::*;

use crate::components::{NoticeBox, NoticeKind, say};
use crate::wording::Message;

use super::reset::Reset;

/// Where the focus goes when it appears.
pub const ID: &str = "other-link";

/// The question which link to go on with; nothing while there is no other.
#[component]
pub fn OtherLink(reset: Reset) -> impl IntoView {
    let take = move |_| {
        if let Some(link) = reset.other_link.get_untracked() {
            reset.adopt(link);
        }
    };
    view! {
        <Show when=move || reset.other_link.read().is_some()>
            <div id=ID tabindex="-1">
                <NoticeBox kind=NoticeKind::Information heading=say(&Message::OtherLinkTitle)>
                    <p>{say(&Message::OtherLinkBody)}</p>
                    <div class="notice__actions">
                        <button class="button button--quiet" type="button" on:click=take>{say(&Message::UseOtherLink)}</button>
                        <button class="button button--quiet" type="button" on:click=move |_| reset.other_link.set(None)>
                            {say(&Message::KeepThisLink)}
                        </button>
                    </div>
                </NoticeBox>
            </div>
        </Show>
    }
}
