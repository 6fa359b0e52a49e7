//! The fields of the app's forms. They keep what is typed in the document alone: whoever submits reads it there,
//! because password managers fill fields without telling anyone.

use leptos::prelude::*;

use crate::wording::{ChangePassword, Message, Wording};

use super::button::{ButtonLook, button};
use super::element::styled;
use super::field::{FormErrors, Purpose, Words};
use super::part::{changing, nothing, parts};
use super::{say, use_wording};

/// Ids of the fields, for whoever reads them, and for error summaries and focus.
pub const USERNAME_ID: &str = "username";
/// See [`USERNAME_ID`].
pub const CODE_ID: &str = "code";
/// See [`USERNAME_ID`].
pub const PASSWORD_ID: &str = "new-password";
/// See [`USERNAME_ID`].
pub const REPEAT_ID: &str = "repeat-password";
/// See [`USERNAME_ID`].
pub const CURRENT_PASSWORD_ID: &str = "current-password";

/// The field for the username: an e-mail address, in most stores. After every edit `suggest` may name a likelier
/// address, which `take` puts in its place.
pub fn username_field(
    is_email: bool,
    value: String,
    errors: FormErrors,
    suggest: fn() -> String,
    take: fn(&str),
) -> AnyView {
    let (label, kind) =
        if is_email { (Message::EmailLabel, "email") } else { (Message::UsernameLabel, "text") };
    let words = Words { id: USERNAME_ID, label, hint: None, errors };
    let purpose = Purpose { class: "field__input", autocomplete: "username" };
    let suggestion = RwSignal::new(String::new());
    let input = words
        .input(purpose, move || kind)
        .set("value", &value)
        .on_input(move || suggestion.set(if is_email { suggest() } else { String::new() }));
    let control = vec![
        styled("div", "field__control").with(input.view()).view(),
        // Always there, so that a suggestion moves nothing.
        styled("p", "field__suggestion").with(suggested(suggestion, take, use_wording())).view(),
    ];
    words.field(parts(control))
}

fn suggested(suggestion: RwSignal<String>, take: fn(&str), wording: Wording) -> AnyView {
    changing(move || {
        let address = suggestion.get();
        if address.is_empty() {
            return nothing();
        }
        let question = wording.did_you_mean(&address);
        let press = move || {
            take(&address);
            suggestion.set(String::new());
        };
        button(ButtonLook::Link, move || question.clone(), press)
    })
}

/// The username that a password belongs to, for password managers, which look for a field. Sight and screen readers
/// have it elsewhere.
pub fn known_username(username: &str) -> AnyView {
    styled("input", "identity__username")
        .set("type", "text")
        .set("readonly", "")
        .set("tabindex", "-1")
        .set("aria-hidden", "true")
        .set("autocomplete", "username")
        .set("autocapitalize", "none")
        .set("value", username)
        .view()
}

/// The field for a one-time password token: one plain text field, which is what autofill, paste and screen
/// readers need. Nothing is ever cut off, since neither length nor alphabet of the code is promised.
pub fn code_field(errors: FormErrors) -> AnyView {
    let words = Words { id: CODE_ID, label: Message::CodeLabel, hint: Some(Message::CodeHint), errors };
    let purpose = Purpose { class: "field__input field__input--code", autocomplete: "one-time-code" };
    let input = words.input(purpose, || "text").set("inputmode", "text").view();
    words.field(styled("div", "field__control").with(input).view())
}

/// A password that is asked for.
#[derive(Clone, Copy)]
pub struct PasswordField {
    /// The id of its input.
    pub id: &'static str,
    /// Which password.
    pub label: Message,
    /// Fewest characters of a new one; none for the repetition, and for the one there is.
    pub min_length: Option<u32>,
    /// What password managers do with it: `new-password` or `current-password`.
    pub autocomplete: &'static str,
}

/// The field for a password, with a button that shows what is typed. `shown` says whether it is readable; whoever
/// submits sets it back.
pub fn password_field(field: PasswordField, shown: RwSignal<bool>, errors: FormErrors) -> AnyView {
    let PasswordField { id, label, min_length, autocomplete } = field;
    let hint =
        min_length.map(|min_length| Message::change_password(ChangePassword::NewPasswordHint { min_length }));
    let words = Words { id, label, hint, errors };
    let purpose = Purpose { class: "field__input", autocomplete };
    let mut input = words.input(purpose, move || if shown.get() { "text" } else { "password" });
    if let Some(min_length) = min_length {
        input = input.set("passwordrules", &["minlength: ", &min_length.to_string(), ";"].concat());
    }
    let toggle = styled("button", "field__toggle")
        .set("type", "button")
        .set("aria-controls", id)
        .follow_text("aria-label", move || {
            say(if shown.get() {
                Message::change_password(ChangePassword::HidePassword)
            } else {
                Message::change_password(ChangePassword::ShowPassword)
            })
        })
        .on_click(move |_| shown.update(|shown| *shown = !*shown))
        .say_of(move || {
            if shown.get() {
                Message::change_password(ChangePassword::Hide)
            } else {
                Message::change_password(ChangePassword::Show)
            }
        });
    words.field(styled("div", "field__control").with(input.view()).with(toggle.view()).view())
}
