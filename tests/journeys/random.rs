//! Any store, any shopper, any two faults: the rules of every reset hold (`shopper/rules.rs` looks at them), and
//! it ends with the new password unless the store leaves no way to set one.

use latchkey::config::Config;
use latchkey::journey::Problem;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::faults::kinds::{FAULTS, ROUTES};
use crate::shopper::{NEW_PASSWORD, Shopper, WAYS, Way};
use crate::store::{CODE_REQUEST, Email, JANE, JOHN, Store};

/// How one reset is gone about.
#[derive(Clone, Debug)]
struct Scene {
    /// The value of each switch; there may be more of these than switches.
    switches: Vec<Index>,
    username: &'static str,
    way: Way,
    realm_is_configured: bool,
    /// Too weak for the store, or not.
    password: &'static str,
    /// Whether a wrong code is typed before the right one.
    mistypes: bool,
    /// Seconds by which the device's clock is wrong.
    skew: i64,
    faults: Vec<Misfortune>,
}

/// A fault, its route, how often it strikes, and whether it waits until a code has been asked for.
type Misfortune = (Index, Index, u8, bool);

fn scene() -> impl Strategy<Value = Scene> {
    let misfortune = (any::<Index>(), any::<Index>(), 1..=2u8, any::<bool>());
    (
        prop::collection::vec(any::<Index>(), 64),
        select(vec![JOHN, JANE]),
        select(WAYS.to_vec()),
        any::<bool>(),
        select(vec![NEW_PASSWORD, "canary7"]),
        any::<bool>(),
        select(vec![0, 3600, -3600]),
        prop::collection::vec(misfortune, 0..=2),
    )
        .prop_map(|(switches, username, way, realm_is_configured, password, mistypes, skew, faults)| {
            Scene { switches, username, way, realm_is_configured, password, mistypes, skew, faults }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_together_a_reset_keeps_its_rules_and_ends_well(scene in scene()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(play(&scene));
    }
}

async fn play(scene: &Scene) {
    let store = Store::new();
    let set = set_switches(&store, scene);
    let mut config: Config = store.config();
    config.authentication_realm_id = config.authentication_realm_id.filter(|_| scene.realm_is_configured);
    let mut shopper = Shopper::of(&store, scene.username, config);
    shopper.browser.set_skew(scene.skew);
    strike(&store, scene, false);
    let _ = shopper.ask().await;
    strike(&store, scene, true);
    if scene.mistypes {
        let wrong = Email { link: String::new(), code: "wrong1".into() };
        let _ = shopper.submit(&wrong, Way::TypedCode, scene.password).await;
    }
    let outcome = shopper.carry_on(scene.way, scene.password).await;
    match obstacle(scene, &set) {
        Some(problem) => {
            assert_eq!(outcome, Err(problem));
            shopper.assert_password_is_unchanged();
        }
        None => shopper.assert_password_is(&outcome.unwrap()),
    }
    if obstacle(scene, &set) == Some(Problem::StoreSetUp) {
        assert_eq!(store.count([CODE_REQUEST]), [0], "a code was asked for in vain");
    }
}

/// Sets every switch; says which value each has.
fn set_switches(store: &Store, scene: &Scene) -> Vec<(String, String)> {
    let switches = store.switches();
    assert!(switches.len() <= scene.switches.len(), "give the scene more values");
    let chosen = switches.into_iter().zip(&scene.switches);
    let set: Vec<_> =
        chosen.map(|(switch, choice)| (switch.name, choice.get(&switch.values).clone())).collect();
    for (name, value) in &set {
        store.switch(name, value);
    }
    set
}

fn strike(store: &Store, scene: &Scene, has_asked: bool) {
    for (fault, route, times, waits) in &scene.faults {
        if *waits == has_asked {
            for _ in 0..*times {
                let route: &&str = route.get(&ROUTES);
                fault.get(FAULTS).befall(store, route);
            }
        }
    }
}

/// What stands in the way for as long as the store is set like this.
fn obstacle(scene: &Scene, set: &[(String, String)]) -> Option<Problem> {
    let is = |name: &str, value: &str| set.iter().any(|(set, held)| set == name && held == value);
    if !scene.realm_is_configured && is("settings_with_implicit", "forbidden_403") {
        Some(Problem::StoreSetUp)
    } else if scene.way != Way::FullLink && is("list_with_account_token", "forbidden_403") {
        Some(Problem::NotAllowed)
    } else {
        None
    }
}
