//! Moments, as people of the page's language write them, in the time of this device.

use js_sys::{Date, Object, Reflect};

use crate::commerce::Timestamp;

/// The day, such as `24 November 2026`.
#[must_use]
pub fn day(moment: Timestamp, language: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    date(moment).to_locale_date_string(language, &options).into()
}

/// The day and the time, such as `24 November 2026, 14:05`.
#[must_use]
pub fn moment(moment: Timestamp, language: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    date(moment).to_locale_string(language, &options).into()
}

fn date(moment: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
    let milliseconds = (moment.seconds() * 1000) as f64;
    Date::new(&milliseconds.into())
}
