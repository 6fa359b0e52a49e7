//! What this browser remembers while the shopper fetches the e-mail: that it asked, for whom, and when.
//!
//! It survives reload and app switching on a phone, is shared by tabs, and never holds the code. The stored
//! form is versioned; anything unreadable is as if it were not there.

use serde::Serialize;

use crate::commerce::fields::Fields;
use crate::commerce::{AuthenticationRealmId, Purpose, Timestamp};

use super::problem::CodeAge;

/// Version of the stored form.
const VERSION: u32 = 1;

/// How far ahead of now a stored moment may lie before the clock must have been set back, in seconds.
const CLOCK_LEEWAY: i64 = 60;

/// A code that this browser has asked for.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PendingAttempt {
    version: u32,
    /// Random; tells one attempt from the next.
    pub id: String,
    /// The username asked for.
    pub username: String,
    /// What the code is for.
    purpose: String,
    /// Where it was asked for.
    pub authentication_realm_id: AuthenticationRealmId,
    /// When.
    pub requested_at: Timestamp,
    /// Where the shopper wanted to go on to, as the address said: the e-mailed link does not. To be checked when read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_to: Option<String>,
}

impl std::fmt::Debug for PendingAttempt {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("PendingAttempt")
            .field("requested_at", &self.requested_at)
            .finish_non_exhaustive()
    }
}

impl PendingAttempt {
    /// How long a code is valid, in seconds, according to the guide on one-time password tokens.
    pub const LIFETIME: i64 = 600;

    /// A new attempt.
    #[must_use]
    pub fn new(
        id: String,
        purpose: Purpose,
        username: &str,
        realm: AuthenticationRealmId,
        now: Timestamp,
    ) -> Self {
        Self {
            version: VERSION,
            id,
            username: username.to_owned(),
            purpose: purpose.as_str().to_owned(),
            authentication_realm_id: realm,
            requested_at: now,
            return_to: None,
        }
    }

    /// The same, which leads on to `return_to`.
    #[must_use]
    pub fn returning_to(self, return_to: Option<String>) -> Self {
        Self { return_to, ..self }
    }

    /// Reads the stored form; none when it is unreadable, of another version or purpose, or expired.
    #[must_use]
    pub fn decode(stored: &str, purpose: Purpose, now: Timestamp) -> Option<Self> {
        let fields = read(stored).filter(|fields| fields.text("purpose") == Some(purpose.as_str()))?;
        let requested_at = Timestamp::from_seconds(fields.number("requested_at")?);
        let realm = AuthenticationRealmId::parse(fields.text("authentication_realm_id")?)?;
        let attempt = Self::new(fields.owned("id")?, purpose, fields.text("username")?, realm, requested_at)
            .returning_to(fields.owned("return_to"));
        (-CLOCK_LEEWAY..Self::LIFETIME).contains(&now.since(requested_at)).then_some(attempt)
    }

    /// The stored form.
    #[must_use]
    pub fn encode(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether its code has run out.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now.since(self.requested_at) >= Self::LIFETIME
    }

    /// Whether a link for `username` may be used without a press: this browser asked for it a moment ago, and has used
    /// none of this attempt so yet. `used` is the attempt whose link was used so last.
    #[must_use]
    pub fn vouches_for(&self, username: &str, used: Option<&str>, now: Timestamp) -> bool {
        self.username == username && !self.is_expired(now) && used != Some(self.id.as_str())
    }

    /// How old the code is that `username` was sent, as far as the remembered attempt tells.
    #[must_use]
    pub fn age_for(remembered: Option<&Self>, username: &str, now: Timestamp) -> CodeAge {
        match remembered {
            Some(attempt) if attempt.username == username => {
                if attempt.is_expired(now) {
                    CodeAge::Expired
                } else {
                    CodeAge::Valid
                }
            }
            _ => CodeAge::Unknown,
        }
    }
}

/// When the next code may be asked for. The only brake between a button and somebody's inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cooldown {
    version: u32,
    /// When the wait began.
    from: Timestamp,
    /// Nothing is asked before this moment.
    pub until: Timestamp,
    /// Refusals for asking too often, one after another.
    pub refusals: u32,
}

/// Seconds after its end that a wait, and the refusals before it, are forgotten.
const FORGOTTEN_AFTER: i64 = 3600;

/// Shortest wait after the store said that there are too many requests, and the longest, in seconds.
const BACK_OFF: (u32, u32) = (60, 900);

impl Cooldown {
    /// After a code was asked for.
    #[must_use]
    pub fn after_request(now: Timestamp, seconds: u32) -> Self {
        Self { version: VERSION, from: now, until: now.plus(i64::from(seconds)), refusals: 0 }
    }

    /// After the store refused for too many requests: what it asked for, or twice as long each time, with up to
    /// a quarter more by `chance` (0 to 100), so that a crowd does not come back all at once.
    #[must_use]
    pub fn after_refusal(previous: Option<Self>, asked_seconds: u32, chance: u32, now: Timestamp) -> Self {
        let refusals = previous.map_or(0, |cooldown| cooldown.refusals).saturating_add(1);
        let (shortest, longest) = BACK_OFF;
        let doubled = shortest.saturating_mul(1 << (refusals - 1).min(8)).min(longest);
        let spread = doubled * chance.min(100) / 400;
        let seconds = if asked_seconds > 0 { i64::from(asked_seconds) } else { i64::from(doubled + spread) };
        Self { version: VERSION, from: now, until: now.plus(seconds), refusals }
    }

    /// Reads the stored form; none when it is unreadable, of another version, long over, or
    /// began later than now, because the clock was set back since.
    #[must_use]
    pub fn decode(stored: &str, now: Timestamp) -> Option<Self> {
        let fields = read(stored)?;
        let moment = |place| fields.number(place).map(Timestamp::from_seconds);
        let (from, until) = (moment("from")?, moment("until")?);
        let refusals = u32::try_from(fields.number("refusals")?).ok()?;
        let was_set_back = now.since(from) < -CLOCK_LEEWAY;
        let is_long_over = now.since(until) > FORGOTTEN_AFTER;
        (!was_set_back && !is_long_over).then_some(Self { version: VERSION, from, until, refusals })
    }

    /// The stored form.
    #[must_use]
    pub fn encode(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Seconds left, 0 when the wait is over.
    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> u32 {
        u32::try_from(self.until.since(now).max(0)).unwrap_or_default()
    }
}

fn read(stored: &str) -> Option<Fields> {
    let fields = Fields::read(stored).ok()?;
    (fields.number("version") == Some(i64::from(VERSION))).then_some(fields)
}

#[cfg(test)]
mod tests;
