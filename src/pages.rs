//! One file per page. A page reads its form, hands it to the storefront, and shows the state that comes back.

pub mod change_password;
pub mod code_requests;
pub mod context;
pub mod forgot_password;
pub mod frame;
pub mod heading;
pub mod home;
pub mod problem_notice;

pub use change_password::ChangePassword;
pub use forgot_password::ForgotPassword;
pub use frame::{Footer, Header};
pub use home::{Closed, Home, NotFound};
