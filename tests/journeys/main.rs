//! The whole reset, end to end: the app's own `Storefront` and Commerce client against the sandbox's store, in
//! process, with a browser's rules between them. What is asserted is what the store received and which password
//! it takes, not only what the app says about it.

#![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

mod browser;
mod shopper;
mod store;

mod access_tokens;
mod account;
mod checkout;
mod code_requests;
mod codes;
mod faults;
mod links;
mod new_passwords;
mod random;
mod random_sign_in;
mod refused_proofs;
mod renewals;
mod self_management;
mod sign_in_events;
mod sign_in_faults;
mod signing_in;
mod switches;
