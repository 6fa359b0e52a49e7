//! Codes and passwords with which nobody is signed in.

use latchkey::commerce::Password;
use latchkey::journey::problem::CodeAge;
use latchkey::journey::{Exchanges, Problem, SignIn, WayOn};
use latchkey::storefront::Proof;

use crate::shopper::Shopper;
use crate::shopper::signing_in::Means;
use crate::store::{EXCHANGE, JANE, JOHN, Store};

const CODES: [Means; 2] = [Means::Link, Means::TypedCode];

#[tokio::test(start_paused = true)]
async fn a_code_that_is_wrong_used_or_expired_is_told_as_refused_however_the_store_says_so() {
    let names = ["wrong_code", "code_reuse", "expired_code"];
    for (name, value) in
        names.iter().flat_map(|name| Store::new().values_of(name).into_iter().map(move |it| (*name, it)))
    {
        for means in CODES {
            let store = Store::new();
            store.switch(name, &value);
            let mut john = Shopper::of(&store, JOHN, store.config());
            john.ask_to_sign_in(means).await.unwrap();
            let mut proof = john.proof(means);
            match name {
                "wrong_code" => proof = john.wrong_code(),
                "expired_code" => store.advance_clock(601),
                _ => {
                    john.submit_proof(proof.clone()).await;
                    john.begin_again();
                }
            }
            john.submit_proof(proof).await;
            let refused = Problem::CodeRefused(CodeAge::Valid);
            let exchanges = Exchanges { refused: 1, is_one_unknown: false };
            let expected = SignIn::Entering { problem: Some(refused), exchanges };
            assert_eq!(john.sign_in, expected, "{name}={value} {means:?}");
            assert_eq!(refused.way_on(), WayOn::NewCode);
            john.arrive(means).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn after_too_many_wrong_codes_nothing_is_exchanged_before_another_code_is_at_hand() {
    let store = Store::new();
    let mut john = Shopper::of(&store, JOHN, store.config());
    john.ask_to_sign_in(Means::TypedCode).await.unwrap();
    for _ in 0..8 {
        john.submit_proof(john.wrong_code()).await;
    }
    assert_eq!(john.sign_in, SignIn::Stopped { problem: Problem::TooManyTries });
    assert_eq!(store.count([EXCHANGE]), [5]);
    john.begin_again();
    john.submit_proof(john.proof(Means::TypedCode)).await;
    john.signed_in();
}

#[tokio::test(start_paused = true)]
async fn a_wrong_password_may_be_corrected_as_often_as_the_store_sees_fit() {
    let store = Store::new();
    let mut john = Shopper::of(&store, JOHN, store.config());
    let wrong = store.member(JANE).password;
    for _ in 0..8 {
        john.submit_proof(Proof::Password(Password::new(wrong.clone()))).await;
        assert_eq!(john.sign_in.problem(), Some(Problem::PasswordWrong));
        assert_eq!(Problem::PasswordWrong.way_on(), WayOn::Correct);
    }
    assert_eq!(store.count([EXCHANGE]), [8]);
    john.submit_proof(john.proof(Means::Password)).await;
    john.signed_in();
}

#[tokio::test(start_paused = true)]
async fn a_stranger_meets_the_same_problem_as_a_member_with_a_wrong_code() {
    for value in Store::new().values_of("unknown_username") {
        let store = Store::new();
        store.switch("unknown_username", &value);
        let mut problems = Vec::new();
        for shopper in [
            Shopper::of(&store, JOHN, store.config()),
            Shopper::stranger(&store, "nobody@banks.com", store.config()),
        ] {
            let mut shopper = shopper;
            assert!(shopper.ask_to_sign_in(Means::TypedCode).await.is_ok(), "{value}");
            shopper.submit_proof(shopper.wrong_code()).await;
            problems.push(shopper.sign_in.clone());
        }
        assert_eq!(problems.first(), problems.last(), "{value}");
    }
}
