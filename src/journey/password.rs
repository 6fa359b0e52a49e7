//! The new password: the rules it must keep, and proof that it does.
//!
//! Rules follow NIST SP 800-63B: a minimum length, no composition rules, no commonly used password, none made
//! of the shopper's own name; every character counts once and nothing is trimmed or cut.

use crate::commerce::Password;

/// A password that keeps every rule of its [`PasswordPolicy`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPassword(Password);

/// What a store asks of a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Fewest characters (Unicode code points). Commerce itself refuses fewer than 8.
    pub min_length: u32,
    /// The store's name, which a password must not be made of.
    pub store_name: Option<String>,
}

/// Which rule a password breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordError {
    /// Nothing was given.
    Missing,
    /// Fewer characters than this.
    TooShort(u32),
    /// Among the first that anyone would try.
    Common,
    /// Little more than the username or the store's name.
    Personal,
    /// The repetition differs.
    Different,
}

/// The floor set by Commerce, in characters.
pub const COMMERCE_MIN_LENGTH: u32 = 8;

impl NewPassword {
    /// Checks `typed` against the policy.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn parse(typed: String, username: &str, policy: &PasswordPolicy) -> Result<Self, PasswordError> {
        if typed.is_empty() {
            return Err(PasswordError::Missing);
        }
        if typed.chars().count() < policy.min_length as usize {
            return Err(PasswordError::TooShort(policy.min_length));
        }
        let lower = typed.to_ascii_lowercase();
        if is_common(&lower) {
            return Err(PasswordError::Common);
        }
        if is_personal(&lower, username, policy.store_name.as_deref()) {
            return Err(PasswordError::Personal);
        }
        Ok(Self(Password::new(typed)))
    }

    /// The password, to be sent.
    #[must_use]
    pub fn password(&self) -> &Password {
        &self.0
    }
}

/// Roots of the passwords most often found in published breaches, eight characters or longer once the usual
/// ending is added. Kept short on purpose: a shopper downloads it.
const COMMON_ROOTS: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "qwerty",
    "qwertyui",
    "qwertyuiop",
    "asdfghjk",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "q1w2e3r4",
    "qazwsxedc",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "welcome",
    "letmein",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "michael",
    "jennifer",
    "trustno",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "changeme",
    "secret",
    "admin",
    "administrator",
    "abcdefgh",
    "abcdefghi",
    "abcd",
    "abc",
    "abcabc",
    "aaaaaaaa",
    "pokemon",
    "liverpool",
    "chelsea",
    "samsung",
    "charlie",
    "jordan",
    "google",
    "hallo",
    "azerty",
    "azertyui",
];

/// How many digits and signs after a common root still make a password that is tried first: a date, or a number and a sign.
const COMMON_ENDING: usize = 8;

/// A common root with a short ending of digits and signs, one character over and over, or digits in a row.
fn is_common(lower: &str) -> bool {
    let root = lower.trim_end_matches(|c: char| c.is_ascii_digit() || "!?.*@#$_-".contains(c));
    let first = lower.chars().next();
    (COMMON_ROOTS.contains(&root) && lower.len() - root.len() <= COMMON_ENDING)
        || COMMON_ROOTS.contains(&lower)
        || lower.chars().all(|c| Some(c) == first)
        || is_row(lower)
}

fn is_row(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        let up = digits.windows(2).all(|pair| matches!(pair, [a, b] if (a + 1) % 10 == *b));
        let down = digits.windows(2).all(|pair| matches!(pair, [a, b] if (b + 1) % 10 == *a));
        up || down
    })
}

/// The username, the part before its `@`, or the store's name, with no more characters beside it than it has, and at most
/// five: a year and a sign.
fn is_personal(lower: &str, username: &str, store_name: Option<&str>) -> bool {
    let username = username.to_ascii_lowercase();
    let local = username.split('@').next().unwrap_or_default().to_owned();
    let store = store_name.unwrap_or_default().to_ascii_lowercase();
    let length = lower.chars().count();
    [username, local, store].iter().any(|own| {
        let own_length = own.chars().count();
        own_length >= 3
            && lower.contains(own.as_str())
            && length.saturating_sub(own_length) <= own_length.min(5)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str) -> Result<(), PasswordError> {
        let policy =
            PasswordPolicy { min_length: COMMERCE_MIN_LENGTH, store_name: Some("Banks & Co".into()) };
        NewPassword::parse(typed.to_owned(), "john.doe@banks.com", &policy).map(|_| ())
    }

    #[test]
    fn length_counts_characters_and_nothing_is_trimmed() {
        assert_eq!(check(""), Err(PasswordError::Missing));
        assert_eq!(check("seven77"), Err(PasswordError::TooShort(8)));
        assert_eq!(check("ünïcödé"), Err(PasswordError::TooShort(8)));
        assert_eq!(check("ünïcödé!"), Ok(()));
        assert_eq!(check(" a b c d"), Ok(()));
        assert_eq!(check("        x"), Ok(()));
    }

    #[test]
    fn what_anyone_would_try_first_is_refused() {
        for common in [
            "password",
            "Password1!",
            "12345678",
            "98765432",
            "qwertyuiop",
            "aaaaaaaaaa",
            "welcome123",
            "letmein!!",
            "dragon24122026",
        ] {
            assert_eq!(check(common), Err(PasswordError::Common), "{common}");
        }
        assert_eq!(check("Abc-49281-73920-1188!"), Ok(()), "much has been added");
    }

    #[test]
    fn the_shoppers_own_name_is_refused_unless_much_is_added() {
        for personal in ["john.doe", "John.Doe1!", "john.doe2024!", "john.doe@banks.com", "banks & co1"] {
            assert_eq!(check(personal), Err(PasswordError::Personal), "{personal}");
        }
        assert_eq!(check("john.doe rides a purple horse"), Ok(()));
    }

    proptest::proptest! {
        #[test]
        fn a_long_unusual_password_is_taken_as_it_is(typed in "[^a-z0-9]{20,200}") {
            if let Ok(password) = NewPassword::parse(typed.clone(), "john.doe@banks.com", &PasswordPolicy { min_length: 8, store_name: None }) {
                proptest::prop_assert_eq!(password.password().expose(), typed);
            } else {
                let first = typed.chars().next();
                proptest::prop_assert!(typed.to_ascii_lowercase().chars().all(|c| Some(c) == first));
            }
        }
    }
}
