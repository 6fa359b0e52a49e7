//! Which pictures of products are shown.

/// Whether a picture comes over https, or from the store or machine that this page asks anyway: any other would tell
/// the network what is in the cart, or be refused by the browser.
#[must_use]
pub fn may_be_shown(address: &str, api_base_url: &str) -> bool {
    let is_of = |origin: &str| {
        address.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/') || rest.starts_with(':'))
    };
    let is_of_store = address
        .strip_prefix(api_base_url)
        .is_some_and(|rest| !api_base_url.is_empty() && rest.starts_with('/'));
    address.starts_with("https://") || is_of_store || is_of("http://127.0.0.1") || is_of("http://localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_over_https_or_from_where_the_page_asks_anyway() {
        let api = "http://127.0.0.1:8081";
        for (address, shown) in [
            ("https://files.example/mug.png", true),
            ("http://127.0.0.1:8081/sandbox/pictures/mug.svg", true),
            ("http://localhost/mug.svg", true),
            ("http://files.example/mug.png", false),
            ("http://127.0.0.1.example/mug.png", false),
            ("http://localhost.example/mug.png", false),
            ("data:image/svg+xml,x", false),
            ("javascript:alert(1)", false),
            ("", false),
        ] {
            assert_eq!(may_be_shown(address, api), shown, "{address}");
        }
    }
}
