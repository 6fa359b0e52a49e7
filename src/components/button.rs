//! Buttons.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::wording::Message;

use super::element::{element, styled};
use super::say;

/// The one primary button of a form. While `pending` it keeps the focus and says what is being done, instead of
/// being disabled.
pub fn submit_button(label: Message, pending_label: Message, pending: Memo<bool>) -> AnyView {
    let class = move || {
        if pending.get() { "button button--primary button--pending" } else { "button button--primary" }
    };
    let label =
        styled("span", "button__label").say_of(move || if pending.get() { pending_label } else { label });
    let button = element("button");
    // Until the loader is there, which knows no words, nothing can be submitted.
    let button = if cfg!(target_arch = "wasm32") {
        button
    } else {
        button.set("disabled", "").set("data-pending", &say(pending_label))
    };
    button
        .follow("class", move || Some(class()))
        .set("type", "submit")
        .follow("aria-disabled", move || pending.get().then_some("true"))
        .with(label.view())
        .view()
}

/// How a button that does not submit looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonLook {
    /// A button beside or below the primary one.
    Quiet,
    /// A link among words.
    Link,
}

/// A button that does something in the page.
pub fn button(
    look: ButtonLook,
    label: impl Fn() -> String + Send + 'static,
    press: impl Fn() + 'static,
) -> AnyView {
    boxed_button(look, Box::new(label), Box::new(move |_| press()))
}

#[inline(never)]
fn boxed_button(
    look: ButtonLook,
    label: Box<dyn Fn() -> String + Send>,
    press: Box<dyn Fn(Event)>,
) -> AnyView {
    let class = match look {
        ButtonLook::Quiet => "button button--quiet",
        ButtonLook::Link => "button button--link",
    };
    styled("button", class).set("type", "button").on_click(press).text_of(label).view()
}

/// A quiet button that waits while `disabled`. It keeps its place in the tab order, and says that it waits.
pub fn waiting_button(
    label: impl Fn() -> Message + Send + 'static,
    disabled: Memo<bool>,
    press: impl Fn() + 'static,
) -> AnyView {
    let press = move |_| {
        if !disabled.get_untracked() {
            press();
        }
    };
    styled("button", "button button--quiet")
        .set("type", "button")
        .follow("aria-disabled", move || disabled.get().then_some("true"))
        .on_click(press)
        .say_of(label)
        .view()
}
