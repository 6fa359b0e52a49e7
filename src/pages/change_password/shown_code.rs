//! The link's code, shown on request to a shopper who would rather type it where they started: the e-mail was
//! opened in another browser than the one that asked.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::document;
use crate::components::say;
use crate::journey::Link;
use crate::pages::context::use_announcer;
use crate::wording::Message;

/// The button, and after it the code as one text node, which goes when the page is left.
#[component]
pub fn ShownCode(followed: RwSignal<Link>, is_shown: RwSignal<bool>) -> impl IntoView {
    let left = window_event_listener(ev::pagehide, move |_| is_shown.set(false));
    on_cleanup(move || left.remove());
    let code = move || followed.read().one_time_password_token.clone();
    let announcer = use_announcer();
    let copied = say(&Message::CodeCopied);
    let copy = Action::new_local(move |(): &()| {
        let (code, copied) = (untrack(code), copied.clone());
        async move {
            if let Some(code) = code
                && document::copy(code.expose()).await
            // EXPOSE: the shopper asked for it on the clipboard
            {
                announcer.say(copied);
            }
        }
    });
    view! {
        <Show when=move || code().is_some()>
            <div class="code-shown">
                <button class="button button--link" type="button" aria-expanded=move || is_shown.get().to_string() on:click=move |_| is_shown.update(|shown| *shown = !*shown)>
                    {move || say(if is_shown.get() { &Message::HideCode } else { &Message::ShowCode })}
                </button>
                <Show when=move || is_shown.get()>
                    <p>{say(&Message::CodeElsewhere)}</p>
                    <p class="code-shown__place">
                        // EXPOSE: the shopper asked to see it
                        <code class="code-shown__code">{move || code().map(|code| code.expose().to_owned())}</code>
                        <button class="button button--quiet" type="button" on:click=move |_| { copy.dispatch(()); }>
                            {say(&Message::CopyCode)}
                        </button>
                    </p>
                </Show>
            </div>
        </Show>
    }
}
