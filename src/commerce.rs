//! The Commerce API, in its own words: what can be asked of it and what it answers.
//!
//! This layer knows nothing of pages, browsers, clocks or chance: whoever uses it brings a [`Transport`].
//! Every call gets its implicit access token by itself; see [`Commerce`].
//!
//! # Which calls, in which order
//!
//! *A code is asked for* (to reset a password, or to sign in without one):
//! 1. where configuration names no realm: [`Commerce::account_authentication_settings`];
//! 2. [`Commerce::create_one_time_password_token_request`]. Its answer is the same whoever asks.
//!
//! *A forgotten password is replaced*, once the shopper has submitted code and new password:
//! 1. [`Commerce::create_account_members_tokens`] with [`Credentials::Passwordless`]. This spends the code;
//! 2. [`Commerce::list_user_authentication_password_profile_infos`], to find the one of the password profile, and to
//!    check what a link says of it; where the store refuses the list, the link alone tells;
//! 3. [`Commerce::update_user_authentication_password_profile_info`] with any of the account tokens. When it is
//!    refused, it is called again with the same token; the code is dead.
//!
//! *A member signs in*: [`Commerce::create_account_members_tokens`], then one of its accounts is chosen. Its token is
//! what the member acts with from then on; [`Commerce::account_member`] says who they are.
//!
//! *A member stays signed in, or acts for another account*: [`Commerce::create_account_members_tokens`] with
//! [`Credentials::AccountManagementAuthenticationToken`], while the token that is held is still good. Nothing else
//! renews it, and nothing ends it before its time: to sign out is to forget it.
//!
//! *A cart is checked out*:
//! 1. [`Commerce::cart`]. Where a member has several carts, [`Commerce::carts`] lists them;
//! 2. for a member: [`Commerce::associate_cart_with_account`], which only makes the cart one of that list, then
//!    [`Commerce::account_member`] and [`Commerce::account_addresses`] for what need not be typed again;
//! 3. [`Commerce::cart`] once more, to order what the shopper has seen;
//! 4. [`Commerce::checkout`], under an `external_ref` of its own, kept before it is sent. With an account token it is
//!    the account that orders, without one a guest;
//! 5. where there was no answer, and a member to ask for: [`Commerce::order_by_external_ref`], for a while. A second
//!    checkout of the same cart is a second order;
//! 6. where the store takes the money by hand: [`Commerce::authorize_manual_payment`];
//! 7. where the shopper wants it: [`Commerce::create_account_address`].
//!
//! *A member looks at orders*: [`Commerce::orders`], then [`Commerce::order`] for what was in one.
//!
//! [`Commerce::prepare_access_token`] may be called early, so that the shopper's submit waits for one call less.
//!
//! # What is repeated
//!
//! A call repeats once, with a new access token, when the gateway answers 401 with an error titled
//! `Unable to validate access token`: the service behind it has not seen the call.
//!
//! A read (`GET`) repeats up to two more times, after 0.4 and 1 second, when no answer could be read, at 5xx and at
//! 429: it changes nothing. The store may ask for up to five seconds in `Retry-After`; where it asks for more, the
//! refusal stands.
//!
//! Nothing else repeats here, time-outs least of all, since what timed out may have been carried out.

mod access_token;
mod account_addresses;
mod account_authentication_settings;
mod account_members;
mod account_members_tokens;
mod address;
mod carts;
mod checkout;
mod client;
mod entries;
mod envelope;
mod error;
pub(crate) mod fields;
mod http;
mod ids;
mod one_time_password_token_request;
mod orders;
pub(crate) mod path;
mod payments;
mod price;
#[cfg(test)]
mod recorded_answers;
mod repetition;
mod secret;
mod timestamp;
mod user_authentication_password_profile_info;

pub use account_addresses::SavedAddress;
pub use account_authentication_settings::{AccountAuthenticationSettings, AccountMemberSelfManagement};
pub use account_members::AccountMember;
pub use account_members_tokens::{AccountMembersTokens, AccountToken, Credentials};
pub use address::Address;
pub use carts::{Cart, CartItem, CartSummary};
pub use checkout::{Checkout, Contact};
pub use client::Commerce;
pub use error::{ApiError, Error, Refusal, RetryAfter};
pub use http::{Body, ContentType, Method, Request, Response, Transport, TransportError};
pub use ids::{
    AccountId, AccountMemberId, AuthenticationRealmId, OrderId, PasswordProfileId, UserAuthenticationInfoId,
    UserAuthenticationPasswordProfileInfoId,
};
pub use one_time_password_token_request::{OneTimePasswordTokenRequest, Purpose};
pub use orders::{Order, OrderItem, OrdersPage};
pub use price::{Price, Totals};
pub use secret::{AccessToken, AccountManagementAuthenticationToken, CartId, OneTimePasswordToken, Password};
pub use timestamp::Timestamp;
pub use user_authentication_password_profile_info::{PasswordUpdate, UserAuthenticationPasswordProfileInfo};
