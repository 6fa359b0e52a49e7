//! What a store sells: a handful of products, one of them nearly out of stock, one of them without a picture.

pub(crate) mod pictures;

use serde::{Deserialize, Serialize};

use crate::price::UnitPrice;
use crate::store::new_id;

/// The most of one product there can be in stock, and the highest price it can have.
const MOST: i64 = 100_000_000;

/// Something a store sells.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) sku: String,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) description: String,
    /// With tax, before the promotion, in the smallest unit.
    pub(crate) price: i64,
    pub(crate) discount_percent: i64,
    pub(crate) stock: u32,
    pub(crate) has_picture: bool,
}

impl Product {
    pub(crate) fn unit_price(&self) -> UnitPrice {
        UnitPrice::reduced(self.price, self.discount_percent)
    }
}

/// What to change about a product; what is absent stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductChange {
    sku: String,
    stock: Option<u32>,
    price: Option<i64>,
}

/// The products of a store.
pub(crate) struct Catalogue {
    products: Vec<Product>,
}

impl Catalogue {
    pub(crate) fn new(products: Vec<Product>) -> Self {
        Self { products }
    }

    pub(crate) fn products(&self) -> &[Product] {
        &self.products
    }

    pub(crate) fn with_id(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    pub(crate) fn with_sku(&self, sku: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.sku == sku)
    }

    /// Takes sold items out of stock; what is not there cannot be taken.
    pub(crate) fn take(&mut self, id: &str, quantity: u32) {
        if let Some(product) = self.products.iter_mut().find(|product| product.id == id) {
            product.stock = product.stock.saturating_sub(quantity);
        }
    }

    /// Changes a product's stock, its price, or both. Carts follow, orders do not.
    ///
    /// # Errors
    /// A sentence, when there is no such product or the price is out of range; then nothing changes.
    pub(crate) fn change(&mut self, change: &ProductChange) -> Result<(), String> {
        if change.price.is_some_and(|price| !(0..=MOST).contains(&price)) {
            return Err(format!("price must be from 0 to {MOST}, in the smallest unit."));
        }
        let skus: Vec<_> = self.products.iter().map(|product| product.sku.clone()).collect();
        let product =
            self.products.iter_mut().find(|product| product.sku == change.sku).ok_or_else(|| {
                format!(
                    "There is no product with the sku \"{}\". There are: {}.",
                    change.sku,
                    skus.join(", ")
                )
            })?;
        product.stock = change.stock.unwrap_or(product.stock);
        product.price = change.price.unwrap_or(product.price);
        Ok(())
    }
}

/// The products every store starts with, with fresh ids.
pub(crate) fn seeded_products() -> Vec<Product> {
    [
        ("MUG-ENAMEL", "Enamel mug", "Holds a third of a litre", 1200, 10, 120, true),
        ("APRON-LINEN", "Linen apron", "", 3600, 10, 40, false),
        ("TOWEL-TEA", "Tea towel", "Dries without fluff", 650, 0, 200, true),
        ("BOARD-OAK", "Oak bread board", "One piece, oiled", 2795, 0, 60, true),
        ("KETTLE-COPPER", "Copper kettle", "The last one", 8450, 0, 1, true),
        ("TABLE-ASH", "Ash kitchen table", "Seats eight", 124_900, 0, 8, true),
    ]
    .into_iter()
    .map(|(sku, name, description, price, discount_percent, stock, has_picture)| Product {
        id: new_id(),
        sku: sku.to_owned(),
        name: name.to_owned(),
        slug: name.to_lowercase().replace(' ', "-"),
        description: description.to_owned(),
        price,
        discount_percent,
        stock,
        has_picture,
    })
    .collect()
}
