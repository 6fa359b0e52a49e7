//! Where a shopper goes on to after signing in, taken from an address that anybody can write.

/// A place that the session follows to: a path of the app's own origin, or an address of an origin that is allowed by
/// configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo(String);

/// More than any storefront's address needs, in bytes.
const LONGEST: usize = 2048;

impl ReturnTo {
    /// Checks `text`; none where it could lead anywhere else. `origins` are written as `https://shop.example`.
    #[must_use]
    pub fn parse(text: &str, origins: &[String]) -> Option<Self> {
        // Browsers drop tabs and line breaks, and read a backslash as a slash: `/\evil.example` is another host.
        let is_plain = text.chars().all(|c| !c.is_control() && !c.is_whitespace() && c != '\\');
        let is_known = is_own_path(text) || origins.iter().any(|origin| is_of(origin, text));
        (is_plain && is_known && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// The origin and the host that it leads to; none where it is a path.
    #[must_use]
    pub fn place(&self) -> Option<(&str, &str)> {
        let (scheme, rest) = self.0.split_once("//").filter(|_| !is_own_path(&self.0))?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let origin = self.0.get(..scheme.len() + 2 + authority.len())?;
        Some((origin, authority.split(':').next()?))
    }

    /// The address, to be gone to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_own_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

/// Whether the address begins with exactly this origin: `https://shop.example.evil` and `https://shop.example@evil` do
/// not.
fn is_of(origin: &str, address: &str) -> bool {
    address.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<String> {
        ReturnTo::parse(text, &["https://shop.example".to_owned()]).map(|place| place.as_str().to_owned())
    }

    #[test]
    fn paths_of_the_own_origin_and_addresses_of_allowed_origins_are_taken_as_they_are() {
        for text in [
            "/",
            "/checkout/",
            "/products?page=2#top",
            "/a//b",
            "https://shop.example",
            "https://shop.example/cart?x=1",
            "https://shop.example?x",
        ] {
            assert_eq!(parse(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn of_an_address_origin_and_host_are_known() {
        let origins = ["https://shop.example".to_owned(), "http://localhost:8080".to_owned()];
        for (text, known) in [
            ("/", None),
            ("/a//b", None),
            ("https://shop.example", Some(("https://shop.example", "shop.example"))),
            ("https://shop.example?x=//y", Some(("https://shop.example", "shop.example"))),
            ("https://shop.example/cart", Some(("https://shop.example", "shop.example"))),
            ("http://localhost:8080/", Some(("http://localhost:8080", "localhost"))),
        ] {
            let place = ReturnTo::parse(text, &origins);
            assert_eq!(place.as_ref().map(ReturnTo::place), Some(known), "{text}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "",
            "checkout",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            "/ok\n",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "http://shop.example/",
            "https://shop.example.evil/",
            "https://shop.example@evil.example/",
            "https://user@shop.example/",
            "https://shop.example:8443/",
            "https://SHOP.example/",
            "https:/shop.example/",
            "https://shop.example\\@evil.example/",
            " /checkout/",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert_eq!(parse(&["/", &"a".repeat(3000)].concat()), None, "an endless one");
    }
}
