//! Moments, as Commerce and HTTP write them. The only arithmetic needed is in seconds.

use serde::{Deserialize, Serialize};

/// A moment: whole seconds since 1970 began, UTC. Serialised as that integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment so many seconds after 1970 began.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970 began.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Reads `2023-07-19T17:50:12.070Z` and its kin: any fraction (dropped), any offset from UTC; without an
    /// offset it is UTC.
    #[must_use]
    pub fn parse_iso8601(text: &str) -> Option<Self> {
        let mut reader = Reader(text.trim().as_bytes());
        let date = reader.iso_date()?;
        reader.one_of(b"Tt ")?;
        let time = reader.time()?;
        if reader.one_of(b".,").is_some() {
            reader.digits()?;
        }
        let offset = reader.offset()?;
        reader.0.is_empty().then(|| Self(date + time - offset))
    }

    /// Reads the date form that HTTP headers are written in: `Sun, 06 Nov 1994 08:49:37 GMT`. The two forms
    /// that HTTP calls obsolete are not read.
    #[must_use]
    pub fn parse_http_date(text: &str) -> Option<Self> {
        let (_weekday, text) = text.trim().split_once(", ")?;
        let mut reader = Reader(text.as_bytes());
        let day = reader.number(2)?;
        reader.one_of(b" ")?;
        let month = reader.month_name()?;
        reader.one_of(b" ")?;
        let date = days(reader.number(4)?, month, day)? * SECONDS_PER_DAY;
        reader.one_of(b" ")?;
        let time = reader.time()?;
        (reader.0 == b" GMT").then(|| Self(date + time))
    }

    /// The moment so many seconds later.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` to this; negative when it is not earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

const SECONDS_PER_DAY: i64 = 86_400;

/// Reads bytes from the front.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// The next byte, if it is one of `bytes`.
    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: u8) -> Option<i64> {
        let mut number = 0;
        for _ in 0..digits {
            number = number * 10 + i64::from(self.one_of(b"0123456789")? - b'0');
        }
        Some(number)
    }

    /// One digit or more, whatever they say.
    fn digits(&mut self) -> Option<()> {
        self.number(1)?;
        while self.number(1).is_some() {}
        Some(())
    }

    /// A number of two digits below `limit`.
    fn below(&mut self, limit: i64) -> Option<i64> {
        self.number(2).filter(|number| *number < limit)
    }

    /// `2023-07-19`, in seconds.
    fn iso_date(&mut self) -> Option<i64> {
        let year = self.number(4)?;
        self.one_of(b"-")?;
        let month = self.number(2)?;
        self.one_of(b"-")?;
        Some(days(year, month, self.number(2)?)? * SECONDS_PER_DAY)
    }

    /// `17:50:12`, in seconds. A leap second counts as the next minute's first.
    fn time(&mut self) -> Option<i64> {
        let hours = self.below(24)?;
        self.one_of(b":")?;
        let minutes = self.below(60)?;
        self.one_of(b":")?;
        Some((hours * 60 + minutes) * 60 + self.below(61)?)
    }

    /// `Z`, `+01:00`, `-0530` or nothing, in seconds east of Greenwich.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-") {
            None | Some(b'Z' | b'z') => return Some(0),
            Some(b'-') => -1,
            Some(_) => 1,
        };
        let hours = self.below(24)?;
        self.one_of(b":");
        Some(sign * (hours * 60 + self.below(60)?) * 60)
    }

    /// `Jan` is 1.
    fn month_name(&mut self) -> Option<i64> {
        let (name, rest) = self.0.split_at_checked(3)?;
        let names = b"JanFebMarAprMayJunJulAugSepOctNovDec";
        let index = names.chunks(3).position(|month| month == name)?;
        self.0 = rest;
        i64::try_from(index + 1).ok()
    }
}

/// Days from 1970 began to a date of the Gregorian calendar; none when there is no such date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = lengths.get(..usize::try_from(month - 1).ok()?)?;
    let length = lengths.get(before.len())?;
    if !(1..=*length).contains(&day) {
        return None;
    }
    let past = year - 1;
    let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    // 719,162 days lie between the beginning of year 1 and that of 1970.
    Some(past * 365 + leap_days - 719_162 + before.iter().sum::<i64>() + day - 1)
}

#[cfg(test)]
mod tests;
