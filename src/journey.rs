//! What the shopper is doing, as data: states, events, and what each means.
//!
//! A journey knows the outcomes of calls, never the client that makes them, and never a browser. Its
//! states are enums with a `next`; whoever drives it carries out the command that a state asks for.

pub mod checkout;
pub mod code;
pub mod code_request;
pub mod exchanges;
pub mod link;
pub mod password;
pub mod pending_attempt;
pub mod problem;
pub mod reset_password;
pub mod return_to;
pub mod sign_in;
pub mod username;

pub use checkout::CheckOut;
pub use code_request::CodeRequest;
pub use exchanges::Exchanges;
pub use link::Link;
pub use password::NewPassword;
pub use pending_attempt::{Cooldown, PendingAttempt};
pub use problem::{Problem, WayOn};
pub use reset_password::ResetPassword;
pub use return_to::ReturnTo;
pub use sign_in::SignIn;
pub use username::Username;
