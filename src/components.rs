//! Building blocks of pages: values in, events out. They know words and nothing else.

pub mod button;
pub mod element;
pub mod entry;
pub mod field;
pub mod fields;
pub mod link;
pub mod notice;
pub mod part;

pub use button::{ButtonLook, button, submit_button, waiting_button};
pub use element::{element, styled};
pub use entry::{Autofill, checkbox, select_field, text_field};
pub use field::{FieldError, FormErrors, Words, said};
pub use fields::{
    CODE_ID, CURRENT_PASSWORD_ID, PASSWORD_ID, PasswordField, REPEAT_ID, USERNAME_ID, code_field,
    known_username, password_field, username_field,
};
pub use link::{link, link_to, outward_link};
pub use notice::{NoticeKind, PROBLEM_ID, form_errors, notice};
pub use part::{changing, memo, nothing, parts, watch, when};

use leptos::prelude::*;

use crate::route::Base;
use crate::wording::{Message, Wording};

/// The wording of the page's language.
#[must_use]
pub fn use_wording() -> Wording {
    use_context().unwrap_or_default()
}

/// Where the app is, which its addresses begin with.
#[must_use]
pub fn use_base() -> Base {
    use_context().unwrap_or_default()
}

/// The sentence of a message, in the page's language.
#[must_use]
pub fn say(message: Message) -> String {
    use_wording().say(message).into_owned()
}
