//! The link's code, shown on request to a shopper who would rather type it where they started: the e-mail was
//! opened in another browser than the one that asked.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{self, document};
use crate::commerce::OneTimePasswordToken;
use crate::components::{ButtonLook, button, element, nothing, parts, said, say, styled, when};
use crate::journey::Link;
use crate::wording::{ChangePassword as Words, Message};

use super::context::use_frame;

/// The button, and after it the code as one text node, which goes when the page is left.
pub fn shown_code(followed: RwSignal<Link>, is_shown: RwSignal<bool>) -> AnyView {
    let code = move || followed.with(|link| link.one_time_password_token.clone());
    let label = move || {
        say(if is_shown.get() {
            Message::change_password(Words::HideCode)
        } else {
            Message::change_password(Words::ShowCode)
        })
    };
    when(
        move || code().is_some(),
        move || {
            if browser::IS_PRESENT {
                let left = window_event_listener(ev::pagehide, move |_| is_shown.set(false));
                on_cleanup(move || left.remove());
            }
            styled("div", "code-shown")
                .with(button(ButtonLook::Link, label, move || is_shown.update(|shown| *shown = !*shown)))
                .with(when(move || is_shown.get(), move || untrack(code).map_or_else(nothing, revealed)))
                .view()
        },
    )
}

fn revealed(code: OneTimePasswordToken) -> AnyView {
    let frame = use_frame();
    // EXPOSE: the shopper asked to see it
    let shown = styled("code", "code-shown__code").text(code.expose()).view();
    let answer = RwSignal::new(None);
    let copy = move || {
        let (code, frame) = (code.clone(), frame.clone());
        browser::run(async move {
            // EXPOSE: the shopper asked for it on the clipboard
            let is_copied = document::copy(code.expose()).await;
            let message = if is_copied {
                Message::change_password(Words::CodeCopied)
            } else {
                Message::change_password(Words::CodeNotCopied)
            };
            answer.try_set(Some(message));
            frame.announce(message);
        });
    };
    // The live region says it to screen readers.
    let answered = move || answer.get().map(say).unwrap_or_default();
    let answered = element("p").set("aria-hidden", "true").text_of(answered).view();
    let place = styled("p", "code-shown__place").with(shown).with(button(
        ButtonLook::Quiet,
        said(Message::change_password(Words::CopyCode)),
        copy,
    ));
    parts(vec![
        element("p").say(Message::change_password(Words::CodeElsewhere)).view(),
        place.view(),
        answered,
    ])
}
