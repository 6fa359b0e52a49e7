//! Time and chance.

use gloo_timers::future::TimeoutFuture;

use crate::commerce::Timestamp;

/// The present, by this device's clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_seconds(milliseconds() / 1000)
}

/// Milliseconds since 1970, by this device's clock.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "good for 285,000 years")]
pub fn milliseconds() -> i64 {
    if super::IS_PRESENT { js_sys::Date::now() as i64 } else { 0 }
}

/// Waits until so many milliseconds have passed since `start`.
pub async fn pause_until(start: i64, duration: u32) {
    let left = start + i64::from(duration) - milliseconds();
    // A clock that was set back meanwhile does not make it wait longer.
    TimeoutFuture::new(u32::try_from(left).unwrap_or(0).min(duration)).await;
}

/// A number from 0 to 99, good enough to spread retries, not for secrets.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 99")]
pub fn chance() -> u32 {
    (js_sys::Math::random() * 100.0) as u32
}

/// A random id, to tell one attempt from the next; no secret.
#[must_use]
pub fn random_id() -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2^53")]
    let number = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    number.to_string()
}

/// Bytes that nobody else has.
#[must_use]
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Some(crypto) = super::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    // Where there is no such chance, the ordinary one.
    if bytes == [0; 16] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}
