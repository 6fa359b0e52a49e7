//! What only we know of a session: when the shopper signed in, when something was last done, and how this device's
//! clock differs from the store's.

use crate::commerce::Timestamp;
use crate::commerce::fields::Fields;

use super::{SignedIn, claims};

/// Name of the key that they are kept under.
pub const NAME: &str = "session";

/// Version of the stored form.
const VERSION: i64 = 1;

/// How long a token lasts of which nothing is known but that it is new, in seconds.
const ASSUMED_LIFETIME: i64 = 3600;

/// Seconds by which this device's clock may run back between two looks at it.
const JITTER: i64 = 2;

/// What we know of one session. Moments are by this device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When the last of the tokens expires, by the store's clock: tells whether these facts are of the session that
    /// is found beside them, or of one before it.
    pub(super) expires: Timestamp,
    /// When the shopper signed in.
    pub(super) signed_in: Timestamp,
    /// When something was last done.
    pub(super) active: Timestamp,
    /// Seconds by which the store's clock is ahead of this device's.
    pub(super) offset: i64,
    /// Whether the cookie was seen that holds the session too.
    pub(super) is_mirrored: bool,
}

impl Facts {
    /// Of tokens that arrived just now: the moment of issue tells what time it is at the store. Of a token that says
    /// nothing, this much is certain: it has not expired yet.
    #[must_use]
    pub fn of_new(signed_in: &SignedIn, now: Timestamp) -> Self {
        let expires = signed_in.expires();
        let has_expired = expires.since(now) <= ASSUMED_LIFETIME / 60;
        let issued = claims::issued(signed_in.token())
            .or_else(|| has_expired.then(|| expires.plus(-ASSUMED_LIFETIME)));
        let offset = issued.map_or(0, |issued| issued.since(now));
        Self { expires: latest(signed_in), signed_in: now, active: now, offset, is_mirrored: false }
    }

    /// Of a session that somebody else has begun: by the store's clock it is at least as late as when the token was
    /// issued.
    #[must_use]
    pub fn of_found(signed_in: &SignedIn, now: Timestamp) -> Self {
        let ahead = claims::issued(signed_in.token()).map_or(0, |issued| issued.since(now));
        Self { offset: ahead.max(0), ..Self::of_new(signed_in, now) }
    }

    /// After a renewal: the shopper has been signed in since the same moment.
    #[must_use]
    pub fn of_renewed(self, signed_in: &SignedIn, now: Timestamp) -> Self {
        let new = Self::of_new(signed_in, now);
        let offset = if claims::issued(signed_in.token()).is_some() { new.offset } else { self.offset };
        Self { signed_in: self.signed_in, offset, is_mirrored: self.is_mirrored, ..new }
    }

    /// Whether they are of this session.
    #[must_use]
    pub fn are_of(&self, signed_in: &SignedIn) -> bool {
        self.expires == latest(signed_in)
    }

    /// Corrected for a clock that was set back since something was last done: nothing is earlier than that.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        let set_back = self.active.since(now);
        if set_back > JITTER {
            self.active = now;
            self.signed_in = self.signed_in.plus(-set_back);
            self.offset = self.offset.saturating_add(set_back);
        }
        self
    }

    /// After something was done.
    #[must_use]
    pub fn touched(self, now: Timestamp) -> Self {
        Self { active: now, ..self.at(now) }
    }

    /// Seconds since something was last done.
    #[must_use]
    pub fn idle_seconds(&self, now: Timestamp) -> i64 {
        now.since(self.active)
    }

    /// With what the store says that the time is.
    #[must_use]
    pub fn told(self, store_time: Timestamp, now: Timestamp) -> Self {
        Self { offset: store_time.since(now), ..self }
    }

    /// With whether the cookie was seen that holds the session too.
    #[must_use]
    pub fn mirrored(self, is_mirrored: bool) -> Self {
        Self { is_mirrored, ..self }
    }

    /// Whether the cookie was seen that holds the session too.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        self.is_mirrored
    }

    /// What time it is at the store.
    #[must_use]
    pub fn store_time(&self, now: Timestamp) -> Timestamp {
        now.plus(self.offset)
    }

    /// Reads the stored form; none when it is unreadable or of another version.
    #[must_use]
    pub fn decode(stored: &str) -> Option<Self> {
        let fields = Fields::read(stored).ok()?;
        let number = |place| fields.number(place);
        if number("version")? != VERSION {
            return None;
        }
        let moment = |place| number(place).map(Timestamp::from_seconds);
        Some(Self {
            expires: moment("expires")?,
            signed_in: moment("signed_in")?,
            active: moment("active")?,
            offset: number("offset")?,
            is_mirrored: number("mirrored")? == 1,
        })
    }

    /// The stored form.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut json = ["{\"version\":", &VERSION.to_string()].concat();
        for (name, number) in [
            (",\"expires\":", self.expires.seconds()),
            (",\"signed_in\":", self.signed_in.seconds()),
            (",\"active\":", self.active.seconds()),
            (",\"offset\":", self.offset),
            (",\"mirrored\":", i64::from(self.is_mirrored)),
        ] {
            json.push_str(name);
            json.push_str(&number.to_string());
        }
        json.push('}');
        json
    }
}

