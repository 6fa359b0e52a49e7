//! Every fault at every call of signing in: what is told, that one submit exchanges once, and that going on as the
//! notice says ends with the member signed in.

use latchkey::journey::problem::{CodeAge, Step};
use latchkey::journey::{Exchanges, Problem, SignIn, WayOn};
use serde_json::Value;

use crate::faults::kinds::{FAULTS, Fault, Meaning};
use crate::shopper::Shopper;
use crate::shopper::signing_in::{MEANS, Means};
use crate::shopper::visitor::{JOHN_OF_ONE, VISITORS, Visitor};
use crate::store::{ACCESS_TOKEN, CODE_REQUEST, EXCHANGE, JOHN, Store};

/// What the shopper is told of a submission; none where the fault does not show.
fn told(means: Means, route: &str, meaning: Meaning) -> Option<Problem> {
    let step = match (route, means) {
        (ACCESS_TOKEN, _) => Step::Preparing,
        (_, Means::Password) => Step::SigningIn,
        (_, Means::Link | Means::TypedCode) => Step::Exchanging,
    };
    match (meaning, route) {
        (Meaning::Harmless, _) => None,
        (Meaning::Malformed | Meaning::GaveUp | Meaning::StoreFault, _) => Some(Problem::StoreFault(step)),
        (Meaning::Unreadable, _) => Some(Problem::Unreachable(step)),
        (Meaning::Late, _) => Some(Problem::NoAnswerInTime(step)),
        (Meaning::TooMany, _) => Some(Problem::TooManyRequests(0)),
        (_, ACCESS_TOKEN) => Some(Problem::StoreSetUp),
        (Meaning::AccessTokenRefused, _) => None,
        (Meaning::Refused(_), _) if means == Means::Password => Some(Problem::PasswordWrong),
        (Meaning::Refused(_), _) => Some(Problem::CodeRefused(CodeAge::Valid)),
    }
}

