//! One file per page. A page reads its form, hands it to the storefront, and shows the state that comes back.

pub mod change_password;
pub mod check_your_email;
pub mod code_requests;
pub mod context;
pub mod forgot_password;
pub mod frame;
pub mod heading;
pub mod home;
pub mod problem_notice;
#[expect(dead_code, reason = "the pages that sign in, show the account and check out use all of it")]
pub mod session;

pub use change_password::change_password;
pub use forgot_password::forgot_password;
pub use frame::{footer, header};
pub use home::{closed, home, not_found};