fn latest(signed_in: &SignedIn) -> Timestamp {
    let moments = signed_in.accounts.iter().map(|account| account.expires);
    moments.max().unwrap_or_else(|| signed_in.expires())
}

#[cfg(test)]
mod tests {
    use super::super::examples::{NOW, at, jwt, member, opaque};
    use super::*;

    #[test]
    fn the_stored_form_is_read_back() {
        let facts =
            Facts { offset: -3600, is_mirrored: true, ..Facts::of_new(&member(&opaque(), 60), at(0)) };
        assert_eq!(Facts::decode(&facts.encode()), Some(facts));
    }

    #[test]
    fn what_is_unreadable_or_of_another_version_is_not_read() {
        let facts = Facts::of_new(&member(&opaque(), 3600), at(0)).encode();
        let other = facts.replace("\"version\":1", "\"version\":2");
        let less = facts.replace("\"offset\"", "\"other\"");
        for stored in ["", "null", "{}", "[]", "1", "\u{0}", &other, &less] {
            assert_eq!(Facts::decode(stored), None, "{stored}");
        }
    }

    #[test]
    fn a_new_token_tells_what_time_it_is_at_the_store() {
        for clock in [-3600, 0, 3600] {
            let facts = Facts::of_new(&member(&jwt(NOW), 86_400), at(clock));
            assert_eq!(facts.store_time(at(clock)), at(0), "{clock}");
        }
    }

    #[test]
    fn an_opaque_token_tells_only_that_it_has_not_expired() {
        let signed_in = member(&opaque(), 86_400);
        assert_eq!(Facts::of_new(&signed_in, at(0)).offset, 0);
        let late = at(100_000);
        assert!(Facts::of_new(&signed_in, late).store_time(late) < signed_in.expires());
    }

    #[test]
    fn a_token_that_was_found_tells_only_how_late_it_is_at_least() {
        let signed_in = member(&jwt(NOW), 86_400);
        assert_eq!(Facts::of_found(&signed_in, at(-3600)).offset, 3600);
        assert_eq!(Facts::of_found(&signed_in, at(7200)).offset, 0);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nothing_earlier() {
        let facts = Facts::of_new(&member(&jwt(NOW), 86_400), at(0));
        let facts = Facts { active: at(600), ..facts }.at(at(600 - 3600));
        assert_eq!(facts.store_time(at(-3000)), at(600));
        assert_eq!((facts.active, facts.signed_in), (at(-3000), at(-3600)));
    }

    #[test]
    fn a_renewal_keeps_when_the_shopper_signed_in_and_what_an_opaque_token_cannot_tell() {
        let facts = Facts::of_new(&member(&jwt(NOW), 3600), at(-60));
        let renewed = facts.of_renewed(&member(&opaque(), 9000), at(1000));
        assert_eq!((renewed.signed_in, renewed.active, renewed.offset), (at(-60), at(1000), 60));
        assert!(!facts.are_of(&member(&opaque(), 9000)) && renewed.are_of(&member(&opaque(), 9000)));
    }

    proptest::proptest! {
        #[test]
        fn no_stored_text_makes_it_panic(stored in ".*") {
            let _ = Facts::decode(&stored);
        }
    }
}
