//! The field for a new password, with a button that shows what is typed.

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::wording::Message;

use super::field::{Field, described_by, invalid};
use super::say;

/// The field for a new password. `shown` says whether it is readable; whoever submits sets it back.
#[component]
pub fn PasswordField(
    id: &'static str,
    node: NodeRef<html::Input>,
    /// Fewest characters, told in the hint; none for the repetition.
    #[prop(optional_no_strip)]
    min_length: Option<usize>,
    shown: RwSignal<bool>,
    #[prop(into)] error: Signal<Option<Message>>,
) -> impl IntoView {
    let label = if min_length.is_some() { Message::NewPasswordLabel } else { Message::RepeatPasswordLabel };
    let hint = min_length.map(|min_length| Message::NewPasswordHint { min_length });
    let rules = min_length.map(|min_length| ["minlength: ", &min_length.to_string(), ";"].concat());
    let has_hint = hint.is_some();
    view! {
        <Field id label hint error>
            <div class="field__control">
                <input
                    class="field__input"
                    id=id
                    node_ref=node
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="new-password"
                    autocapitalize="none"
                    {..custom_attribute("autocorrect", "off")}
                    spellcheck="false"
                    {..custom_attribute("passwordrules", rules)}
                    aria-describedby=described_by(id, has_hint, error)
                    aria-invalid=invalid(error)
                />
                <button
                    class="field__toggle"
                    type="button"
                    aria-controls=id
                    aria-label=move || say(&if shown.get() { Message::HidePassword } else { Message::ShowPassword })
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || say(&if shown.get() { Message::Hide } else { Message::Show })}
                </button>
            </div>
        </Field>
    }
}
