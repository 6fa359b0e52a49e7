//! In a browser, starts the app. Anywhere else, writes what its pages show before it has started, as JSON.

#[cfg(target_arch = "wasm32")]
fn main() {
    latchkey::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    use std::io::Write;

    std::io::stdout().write_all(latchkey::prerender::pages_as_json()?.as_bytes())
}
