//! Carts: whoever knows the id may use one.

use axum::http::Method;
use serde_json::{Value, json};

use crate::shop::{JANE, JOHN, Shop};

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_cart_is_priced_with_tax_discount_and_shipping() {
    let shop = Shop::open().await;
    let cart = shop.look(&shop.cart("?include=items"), &shop.guest().await).await.json();
    let price = &cart["data"]["meta"]["display_price"];
    let formatted = ["with_tax", "without_tax", "tax", "discount", "without_discount", "shipping"]
        .map(|name| price[name]["formatted"].as_str().unwrap().to_owned());
    assert_eq!(formatted, ["£58.80", "£49.00", "£9.80", "-£6.00", "£64.80", "£4.80"]);
    let items = cart["included"]["items"].as_array().unwrap();
    let seen: Vec<_> = items.iter().map(|it| (it["sku"].as_str().unwrap(), it["quantity"].clone())).collect();
    assert_eq!(seen, [("MUG-ENAMEL", json!(2)), ("APRON-LINEN", json!(1))]);
    assert_eq!(items[1]["image"]["href"], "");
    assert!(shop.look(&shop.cart(""), &shop.guest().await).await.json().get("included").is_none());
}

#[tokio::test]
async fn pictures_are_the_sandbox_s_own() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let items = shop.look(&shop.cart("/items"), &guest).await.json();
    let address = items["data"][0]["image"]["href"].as_str().unwrap().to_owned();
    let path = address.strip_prefix("http://127.0.0.1:8081").unwrap();
    let picture = shop.look(path, &guest).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/svg+xml")));
    assert!(picture.text().starts_with("<svg"));
    assert_eq!(shop.look("/sandbox/pictures/APRON-LINEN.svg", &guest).await.status, 404);
}

#[tokio::test]
async fn an_unknown_cart_is_made_empty_and_an_unsafe_id_is_refused() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let answer = shop.look("/v2/carts/somebody_s-own-id?include=items", &guest).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["data"]["relationships"]["items"]["data"], Value::Null);
    assert!(answer.json().get("included").is_none());
    assert_eq!(shop.look("/v2/carts/what%20ever", &guest).await.error("status"), 400);
}

#[tokio::test]
async fn a_cart_ends_seven_days_after_its_last_change_which_no_read_and_no_refusal_moves() {
    let shop = Shop::open().await;
    shop.advance(4 * DAY).await;
    let guest = shop.guest().await;
    assert_eq!(shop.add(&shop.cart(""), "TOWEL-TEA", 1, &guest).await.status, 201);
    shop.advance(6 * DAY).await;
    let guest = shop.guest().await;
    assert_eq!(shop.add(&shop.cart(""), "KETTLE-COPPER", 9, &guest).await.status, 400);
    let items = shop.look(&shop.cart("/items"), &guest).await.json();
    assert_eq!(items["data"].as_array().unwrap().len(), 3, "it was changed six days ago");
    shop.advance(DAY).await;
    let items = shop.look(&shop.cart("/items"), &shop.guest().await).await.json();
    assert_eq!(items["data"], json!([]));
}

