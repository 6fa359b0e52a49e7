//! How often somebody has tried something lately, for stores that limit it.

use crate::clock::Moment;

/// The time that counts, in seconds.
const WINDOW_SECONDS: i64 = 600;

/// The tries with each username, whether or not it exists.
#[derive(Default)]
pub(crate) struct RecentTries(Vec<(String, Moment)>);

impl RecentTries {
    pub(crate) fn add(&mut self, username: &str, now: Moment) {
        self.0.push((username.to_owned(), now));
    }

    /// How many there were in the last ten minutes.
    pub(crate) fn count(&self, username: &str, now: Moment) -> usize {
        let is_recent = |at: &Moment| now < at.plus_seconds(WINDOW_SECONDS);
        self.0.iter().filter(|(tried, at)| tried == username && is_recent(at)).count()
    }
}
