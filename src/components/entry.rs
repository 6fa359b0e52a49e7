//! Fields of names and addresses: what people write in sentences, or choose from a list.

use leptos::prelude::*;

use crate::wording::Message;

use super::element::{element, styled};
use super::field::Words;

/// What the browser fills a field with.
#[derive(Clone, Copy)]
pub struct Autofill {
    /// The kind of input.
    pub kind: &'static str,
    /// Whose detail it is, such as `shipping`; empty for the shopper's own.
    pub section: &'static str,
    /// Which detail.
    pub detail: &'static str,
}

impl Autofill {
    fn tokens(self) -> String {
        // To be filled with nothing is nobody's detail.
        if self.section.is_empty() || self.detail == "off" {
            self.detail.to_owned()
        } else {
            [self.section, " ", self.detail].concat()
        }
    }
}

/// A field of one line, with what is in it at first.
pub fn text_field(words: Words, autofill: Autofill, value: &str) -> AnyView {
    let input = words
        .explained(styled("input", "field__input"))
        .set("type", autofill.kind)
        .set("autocomplete", &autofill.tokens())
        .set("value", value);
    words.field(styled("div", "field__control").with(input.view()).view())
}

/// A choice among values and their names, with what is chosen at first; `chosen` hears of a choice.
pub fn select_field(
    words: Words,
    autofill: Autofill,
    options: &[(String, String)],
    value: &str,
    chosen: impl Fn() + 'static,
) -> AnyView {
    let option = |(code, name): &(String, String)| {
        let option = element("option").set("value", code).text(name);
        if code == value { option.set("selected", "").view() } else { option.view() }
    };
    let select = words
        .explained(styled("select", "field__input"))
        .set("autocomplete", &autofill.tokens())
        .on_input(chosen)
        .with_all(options.iter().map(option));
    words.field(styled("div", "field__control").with(select.view()).view())
}

/// A box that is ticked or not; `pressed` hears of a change.
pub fn checkbox(
    name: &'static str,
    label: Message,
    is_ticked: bool,
    pressed: impl Fn() + 'static,
) -> AnyView {
    let input = styled("input", "check__box")
        .set("type", "checkbox")
        .set("id", name)
        .set("name", name)
        .on_input(pressed);
    let input = if is_ticked { input.set("checked", "") } else { input };
    let label = element("span").say(label).view();
    styled("label", "check").with(input.view()).with(label).view()
}
