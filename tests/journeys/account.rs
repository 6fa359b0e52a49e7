//! What a signed-in member looks at and changes.

use latchkey::commerce::OrderId;
use latchkey::journey::problem::Step;
use latchkey::journey::{Problem, WayOn};
use serde_json::json;

use crate::faults::kinds::{FAULTS, Fault, Meaning};
use crate::shopper::signing_in::{MEANS, Means};
use crate::shopper::{NEW_PASSWORD, Shopper};
use crate::store::{
    ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JANE, JOHN, LIST, MEMBER, ORDER, ORDERS, Store, UPDATE,
};

const WEAK: &str = "canary7";

/// Something done on the account page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Renew,
    ReadMember,
    ListOrders,
    ReadOrder,
    ChangePassword,
}

const DEEDS: [Deed; 5] =
    [Deed::Renew, Deed::ReadMember, Deed::ListOrders, Deed::ReadOrder, Deed::ChangePassword];

impl Deed {
    /// The calls it makes.
    fn routes(self) -> &'static [&'static str] {
        match self {
            Self::Renew => &[ACCESS_TOKEN, EXCHANGE],
            Self::ReadMember => &[ACCESS_TOKEN, MEMBER],
            Self::ListOrders => &[ACCESS_TOKEN, ORDERS],
            Self::ReadOrder => &[ACCESS_TOKEN, ORDER],
            Self::ChangePassword => &[LIST, UPDATE],
        }
    }

    async fn done_by(self, john: &Shopper, order: &OrderId) -> Result<(), Problem> {
        let token = john.token();
        match self {
            Self::Renew => john.renew(&token).await.map(drop),
            Self::ReadMember => john.account_member(&token).await.map(drop),
            Self::ListOrders => john.orders(&token).await.map(drop),
            Self::ReadOrder => john.order(order, &token).await.map(drop),
            Self::ChangePassword => john.change_password(NEW_PASSWORD, &token).await,
        }
    }
}

/// John, signed in on a page that has no access token yet, and an order of his.
async fn john(store: &Store) -> (Shopper, OrderId) {
    let mut john = Shopper::of(store, JOHN, store.config());
    john.arrive(Means::Password).await;
    let orders = john.orders(&john.token()).await.unwrap().orders;
    john.forget_access_token();
    (john, orders.first().unwrap().id.clone())
}