/// Somebody whose code is there, on a page that has no access token yet.
async fn about_to_submit(store: &Store, visitor: Visitor, means: Means) -> Shopper {
    let mut shopper = visitor.shopper(store);
    shopper.ask_to_sign_in(means).await.unwrap();
    shopper.forget_access_token();
    shopper
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_while_somebody_signs_in_they_get_there() {
    for means in MEANS {
        for route in [ACCESS_TOKEN, EXCHANGE] {
            for fault in FAULTS {
                for visitor in VISITORS {
                    let store = visitor.store();
                    let mut shopper = about_to_submit(&store, visitor, means).await;
                    fault.befall(&store, route);
                    shopper.submit_proof(shopper.proof(means)).await;
                    let label = format!("{means:?} {route} {} {visitor:?}", fault.name);
                    let told = told(means, route, fault.meaning);
                    let further_pages = if told.is_none() { visitor.pages - 1 } else { 0 };
                    assert_was_exchanged_once(&store, route, fault, further_pages, &label);
                    if visitor.accounts == 0 {
                        let told = told.or(Some(Problem::NoAccount));
                        assert_eq!(shopper.sign_in.problem(), told, "{label}");
                        go_on_without_account(&mut shopper, means, &label).await;
                    } else {
                        assert_eq!(shopper.sign_in.problem(), told, "{label}");
                        go_on(&mut shopper, &store, means, &label).await;
                        assert_eq!(shopper.signed_in().0.accounts.len(), visitor.accounts, "{label}");
                    }
                }
            }
        }
    }
}

/// Whatever was not seen by the store is not counted: the gateway's refusal is repeated.
fn assert_was_exchanged_once(store: &Store, route: &str, fault: &Fault, further_pages: usize, label: &str) {
    let met_before = route == ACCESS_TOKEN && fault.meaning != Meaning::Harmless;
    let repeats = fault.meaning == Meaning::AccessTokenRefused && route == EXCHANGE;
    let expected = if met_before { 0 } else { 1 + usize::from(repeats) + further_pages };
    assert_eq!(store.count([EXCHANGE]), [expected], "{label}");
}

/// Follows the notices; a code that may be used is tried once more, and then another is asked for.
async fn go_on(shopper: &mut Shopper, store: &Store, means: Means, label: &str) {
    let is_known = matches!(shopper.sign_in, SignIn::SignedIn { .. } | SignIn::Choosing { .. });
    if !is_known && shopper.sign_in.problem().map(Problem::way_on) != Some(WayOn::NewCode) {
        shopper.submit_proof(shopper.proof(means)).await;
        let refused = shopper.sign_in.problem();
        let was_used = matches!(refused, Some(Problem::CodeRefused(_))) && means != Means::Password;
        assert!(refused.is_none() || was_used, "{label}: {refused:?}");
    }
    shopper.carry_on_signing_in(means).await;
    shopper.signed_in();
    assert!(store.count([CODE_REQUEST])[0] <= 2, "{label}");
}

/// Follows the notices until a member of no account is told so.
async fn go_on_without_account(nora: &mut Shopper, means: Means, label: &str) {
    for _ in 0..4 {
        match nora.sign_in.problem() {
            Some(Problem::NoAccount) => return,
            Some(problem) if problem.way_on() == WayOn::NewCode => {
                nora.ask_to_sign_in(means).await.unwrap();
                nora.begin_again();
            }
            _ => {}
        }
        nora.submit_proof(nora.proof(means)).await;
    }
    unreachable!("{label}: going on leads nowhere: {:?}", nora.sign_in);
}

#[tokio::test(start_paused = true)]
async fn a_code_whose_exchange_was_carried_out_without_an_answer_is_told_as_unknown_and_not_as_refused() {
    let lost = [Meaning::Unreadable, Meaning::Late, Meaning::Malformed];
    for fault in FAULTS.iter().filter(|fault| fault.is_carried_out && lost.contains(&fault.meaning)) {
        for means in [Means::Link, Means::TypedCode] {
            let store = Store::new();
            let mut john = about_to_submit(&store, JOHN_OF_ONE, means).await;
            fault.befall(&store, EXCHANGE);
            john.submit_proof(john.proof(means)).await;
            let SignIn::Entering { problem: Some(problem), exchanges } = john.sign_in else {
                unreachable!("{}: {:?}", fault.name, john.sign_in)
            };
            assert_eq!(exchanges, Exchanges { refused: 0, is_one_unknown: true }, "{}", fault.name);
            assert_eq!(problem.way_on(), WayOn::TryAgainOrNewCode, "{}", fault.name);
            assert_eq!(spoilt(&store), [(EXCHANGE.to_owned(), 201)], "{}", fault.name);
            john.submit_proof(john.proof(means)).await;
            // It may be spent rather than wrong.
            assert_eq!(
                john.sign_in.problem(),
                Some(Problem::CodeRefused(CodeAge::Unknown)),
                "{}",
                fault.name
            );
            john.carry_on_signing_in(means).await;
        }
    }
}

/// The answers that a fault befell, as the store gave them.
fn spoilt(store: &Store) -> Vec<(String, u64)> {
    let requests = store.requests().into_iter().filter(|request| request["fault"].is_string());
    let answer =
        |request: Value| (crate::store::text(&request["route"]), request["status"].as_u64().unwrap());
    requests.map(answer).collect()
}

#[tokio::test(start_paused = true)]
async fn a_password_whose_exchange_has_no_answer_is_simply_sent_again_by_the_shopper() {
    for fault in FAULTS.iter().filter(|fault| fault.is_carried_out) {
        let store = Store::new();
        let mut john = about_to_submit(&store, JOHN_OF_ONE, Means::Password).await;
        fault.befall(&store, EXCHANGE);
        john.submit_proof(john.proof(Means::Password)).await;
        if let Some(problem) = john.sign_in.problem() {
            assert_eq!(problem.way_on(), WayOn::TryAgain, "{}", fault.name);
            assert_eq!(store.count([EXCHANGE]), [1], "{}", fault.name);
            john.submit_proof(john.proof(Means::Password)).await;
        }
        john.signed_in();
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_while_a_code_to_sign_in_with_is_asked_for_they_get_there() {
    for route in [ACCESS_TOKEN, CODE_REQUEST] {
        for fault in FAULTS {
            let store = Store::new();
            let mut john = Shopper::of(&store, JOHN, store.config());
            fault.befall(&store, route);
            let _ = john.ask_to_sign_in(Means::Link).await;
            let requests = store.count([CODE_REQUEST]);
            assert!(requests[0] <= 2, "{route} {}", fault.name);
            john.carry_on_signing_in(Means::Link).await;
            john.signed_in();
        }
    }
}
