//! A checkout that was sent: what its order is found by. No cart can be told from it, and no person.

use crate::commerce::fields::Fields;
use crate::commerce::{AccountId, CartId, Order, OrderId, Timestamp};

/// A checkout that was sent, or is about to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What its order is found by, and what the shopper tells the store's people.
    pub external_ref: String,
    /// Which cart, without its id.
    cart: String,
    /// The account that ordered; none for a guest, whose orders cannot be looked for.
    pub account_id: Option<AccountId>,
    /// When, by this device's clock.
    pub at: Timestamp,
    /// The order, once it is known.
    pub placed: Option<Placed>,
    /// Whether the shopper has read that nobody knows, and wants to read it no more unless they order the cart again.
    pub is_dismissed: bool,
}

/// An order, as far as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its id.
    pub order_id: OrderId,
    /// What it comes to, as the store writes it.
    pub total: String,
}

impl Attempt {
    /// An attempt to order a cart.
    #[must_use]
    pub fn new(external_ref: &str, cart_id: &CartId, account_id: Option<AccountId>, at: Timestamp) -> Self {
        Self {
            external_ref: external_ref.to_owned(),
            cart: fingerprint(cart_id),
            account_id,
            at,
            placed: None,
            is_dismissed: false,
        }
    }

    /// The same with its order.
    #[must_use]
    pub fn placed_as(self, order: &Order) -> Self {
        let total = order.total.with_tax.formatted.clone();
        Self { placed: Some(Placed { order_id: order.id.clone(), total }), ..self }
    }

    /// Whether it was this cart that was ordered.
    #[must_use]
    pub fn is_of(&self, cart_id: &CartId) -> bool {
        self.cart == fingerprint(cart_id)
    }

    pub(super) fn read(fields: &Fields) -> Option<Self> {
        let id = |place| fields.owned(place).filter(|id| !id.is_empty());
        let order_id = id("order_id").and_then(|id| OrderId::try_from(id).ok());
        Some(Self {
            external_ref: id("external_ref")?,
            cart: id("cart")?,
            account_id: id("account_id").and_then(|id| AccountId::try_from(id).ok()),
            at: Timestamp::from_seconds(fields.number("at")?),
            placed: order_id
                .map(|order_id| Placed { order_id, total: fields.owned("total").unwrap_or_default() }),
            is_dismissed: fields.number("dismissed") == Some(1),
        })
    }

    pub(super) fn write(&self, json: &mut String) {
        let placed = self.placed.as_ref();
        push_text(json, "{\"external_ref\":", &self.external_ref);
        push_text(json, ",\"cart\":", &self.cart);
        push_text(json, ",\"account_id\":", self.account_id.as_ref().map_or("", AccountId::as_str));
        push_text(json, ",\"order_id\":", placed.map_or("", |placed| placed.order_id.as_str()));
        push_text(json, ",\"total\":", placed.map_or("", |placed| &placed.total));
        json.push_str(",\"at\":");
        json.push_str(&self.at.seconds().to_string());
        json.push_str(if self.is_dismissed { ",\"dismissed\":1}" } else { "}" });
    }
}

/// Makes what an order is found by: four groups of letters and digits that can be read out on the telephone. `chance`
/// must be random, for two orders of the same name could not be told apart.
#[must_use]
pub fn external_ref(chance: [u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut name = String::new();
    for (index, byte) in chance.into_iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            name.push('-');
        }
        name.push(char::from(LETTERS[usize::from(byte & 31)]));
    }
    name
}

/// Tells one cart from another without saying which (FNV-1a, 64 bits).
fn fingerprint(cart_id: &CartId) -> String {
    // EXPOSE: the id cannot be read off what comes out, only a guess be checked.
    let hash = cart_id.expose().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.to_string()
}

fn push_text(json: &mut String, before: &str, text: &str) {
    json.push_str(before);
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_fit_for_a_filter_and_has_all_the_chance_it_was_given() {
        assert_eq!(external_ref([0; 16]), "0000-0000-0000-0000");
        let name = external_ref([255, 1, 31, 32, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
        assert_eq!(name, "Z1Z0-789A-BCDE-FGHJ");
    }
}
