//! What must never be seen: tokens, codes, passwords, and the ids of carts.
//!
//! Each has a type of its own whose content leaves only through `expose`, has no `Display` and no serialised
//! form, and whose `Debug` form says nothing, not even a length.

use std::fmt;

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Takes the content as it is; nothing is trimmed.
            #[must_use]
            pub fn new(content: String) -> Self {
                Self(content)
            }

            /// The content. Each use says why, after `EXPOSE`.
            #[must_use]
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("[redacted]")
            }
        }
    )*};
}

secrets! {
    /// The code of an e-mail, good for one exchange within ten minutes.
    OneTimePasswordToken;
    /// A password, exactly as typed: blanks at either end are part of it.
    Password;
    /// What proves a member to be acting for one account. Raw, as the header wants it.
    AccountManagementAuthenticationToken;
    /// The storefront's own token, which every call carries.
    AccessToken;
}

impl AccountManagementAuthenticationToken {
    /// Whether it can be a header's value. One that cannot would make the browser throw.
    #[must_use]
    pub fn is_header_safe(&self) -> bool {
        is_header_safe(&self.0)
    }
}

impl AccessToken {
    /// Whether it can be part of a header's value.
    #[must_use]
    pub fn is_header_safe(&self) -> bool {
        is_header_safe(&self.0)
    }
}

/// A cart's id. It is all that anybody needs to read and change the cart, so it is kept like a token.
#[derive(Clone, PartialEq, Eq)]
pub struct CartId(String);

impl CartId {
    /// Reads what Commerce allows to be one (1 to 64 digits, ASCII letters, `_` and `-`, case kept); none for
    /// anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        ((1..=64).contains(&text.len()) && text.bytes().all(is_safe)).then(|| Self(text.to_owned()))
    }

    /// The id. Each use says why, after `EXPOSE`.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CartId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// Something, and nothing but visible ASCII.
fn is_header_safe(content: &str) -> bool {
    !content.is_empty() && content.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_shows_itself() {
        let content = || "canary".to_owned();
        let shown = format!(
            "{:?} {:#?} {:?} {:?} {:?}",
            OneTimePasswordToken::new(content()),
            Password::new(content()),
            AccountManagementAuthenticationToken::new(content()),
            Some(AccessToken::new(content())),
            CartId::parse(&content()),
        );
        assert_eq!(shown, "[redacted] [redacted] [redacted] Some([redacted]) Some([redacted])");
    }

    #[test]
    fn a_cart_id_is_read_only_where_it_is_one_harmless_step_of_a_path() {
        for text in ["a", "Zz09_-", "e1d80c5a-6f2b-4b6e-9a37-52b1c0d7f4a8", &"x".repeat(64)] {
            assert_eq!(CartId::parse(text).as_ref().map(CartId::expose), Some(text));
        }
        for text in ["", ".", "..", "a.b", "a/b", "a b", " a", "a\n", "a%2e", "a?b", "ä", &"x".repeat(65)] {
            assert_eq!(CartId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_password_is_kept_exactly_as_typed() {
        assert_eq!(Password::new(" pässword\t ".to_owned()).expose(), " pässword\t ");
    }

    #[test]
    fn only_visible_ascii_is_fit_for_a_header() {
        for (content, fit) in [
            ("eyJhbGciOiJIUzI1NiJ9.e30.x_-", true),
            ("", false),
            ("a b", false),
            (" a", false),
            ("a\n", false),
            ("a\r\nb", false),
            ("a\0", false),
            ("a\u{7f}", false),
            ("ä", false),
        ] {
            assert_eq!(AccountManagementAuthenticationToken::new(content.to_owned()).is_header_safe(), fit);
            assert_eq!(AccessToken::new(content.to_owned()).is_header_safe(), fit);
        }
    }
}