#[tokio::test]
async fn items_are_added_up_changed_and_taken_out() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let by_id =
        json!({ "data": { "type": "cart_item", "id": shop.product("MUG-ENAMEL")["id"], "quantity": 3 } });
    let added = shop.ask(Method::POST, &shop.cart("/items"), &guest, by_id).await;
    assert_eq!((added.status, added.json()["data"][0]["quantity"].clone()), (201, json!(5)));
    assert_eq!(added.json()["meta"]["display_price"]["with_tax"]["amount"], 5 * 1080 + 3240 + 480);

    let item = format!("/items/{}", added.json()["data"][0]["id"].as_str().unwrap());
    let change = |quantity: i64| json!({ "data": { "id": "x", "quantity": quantity } });
    let changed = shop.ask(Method::PUT, &shop.cart(&item), &guest, change(1)).await;
    assert_eq!((changed.status, changed.json()["data"][0]["quantity"].clone()), (200, json!(1)));
    let refused = shop.ask(Method::PUT, &shop.cart(&item), &guest, change(0)).await;
    assert_eq!((refused.status, refused.error("title")), (400, json!("number_gte")));

    let deleted = shop.ask(Method::DELETE, &shop.cart(&item), &guest, Value::Null).await;
    assert_eq!((deleted.status, deleted.json()["data"].as_array().unwrap().len()), (200, 1));
    assert_eq!(shop.ask(Method::DELETE, &shop.cart(&item), &guest, Value::Null).await.status, 404);
    assert_eq!(shop.ask(Method::DELETE, &shop.cart("/items"), &guest, Value::Null).await.status, 204);
    assert_eq!(shop.look(&shop.cart("/items"), &guest).await.json()["data"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_added_is_refused_with_an_integer_status() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let unknown = shop.add(&shop.cart(""), "NOTHING", 1, &guest).await;
    assert_eq!((unknown.error("status"), unknown.error("meta")), (json!(404), json!({ "sku": "NOTHING" })));
    let short = shop.add(&shop.cart(""), "KETTLE-COPPER", 2, &guest).await;
    assert_eq!((short.error("status"), short.error("title")), (json!(400), json!("Insufficient stock")));
    for data in [
        json!({ "type": "cart_item", "quantity": 1 }),
        json!({ "type": "custom_item", "name": "Gift wrap", "quantity": 1, "price": { "amount": -1 } }),
        json!({ "type": "promotion_item", "code": "LESS" }),
    ] {
        let refused = shop.ask(Method::POST, &shop.cart("/items"), &guest, json!({ "data": data })).await;
        assert_eq!(refused.error("status"), 400, "{data}");
    }
}

#[tokio::test]
async fn something_in_no_catalogue_and_another_cart_can_be_added() {
    let shop = Shop::open().await;
    let guest = shop.guest().await;
    let wrap = json!({ "data": {
        "type": "custom_item", "name": "Gift wrap", "sku": "WRAP", "quantity": 2,
        "price": { "amount": 100, "includes_tax": false },
    } });
    let items = shop.ask(Method::POST, "/v2/carts/mine/items", &guest, wrap).await.json();
    assert_eq!(items["data"][0]["meta"]["display_price"]["with_tax"]["value"]["amount"], 240);
    assert!(items["data"][0].get("product_id").is_none());

    let merge = json!({ "data": { "type": "cart_items", "cart_id": shop.id("cart_id") } });
    for _ in 0..2 {
        shop.ask(Method::POST, "/v2/carts/mine/items", &guest, merge.clone()).await;
    }
    let items = shop.look("/v2/carts/mine/items", &guest).await.json()["data"].clone();
    let quantities: Vec<_> = items.as_array().unwrap().iter().map(|it| it["quantity"].clone()).collect();
    assert_eq!(quantities, [2, 4, 2]);
}

#[tokio::test]
async fn prices_of_today_are_the_cart_s() {
    let shop = Shop::open().await;
    shop.restock(json!({ "sku": "MUG-ENAMEL", "price": 2000 })).await;
    let items = shop.look(&shop.cart("/items"), &shop.guest().await).await.json();
    assert_eq!(items["data"][0]["meta"]["display_price"]["with_tax"]["unit"]["formatted"], "£18.00");
}

#[tokio::test]
async fn a_cart_is_made_renamed_and_deleted() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let body = json!({ "data": { "name": "Presents", "description": "For June" } });
    let made = shop.ask(Method::POST, "/v2/carts", &john, body).await;
    assert_eq!(made.status, 201);
    let cart = made.json()["data"].clone();
    assert_eq!(cart["relationships"]["accounts"]["data"][0]["id"], john.account_id.as_str());
    let path = format!("/v2/carts/{}", cart["id"].as_str().unwrap());
    let renamed = shop.ask(Method::PUT, &path, &john, json!({ "data": { "name": "Gifts" } })).await.json();
    assert_eq!(
        (&renamed["data"]["name"], &renamed["data"]["description"]),
        (&json!("Gifts"), &json!("For June"))
    );
    assert_eq!(
        shop.ask(Method::POST, "/v2/carts", &john, json!({ "data": {} })).await.error("source"),
        "data.name"
    );
    assert_eq!(shop.ask(Method::DELETE, &path, &john, Value::Null).await.status, 204);
    assert_eq!(shop.look("/v2/carts", &john).await.json()["data"], json!([]));
}

