//! Carts: what is in one, which an account has, and giving one to an account.

use latchkey::commerce::{AccountId, CartId, CartItem, CartSummary, Price, Timestamp, Totals};

use crate::store::{ACCOUNT, CART, NOW, account_token, answering, assert_sent, fixture, now, price, refusal};

/// What the cart of the fixtures comes to, and the order made of it.
pub(crate) fn totals() -> Totals {
    Totals {
        with_tax: price(5880, "£58.80"),
        without_tax: price(4900, "£49.00"),
        tax: price(980, "£9.80"),
        discount: Some(price(-600, "-£6.00")),
        shipping: Some(price(480, "£4.80")),
    }
}

fn item(id: &str, name: &str, sku: &str, quantity: u32, unit: Price, value: Price) -> CartItem {
    let [id, name, sku] = [id, name, sku].map(str::to_owned);
    CartItem { id, name, sku, quantity, image_url: None, unit, value }
}

#[test]
fn a_cart_says_what_is_in_it_and_what_it_comes_to() {
    let client = answering(200, fixture("carts.cart_with_items"));
    let cart = now(client.cart(&CartId::parse(CART).unwrap(), Some(&account_token()))).unwrap();
    assert_sent(&client, "GET", &format!("/v2/carts/{CART}?include=items"), true, None);
    let picture =
        "https://files-eu.epusercontent.com/80df97b0-cc72-4964-900c-a38d3612ae78/enamel-mug.jpg".to_owned();
    let mug = CartItem {
        image_url: Some(picture),
        ..item(
            "8a5d2f61-0e9c-4c37-b1d4-73e6f0a9c285",
            "Enamel mug",
            "MUG-ENAMEL",
            2,
            price(1080, "£10.80"),
            price(2160, "£21.60"),
        )
    };
    let apron = item(
        "d47b19e3-6a08-4f52-9c1e-2b85a7f3d096",
        "Linen apron",
        "APRON-LINEN",
        1,
        price(3240, "£32.40"),
        price(3240, "£32.40"),
    );
    assert_eq!(cart.items, [mug, apron]);
    assert_eq!(cart.total, totals());
    let lines: i64 = cart.items.iter().map(|item| item.value.amount).sum();
    assert_eq!(lines + cart.total.shipping.unwrap().amount, cart.total.with_tax.amount);
    assert_eq!((cart.id.expose(), cart.name.as_str()), (CART, "Kitchen"));
    assert_eq!(cart.account_ids, [AccountId::parse(ACCOUNT).unwrap()]);
    assert_eq!(cart.expires, Timestamp::parse_iso8601("2026-03-09T09:55:00Z"));
}

#[test]
fn an_empty_cart_is_one_like_any_other() {
    let client = answering(200, fixture("carts.empty"));
    let id = "0c4b7e92-3d15-4f8a-8e6d-b9a2f7501c63";
    let cart = now(client.cart(&CartId::parse(id).unwrap(), None)).unwrap();
    assert_sent(&client, "GET", &format!("/v2/carts/{id}?include=items"), false, None);
    assert!(cart.items.is_empty() && cart.account_ids.is_empty());
    let nothing = || price(0, "£0.00");
    let total = Totals { with_tax: nothing(), without_tax: nothing(), tax: nothing(), ..Totals::default() };
    assert_eq!(cart.total, total);
}

#[test]
fn an_accounts_carts_are_listed() {
    let client = answering(200, fixture("carts.list"));
    let carts = now(client.carts(&account_token())).unwrap();
    assert_sent(&client, "GET", "/v2/carts?page%5Blimit%5D=100&page%5Boffset%5D=0", true, None);
    let [kitchen, presents] = carts.as_slice() else { unreachable!("{carts:?}") };
    let expected = CartSummary {
        id: CartId::parse(CART).unwrap(),
        name: "Kitchen".to_owned(),
        updated: Some(Timestamp::from_seconds(NOW - 300)),
        expires: Timestamp::parse_iso8601("2026-03-09T09:55:00Z"),
        item_count: Some(2),
        with_tax: Some(price(5880, "£58.80")),
    };
    assert_eq!(kitchen, &expected);
    assert_eq!((presents.name.as_str(), presents.item_count), ("Presents", Some(1)));
}

#[test]
fn a_cart_is_given_to_an_account_once_or_twice() {
    for (status, body) in [(200, fixture("carts.associated")), (204, String::new())] {
        let client = answering(status, body);
        let (cart, account) = (CartId::parse(CART).unwrap(), AccountId::parse(ACCOUNT).unwrap());
        let outcome = now(client.associate_cart_with_account(&cart, &account, &account_token()));
        assert_eq!(outcome, Ok(()));
        let path = format!("/v2/carts/{CART}/relationships/accounts");
        assert_sent(&client, "POST", &path, true, Some(&fixture("carts.association_request")));
    }
}

#[test]
fn a_member_whose_token_has_expired_is_told_so_by_the_status() {
    let client = answering(401, fixture("errors.account_token_401"));
    let refusal = refusal(now(client.cart(&CartId::parse(CART).unwrap(), Some(&account_token()))));
    assert_eq!((refusal.status, refusal.route), (401, "carts.get"));
    assert!(!refusal.is_about_the_access_token());
}
