//! The one primary button of a form.

use leptos::prelude::*;

use crate::wording::Message;

use super::say;

/// Submits its form. While `pending` it keeps the focus and says what is being done, instead of being disabled.
#[component]
pub fn SubmitButton(
    label: Message,
    pending_label: Message,
    #[prop(into)] pending: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="button button--primary"
            class:button--pending=move || pending.get()
            type="submit"
            aria-disabled=move || pending.get().then_some("true")
        >
            <span class="button__label">{move || say(if pending.get() { &pending_label } else { &label })}</span>
        </button>
    }
}
