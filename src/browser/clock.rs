//! Time and chance.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;

use crate::commerce::Timestamp;

/// The present, by this device's clock.
#[must_use]
pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for 285,000 years")]
    Timestamp::from_seconds((js_sys::Date::now() / 1000.0) as i64)
}

/// Waits.
pub async fn pause(duration: Duration) {
    TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)).await;
}

/// A number from 0 up to 1, good enough to spread retries and to tell attempts apart, not for secrets.
#[must_use]
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// A random id, to tell one attempt from the next; no secret.
#[must_use]
pub fn random_id() -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2^53")]
    let number = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    number.to_string()
}