#[tokio::test]
async fn an_account_lists_its_own_carts_the_newest_first() {
    let shop = Shop::open().await;
    let (john, jane) = (shop.shopper(JOHN).await, shop.shopper(JANE).await);
    for name in ["One", "Two"] {
        shop.ask(Method::POST, "/v2/carts", &john, json!({ "data": { "name": name } })).await;
        shop.advance(1).await;
    }
    let names = |list: Value| -> Vec<Value> {
        list["data"].as_array().unwrap().iter().map(|cart| cart["name"].clone()).collect()
    };
    assert_eq!(names(shop.look("/v2/carts", &john).await.json()), ["Two", "One"]);
    assert_eq!(names(shop.look("/v2/carts?page[limit]=1&page[offset]=1", &john).await.json()), ["One"]);
    assert!(names(shop.look("/v2/carts", &jane).await.json()).is_empty());
    assert_eq!(names(shop.look("/v2/carts", &shop.merchant().await).await.json()).len(), 3);

    let guest = shop.guest().await;
    assert_eq!(shop.look("/v2/carts", &guest).await.error("status"), 403);
    shop.switch("carts_with_implicit_only", "empty").await;
    assert_eq!(shop.look("/v2/carts", &guest).await.json()["data"], json!([]));
}

#[tokio::test]
async fn a_cart_is_associated_with_the_account_of_the_token_once() {
    let shop = Shop::open().await;
    let (john, jane) = (shop.shopper(JOHN).await, shop.shopper(JANE).await);
    let cart = shop.cart("");
    assert_eq!(shop.associate(&cart, &john.account_id, &john).await.status, 200);
    assert_eq!(shop.associate(&cart, &john.account_id, &john).await.status, 204);
    let foreign = shop.associate(&cart, &john.account_id, &jane).await;
    assert_eq!((foreign.status, foreign.error("status")), (403, json!(403)));
    assert_eq!(shop.associate(&cart, &john.account_id, &shop.guest().await).await.status, 403);

    let second = shop.associate(&cart, &jane.account_id, &jane).await;
    assert_eq!(second.error("title"), "Cannot associate more than one account");
    shop.switch("second_account_on_cart", "added").await;
    assert_eq!(shop.associate(&cart, &jane.account_id, &jane).await.status, 200);

    let path = shop.cart("/relationships/accounts");
    let body = json!({ "data": [{ "type": "account", "id": john.account_id }] });
    assert_eq!(shop.ask(Method::DELETE, &path, &john, body).await.status, 204);
    let accounts = shop.look(&cart, &john).await.json()["data"]["relationships"]["accounts"]["data"].clone();
    assert_eq!(accounts, json!([{ "type": "account", "id": jane.account_id }]));
}

#[tokio::test]
async fn an_association_that_breaks_a_rule_is_refused_as_documented() {
    let shop = Shop::open().await;
    let john = shop.shopper(JOHN).await;
    let account = json!({ "type": "account", "id": john.account_id });
    for (body, status, title) in [
        (json!({ "data": account }), 403, "Invalid json payload"),
        (json!([account]), 403, "Invalid json payload"),
        (
            json!({ "data": [{ "id": john.account_id }] }),
            400,
            "The type does not exist or is not listed as account",
        ),
        (json!({ "data": [account, account] }), 403, "Cannot associate more than one account"),
    ] {
        let answer = shop.ask(Method::POST, &shop.cart("/relationships/accounts"), &john, body.clone()).await;
        assert_eq!((answer.status, answer.error("title")), (status, json!(title)), "{body}");
    }
    let contact = json!({ "data": { "contact": { "email": "john.doe@banks.com" } } });
    assert_eq!(shop.ask(Method::PUT, &shop.cart(""), &shop.guest().await, contact).await.status, 200);
    let refused = shop.associate(&shop.cart(""), &john.account_id, &john).await;
    assert_eq!((refused.status, refused.error("status")), (422, json!(400)));
}

#[tokio::test]
async fn an_expired_account_token_is_met_as_switched() {
    let shop = Shop::open().await;
    let mut john = shop.shopper(JOHN).await;
    shop.advance(2 * DAY).await;
    john.access = shop.access_token().await;
    for (value, cart, list) in
        [("unauthorized_401", 401, 401), ("forbidden_403", 403, 403), ("guest", 200, 403)]
    {
        shop.switch("expired_account_token", value).await;
        assert_eq!(shop.look(&shop.cart(""), &john).await.status, cart, "{value}");
        assert_eq!(shop.look("/v2/orders", &john).await.status, list, "{value}");
        // Its contact is no customer: a member's checkout never becomes a guest's unasked.
        assert_eq!(shop.check_out(&john).await.status, if value == "guest" { 400 } else { cart });
    }
    let orders = shop.read("orders").await["orders"].as_array().unwrap().len();
    assert_eq!(orders, 1, "only the one that was there");
}
