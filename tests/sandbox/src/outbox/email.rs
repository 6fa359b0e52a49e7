//! The e-mail that carries a code.

use maud::{DOCTYPE, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::clock::Moment;
use crate::outbox::{IssuedCode, Purpose};
use crate::store::{Seed, new_id};

/// Everything but letters, digits and `-._~` is encoded in a link's parameters.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An e-mail in the inbox.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) link: String,
    pub(crate) code: String,
    pub(crate) purpose: Purpose,
    pub(crate) created_at: Moment,
}

impl Message {
    /// The e-mail for an issued code: the link and the code each on a line of their own, in text and in HTML.
    pub(crate) fn new(issued: &IssuedCode<'_>, seed: &Seed) -> Self {
        let link = link(issued, seed);
        let words = Words::of(issued.purpose, &seed.store_name);
        Self {
            id: new_id(),
            to: issued.member.email.clone(),
            text: text(issued, &words, &link),
            html: html(issued, &words, &link),
            subject: words.subject,
            link,
            code: issued.code.to_owned(),
            purpose: issued.purpose,
            created_at: issued.now,
        }
    }
}

/// What differs between the two purposes.
struct Words {
    subject: String,
    lead: String,
    button: &'static str,
}

impl Words {
    fn of(purpose: Purpose, store_name: &str) -> Self {
        match purpose {
            Purpose::ResetPassword => Self {
                subject: format!("Choose a new password for {store_name}"),
                lead: format!(
                    "You asked to choose a new password for {store_name}. This link takes you there:"
                ),
                button: "Choose a new password",
            },
            Purpose::PasswordlessAuthentication => Self {
                subject: format!("Sign in to {store_name}"),
                lead: format!(
                    "You asked to sign in to {store_name} without a password. This link takes you there:"
                ),
                button: "Sign in",
            },
        }
    }
}

/// The page of the app that the purpose needs, with its parameters in the fragment, where no server sees them.
fn link(issued: &IssuedCode<'_>, seed: &Seed) -> String {
    let page = match issued.purpose {
        Purpose::ResetPassword => "change_password",
        Purpose::PasswordlessAuthentication => "sign_in",
    };
    let parameters = [
        ("username", issued.member.username.as_str()),
        ("token", issued.code),
        ("password_profile_id", &seed.password_profile_id),
        ("authentication_realm_id", &seed.realm_id),
        ("user_authentication_info_id", &issued.member.id),
        ("user_authentication_password_profile_info_id", &issued.member.password_profile_info_id),
    ]
    .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ENCODED)));
    format!("{}/{page}/#{}", seed.app_base_url, parameters.join("&"))
}

fn last_words(issued: &IssuedCode<'_>) -> String {
    format!(
        "Both work once, until {}. If it was not you who asked, you need do nothing.",
        issued.expires.hour_and_minute()
    )
}

fn text(issued: &IssuedCode<'_>, words: &Words, link: &str) -> String {
    format!(
        "Hello {},\n\n{}\n\n{link}\n\nOr type this code:\n\n{}\n\n{}\n",
        issued.member.name,
        words.lead,
        issued.code,
        last_words(issued),
    )
}

fn html(issued: &IssuedCode<'_>, words: &Words, link: &str) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                meta name="color-scheme" content="light dark";
                title { (words.subject) }
            }
            body style="font: 16px/1.5 system-ui, sans-serif; margin: 1.25rem; max-width: 32rem" {
                p { "Hello " (issued.member.name) "," }
                p { (words.lead) }
                p {
                    a href=(link) style="display: inline-block; padding: .7em 1.2em; border-radius: .4em; background: #1f4fd8; color: #fff; text-decoration: none; font-weight: 600" {
                        (words.button)
                    }
                }
                p { "Or type this code:" }
                p style="font: 600 1.6rem/1.2 ui-monospace, monospace; letter-spacing: .12em" { (issued.code) }
                p { (last_words(issued)) }
            }
        }
    }
    .into_string()
}
