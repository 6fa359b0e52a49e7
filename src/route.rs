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

    /// The one segment of its path; none for home.
    #[must_use]
    pub const fn segment(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::ForgotPassword => "forgot_password",
            Self::ChangePassword => "change_password",
        }
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
    fn a_path_is_its_segment_as_a_folder() {
        for route in Route::ALL {
            let folder = format!("/{}/", route.segment()).replace("//", "/");
            assert_eq!(route.path(), folder);
        }
    }
}
