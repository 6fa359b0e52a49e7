//! Whether a session goes on: computed from what is known of it, from options, and from the time.

use crate::commerce::Timestamp;
use crate::config::SessionOptions;

use super::{Facts, SignedIn};

/// Seconds for which a token still counts after it expired by our estimate of the store's clock. The store has the
/// last word: what it refuses has ended, see [`Why::Refused`].
pub const LEEWAY: i64 = 60;

/// Whether a session goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    #[default]
    Fresh,
    /// It is about to end.
    EndsSoon {
        /// Seconds left, 0 within the leeway.
        seconds: u32,
        /// Why it ends. New tokens put off any end but that of the lifetime.
        why: Why,
    },
    /// It has ended.
    Ended(Why),
}

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its token expired.
    Expired,
    /// Nothing was done for as long as is allowed.
    Idle,
    /// It lasted for as long as is allowed.
    Lifetime,
    /// The store refused its token.
    Refused,
}

impl Standing {
    /// The standing of a session now.
    #[must_use]
    pub fn of(signed_in: &SignedIn, facts: &Facts, options: &SessionOptions, now: Timestamp) -> Self {
        let facts = facts.at(now);
        let after = |start: Timestamp, minutes: Option<u32>| {
            minutes.map(|minutes| (i64::from(minutes) * 60).saturating_sub(now.since(start)))
        };
        let expiry = signed_in.expires().since(facts.store_time(now));
        let ends = [
            (Some(expiry), Why::Expired, LEEWAY),
            (after(facts.active, options.idle_timeout_minutes), Why::Idle, 0),
            (after(facts.signed_in, options.lifetime_minutes), Why::Lifetime, 0),
        ];
        let mut next = (i64::MAX, Self::Fresh);
        for (left, why, leeway) in ends {
            let Some(left) = left else { continue };
            let standing = if left.saturating_add(leeway) <= 0 {
                Self::Ended(why)
            } else if left <= i64::from(options.idle_warning_seconds) {
                Self::EndsSoon { seconds: u32::try_from(left).unwrap_or_default(), why }
            } else {
                Self::Fresh
            };
            if left.saturating_add(leeway) < next.0 {
                next = (left.saturating_add(leeway), standing);
            }
        }
        next.1
    }
}

/// Until when a session lasts at most, however much is done: its tokens, or the lifetime that the store's developer allows.
#[must_use]
pub fn latest_end(signed_in: &SignedIn, facts: &Facts, options: &SessionOptions) -> Timestamp {
    let of_tokens = signed_in.expires();
    let of_lifetime = options.lifetime_minutes.map(|minutes| facts.signed_in.plus(i64::from(minutes) * 60));
    of_lifetime.map_or(of_tokens, |end| end.min(of_tokens))
}

#[cfg(test)]
mod tests {
    use super::super::examples::{NOW, at, jwt, member, opaque};
    use super::*;
    use Standing::{Ended, EndsSoon, Fresh};
    use Why::{Expired, Idle, Lifetime};

    fn options(idle: Option<u32>, lifetime: Option<u32>) -> SessionOptions {
        SessionOptions { idle_timeout_minutes: idle, lifetime_minutes: lifetime, ..SessionOptions::default() }
    }

    #[test]
    fn a_session_ends_with_its_token_idle_or_after_its_lifetime() {
        let none = options(None, None);
        let both = options(Some(15), Some(60));
        let table = [
            (&none, 0, Fresh),
            (&none, 86_339, Fresh),
            (&none, 86_340, EndsSoon { seconds: 60, why: Expired }),
            (&none, 86_400, EndsSoon { seconds: 0, why: Expired }),
            (&none, 86_459, EndsSoon { seconds: 0, why: Expired }),
            (&none, 86_460, Ended(Expired)),
            (&both, 839, Fresh),
            (&both, 840, EndsSoon { seconds: 60, why: Idle }),
            (&both, 899, EndsSoon { seconds: 1, why: Idle }),
            (&both, 900, Ended(Idle)),
        ];
        for (options, after, standing) in table {
            let signed_in = member(&jwt(NOW), 86_400);
            let facts = Facts::of_new(&signed_in, at(0));
            assert_eq!(Standing::of(&signed_in, &facts, options, at(after)), standing, "{after}");
        }
    }

