//! What an item of a cart or of an order is, and what it costs.

use serde_json::{Value, json};

use crate::catalogue::{Product, pictures};
use crate::price::{UnitPrice, price_with_tax, times};

/// A product as it is sold now, or something that is in no catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Ware {
    /// `None` for a custom item.
    pub(crate) product_id: Option<String>,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) sku: String,
    pub(crate) slug: String,
    pub(crate) has_picture: bool,
    pub(crate) unit: UnitPrice,
}

impl Ware {
    pub(crate) fn of(product: &Product) -> Self {
        Self {
            product_id: Some(product.id.clone()),
            name: product.name.clone(),
            description: product.description.clone(),
            sku: product.sku.clone(),
            slug: product.slug.clone(),
            has_picture: product.has_picture,
            unit: product.unit_price(),
        }
    }

    /// `unit_price` of an item. Discounts are in `meta.display_price` alone.
    pub(crate) fn unit_price(&self) -> Value {
        price_with_tax(self.unit.without_discount)
    }

    /// `value` of an item: its unit price, for all of them.
    pub(crate) fn value(&self, quantity: u32) -> Value {
        price_with_tax(times(self.unit.without_discount, quantity))
    }

    /// `image` of an item; of one without a picture, all its members are empty.
    pub(crate) fn image(&self, base_url: &str) -> Value {
        if self.has_picture {
            json!({
                "mime_type": "image/svg+xml",
                "file_name": format!("{}.svg", self.sku),
                "href": pictures::address(base_url, &self.sku),
            })
        } else {
            json!({ "mime_type": "", "file_name": "", "href": "" })
        }
    }
}
