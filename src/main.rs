//! Starts the app.

fn main() {
    latchkey::app::start();
}
