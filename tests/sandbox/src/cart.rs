//! Carts, which anybody who knows their id may use.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::clock::Moment;
use crate::price::Totals;
use crate::store::new_id;
use crate::ware::Ware;

/// How long a cart lives after its last change: seven days of seconds.
pub(crate) const CART_SECONDS: i64 = 7 * 24 * 60 * 60;

/// A cart, known by its id alone.
#[derive(Clone, Debug)]
pub(crate) struct Cart {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// The e-mail address that a guest left on it.
    pub(crate) contact_email: Option<String>,
    pub(crate) items: Vec<CartItem>,
    pub(crate) account_ids: Vec<String>,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
}

/// Something in a cart.
#[derive(Clone, Debug)]
pub(crate) struct CartItem {
    pub(crate) id: String,
    pub(crate) content: Content,
    pub(crate) quantity: u32,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
}

/// What an item holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A product, by its id: at whatever it costs today.
    Product(String),
    /// Something that is in no catalogue, at the price it was added with.
    Custom(Ware),
}

impl CartItem {
    pub(crate) fn new(content: Content, quantity: u32, now: Moment) -> Self {
        Self { id: new_id(), content, quantity, created_at: now, updated_at: now }
    }

    /// What the item is and costs now; `None` when its product is sold no more.
    pub(crate) fn ware(&self, catalogue: &Catalogue) -> Option<Ware> {
        match &self.content {
            Content::Product(id) => catalogue.with_id(id).map(Ware::of),
            Content::Custom(ware) => Some(ware.clone()),
        }
    }

    pub(crate) fn type_name(&self) -> &'static str {
        match self.content {
            Content::Product(_) => "cart_item",
            Content::Custom(_) => "custom_item",
        }
    }
}

impl Cart {
    pub(crate) fn new(id: &str, now: Moment) -> Self {
        Self {
            id: id.to_owned(),
            name: "Cart".to_owned(),
            description: String::new(),
            contact_email: None,
            items: Vec::new(),
            account_ids: Vec::new(),
            created_at: now,
            updated_at: now,
        }
    }

    pub(crate) fn expires_at(&self) -> Moment {
        self.updated_at.plus_seconds(CART_SECONDS)
    }

    pub(crate) fn totals(&self, catalogue: &Catalogue) -> Totals {
        Totals::of(
            self.items.iter().filter_map(|item| item.ware(catalogue).map(|ware| (ware.unit, item.quantity))),
        )
    }

    /// How many of a product it holds.
    pub(crate) fn quantity_of(&self, product_id: &str) -> u32 {
        self.items.iter().filter(|item| item.is_product(product_id)).map(|item| item.quantity).sum()
    }

    /// Adds to the item that holds the same product, or makes a new one.
    pub(crate) fn add(&mut self, content: Content, quantity: u32, now: Moment) {
        let same = match &content {
            Content::Product(id) => self.items.iter_mut().find(|item| item.is_product(id)),
            Content::Custom(_) => None,
        };
        match same {
            Some(item) => {
                item.quantity = item.quantity.saturating_add(quantity);
                item.updated_at = now;
            }
            None => self.items.push(CartItem::new(content, quantity, now)),
        }
        self.updated_at = now;
    }
}

impl CartItem {
    fn is_product(&self, product_id: &str) -> bool {
        matches!(&self.content, Content::Product(id) if id == product_id)
    }
}

/// The carts of a store.
#[derive(Default)]
pub(crate) struct Carts {
    by_id: BTreeMap<String, Cart>,
}

impl Carts {
    pub(crate) fn new(cart: Cart) -> Self {
        Self { by_id: BTreeMap::from([(cart.id.clone(), cart)]) }
    }

    /// The cart with an id. One that nobody has made, or that has expired, is made empty.
    pub(crate) fn open(&mut self, id: &str, now: Moment) -> &mut Cart {
        let cart = self.by_id.entry(id.to_owned()).or_insert_with(|| Cart::new(id, now));
        if cart.expires_at() <= now {
            *cart = Cart::new(id, now);
        }
        cart
    }

    pub(crate) fn delete(&mut self, id: &str) {
        self.by_id.remove(id);
    }

    /// The carts that have not expired, the one changed last first.
    pub(crate) fn living(&self, now: Moment) -> Vec<&Cart> {
        let mut carts: Vec<_> = self.by_id.values().filter(|cart| now < cart.expires_at()).collect();
        carts.sort_by_key(|cart| std::cmp::Reverse(cart.updated_at));
        carts
    }
}
