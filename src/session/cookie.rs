//! The cookie in which Elastic Path's Next.js storefronts keep the session, as browsers take and give it.

/// Longest cookie that browsers keep, name and value together, in bytes.
pub const MAX_LENGTH: usize = 4096;

/// Where a cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// A domain; none: this host alone.
    pub domain: Option<&'a str>,
    /// Whether the page came by https.
    pub is_secure: bool,
}

/// What sets a cookie for so many `seconds`, or until the browser is closed. The duration, unlike a moment, holds
/// whatever the device's clock says.
#[must_use]
pub fn assignment(name: &str, encoded: &str, seconds: Option<i64>, scope: Scope<'_>) -> String {
    let mut cookie = [name, "=", encoded, "; path=/; SameSite=Strict"].concat();
    if scope.is_secure {
        cookie.push_str("; Secure");
    }
    if let Some(domain) = scope.domain {
        cookie.push_str("; domain=");
        cookie.push_str(domain);
    }
    if let Some(seconds) = seconds {
        cookie.push_str("; max-age=");
        cookie.push_str(&seconds.max(0).to_string());
    }
    cookie
}

/// The value of the cookie `name` among those of a page, still encoded.
#[must_use]
pub fn value<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let named = |cookie: &'a str| cookie.trim_start().strip_prefix(name)?.strip_prefix('=');
    cookies.split(';').find_map(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: Scope<'_> = Scope { domain: None, is_secure: false };

    #[test]
    fn a_cookie_is_for_every_path_and_never_sent_across_sites() {
        assert_eq!(assignment("a", "1", None, HOST), "a=1; path=/; SameSite=Strict");
        let scope = Scope { domain: Some("example.com"), is_secure: true };
        assert_eq!(
            assignment("a", "%7B", Some(60), scope),
            "a=%7B; path=/; SameSite=Strict; Secure; domain=example.com; max-age=60"
        );
        assert_eq!(assignment("a", "", Some(-1), HOST), "a=; path=/; SameSite=Strict; max-age=0");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let cookies = "b_a=1; a=%7B%22; aa=3;c";
        assert_eq!(value(cookies, "a"), Some("%7B%22"));
        assert_eq!(value(cookies, "aa"), Some("3"));
        assert_eq!(value(cookies, "c"), None);
        assert_eq!(value("", "a"), None);
    }
}
