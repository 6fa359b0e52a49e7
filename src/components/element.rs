//! An element of a page, built step by step.
//!
//! Leptos's `view!` gives every element, attribute and closure a type of its own, and compiles the code that
//! builds, updates and removes each of them anew. For the forms of this app that was more than half of what a
//! shopper downloaded. Here an element's attributes and children are erased as they are added, so that all
//! elements share one type and one copy of that code. What is on the screen is Leptos's own elements all the same.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{self, Event};
use leptos::html;
use leptos::prelude::*;

use crate::wording::Message;

use super::say;

/// An element under construction; [`view`](Element::view) ends it. Boxed, so that each step passes a pointer on.
#[must_use]
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins the element `tag`.
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// Begins the element `tag` of this class.
pub fn styled(tag: &'static str, class: &'static str) -> Element {
    element(tag).set("class", class)
}

impl Element {
    /// Sets an attribute once and for all.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &str) -> Self {
        self.attribute(custom_attribute(name, value.to_owned()).into_any_attr())
    }

    /// Sets an attribute that follows what `value` reads; none removes it.
    pub fn follow(
        self,
        name: &'static str,
        value: impl Fn() -> Option<&'static str> + Send + 'static,
    ) -> Self {
        self.follow_boxed(name, Box::new(value))
    }

    #[inline(never)]
    fn follow_boxed(self, name: &'static str, value: Box<dyn Fn() -> Option<&'static str> + Send>) -> Self {
        self.attribute(custom_attribute(name, value).into_any_attr())
    }

    /// Sets an attribute that follows what `value` reads.
    pub fn follow_text(self, name: &'static str, value: impl Fn() -> String + Send + 'static) -> Self {
        let value: Box<dyn Fn() -> String + Send> = Box::new(value);
        self.attribute(custom_attribute(name, value).into_any_attr())
    }

    /// Does something when it is pressed.
    pub fn on_click(self, press: impl Fn(Event) + 'static) -> Self {
        self.on("click", Box::new(press))
    }

    /// Does something when what is in it was edited.
    pub fn on_input(self, edit: impl Fn() + 'static) -> Self {
        self.on("input", Box::new(move |_| edit()))
    }

    /// Does something, instead of what the browser would, when the form is submitted.
    pub fn on_submit(self, submit: impl Fn() + 'static) -> Self {
        let submit = move |event: Event| {
            event.prevent_default();
            submit();
        };
        self.on("submit", Box::new(submit))
    }

    /// Adds a child.
    #[inline(never)]
    pub fn with(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds children.
    pub fn with_all(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.0.children.extend(children);
        self
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        self.with(text.to_owned().into_any())
    }

    /// Adds the sentence of a message.
    #[inline(never)]
    pub fn say(self, message: Message) -> Self {
        self.text(&say(message))
    }

    /// Adds a text that follows what `text` reads.
    pub fn text_of(self, text: impl Fn() -> String + Send + 'static) -> Self {
        self.text_of_boxed(Box::new(text))
    }

    #[inline(never)]
    fn text_of_boxed(self, text: Box<dyn Fn() -> String + Send>) -> Self {
        self.with(text.into_any())
    }

    /// Adds the sentence of a message that follows what `message` reads.
    pub fn say_of(self, message: impl Fn() -> Message + Send + 'static) -> Self {
        self.text_of(move || say(message()))
    }

    /// The element as part of a view.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        html::custom(tag).child(children).add_any_attr(attributes).into_any()
    }

    #[inline(never)]
    fn on(self, event: &'static str, happen: Box<dyn FnMut(Event)>) -> Self {
        self.attribute(ev::on(ev::Custom::<Event>::new(event), happen).into_any_attr())
    }

    #[inline(never)]
    fn attribute(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }
}
