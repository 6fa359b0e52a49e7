//! The e-mails a store would have caused.

use maud::{Markup, html};

use crate::outbox::{Message, Purpose};
use crate::store::Store;

/// The inbox, newest first.
pub(super) fn section(store: &Store) -> Markup {
    let messages = store.outbox.messages();
    html! {
        section #inbox aria-labelledby="inbox-title" {
            h2 #inbox-title { "Inbox" }
            ol.live #inbox-list role="list" {
                @if messages.is_empty() {
                    li.empty #no-message { "No e-mail yet. Ask for a code in the app, and it arrives here." }
                }
                @for message in messages.iter().rev() { (item(message)) }
            }
        }
    }
}

fn item(message: &Message) -> Markup {
    let purpose = match message.purpose {
        Purpose::ResetPassword => "reset password",
        Purpose::PasswordlessAuthentication => "passwordless",
    };
    html! {
        li.message id={ "message-" (message.id) } {
            p.when { time datetime=(message.created_at.iso_8601()) { (message.created_at.time_of_day()) } span.badge { (purpose) } }
            h3 { (message.subject) }
            p.to { "to " (message.to) }
            p.ways {
                a.button.primary href=(message.link) target="_blank" rel="noreferrer" { "Open the link" }
                span.code aria-label="Code" { (message.code) }
            }
            details {
                summary { "The e-mail" }
                // No scripts and no origin: only links work, and they open elsewhere.
                iframe title={ "E-mail: " (message.subject) } loading="lazy"
                    sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"
                    srcdoc=(opening_elsewhere(&message.html)) {}
            }
            details {
                summary { "The same as text" }
                pre { (message.text) }
            }
        }
    }
}

/// The e-mail with its links opening in a new tab, as mail programs do.
fn opening_elsewhere(html: &str) -> String {
    html.replacen("<head>", "<head><base target=\"_blank\">", 1)
}
