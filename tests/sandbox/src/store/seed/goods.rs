//! What every store starts with to sell, in a cart, ordered, and delivered to.

use serde_json::{Map, Value, json};

use crate::account_address::AccountAddress;
use crate::cart::{Cart, CartItem, Content};
use crate::catalogue::{Product, seeded_products};
use crate::clock::Clock;
use crate::order::{Buyer, Lateness, Order, OrderItem};
use crate::price::{Totals, UnitPrice};
use crate::store::{Member, new_id};
use crate::ware::Ware;

/// How long ago the older order was made, in seconds: six weeks.
const ORDERED_SECONDS_AGO: i64 = 42 * 86_400;
/// How long after its making it was delivered: four days.
const DELIVERED_AFTER_SECONDS: i64 = 4 * 86_400;

/// What John lives at.
const HOME: [(&str, &str); 12] = [
    ("first_name", "John"),
    ("last_name", "Doe"),
    ("company_name", ""),
    ("line_1", "12 Harbour Row"),
    ("line_2", "Flat 3"),
    ("city", "Whitby"),
    ("county", "North Yorkshire"),
    ("region", "England"),
    ("postcode", "YO21 0ZZ"),
    ("country", "GB"),
    ("phone_number", "01632 960 123"),
    ("instructions", "Ring twice, \"The Crow's Nest\""),
];

/// The beginning of everything that can be bought.
#[derive(Clone)]
pub(super) struct Goods {
    pub(super) products: Vec<Product>,
    /// Two mugs and an apron, of nobody.
    pub(super) cart: Cart,
    /// Three aprons that John ordered, paid and got.
    pub(super) order: Order,
    pub(super) address: AccountAddress,
}

impl Goods {
    /// Fresh goods, with an order and an address of the member's first account.
    pub(super) fn new(cart_id: &str, member: &Member) -> Self {
        let products = seeded_products();
        let account_id = member.accounts.first().map(|account| account.id.clone()).unwrap_or_default();
        Self {
            cart: cart(cart_id, &products),
            order: order(&products, &account_id, member),
            address: address(account_id),
            products,
        }
    }
}

fn cart(id: &str, products: &[Product]) -> Cart {
    let now = Clock::default().now();
    let items = [("MUG-ENAMEL", 2), ("APRON-LINEN", 1)]
        .into_iter()
        .filter_map(|(sku, quantity)| {
            let product = products.iter().find(|product| product.sku == sku)?;
            Some(CartItem::new(Content::Product(product.id.clone()), quantity, now))
        })
        .collect();
    Cart { name: "Kitchen".to_owned(), items, ..Cart::new(id, now) }
}

fn order(products: &[Product], account_id: &str, member: &Member) -> Order {
    let created_at = Clock::default().now().plus_seconds(-ORDERED_SECONDS_AGO);
    let updated_at = created_at.plus_seconds(DELIVERED_AFTER_SECONDS);
    let apron = products.iter().find(|product| product.sku == "APRON-LINEN").map(Ware::of);
    // It was bought before the promotion, and above the total from which sending is free.
    let apron = apron.map(|ware| Ware { unit: UnitPrice::reduced(3600, 0), ..ware });
    let quantity = 3;
    let items: Vec<_> = apron
        .into_iter()
        .map(|ware| OrderItem { id: new_id(), cart_item_id: new_id(), ware, quantity })
        .collect();
    let totals = Totals::of(items.iter().map(|item| (item.ware.unit, item.quantity)));
    Order {
        id: new_id(),
        buyer: Buyer::Account {
            account_id: account_id.to_owned(),
            account_member_id: Some(member.id.clone()),
            contact: json!({ "name": member.name, "email": member.email }),
        },
        billing_address: written(10),
        shipping_address: written(HOME.len()),
        order_number: None,
        external_ref: None,
        items,
        totals,
        paid: totals.with_tax,
        authorized: 0,
        fulfilled: true,
        created_at,
        updated_at,
        lateness: Lateness::default(),
    }
}

/// The first members of the address.
fn written(count: usize) -> Value {
    let fields: Map<_, _> =
        HOME.iter().take(count).map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
    Value::Object(fields)
}

fn address(account_id: String) -> AccountAddress {
    let created_at = Clock::default().now().plus_seconds(-ORDERED_SECONDS_AGO);
    AccountAddress {
        id: new_id(),
        account_id,
        name: "Home".to_owned(),
        fields: HOME.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
        created_at,
        updated_at: created_at,
    }
}
