//! Building blocks of pages: props in, events out. They know words and nothing else.

pub mod code_field;
pub mod field;
pub mod icon;
pub mod notice;
pub mod password_field;
pub mod submit_button;
pub mod username_field;

pub use code_field::CodeField;
pub use notice::{FieldError, FormErrors, NoticeBox, NoticeKind, PROBLEM_ID};
pub use password_field::PasswordField;
pub use submit_button::SubmitButton;
pub use username_field::UsernameField;

use leptos::prelude::*;

use crate::wording::{Message, Wording};

/// The wording of the page's language.
#[must_use]
pub fn use_wording() -> Wording {
    use_context().unwrap_or_default()
}

/// The sentence of a message, in the page's language.
#[must_use]
pub fn say(message: &Message) -> String {
    use_wording().say(message).into_owned()
}
