//! A store's time: the machine's, moved by as many seconds as tests like.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// How far a clock may be moved, either way: ten years of seconds. Keeps every date writable.
const FURTHEST_SECONDS: i64 = 10 * 365 * 24 * 60 * 60;

/// The time of one store.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: i64,
}

impl Clock {
    /// The store's present.
    #[expect(clippy::disallowed_methods, reason = "the app's rule; a store has a clock of its own")]
    pub(crate) fn now(&self) -> Moment {
        let machine = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(machine.as_millis()).unwrap_or_default()).plus_seconds(self.offset_seconds)
    }

    /// How far the store's time is from the machine's.
    pub(crate) fn offset_seconds(&self) -> i64 {
        self.offset_seconds
    }

    /// Moves the store's time, forward or (negative) back.
    ///
    /// # Errors
    /// A sentence when the clock would end up more than ten years from the machine's.
    pub(crate) fn advance(&mut self, seconds: i64) -> Result<(), String> {
        match self.offset_seconds.checked_add(seconds).filter(|offset| offset.abs() <= FURTHEST_SECONDS) {
            Some(offset) => {
                self.offset_seconds = offset;
                Ok(())
            }
            None => Err(format!(
                "The clock cannot be moved by {seconds} seconds: it would be more than ten years ({FURTHEST_SECONDS} seconds) away from this machine's time."
            )),
        }
    }
}

/// A point in time, in milliseconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    /// The beginning of 1970: before every present, so that whatever ends here has ended.
    pub(crate) const EPOCH: Self = Self(0);

    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    pub(crate) fn epoch_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// As most resources write it: `2026-03-02T10:00:00.000Z`.
    pub(crate) fn iso_8601(self) -> String {
        self.written("%Y-%m-%dT%H:%M:%S%.3fZ")
    }

    /// As carts and orders write it: `2026-03-02T10:00:00Z`.
    pub(crate) fn iso_8601_to_the_second(self) -> String {
        self.written("%Y-%m-%dT%H:%M:%SZ")
    }

    /// As events write it: `2026-03-02T10:00:00.000+00:00`.
    pub(crate) fn iso_8601_with_offset(self) -> String {
        self.written("%Y-%m-%dT%H:%M:%S%.3f+00:00")
    }

    /// For people: `10:00 UTC`.
    pub(crate) fn hour_and_minute(self) -> String {
        self.written("%H:%M UTC")
    }

    /// For people, to the second: `10:00:00 UTC`.
    pub(crate) fn time_of_day(self) -> String {
        self.written("%H:%M:%S UTC")
    }

    /// For people, whole: `2 March 2026, 10:00:00 UTC`.
    pub(crate) fn date_and_time(self) -> String {
        self.written("%-d %B %Y, %H:%M:%S UTC")
    }

    /// As the `Date` header writes it: `Mon, 02 Mar 2026 10:00:00 GMT`.
    pub(crate) fn http_date(self) -> String {
        let seconds = u64::try_from(self.epoch_seconds()).unwrap_or_default();
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
    }

    fn written(self, format: &str) -> String {
        Timestamp::from_millisecond(self.0).unwrap_or_default().strftime(format).to_string()
    }
}

impl Serialize for Moment {
    /// As the control interface writes it, which is as most resources do.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso_8601())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_each_place_writes_it() {
        let moment = Moment(1_772_445_600_007);
        assert_eq!(moment.iso_8601(), "2026-03-02T10:00:00.007Z");
        assert_eq!(moment.iso_8601_to_the_second(), "2026-03-02T10:00:00Z");
        assert_eq!(moment.iso_8601_with_offset(), "2026-03-02T10:00:00.007+00:00");
        assert_eq!(moment.http_date(), "Mon, 02 Mar 2026 10:00:00 GMT");
        assert_eq!(moment.hour_and_minute(), "10:00 UTC");
        assert_eq!(moment.time_of_day(), "10:00:00 UTC");
        assert_eq!(moment.date_and_time(), "2 March 2026, 10:00:00 UTC");
    }

    #[test]
    fn a_moved_clock_stays_moved_and_adds_up() {
        let mut clock = Clock::default();
        assert_eq!(clock.advance(600), Ok(()));
        assert_eq!(clock.advance(-30), Ok(()));
        assert_eq!(clock.offset_seconds(), 570);
        let machine = Clock::default();
        assert!(clock.now() > machine.now().plus_seconds(560));
    }

    #[test]
    fn a_clock_is_not_moved_out_of_reach() {
        let mut clock = Clock::default();
        assert!(clock.advance(i64::MAX).is_err());
        assert!(clock.advance(-FURTHEST_SECONDS - 1).is_err());
        assert_eq!(clock.offset_seconds(), 0);
    }
}
