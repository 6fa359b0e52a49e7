//! The one place where paths are built, so that nothing unchecked enters one.

/// A path from the base URL on.
#[derive(Clone)]
pub(crate) struct Path(String);

impl Path {
    /// A path that begins with this.
    pub(crate) fn new(start: &'static str) -> Self {
        Self(start.to_owned())
    }

    /// Goes on with a slash and an id, percent-encoded.
    pub(crate) fn id(mut self, id: &str) -> Self {
        self.0.push('/');
        percent_encode(id, &mut self.0);
        self
    }

    /// Goes on with this, which begins with a slash.
    pub(crate) fn then(mut self, rest: &'static str) -> Self {
        self.0.push_str(rest);
        self
    }

    /// Ends with the query for the page that begins after so many records.
    pub(crate) fn page(self, offset: u32) -> Self {
        self.page_of("100", offset)
    }

    /// The same, where a page is of no more than so many records.
    pub(crate) fn page_of(mut self, limit: &'static str, offset: u32) -> Self {
        self.0.push_str("?page%5Blimit%5D=");
        self.0.push_str(limit);
        self.0.push_str("&page%5Boffset%5D=");
        self.0.push_str(&offset.to_string());
        self
    }

    /// Ends with a query of one value, percent-encoded.
    pub(crate) fn query(mut self, name: &'static str, value: &str) -> Self {
        self.0.push('?');
        self.0.push_str(name);
        self.0.push('=');
        percent_encode(value, &mut self.0);
        self
    }

    /// The path as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends `text` with everything but letters, digits, `-`, `.`, `_` and `~` percent-encoded.
pub(crate) fn percent_encode(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_one_segment_whatever_it_contains() {
        let path = Path::new("/v2/a").id("1-b_c.d~E").then("/f").id("../x?y=z#%&+ \\ü\n").page(200);
        assert_eq!(
            path.as_str(),
            "/v2/a/1-b_c.d~E/f/..%2Fx%3Fy%3Dz%23%25%26%2B%20%5C%C3%BC%0A?page%5Blimit%5D=100&page%5Boffset%5D=200"
        );
    }

    #[test]
    fn a_query_is_one_value_whatever_it_contains() {
        let path = Path::new("/v2/a").query("filter", "eq(b,c&d=[e])");
        assert_eq!(path.as_str(), "/v2/a?filter=eq%28b%2Cc%26d%3D%5Be%5D%29");
        let path = Path::new("/v2/a").page_of("10", 20);
        assert_eq!(path.as_str(), "/v2/a?page%5Blimit%5D=10&page%5Boffset%5D=20");
    }
}
