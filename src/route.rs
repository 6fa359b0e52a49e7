//! The app's addresses: the only place that knows them.

/// A page with an address of its own. Each is a real file on the host, `<path>/index.html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Leads to the others.
    Home,
    /// Asks for a one-time password token.
    ForgotPassword,
    /// Sets a new password with it.
    ChangePassword,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 3] = [Self::Home, Self::ForgotPassword, Self::ChangePassword];

    /// The page at `path`, with or without its slash at the end; none where there is no page.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let path = path.trim_end_matches('/');
        Self::ALL.into_iter().find(|route| route.path().trim_end_matches('/') == path)
    }

    /// The address within the app, as links use it.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::ForgotPassword => "/forgot_password/",
            Self::ChangePassword => "/change_password/",
        }
    }
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
}
