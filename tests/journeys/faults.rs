//! Every fault at every call of a reset: what the shopper is told, that nothing is sent twice which must not be,
//! and that going on as the notice says ends with the new password.

pub(crate) mod kinds;

use latchkey::config::Config;
use latchkey::journey::problem::{CodeAge, Step};
use latchkey::journey::{Problem, ResetPassword, WayOn};
use serde_json::{Value, json};

use self::kinds::{FAULTS, Fault, Meaning, READS};
use crate::shopper::{End, NEW_PASSWORD, Shopper, Way};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JOHN, LIST, SETTINGS, Store, UPDATE};

/// Where a fault strikes.
#[derive(Clone, Copy, Debug)]
struct Scene {
    /// While a code is asked for; else while the form is submitted, on another device.
    asking: bool,
    realm_is_configured: bool,
    route: &'static str,
    /// What is being done, as far as problems tell.
    step: Step,
}

const fn asking(realm_is_configured: bool, route: &'static str, step: Step) -> Scene {
    Scene { asking: true, realm_is_configured, route, step }
}

const fn submitting(route: &'static str, step: Step) -> Scene {
    Scene { asking: false, realm_is_configured: true, route, step }
}

const SCENES: &[Scene] = &[
    asking(true, ACCESS_TOKEN, Step::Preparing),
    asking(false, ACCESS_TOKEN, Step::Preparing),
    asking(false, SETTINGS, Step::Preparing),
    asking(true, CODE_REQUEST, Step::AskingForCode),
    asking(false, CODE_REQUEST, Step::AskingForCode),
    submitting(ACCESS_TOKEN, Step::Preparing),
    submitting(SETTINGS, Step::Preparing),
    submitting(EXCHANGE, Step::Exchanging),
    submitting(LIST, Step::BeforeUpdate),
    submitting(UPDATE, Step::Updating),
];

