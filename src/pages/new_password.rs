//! The fields of a new password, the same wherever one is chosen, and what is typed in them.

use leptos::prelude::*;

use crate::browser::document;
use crate::components::{
    FieldError, FormErrors, PASSWORD_ID, PasswordField, REPEAT_ID, parts, password_field,
};
use crate::config::Config;
use crate::journey::NewPassword;
use crate::journey::password::PasswordError;
use crate::wording::{ChangePassword as Words, Message};

use super::context::use_store;

/// The field, and that for its repetition where the store wants one.
pub fn new_password_fields(shown: RwSignal<bool>, errors: FormErrors) -> AnyView {
    let policy = use_store().storefront.config().policy.clone();
    let field = |id, label, min_length| {
        let field = PasswordField { id, label, min_length, autocomplete: "new-password" };
        password_field(field, shown, errors)
    };
    let repeat = policy
        .confirm_password
        .then(|| field(REPEAT_ID, Message::change_password(Words::RepeatPasswordLabel), None));
    let password = field(
        PASSWORD_ID,
        Message::change_password(Words::NewPasswordLabel),
        Some(policy.password_min_length),
    );
    parts([password].into_iter().chain(repeat).collect())
}

/// What is typed, if it keeps the rules for whom `username` names.
pub fn typed_new_password(config: &Config, username: &str) -> Result<NewPassword, FieldError> {
    let typed = document::value(PASSWORD_ID);
    if config.policy.confirm_password && document::value(REPEAT_ID) != typed {
        return Err((REPEAT_ID, Message::change_password(Words::Password(PasswordError::Different))));
    }
    NewPassword::parse(typed, username, &config.password_policy())
        .map_err(|error| (PASSWORD_ID, Message::change_password(Words::Password(error))))
}