/// What the member is told; none where the fault does not show.
fn told(deed: Deed, route: &str, meaning: Meaning) -> Option<Problem> {
    let step = match (deed, route) {
        (Deed::Renew, ACCESS_TOKEN) => Step::Preparing,
        (Deed::Renew, _) => Step::SigningIn,
        (Deed::ChangePassword, LIST) => Step::Preparing,
        (Deed::ChangePassword, _) => Step::Updating,
        _ => Step::Reading,
    };
    match (meaning, route) {
        (Meaning::Harmless, _) | (Meaning::Malformed, UPDATE) => None,
        (Meaning::Malformed | Meaning::GaveUp | Meaning::StoreFault, _) => Some(Problem::StoreFault(step)),
        (Meaning::Unreadable, _) => Some(Problem::Unreachable(step)),
        (Meaning::Late, _) => Some(Problem::NoAnswerInTime(step)),
        (Meaning::TooMany, _) => Some(Problem::TooManyRequests(0)),
        (_, ACCESS_TOKEN) => Some(Problem::StoreSetUp),
        (Meaning::AccessTokenRefused, _) => None,
        (Meaning::Refused(401), _) => Some(Problem::AccountTokenExpired),
        (Meaning::Refused(403), ORDERS | ORDER) => Some(Problem::AccountTokenExpired),
        (Meaning::Refused(_), EXCHANGE) => Some(Problem::StoreFault(step)),
        (Meaning::Refused(404), MEMBER | ORDERS | ORDER) => Some(Problem::NotFound),
        (Meaning::Refused(_), MEMBER | ORDERS | ORDER) => Some(Problem::StoreFault(Step::Reading)),
        (Meaning::Refused(400 | 422), UPDATE) => Some(Problem::PasswordRefused),
        (Meaning::Refused(_), _) => Some(Problem::NotAllowed),
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_on_the_account_page_is_told_and_may_be_tried_again() {
    for deed in DEEDS {
        for route in deed.routes() {
            for fault in FAULTS {
                let store = Store::new();
                let (john, order) = john(&store).await;
                fault.befall_all(&store, route);
                let label = format!("{deed:?} {route} {}", fault.name);
                let outcome = deed.done_by(&john, &order).await.err();
                assert_eq!(outcome, told(deed, route, fault.meaning), "{label}");
                store.clear_faults();
                assert_eq!(deed.done_by(&john, &order).await, Ok(()), "{label}");
                assert_eq!(store.count([CODE_REQUEST]), [0], "{label}");
                if deed == Deed::ChangePassword {
                    assert_eq!(store.count([EXCHANGE]), [1], "{label}: something was exchanged");
                    john.assert_password_is(NEW_PASSWORD);
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_fails_twice_goes_unnoticed_on_the_account_page() {
    for (deed, route) in [
        (Deed::ReadMember, MEMBER),
        (Deed::ListOrders, ORDERS),
        (Deed::ReadOrder, ORDER),
        (Deed::ChangePassword, LIST),
    ] {
        for fault in FAULTS.iter().filter(|fault| fault.tries(route) == 3) {
            let store = Store::new();
            let (john, order) = john(&store).await;
            let [before] = store.count([route]);
            befall_twice(fault, &store, route);
            assert_eq!(deed.done_by(&john, &order).await, Ok(()), "{deed:?} {}", fault.name);
            assert_eq!(store.count([route]), [before + 3], "{deed:?} {}", fault.name);
        }
    }
}

fn befall_twice(fault: &Fault, store: &Store, route: &str) {
    fault.befall(store, route);
    fault.befall(store, route);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_has_expired_is_told_as_such_wherever_the_store_refuses_it() {
    for expired in Store::new().values_of("expired_account_token") {
        for without in Store::new().values_of("orders_with_implicit_only") {
            for carts in Store::new().values_of("carts_with_implicit_only") {
                let store = Store::new();
                store.switch("expired_account_token", &expired);
                store.switch("orders_with_implicit_only", &without);
                store.switch("carts_with_implicit_only", &carts);
                let (john, order) = john(&store).await;
                store.advance_clock(86_401);
                let told = |deed: Deed| match (deed, expired.as_str(), without.as_str()) {
                    // The store does not say so: it takes the member for a guest.
                    (Deed::ListOrders | Deed::ReadOrder, "guest", "not_found_404") => Err(Problem::NotFound),
                    (Deed::ListOrders | Deed::ReadOrder, "guest", "readable") => Ok(()),
                    _ => Err(Problem::AccountTokenExpired),
                };
                for deed in DEEDS {
                    let outcome = deed.done_by(&john, &order).await;
                    assert_eq!(outcome, told(deed), "{deed:?} {expired} {without}");
                }
                assert_eq!(Problem::AccountTokenExpired.way_on(), WayOn::NewCode);
                john.assert_password_is_unchanged();
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_names_another_member_knows_this_one_no_more() {
    let store = Store::new();
    let (john, _) = john(&store).await;
    let jane = store.member(JANE).user_authentication_info_id;
    let body = json!({ "data": { "id": jane, "type": "account_member", "name": "Jane Roe", "email": JANE } });
    store.fail(MEMBER, &json!({ "fault": "status", "status": 200, "body": body }));
    assert_eq!(john.account_member(&john.token()).await, Err(Problem::AccountTokenExpired));
    assert!(john.account_member(&john.token()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_order_of_another_account_is_not_found() {
    let store = Store::new();
    let (_john, order) = john(&store).await;
    let mut jane = Shopper::of(&store, JANE, store.config());
    jane.arrive(Means::Password).await;
    assert_eq!(jane.order(&order, &jane.token()).await, Err(Problem::NotFound));
    assert_eq!(jane.orders(&jane.token()).await.unwrap().total, 0);
}

#[tokio::test(start_paused = true)]
async fn a_refused_password_may_be_corrected_with_the_same_token_and_without_a_code() {
    for refusal in Store::new().values_of("password_too_weak") {
        for means in MEANS {
            let store = Store::new();
            store.switch("password_too_weak", &refusal);
            let mut jane = Shopper::of(&store, JANE, store.config());
            jane.arrive(means).await;
            let exchanges = store.count([EXCHANGE, CODE_REQUEST]);
            let token = jane.token();
            assert_eq!(jane.change_password(WEAK, &token).await, Err(Problem::PasswordRefused));
            jane.assert_password_is_unchanged();
            assert_eq!(jane.change_password(NEW_PASSWORD, &token).await, Ok(()), "{refusal} {means:?}");
            jane.assert_password_is(NEW_PASSWORD);
            assert_eq!(store.count([EXCHANGE, CODE_REQUEST]), exchanges, "{refusal} {means:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_lets_no_member_change_a_password_is_known_to_and_is_believed() {
    for refusal in Store::new().values_of("self_management_refusal") {
        for from in Store::new().values_of("self_management_from") {
            let store = Store::new();
            store.switch("self_management_refusal", &refusal);
            store.switch("self_management_from", &from);
            store.set(&json!({ "account_member_self_management": "disabled" }));
            let (john, _) = john(&store).await;
            assert!(john.storefront.forbids_password_changes().await, "{refusal} {from}");
            let changed = john.change_password(NEW_PASSWORD, &john.token()).await;
            assert_eq!(changed, Err(Problem::NotAllowed), "{refusal} {from}");
            john.assert_password_is_unchanged();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn where_a_new_password_ends_the_account_token_a_member_signs_in_again_with_it() {
    for (value, expected) in [("no", Ok(())), ("yes", Err(Problem::AccountTokenExpired))] {
        let store = Store::new();
        store.switch("password_change_ends_tokens", value);
        let (john, order) = john(&store).await;
        assert_eq!(Deed::ChangePassword.done_by(&john, &order).await, Ok(()), "{value}");
        assert_eq!(Deed::ReadMember.done_by(&john, &order).await, expected, "{value}");
        john.assert_password_is(NEW_PASSWORD);
    }
}
