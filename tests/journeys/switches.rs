//! The whole reset under every value of every switch: whatever the live API does where nobody says, it ends as
//! the table says.

use latchkey::commerce::AuthenticationRealmId;
use latchkey::config::Config;
use latchkey::journey::Problem;

use crate::shopper::{End, NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{CODE_REQUEST, EXCHANGE, JANE, JOHN, Store, UPDATE};

/// How one reset is gone about.
#[derive(Clone, Copy, Debug)]
struct Scene {
    username: &'static str,
    way: Way,
    realm_is_configured: bool,
}

/// What stands in the way of some scenes under a switch's value.
struct Obstacle {
    switch: &'static str,
    value: &'static str,
    stands: fn(Scene) -> bool,
    problem: Problem,
}

/// All there are. Under every value that is not named here, also one that is added some day, the password is
/// changed.
const OBSTACLES: [Obstacle; 2] = [
    // No id of the password profile info can be had.
    Obstacle {
        switch: "list_with_account_token",
        value: "forbidden_403",
        stands: |scene| scene.way != Way::FullLink,
        problem: Problem::NotAllowed,
    },
    // No realm can be had.
    Obstacle {
        switch: "settings_with_implicit",
        value: "forbidden_403",
        stands: |scene| !scene.realm_is_configured,
        problem: Problem::StoreSetUp,
    },
];

#[tokio::test(start_paused = true)]
async fn every_value_of_every_switch_lets_a_reset_end_as_the_table_says() {
    let switches = Store::new().switches();
    assert!(switches.len() >= 19, "switches are missing");
    for switch in &switches {
        // The first values are how a store starts: together they are one case.
        let first = usize::from(switch.name != switches.first().unwrap().name);
        for value in switch.values.iter().skip(first) {
            for scene in scenes() {
                let store = Store::new();
                store.switch(&switch.name, value);
                let found = OBSTACLES
                    .iter()
                    .find(|it| it.switch == switch.name && it.value == value && (it.stands)(scene));
                let obstacle = found.map(|it| it.problem);
                reset_meets(&store, scene, obstacle, &format!("{}={value} {scene:?}", switch.name)).await;
            }
        }
    }
}

#[test]
fn the_table_names_only_switches_and_values_that_exist() {
    let store = Store::new();
    for Obstacle { switch, value, .. } in OBSTACLES {
        assert!(store.values_of(switch).iter().any(|held| held == value), "{switch}={value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_of_several_accounts_is_asked_nothing_more_than_one_of_a_single_account() {
    let mut routes = Vec::new();
    for username in [JOHN, JANE] {
        let store = Store::new();
        let scene = Scene { username, way: Way::FullLink, realm_is_configured: true };
        reset_meets(&store, scene, None, username).await;
        routes.push(store.routes());
    }
    assert_eq!(routes.first(), routes.last());
}

#[tokio::test(start_paused = true)]
async fn a_wrong_client_id_is_a_matter_of_set_up_however_it_is_refused() {
    for value in Store::new().values_of("wrong_client_id") {
        for realm_is_configured in [true, false] {
            let store = Store::new();
            store.switch("wrong_client_id", &value);
            let config = Config {
                client_id: [&store.config().client_id, "-wrong"].concat(),
                ..config(&store, realm_is_configured)
            };
            let shopper = Shopper::of(&store, JOHN, config);
            assert_eq!(shopper.ask().await, Err(Problem::StoreSetUp), "{value}");
            assert_eq!(store.count([CODE_REQUEST]), [0], "{value}");
        }
    }
}

async fn reset_meets(store: &Store, scene: Scene, obstacle: Option<Problem>, label: &str) {
    let config = config(store, scene.realm_is_configured);
    let mut shopper = Shopper::of(store, scene.username, config);
    let asked = shopper.ask().await;
    if obstacle == Some(Problem::StoreSetUp) {
        assert_eq!(asked, Err(Problem::StoreSetUp), "{label}");
        assert_eq!(store.count([CODE_REQUEST]), [0], "{label}: a code was asked for in vain");
        return;
    }
    assert_eq!(asked.as_ref().ok(), realm(store).as_ref(), "{label}");
    let email = shopper.email().unwrap();
    let end = shopper.submit(&email, scene.way, NEW_PASSWORD).await;
    let (expected, updates) = match obstacle {
        Some(problem) => (End::Authenticated(problem), 0),
        None => (End::Changed, 1),
    };
    assert_eq!(end, expected, "{label}");
    assert_eq!(store.count([CODE_REQUEST, EXCHANGE, UPDATE]), [1, 1, updates], "{label}");
    match obstacle {
        Some(_) => shopper.assert_password_is_unchanged(),
        None => shopper.assert_password_is(NEW_PASSWORD),
    }
}

fn scenes() -> impl Iterator<Item = Scene> {
    let of = |username, realm_is_configured| WAYS.map(|way| Scene { username, way, realm_is_configured });
    [JOHN, JANE].into_iter().flat_map(move |username| [of(username, true), of(username, false)].concat())
}

fn config(store: &Store, realm_is_configured: bool) -> Config {
    let config = store.config();
    let authentication_realm_id = config.authentication_realm_id.clone().filter(|_| realm_is_configured);
    Config { authentication_realm_id, ..config }
}

fn realm(store: &Store) -> Option<AuthenticationRealmId> {
    store.config().authentication_realm_id
}
