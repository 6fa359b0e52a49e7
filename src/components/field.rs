//! What every field is made of: label, hint, what is wrong, and its one input element.

use leptos::prelude::*;

use crate::wording::Message;

use super::element::{element, styled};
use super::part::{changing, nothing};
use super::say;

/// What is wrong with the field of an id.
pub type FieldError = (&'static str, Message);

/// What is wrong with a form.
pub type FormErrors = RwSignal<Vec<FieldError>>;

/// The words of the field with this id.
#[derive(Clone, Copy)]
pub struct Words {
    /// The id of its input.
    pub id: &'static str,
    /// What to enter.
    pub label: Message,
    /// How.
    pub hint: Option<Message>,
    /// What is wrong with its form, itself perhaps.
    pub errors: FormErrors,
}

/// What an input is for.
#[derive(Clone, Copy)]
pub struct Purpose {
    /// Its look beside that of every field.
    pub class: &'static str,
    /// What password managers and autofill know it by.
    pub autocomplete: &'static str,
}

impl Words {
    /// What is wrong with this field.
    fn fault(self) -> Option<Message> {
        self.errors.read().iter().find(|(id, _)| *id == self.id).map(|(_, message)| *message)
    }

    /// The field around `control`, with whatever follows it.
    pub fn field(self, control: AnyView) -> AnyView {
        let Self { id, label, hint, .. } = self;
        let wrong = changing(move || match self.fault() {
            Some(message) => styled("p", "field__error")
                .set("id", &part(id, "error"))
                .with(styled("span", "field__icon").set("aria-hidden", "true").view())
                .say(message)
                .view(),
            None => nothing(),
        });
        let hint = hint.map(|hint| styled("p", "field__hint").set("id", &part(id, "hint")).say(hint).view());
        element("div")
            .follow("class", move || {
                Some(if self.fault().is_some() { "field field--invalid" } else { "field" })
            })
            .with(styled("label", "field__label").set("for", id).say(label).view())
            .with_all(hint)
            .with(wrong)
            .with(control)
            .view()
    }

    /// Its input, which leaves what is typed alone: no capitals, no corrections, no spelling.
    pub fn input(
        self,
        purpose: Purpose,
        kind: impl Fn() -> &'static str + Send + 'static,
    ) -> super::element::Element {
        self.explained(styled("input", purpose.class))
            .follow("type", move || Some(kind()))
            .set("autocomplete", purpose.autocomplete)
            .set("autocapitalize", "none")
            .set("autocorrect", "off")
            .set("spellcheck", "false")
    }

    /// Its control, with the words that belong to it.
    pub(super) fn explained(self, control: super::element::Element) -> super::element::Element {
        let Self { id, hint, .. } = self;
        let explained = move || {
            let hint = hint.map(|_| part(id, "hint"));
            let wrong = self.fault().is_some().then(|| part(id, "error"));
            hint.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
        };
        control
            .set("id", id)
            .follow_text("aria-describedby", explained)
            .follow("aria-invalid", move || self.fault().is_some().then_some("true"))
    }
}

/// A sentence that is said once.
pub fn said(message: Message) -> impl Fn() -> String + Send + 'static {
    let sentence = say(message);
    move || sentence.clone()
}

fn part(id: &str, part: &str) -> String {
    [id, "-", part].concat()
}
