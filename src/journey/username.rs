//! The username of a password profile: usually an e-mail address, checked before it is shown or sent.

use std::fmt;

/// Whether usernames of the password profile must be e-mail addresses (its `username_format`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UsernameFormat {
    /// An e-mail address.
    #[default]
    Email,
    /// Any text.
    Any,
}

impl UsernameFormat {
    /// Whether a username is where its e-mails go.
    #[must_use]
    pub fn is_email(self) -> bool {
        self == Self::Email
    }
}

/// A username that is fit to be shown and sent: right format, at most 254 characters, nothing invisible.
#[derive(Clone, PartialEq, Eq)]
pub struct Username(String);

/// Why a text is no username.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsernameError {
    /// Nothing was given.
    Missing,
    /// It is not an e-mail address, or holds characters that cannot be seen.
    Malformed,
    /// It has more characters than any address.
    TooLong,
}

/// Stands for what is not shown.
const HIDDEN: &str = "•••";

/// RFC 5321: a forward path has at most 256 octets with its angle brackets.
const LONGEST: usize = 254;

impl Username {
    /// Checks `text` after trimming it; `lowercase` folds it, since Commerce compares usernames exactly.
    ///
    /// # Errors
    /// [`UsernameError`] says what is wrong with it.
    pub fn parse(text: &str, format: UsernameFormat, lowercase: bool) -> Result<Self, UsernameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(UsernameError::Missing);
        }
        if text.chars().count() > LONGEST {
            return Err(UsernameError::TooLong);
        }
        if text.chars().any(is_deceptive) || (format == UsernameFormat::Email && !is_email_address(text)) {
            return Err(UsernameError::Malformed);
        }
        Ok(Self(if lowercase { text.to_ascii_lowercase() } else { text.to_owned() }))
    }

    /// The text, to be sent or shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough of it for its owner to know it again, and no more: `j•••@b•••.com`.
    #[must_use]
    pub fn masked(&self) -> String {
        let start = |text: &str| text.chars().take(1).collect::<String>();
        match self.0.rsplit_once('@').and_then(|(local, domain)| Some((local, domain.rsplit_once('.')?))) {
            Some((local, (domain, ending))) => {
                [&start(local), HIDDEN, "@", &start(domain), HIDDEN, ".", ending].concat()
            }
            None => [&start(&self.0), HIDDEN].concat(),
        }
    }

    /// The address with a likelier domain, when the one given looks like a slip of the finger.
    #[must_use]
    pub fn suggestion(&self) -> Option<String> {
        let (local, domain) = self.0.rsplit_once('@')?;
        let domain = domain.to_ascii_lowercase();
        let likely = COMMON_DOMAINS.iter().find(|common| is_one_slip_apart(&domain, common));
        let known = COMMON_DOMAINS.contains(&domain.as_str());
        likely.filter(|_| !known).map(|likely| [local, "@", likely].concat())
    }
}

impl fmt::Debug for Username {
    /// A username is personal: it stays out of anything that is formatted for a developer.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Username([personal])")
    }
}

const COMMON_DOMAINS: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "orange.fr",
    "comcast.net",
];

/// Something before one `@`, and a domain with a dot inside after it. More would refuse real addresses.
fn is_email_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let domain_fits = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    !local.is_empty() && !local.contains('@') && domain_fits && !text.chars().any(char::is_whitespace)
}

/// Control characters, and those that reorder or hide text around them.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// One letter wrong, missing, added, or two neighbours swapped.
fn is_one_slip_apart(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same_start = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (mut a, mut b) = (typed.iter().skip(same_start), meant.iter().skip(same_start));
    let rest = |slice: &[u8], skip: usize| slice.iter().skip(same_start + skip).copied().collect::<Vec<u8>>();
    match (a.next(), b.next()) {
        (None, None) => false,
        (first_typed, first_meant) => {
            let swapped = first_typed.is_some()
                && first_typed == b.next()
                && first_meant == a.next()
                && rest(typed, 2) == rest(meant, 2);
            swapped
                || rest(typed, 1) == rest(meant, 1)
                || rest(typed, 1) == rest(meant, 0)
                || rest(typed, 0) == rest(meant, 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> Result<String, UsernameError> {
        Username::parse(text, UsernameFormat::Email, true).map(|username| username.as_str().to_owned())
    }

    #[test]
    fn an_address_is_trimmed_and_lowered() {
        assert_eq!(email(" John.Doe+Shop@Banks.com "), Ok("john.doe+shop@banks.com".into()));
        let kept = Username::parse("John@Banks.com", UsernameFormat::Email, false);
        assert_eq!(kept.map(|username| username.0), Ok("John@Banks.com".into()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert_eq!(email("  "), Err(UsernameError::Missing));
        for text in [
            "john",
            "john@",
            "@banks.com",
            "john@banks",
            "a@b@banks.com",
            "jo hn@banks.com",
            "john@.com",
            "a\u{202E}@b.com",
        ] {
            assert_eq!(email(text), Err(UsernameError::Malformed), "{text}");
        }
    }

    #[test]
    fn a_username_has_room_for_any_address() {
        assert!(email(&format!("{}@banks.com", "a".repeat(244))).is_ok(), "254 characters fit");
        assert_eq!(email(&format!("{}@banks.com", "a".repeat(245))), Err(UsernameError::TooLong));
    }

    #[test]
    fn any_format_takes_names_but_nothing_invisible() {
        assert!(Username::parse("john.doe", UsernameFormat::Any, false).is_ok());
        assert!(Username::parse("john\u{200B}doe", UsernameFormat::Any, false).is_err());
    }

    #[test]
    fn a_masked_username_shows_its_beginnings_only() {
        let masked = |text: &str| {
            Username::parse(text, UsernameFormat::Any, true)
                .map(|username| username.masked())
                .unwrap_or_default()
        };
        assert_eq!(masked("john.doe@banks.com"), "j•••@b•••.com");
        assert_eq!(masked("ü@ä.co.uk"), "ü•••@ä•••.uk");
        assert_eq!(masked("john"), "j•••");
        assert_eq!(masked("john@localhost"), "j•••");
    }

    #[test]
    fn a_slip_in_a_common_domain_is_noticed() {
        let table = [
            ("jane@hotmial.com", Some("jane@hotmail.com")),
            ("jane@gmal.com", Some("jane@gmail.com")),
            ("jane@gmaill.com", Some("jane@gmail.com")),
            ("jane@gnail.com", Some("jane@gmail.com")),
            ("jane@gmail.com", None),
            ("jane@gmx.net", None),
            ("jane@banks.com", None),
        ];
        for (typed, expected) in table {
            let suggestion =
                Username::parse(typed, UsernameFormat::Email, true).map(|username| username.suggestion());
            assert_eq!(suggestion, Ok(expected.map(str::to_owned)), "{typed}");
        }
    }
}
