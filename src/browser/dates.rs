//! Moments, as people of the page's language write them, in the time of this device.

use js_sys::{Date, Object, Reflect};

use crate::commerce::Timestamp;

/// The day, such as `24 November 2026`.
#[must_use]
pub fn day(moment: Timestamp, language: &str) -> String {
    date(moment).to_locale_date_string(&regional(language), &options(false)).into()
}

/// The day and the time, such as `24 November 2026, 14:05`.
#[must_use]
pub fn moment(moment: Timestamp, language: &str) -> String {
    date(moment).to_locale_string(&regional(language), &options(true)).into()
}

fn options(has_time: bool) -> Object {
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    if has_time {
        let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    }
    options
}

/// The language as it is written where this device is at home, if that is what its browser speaks.
fn regional(language: &str) -> String {
    let spoken = super::window().and_then(|window| window.navigator().language());
    spoken.filter(|spoken| spoken.starts_with(language)).unwrap_or_else(|| language.to_owned())
}

fn date(moment: Timestamp) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "exact for 285,000 years")]
    let milliseconds = (moment.seconds() * 1000) as f64;
    Date::new(&milliseconds.into())
}
