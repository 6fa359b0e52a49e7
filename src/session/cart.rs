//! The storefront's cart, under a key that it shares with us.

use crate::commerce::fields::Fields;

/// What the name of the key ends in, after the storefront's prefix and `_ep_`.
pub const NAME: &str = "cart";

/// The cart id that a storefront stored: bare, as a JSON string, or in a JSON object as `id`. Whoever knows it can
/// read the cart and check it out: it is as secret as a token.
#[must_use]
pub fn stored_id(stored: &str) -> Option<String> {
    let stored = stored.trim();
    let inside = || {
        let fields = Fields::read(stored).ok()?;
        fields.text("").or_else(|| fields.text("id")).map(str::to_owned)
    };
    is_id(stored).then(|| stored.to_owned()).or_else(|| inside().filter(|id| is_id(id)))
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cart_id_is_read_in_every_form_that_storefronts_store_it_in() {
        for stored in ["abc-1_D", " abc-1_D ", "\"abc-1_D\"", "{\"id\":\"abc-1_D\"}"] {
            assert_eq!(stored_id(stored).as_deref(), Some("abc-1_D"), "{stored}");
        }
    }

    #[test]
    fn what_is_no_cart_id_is_not_read() {
        let long = "a".repeat(65);
        for stored in ["", "\"\"", "a/b", "../x", "{}", "[\"a\"]", "\"a b\"", "{\"id\":\"a/b\"}", &long] {
            assert_eq!(stored_id(stored), None, "{stored}");
        }
    }
}