    #[test]
    fn a_session_is_said_to_last_no_longer_than_it_may() {
        let signed_in = member(&jwt(NOW), 3600);
        let facts = Facts::of_new(&signed_in, at(0));
        let end = |lifetime| latest_end(&signed_in, &facts, &options(None, lifetime));
        assert_eq!(end(None), at(3600));
        assert_eq!(end(Some(59)), at(3540));
        assert_eq!(end(Some(61)), at(3600));
    }

    #[test]
    fn what_is_done_puts_off_the_idle_end_but_not_that_of_the_lifetime() {
        let signed_in = member(&jwt(NOW), 86_400);
        let facts = Facts { active: at(3500), ..Facts::of_new(&signed_in, at(0)) };
        let standing = |after| Standing::of(&signed_in, &facts, &options(Some(15), Some(60)), at(after));
        assert_eq!(standing(3539), Fresh);
        assert_eq!(standing(3541), EndsSoon { seconds: 59, why: Lifetime });
        assert_eq!(standing(3600), Ended(Lifetime));
    }

    #[test]
    fn a_fresh_token_is_not_refused_because_the_clock_is_wrong() {
        let options = options(Some(15), Some(60));
        for (token, lifetime) in [(jwt(NOW), 600), (jwt(NOW), 86_400), (opaque(), 86_400)] {
            for clock in [-3600, 0, 3600] {
                let signed_in = member(&token, lifetime);
                let facts = Facts::of_new(&signed_in, at(clock));
                let standing = Standing::of(&signed_in, &facts, &options, at(clock + 30));
                assert_eq!(standing, Fresh, "{clock}, at sign-in");
                let reloaded = Facts::decode(&facts.encode()).unwrap_or(facts);
                let standing = Standing::of(&signed_in, &reloaded, &options, at(clock + 30));
                assert_eq!(standing, Fresh, "{clock}, at reload");
            }
        }
    }

    #[test]
    fn a_clock_that_is_set_back_between_sign_in_and_reload_ends_nothing_and_prolongs_nothing() {
        let signed_in = member(&jwt(NOW), 86_400);
        let facts = Facts::of_new(&signed_in, at(0));
        let options = options(Some(15), Some(60));
        assert_eq!(Standing::of(&signed_in, &facts, &options, at(-3600)), Fresh);
        let facts = facts.at(at(-3600));
        assert_eq!(Standing::of(&signed_in, &facts, &options, at(-3600 + 900)), Ended(Idle));
    }

    #[test]
    fn a_clock_that_is_set_forward_ends_no_session_whose_token_lasts_longer() {
        let signed_in = member(&jwt(NOW), 86_400);
        let facts = Facts::of_new(&signed_in, at(0));
        assert_eq!(Standing::of(&signed_in, &facts, &options(None, None), at(3600)), Fresh);
    }

    #[test]
    fn a_session_that_the_storefront_began_is_not_refused_because_the_clock_is_behind() {
        let signed_in = member(&jwt(NOW), 86_400);
        for clock in [-3600, 3600] {
            let facts = Facts::of_found(&signed_in, at(clock));
            assert_eq!(Standing::of(&signed_in, &facts, &options(None, None), at(clock)), Fresh);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_moment_makes_it_panic(
            stored in proptest::collection::vec(proptest::num::i64::ANY, 4),
            now in proptest::num::i64::ANY,
            lifetime in proptest::num::i64::ANY,
        ) {
            let [expires, signed_in, active, offset] = stored[..] else { return Ok(()) };
            let moments = format!(r#""expires":{expires},"signed_in":{signed_in},"active":{active}"#);
            let json = format!(r#"{{"version":1,{moments},"offset":{offset},"mirrored":0}}"#);
            if let Some(facts) = Facts::decode(&json) {
                let signed_in = member(&opaque(), lifetime);
                let now = Timestamp::from_seconds(now);
                let _ = Standing::of(&signed_in, &facts, &options(Some(15), Some(60)), now);
                let _ = Facts::of_new(&signed_in, now);
            }
        }
    }
}
