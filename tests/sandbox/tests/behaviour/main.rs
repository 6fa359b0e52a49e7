//! What the sandbox promises, seen from outside: through its router, and over real sockets.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails should panic")]

mod access_tokens;
mod accounts;
mod app_files;
mod carts;
mod checkout;
mod codes;
mod control;
mod cors;
mod exchange;
mod faults;
mod fixtures;
mod goods;
mod orders;
mod page;
mod passwords;
mod program;
mod settings;
mod shop;
mod shopping;
mod sockets;
