//! The app's addresses: the only place that knows them.

use crate::commerce::OrderId;
use crate::commerce::path::Path;

/// A page with an address of its own. Each is a real file on the host, `<path>/index.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Leads to the others.
    Home,
    /// Asks for a one-time password token.
    ForgotPassword,
    /// Sets a new password with it.
    ChangePassword,
    /// Signs in, with it or with a password.
    SignIn,
    /// Shows who is signed in, and their orders.
    Account,
    /// Makes an order of a cart.
    Checkout,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 6] =
        [Self::Home, Self::ForgotPassword, Self::ChangePassword, Self::SignIn, Self::Account, Self::Checkout];

    /// The page at `path`, with or without its slash at the end; none where there is no page.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let path = path.trim_end_matches('/');
        Self::ALL.into_iter().find(|route| route.path().trim_end_matches('/') == path)
    }

    /// Whether the address, whatever its query and fragment, is of the app.
    #[must_use]
    pub fn is_own(address: &str) -> bool {
        address.split(['?', '#']).next().and_then(Self::at).is_some()
    }

    /// The address within the app, as links use it.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::ForgotPassword => "/forgot_password/",
            Self::ChangePassword => "/change_password/",
            Self::SignIn => "/sign_in/",
            Self::Account => "/account/",
            Self::Checkout => "/checkout/",
        }
    }
}

/// The address of one order.
#[must_use]
pub fn order(id: &OrderId) -> String {
    Path::new(Route::Account.path()).query("order_id", id.as_str()).as_str().to_owned()
}

/// The address of the sign-in page, which then leads back to the address `return_to`.
#[must_use]
pub fn sign_in(return_to: &str) -> String {
    Path::new(Route::SignIn.path()).query("return_to", return_to).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_to_its_page_with_and_without_its_slash() {
        for route in Route::ALL {
            let path = route.path();
            assert!(path.starts_with('/') && path.ends_with('/'), "{path}");
            assert_eq!(Route::at(path), Some(route));
            assert_eq!(Route::at(path.trim_end_matches('/')), Some(route));
        }
    }

    #[test]
    fn any_other_path_leads_nowhere() {
        for path in
            ["/nowhere", "/forgot_password/x", "forgot_password/", "/FORGOT_PASSWORD/", "/forgot_password;/"]
        {
            assert_eq!(Route::at(path), None, "{path}");
        }
    }

    #[test]
    fn the_query_of_an_address_does_not_make_it_foreign() {
        assert!(Route::is_own("/account/?order_id=1") && Route::is_own("/checkout#x"));
        assert!(!Route::is_own("/products/?x=/account/") && !Route::is_own("https://shop.example/account/"));
    }

    #[test]
    fn an_address_within_an_address_is_one_value() {
        let id =
            OrderId::parse("2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01").unwrap_or_else(|| unreachable!("a UUID"));
        assert_eq!(order(&id), "/account/?order_id=2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01");
        assert_eq!(
            sign_in(&order(&id)),
            "/sign_in/?return_to=%2Faccount%2F%3Forder_id%3D2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01"
        );
    }
}
