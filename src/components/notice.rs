//! A notice above the task, and the summary of what is wrong with a form.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::wording::Message;

use super::element::{element, styled};
use super::field::{FieldError, FormErrors};
use super::part::{changing, nothing};
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

/// A notice with a heading and whatever follows it.
pub fn notice(kind: NoticeKind, heading: String, rest: Vec<AnyView>) -> AnyView {
    let (class, id) = match kind {
        NoticeKind::Problem => ("notice notice--problem", Some(PROBLEM_ID)),
        NoticeKind::Information => ("notice notice--information", None),
        NoticeKind::Success => ("notice notice--success", None),
    };
    // A sign beside the words, so that colour never stands alone; screen readers have the words.
    let icon = styled("span", "notice__icon").set("aria-hidden", "true").view();
    let heading = styled("h2", "notice__heading").text(&heading).view();
    styled("div", class)
        .follow("id", move || id)
        .set("tabindex", "-1")
        .with(icon)
        .with(styled("div", "notice__text").with(heading).with_all(rest).view())
        .view()
}

/// The summary above a form: what is wrong, each leading to its field by `lead`. Nothing when nothing is.
pub fn form_errors(errors: FormErrors, lead: fn(&str)) -> AnyView {
    changing(move || {
        let errors = errors.get();
        if errors.is_empty() {
            return nothing();
        }
        let list = styled("ul", "notice__list")
            .with_all(errors.into_iter().map(|error| link_to_field(error, lead)))
            .view();
        notice(NoticeKind::Problem, say(Message::ThereIsAProblem), vec![list])
    })
}

fn link_to_field((id, message): FieldError, lead: fn(&str)) -> AnyView {
    // Focuses the field instead of following the fragment, which would make a history entry.
    let press = move |event: Event| {
        event.prevent_default();
        event.stop_propagation();
        lead(id);
    };
    let link = styled("a", "link").set("href", &["#", id].concat()).on_click(press).say(message);
    element("li").with(link.view()).view()
}
