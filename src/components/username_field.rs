//! The field for the username: an e-mail address, in most stores.

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use crate::wording::Message;

use super::field::{Field, described_by, invalid};
use super::say;

/// Its id, for error summaries.
pub(crate) const ID: &str = "username";

/// The field for the username. `suggest` names a likelier address for what was typed.
#[component]
pub fn UsernameField(
    node: NodeRef<html::Input>,
    /// Whether usernames are e-mail addresses.
    is_email: bool,
    #[prop(into)] value: String,
    #[prop(into)] error: Signal<Option<Message>>,
    suggest: fn(&str) -> Option<String>,
) -> impl IntoView {
    let suggestion = RwSignal::new(None::<String>);
    let look = move |_| {
        suggestion.set(node.get_untracked().filter(|_| is_email).and_then(|input| suggest(&input.value())))
    };
    let take = move |_| {
        if let (Some(input), Some(address)) = (node.get_untracked(), suggestion.get_untracked()) {
            input.set_value(&address);
            let _ = input.focus();
        }
        suggestion.set(None);
    };
    view! {
        <Field id=ID label=if is_email { Message::EmailLabel } else { Message::UsernameLabel } hint=None error>
            <div class="field__control">
                <input
                    class="field__input"
                    id=ID
                    node_ref=node
                    type=if is_email { "email" } else { "text" }
                    autocomplete="username"
                    autocapitalize="none"
                    {..custom_attribute("autocorrect", "off")}
                    spellcheck="false"
                    prop:value=value
                    aria-describedby=described_by(ID, false, error)
                    aria-invalid=invalid(error)
                    on:input=look
                />
            </div>
            // Always there, so that a suggestion moves nothing.
            <p class="field__suggestion">
                {move || suggestion.get().map(|address| view! {
                    <button class="button button--link" type="button" on:click=take>{say(&Message::DidYouMean(address))}</button>
                })}
            </p>
        </Field>
    }
}
