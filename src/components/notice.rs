//! A notice above the task, and the summary of what is wrong with a form.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use crate::wording::Message;

use super::icon::Icon;
use super::say;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something stands in the way.
    Problem,
    /// Something to know.
    Information,
    /// Something is done.
    Success,
}

/// The id of a problem's notice, to move the focus to.
pub const PROBLEM_ID: &str = "problem";

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Problem => "notice notice--problem",
            Self::Information => "notice notice--information",
            Self::Success => "notice notice--success",
        }
    }
}

/// A notice with a heading and whatever follows it.
#[component]
pub fn NoticeBox(kind: NoticeKind, #[prop(into)] heading: String, children: Children) -> impl IntoView {
    let id = (kind == NoticeKind::Problem).then_some(PROBLEM_ID);
    view! {
        <div class=kind.class() id=id tabindex="-1">
            <Icon kind class="notice__icon" />
            <div class="notice__text">
                <h2 class="notice__heading">{heading}</h2>
                {children()}
            </div>
        </div>
    }
}

/// What is wrong with the field of an id.
pub type FieldError = (&'static str, Message);

/// The summary above a form: what is wrong, each leading to its field. Nothing when nothing is.
#[component]
pub fn FormErrors(#[prop(into)] errors: Signal<Vec<FieldError>>) -> impl IntoView {
    let links = move || {
        let lead = |(id, message): FieldError| {
            view! { <li><a class="link" href=["#", id].concat() on:click=move |event| lead_to(&event, id)>{say(&message)}</a></li> }
        };
        errors.get().into_iter().map(lead).collect_view()
    };
    view! {
        <Show when=move || !errors.read().is_empty()>
            <NoticeBox kind=NoticeKind::Problem heading=say(&Message::ThereIsAProblem)>
                <ul class="notice__list">{links}</ul>
            </NoticeBox>
        </Show>
    }
}

/// Focuses the field instead of following the fragment, which would make a history entry.
fn lead_to(event: &leptos::ev::MouseEvent, id: &str) {
    event.prevent_default();
    event.stop_propagation();
    focus(id);
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field {
        let _ = field.focus();
    }
}