/// What the shopper is told first; none where the fault does not show.
fn told(scene: Scene, meaning: Meaning) -> Option<Problem> {
    match (meaning, scene.route) {
        (Meaning::Harmless, _) => None,
        // Without the settings a configured realm serves, and a refusal is for the store to make.
        (_, SETTINGS) if scene.realm_is_configured => None,
        // Their answers are not read.
        (Meaning::Malformed, CODE_REQUEST | UPDATE) => None,
        (Meaning::Malformed | Meaning::GaveUp | Meaning::StoreFault, _) => {
            Some(Problem::StoreFault(scene.step))
        }
        (Meaning::Unreadable, _) => Some(Problem::Unreachable(scene.step)),
        (Meaning::Late, _) => Some(Problem::NoAnswerInTime(scene.step)),
        (Meaning::TooMany, _) => Some(Problem::TooManyRequests(0)),
        (_, ACCESS_TOKEN) => Some(Problem::StoreSetUp),
        (Meaning::AccessTokenRefused, _) => None,
        (_, SETTINGS) => Some(Problem::StoreSetUp),
        // What is said about a code must not tell who has an account.
        (_, CODE_REQUEST) => None,
        (_, EXCHANGE) => Some(Problem::CodeRefused(CodeAge::Valid)),
        (Meaning::Refused(401), LIST | UPDATE) => Some(Problem::AccountTokenExpired),
        // The link says what the list does not.
        (_, LIST) => None,
        (Meaning::Refused(400 | 422), _) => Some(Problem::PasswordRefused),
        (Meaning::Refused(_), _) => Some(Problem::NotAllowed),
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_while_a_code_is_asked_for_the_shopper_gets_there() {
    for scene in SCENES.iter().filter(|scene| scene.asking) {
        for fault in FAULTS {
            let store = Store::new();
            let mut shopper = Shopper::of(&store, JOHN, config(&store, *scene));
            fault.befall_all(&store, scene.route);
            let problem = shopper.ask().await.err();
            assert_fits(&store, *scene, fault, problem);
            end_well(&mut shopper, &store, fault, scene.route).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_while_the_form_is_submitted_the_shopper_gets_there() {
    for scene in SCENES.iter().filter(|scene| !scene.asking) {
        for fault in FAULTS {
            let store = Store::new();
            let asker = Shopper::of(&store, JOHN, store.config());
            asker.ask().await.unwrap();
            let email = asker.email().unwrap();
            let before = store.routes().len();
            // Another device: nothing is prepared.
            let mut shopper = Shopper::following(&store, JOHN, config(&store, *scene));
            fault.befall_all(&store, scene.route);
            let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
            assert_fits(&store, *scene, fault, problem_of(end));
            assert_state_fits(*scene, end);
            let changed = store.routes().split_off(before).iter().any(|route| route == UPDATE);
            assert_eq!(end == End::Changed, changed && told(*scene, fault.meaning).is_none());
            end_well(&mut shopper, &store, fault, scene.route).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_fails_twice_goes_unnoticed() {
    for scene in SCENES.iter().filter(|scene| READS.contains(&scene.route)) {
        for fault in FAULTS.iter().filter(|fault| fault.tries(scene.route) > 1) {
            let store = Store::new();
            let mut shopper = Shopper::of(&store, JOHN, config(&store, *scene));
            fault.befall(&store, scene.route);
            fault.befall(&store, scene.route);
            assert_eq!(shopper.ask().await.err(), None, "{scene:?} {}", fault.name);
            let email = shopper.email().unwrap();
            let end = shopper.submit(&email, Way::FullLink, NEW_PASSWORD).await;
            assert_eq!(end, End::Changed, "{scene:?} {}", fault.name);
            assert_eq!(store.count([scene.route, EXCHANGE]), [3, 1], "{scene:?} {}", fault.name);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_wants_to_be_left_alone_for_longer_is_not_read_again() {
    for scene in SCENES.iter().filter(|scene| scene.asking && READS.contains(&scene.route)) {
        for (retry_after, requests) in [("5", 2), ("6", 1), ("Fri, 01 Jan 2100 00:00:00 GMT", 1)] {
            let store = Store::new();
            store.switch("retry_after_exposed", "yes");
            let shopper = Shopper::of(&store, JOHN, config(&store, *scene));
            let busy = json!({ "fault": "status", "status": 429, "retry_after": retry_after });
            store.fail(scene.route, &busy);
            assert_eq!(shopper.ask().await.is_ok(), requests == 2, "{retry_after}");
            assert_eq!(store.count([scene.route]), [requests], "{retry_after}");
        }
    }
}

/// What the shopper is told, and what the store received of the call that went wrong.
fn assert_fits(store: &Store, scene: Scene, fault: &Fault, problem: Option<Problem>) {
    assert_eq!(problem, told(scene, fault.meaning), "{scene:?} {}", fault.name);
    let requests = store.requests();
    let spoilt: Vec<&Value> = requests.iter().filter(|request| request["fault"].is_string()).collect();
    assert_eq!(spoilt.len(), fault.tries(scene.route), "{scene:?} {}", fault.name);
    let is_success = |request: &&Value| (200..300).contains(&request["status"].as_u64().unwrap());
    assert_eq!(spoilt.iter().all(is_success), fault.is_carried_out, "{scene:?} {}", fault.name);
    // What is refused at the gateway is repeated whatever it is.
    let repeats = fault.meaning == Meaning::AccessTokenRefused && scene.route != ACCESS_TOKEN;
    let since = requests.iter().skip_while(|request| !request["fault"].is_string());
    let count = since.filter(|request| request["route"] == scene.route).count();
    assert_eq!(count, if repeats { 2 } else { spoilt.len() }, "{scene:?} {}", fault.name);
}

/// Whether the code is still to be spent follows from where it went wrong.
fn assert_state_fits(scene: Scene, end: End) {
    let spent = [LIST, UPDATE].contains(&scene.route);
    match end {
        End::Entering(_) => assert!(!spent, "{scene:?}: the account token was lost"),
        End::Authenticated(_) => assert!(spent, "{scene:?}"),
        End::Stopped(problem) => assert_eq!(problem, Problem::AccountTokenExpired, "{scene:?}"),
        End::Changed => {}
    }
}

async fn end_well(shopper: &mut Shopper, store: &Store, fault: &Fault, route: &str) {
    if shopper.journey == ResetPassword::Changed {
        shopper.assert_password_is(NEW_PASSWORD);
        return;
    }
    let exchanges = store.count([EXCHANGE]);
    let way_on = shopper.journey.problem().map(Problem::way_on);
    let keeps_token = !shopper.journey.needs_code() && way_on != Some(WayOn::NewCode);
    let password = shopper.carry_on(Way::FullLink, NEW_PASSWORD).await.unwrap();
    if keeps_token {
        assert_eq!(store.count([EXCHANGE]), exchanges, "{} at {route}: a second code was spent", fault.name);
    }
    shopper.assert_password_is(&password);
}

fn problem_of(end: End) -> Option<Problem> {
    match end {
        End::Entering(problem) | End::Authenticated(problem) | End::Stopped(problem) => Some(problem),
        End::Changed => None,
    }
}

fn config(store: &Store, scene: Scene) -> Config {
    let mut config = store.config();
    config.authentication_realm_id = config.authentication_realm_id.filter(|_| scene.realm_is_configured);
    config
}
