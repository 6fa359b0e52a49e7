//! What an e-mailed link may carry, read from the raw query and fragment.
//!
//! A link is untrusted input that mail programs damage: ampersands escaped as in HTML, `=` escaped as in
//! quoted-printable, everything encoded twice, a full stop or bracket stuck to the end, parameters added by
//! trackers, cut off or given twice. Whatever can be understood is kept, the rest is as if it were missing:
//! the shopper then types the code. Nothing here decides anything; a link never reaches a log.

use super::code;
use crate::commerce::{
    AuthenticationRealmId, CartId, OneTimePasswordToken, UserAuthenticationInfoId,
    UserAuthenticationPasswordProfileInfoId,
};

/// The understood parameters of a link. Ids are well-formed, which is not to say true. A `password_profile_id` is not
/// among them: configuration names the one profile, and a link cannot choose another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    username: Option<Unchecked>,
    /// `token`, or `one_time_password_token`.
    pub one_time_password_token: Option<OneTimePasswordToken>,
    /// `authentication_realm_id`.
    pub authentication_realm_id: Option<AuthenticationRealmId>,
    /// `user_authentication_info_id`.
    pub user_authentication_info_id: Option<UserAuthenticationInfoId>,
    /// `user_authentication_password_profile_info_id`, also written with `.id`.
    pub user_authentication_password_profile_info_id: Option<UserAuthenticationPasswordProfileInfoId>,
    /// `cart_id`.
    pub cart_id: Option<CartId>,
}

/// Text that must pass [`super::Username::parse`] before it is shown or sent.
#[derive(Clone, PartialEq, Eq)]
struct Unchecked(String);

impl std::fmt::Debug for Unchecked {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[unchecked]")
    }
}

impl Link {
    /// Reads a link's raw (still percent-encoded) query and fragment, with or without their `?` and `#`.
    ///
    /// Both may carry parameters; one that is given with two different values counts as missing.
    #[must_use]
    pub fn parse(query: &str, fragment: &str) -> Self {
        let mut parameters = Parameters::default();
        parameters.read(query.trim_start_matches('?'), DECODINGS);
        let fragment = fragment.trim_start_matches('#');
        // Of `&#38;`, which is an ampersand in HTML, the browser makes a fragment.
        parameters.read(fragment.strip_prefix("38;").unwrap_or(fragment), DECODINGS);
        parameters.undo_quoted_printable();

        let text = |names: &[&str]| parameters.get(names);
        Self {
            username: text(&["username"]).map(|value| Unchecked(undamaged_username(&value))),
            one_time_password_token: text(&["token", "one_time_password_token"])
                .map(|value| value.chars().filter(|c| code::is_visible(*c)).collect::<String>())
                .map(|value| OneTimePasswordToken::new(undamaged(&value).to_owned()))
                .filter(|token| !token.expose().is_empty()), // EXPOSE: only its emptiness is looked at
            authentication_realm_id: text(&["authentication_realm_id"])
                .and_then(|value| AuthenticationRealmId::parse(undamaged(&value))),
            user_authentication_info_id: text(&[
                "user_authentication_info_id",
                "user_authentication_info.id",
            ])
            .and_then(|value| UserAuthenticationInfoId::parse(undamaged(&value))),
            user_authentication_password_profile_info_id: text(&[
                "user_authentication_password_profile_info_id",
                "user_authentication_password_profile_info.id",
            ])
            .and_then(|value| UserAuthenticationPasswordProfileInfoId::parse(undamaged(&value))),
            cart_id: text(&["cart_id"]).and_then(|value| CartId::parse(undamaged(&value))),
        }
    }

    /// What a link would carry, had the shopper followed it instead of typing its code.
    #[must_use]
    pub fn of_typed_code(username: &str, code: OneTimePasswordToken) -> Self {
        Self {
            username: Some(Unchecked(username.to_owned())),
            one_time_password_token: Some(code),
            ..Self::default()
        }
    }

    /// What a link would carry that only says who is expected.
    #[must_use]
    pub fn of_username(username: &str) -> Self {
        Self { username: Some(Unchecked(username.to_owned())), ..Self::default() }
    }

    /// What is left of a link that contradicts its code: whom it names, for the shopper to check.
    #[must_use]
    pub fn without_claims(self) -> Self {
        Self { username: self.username, ..Self::default() }
    }

    /// The username as the link has it, to be checked before use.
    #[must_use]
    pub fn unchecked_username(&self) -> Option<&str> {
        self.username.as_ref().map(|username| username.0.as_str())
    }
}

/// How often a link may have been encoded as a whole.
const DECODINGS: u32 = 2;

/// Names and decoded values in the order met.
#[derive(Default)]
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn read(&mut self, encoded: &str, decodings: u32) {
        for pair in encoded.split('&') {
            let pair = pair.strip_prefix("amp;").unwrap_or(pair);
            if let Some((name, value)) = pair.split_once('=') {
                let name = percent_decode(name).trim().trim_start_matches('?').to_ascii_lowercase();
                // Some programs read a name that ends in brackets as that of a list.
                let name = name.strip_suffix("[]").unwrap_or(&name).to_owned();
                self.0.push((name, percent_decode(value)));
            } else if decodings > 0 {
                // A link that was encoded as a whole hides its separators.
                self.read(&percent_decode(pair), decodings - 1);
            }
        }
    }

    /// The one value given under any of these names; none if absent, empty, or contradictory.
    fn get(&self, names: &[&str]) -> Option<String> {
        let mut values =
            self.0.iter().filter(|(name, value)| names.contains(&name.as_str()) && !value.trim().is_empty());
        let (_, first) = values.next()?;
        values.all(|(_, value)| value == first).then(|| first.clone())
    }

    /// A mail program that forgot to decode quoted-printable leaves `=3D` for every `=`.
    fn undo_quoted_printable(&mut self) {
        if self.0.len() > 1 && self.0.iter().all(|(_, value)| value.starts_with("3D")) {
            for (_, value) in &mut self.0 {
                *value = value.trim_start_matches("3D").to_owned();
            }
        }
    }
}

/// Without what sentence and mark-up around a link leave at its ends.
fn undamaged(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_whitespace() || "<>\"'()[]{}.,;".contains(c))
}

fn undamaged_username(value: &str) -> String {
    let once = undamaged(value);
    let twice_encoded = !once.contains('@') && once.to_ascii_lowercase().contains("%40");
    if twice_encoded { percent_decode(once) } else { once.to_owned() }
}

/// Decodes `%XX` once. A `+` stays a plus: addresses contain it far more often than spaces. What is not
/// valid stays as it stands.
fn percent_decode(encoded: &str) -> String {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let decoded = (byte == b'%').then(|| Some(hex(ahead.next()?)? << 4 | hex(ahead.next()?)?)).flatten();
        match decoded {
            Some(decoded) => {
                bytes.push(decoded);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| encoded.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests;
