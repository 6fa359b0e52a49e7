//! One file per page. A page reads its form, hands it to the storefront, and shows the state that comes back.

pub mod account;
pub mod account_choice;
pub mod calls;
pub mod change_password;
pub mod check_your_email;
pub mod checkout;
pub mod chunks;
pub mod code_requests;
pub mod context;
pub mod forgot_password;
pub mod frame;
pub mod heading;
pub mod home;
pub mod loading;
pub mod location;
pub mod new_password;
pub mod problem_notice;
pub mod session;
pub mod session_arrival;
pub mod session_notice;
pub mod shown_code;
pub mod sign_in;

pub use account::account;
pub use change_password::change_password;
pub use checkout::checkout;
pub use chunks::page_in_chunk;
pub use forgot_password::forgot_password;
pub use frame::{footer, header};
pub use home::{closed, home};
pub use sign_in::sign_in;
