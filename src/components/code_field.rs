//! The field for a one-time password token.
//!
//! One plain text field: autofill, paste and screen readers need no more, and nothing is ever cut off, since
//! neither length nor alphabet of the code is promised.

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::wording::Message;

use super::field::{Field, described_by, invalid};

/// Its id, for error summaries.
pub(crate) const ID: &str = "code";

/// The field for a one-time password token.
#[component]
pub fn CodeField(node: NodeRef<html::Input>, #[prop(into)] error: Signal<Option<Message>>) -> impl IntoView {
    view! {
        <Field id=ID label=Message::CodeLabel hint=Some(Message::CodeHint) error>
            <div class="field__control">
                <input
                    class="field__input field__input--code"
                    id=ID
                    node_ref=node
                    type="text"
                    inputmode="text"
                    autocomplete="one-time-code"
                    autocapitalize="none"
                    {..custom_attribute("autocorrect", "off")}
                    spellcheck="false"
                    aria-describedby=described_by(ID, true, error)
                    aria-invalid=invalid(error)
                />
            </div>
        </Field>
    }
}
