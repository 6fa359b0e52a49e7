//! What every field has around its input: label, hint, and what is wrong.

use leptos::prelude::*;

use crate::wording::Message;

use super::icon::Icon;
use super::{NoticeKind, say};

/// The frame of the input with this id.
#[component]
pub fn Field(
    id: &'static str,
    label: Message,
    #[prop(optional_no_strip)] hint: Option<Message>,
    #[prop(into)] error: Signal<Option<Message>>,
    children: Children,
) -> impl IntoView {
    let fault = move || {
        error.get().map(|message| {
            view! {
                <p class="field__error" id=part(id, "error")>
                    <Icon kind=NoticeKind::Problem class="field__icon" />
                    {say(&message)}
                </p>
            }
        })
    };
    view! {
        <div class="field" class:field--invalid=move || error.read().is_some()>
            <label class="field__label" for=id>{say(&label)}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=part(id, "hint")>{say(&hint)}</p> })}
            {fault}
            {children()}
        </div>
    }
}

/// The ids that describe an input, for `aria-describedby`.
pub fn described_by(
    id: &'static str,
    has_hint: bool,
    error: Signal<Option<Message>>,
) -> impl Fn() -> Option<String> {
    move || {
        let hint = has_hint.then(|| part(id, "hint"));
        let fault = error.read().is_some().then(|| part(id, "error"));
        let ids: Vec<String> = hint.into_iter().chain(fault).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// Whether an input is in error, for `aria-invalid`.
pub fn invalid(error: Signal<Option<Message>>) -> impl Fn() -> Option<&'static str> {
    move || error.read().is_some().then_some("true")
}

fn part(id: &str, part: &str) -> String {
    [id, "-", part].concat()
}
