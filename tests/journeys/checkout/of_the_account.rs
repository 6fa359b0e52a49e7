//! What the account keeps beside its orders: addresses to use again.

use latchkey::storefront::Desk;

use super::member;
use super::tab::CHECKOUT;
use crate::faults::kinds::{FAULTS, Meaning};
use crate::store::Store;

const SAVE: &str = "account_addresses.create";

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
