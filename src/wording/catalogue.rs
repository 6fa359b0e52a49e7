//! What only some pages say.

use std::borrow::Cow;
use std::fmt;

use super::{Account, ChangePassword, Checkout, Language, Message, SigningIn, english};

/// The sentences of some pages. A message carries them along, so that they are in the chunk of those pages, and whoever
/// opens another page does not download them.
#[derive(Clone, Copy)]
pub struct Catalogue<T>(pub(super) fn(Language, T) -> Cow<'static, str>);

/// There is but one for what it says.
impl<T> PartialEq for Catalogue<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Catalogue<T> {}

impl<T> fmt::Debug for Catalogue<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Catalogue")
    }
}

/// What some pages say.
impl Message {
    /// Something said where a new password is chosen.
    #[must_use]
    pub fn change_password(message: ChangePassword) -> Self {
        Self::ChangePassword(
            message,
            Catalogue(|language, message| match language {
                Language::English => english::change_password(message),
            }),
        )
    }

    /// Something said while signing in.
    #[must_use]
    pub fn signing_in(message: SigningIn) -> Self {
        Self::SigningIn(
            message,
            Catalogue(|language, message| match language {
                Language::English => english::signing_in(message).into(),
            }),
        )
    }

    /// Something said to a signed-in member.
    #[must_use]
    pub fn account(message: Account) -> Self {
        Self::Account(
            message,
            Catalogue(|language, message| match language {
                Language::English => english::account(message).into(),
            }),
        )
    }

    /// Something said while checking out.
    #[must_use]
    pub fn checkout(message: Checkout) -> Self {
        Self::Checkout(
            message,
            Catalogue(|language, message| match language {
                Language::English => english::checkout(message),
            }),
        )
    }
}
