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

    /// The address below the app's base.
    const fn path(self) -> &'static str {
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

/// The folder of its origin that the app is served from: nothing at the root, `/account-access` in a folder of that
/// name. The same files serve any; only a page that is open knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Base(&'static str);

impl Base {
    /// The folder, with or without its slash at the end.
    #[must_use]
    pub fn new(folder: &str) -> Self {
        // Once for each page that is opened, and for as long as it is.
        Self(folder.trim_end_matches('/').to_owned().leak())
    }

    /// The address of a page.
    #[must_use]
    pub fn address(self, route: Route) -> String {
        self.with(route.path())
    }

    /// The address of one order.
    #[must_use]
    pub fn order(self, id: &OrderId) -> String {
        self.with(Path::new(Route::Account.path()).query("order_id", id.as_str()).as_str())
    }

    /// The address of the sign-in page, which then leads back to the address `return_to`.
    #[must_use]
    pub fn sign_in(self, return_to: &str) -> String {
        self.with(Path::new(Route::SignIn.path()).query("return_to", return_to).as_str())
    }

    /// The page at `path`, with or without its slash at the end; none where there is no page.
    #[must_use]
    pub fn route_at(self, path: &str) -> Option<Route> {
        let path = path.strip_prefix(self.0)?.trim_end_matches('/');
        Route::ALL.into_iter().find(|route| route.path().trim_end_matches('/') == path)
    }

    /// The page at the address, whatever its query and fragment; none where there is no page.
    #[must_use]
    pub fn route_of(self, address: &str) -> Option<Route> {
        address.split(['?', '#']).next().and_then(|path| self.route_at(path))
    }

    /// Whether the address, whatever its query and fragment, is of the app.
    #[must_use]
    pub fn has(self, address: &str) -> bool {
        self.route_of(address).is_some()
    }

    fn with(self, path: &str) -> String {
        [self.0, path].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: Base = Base("");
    const FOLDER: Base = Base("/account-access");

    #[test]
    fn a_base_has_no_slash_at_its_end() {
        assert_eq!((Base::new("/"), Base::new("/account-access/")), (ROOT, FOLDER));
    }

    #[test]
    fn every_address_leads_to_its_page_with_and_without_its_slash() {
        for (base, route) in [ROOT, FOLDER].into_iter().flat_map(|base| Route::ALL.map(|route| (base, route)))
        {
            let address = base.address(route);
            assert!(address.starts_with('/') && address.ends_with('/'), "{address}");
            assert_eq!(base.route_at(&address), Some(route));
            assert_eq!(base.route_at(address.trim_end_matches('/')), Some(route));
        }
    }

    #[test]
    fn any_other_path_leads_nowhere() {
        for path in
            ["/nowhere", "/forgot_password/x", "forgot_password/", "/FORGOT_PASSWORD/", "/forgot_password;/"]
        {
            assert_eq!(ROOT.route_at(path), None, "{path}");
        }
        for path in ["/", "/sign_in/", "/account-accessory/", "/account-access/account-access/sign_in/"] {
            assert_eq!(FOLDER.route_at(path), None, "{path}");
        }
    }

    #[test]
    fn the_query_of_an_address_does_not_make_it_foreign() {
        assert!(ROOT.has("/account/?order_id=1") && ROOT.has("/checkout#x"));
        assert!(FOLDER.has("/account-access/account/?order_id=1") && !FOLDER.has("/account/"));
        assert!(!ROOT.has("/products/?x=/account/") && !ROOT.has("https://shop.example/account/"));
    }

    #[test]
    fn an_address_within_an_address_is_one_value() {
        let id =
            OrderId::parse("2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01").unwrap_or_else(|| unreachable!("a UUID"));
        assert_eq!(ROOT.order(&id), "/account/?order_id=2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01");
        assert_eq!(
            FOLDER.sign_in(&FOLDER.order(&id)),
            "/account-access/sign_in/?return_to=\
             %2Faccount-access%2Faccount%2F%3Forder_id%3D2f1f4b8c-4f8b-4b57-9df0-f1c58d5c9a01"
        );
    }
}
