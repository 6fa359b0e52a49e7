//! What the account keeps beside its orders: carts to choose from, and addresses to use again.

use latchkey::commerce::{Cart, CartId};
use latchkey::journey::Problem;
use latchkey::storefront::Desk;

use super::member;
use super::tab::{CHECKOUT, Tab};
use crate::faults::kinds::{FAULTS, Meaning};
use crate::store::Store;

const SAVE: &str = "account_addresses.create";
const CARTS: &str = "carts.list";

/// The ids of the carts that are offered.
async fn offered(tab: &Tab) -> Result<Vec<CartId>, Problem> {
    let signed_in = tab.shared.signed_in().unwrap();
    let carts = tab.storefront.account_carts(signed_in.token(), &tab.shared.attempts()).await;
    carts.map(|carts| carts.into_iter().map(|cart| cart.id).collect())
}

#[tokio::test(start_paused = true)]
async fn the_accounts_carts_are_offered_but_for_the_empty_and_the_ordered() {
    let store = Store::new();
    let mut tab = member(&store).await;
    assert_eq!(offered(&tab).await, Ok(vec![]));
    let cart = tab.journey.filling().unwrap().cart.clone();
    let empty = Cart { id: CartId::parse("empty").unwrap(), ..cart.clone() };
    for cart in [&cart, &empty] {
        tab.storefront.associate_cart(cart, &tab.shared.signed_in().unwrap()).await;
    }
    assert_eq!(offered(&tab).await, Ok(vec![store.cart_id()]));
    tab.submit().await;
    assert!(tab.is_done());
    assert_eq!(offered(&tab).await, Ok(vec![]), "it is ordered");
}

#[tokio::test(start_paused = true)]
async fn carts_that_cannot_be_listed_are_not_taken_for_none() {
    for fault in FAULTS {
        let store = Store::new();
        let tab = member(&store).await;
        for _ in 0..3 {
            fault.befall(&store, CARTS);
        }
        let is_listed = offered(&tab).await.is_ok();
        let may_be = matches!(fault.meaning, Meaning::Harmless | Meaning::AccessTokenRefused);
        assert!(may_be || !is_listed, "{}", fault.name);
    }
}

#[tokio::test(start_paused = true)]
async fn an_address_is_saved_once_and_nothing_about_it_touches_the_order() {
    for fault in FAULTS {
        let store = Store::new();
        let mut tab = member(&store).await;
        tab.submit().await;
        let signed_in = tab.shared.signed_in().unwrap();
        let address = tab.filled_in().shipping_address;
        fault.befall(&store, SAVE);
        let is_saved = tab.storefront.save_address(&address, &signed_in).await;
        store.clear_faults();
        let addresses = tab.storefront.customer(&signed_in).await.unwrap().addresses;
        let saved: Vec<_> = addresses.iter().filter(|saved| saved.address == address).collect();
        let is_refused_access = fault.meaning == Meaning::AccessTokenRefused;
        assert_eq!(saved.len(), usize::from(fault.is_carried_out || is_refused_access), "{}", fault.name);
        assert_eq!(is_saved, fault.meaning == Meaning::Harmless || is_refused_access, "{}", fault.name);
        assert!(saved.iter().all(|saved| saved.name == "7 Canary Row, YO21 0ZZ"));
        assert_eq!(store.count([CHECKOUT, SAVE]), [1, 1 + usize::from(is_refused_access)], "{}", fault.name);
        assert!(tab.is_done());
    }
}
