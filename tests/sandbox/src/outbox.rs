//! The events a store sends to its integrations, and the e-mails those would cause.

mod email;

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::{Value, json};

pub(crate) use self::email::Message;
use crate::clock::Moment;
use crate::store::{Member, Seed, new_id};

/// How many messages and events are remembered; older ones are forgotten.
const LONGEST: usize = 1000;

/// Why a shopper asked for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    ResetPassword,
    PasswordlessAuthentication,
}

impl Purpose {
    /// The purpose's name in requests and events.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::PasswordlessAuthentication => "passwordless_authentication",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::ResetPassword, Self::PasswordlessAuthentication]
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }
}

/// A code that has just been issued to a member.
pub(crate) struct IssuedCode<'a> {
    pub(crate) code: &'a str,
    pub(crate) purpose: Purpose,
    pub(crate) member: &'a Member,
    pub(crate) now: Moment,
    pub(crate) expires: Moment,
}

/// Everything a store has sent, oldest first.
#[derive(Default)]
pub(crate) struct Outbox {
    messages: VecDeque<Message>,
    events: VecDeque<Value>,
}

impl Outbox {
    /// Sends the event of an issued code, and its e-mail.
    pub(crate) fn send(&mut self, issued: &IssuedCode<'_>, seed: &Seed) {
        if self.messages.len() == LONGEST {
            self.messages.pop_front();
            self.events.pop_front();
        }
        self.events.push_back(event(issued, seed));
        self.messages.push_back(Message::new(issued, seed));
    }

    pub(crate) fn messages(&self) -> &VecDeque<Message> {
        &self.messages
    }

    pub(crate) fn events(&self) -> &VecDeque<Value> {
        &self.events
    }
}

/// The body of `one-time-password-token-request.created`, as the integration receives it.
fn event(issued: &IssuedCode<'_>, seed: &Seed) -> Value {
    let IssuedCode { code, purpose, member, now, .. } = issued;
    json!({
        "id": new_id(),
        "store_id": seed.store_id,
        "triggered_by": "one-time-password-token-request.created",
        "integration": {
            "id": seed.integration_id,
            "integration_type": "webhook",
            "name": "One-time password e-mail",
            "description": "Sends the e-mail that carries the one-time password",
        },
        "payload": {
            "authentication_realm_id": seed.realm_id,
            "created_at": now.iso_8601_with_offset(),
            "one_time_password_token": code,
            "password_profile_id": seed.password_profile_id,
            "purpose": purpose.name(),
            "updated_at": now.iso_8601_with_offset(),
            "user_authentication_info": { "email": member.email, "id": member.id, "name": member.name },
            "user_authentication_password_profile_info": {
                "id": member.password_profile_info_id,
                "password_profile_id": seed.password_profile_id,
                "username": member.username,
            },
        },
        "configuration": { "url": "https://storefront.example/one-time-password-notification", "secret_key": "" },
    })
}
