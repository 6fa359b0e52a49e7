//! The page's `<h1>`, after which the document is named.

use leptos::prelude::*;

use crate::browser::document;
use crate::components::say;
use crate::wording::Message;

use super::context::{FirstHeading, use_look};

const ID: &str = "title";

/// The heading of a page or of its next state. It takes the focus when it appears after the first one, as a
/// browser would for a new page.
#[component]
pub fn Heading(
    task: Message,
    /// Whether the page shows what is wrong, which its title says first.
    #[prop(optional, into)]
    is_error: Signal<bool>,
) -> impl IntoView {
    let task = say(&task);
    let store = use_look().store_name;
    let title = say(&Message::PageTitle { task: task.clone(), store });
    let error_title = say(&Message::ErrorTitle(title.clone()));
    Effect::new(move |_| document::set_title(if is_error.get() { &error_title } else { &title }));
    let is_first = use_context::<FirstHeading>().is_none_or(FirstHeading::take);
    Effect::new(move |_| {
        if !is_first {
            document::focus(ID);
        }
    });
    view! { <h1 class="title" id=ID tabindex="-1">{task}</h1> }
}
