# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# The Rust toolchain that rust-toolchain.toml names, its WebAssembly target and its components.
# Sourced, never run.

wanted_rust() { sed -n 's/^channel *= *"\([^"]*\)".*/\1/p' "$root/rust-toolchain.toml"; }

# Makes `cargo` work in this directory, without installing anything: where the wanted toolchain is
# there under another name ("stable"), that one is used.
use_toolchain() {
  local wanted name
  cargo --version >/dev/null 2>&1 && return 0
  has rustup || return 1
  wanted=$(wanted_rust)
  for name in $(rustup toolchain list 2>/dev/null | sed 's/ .*//'); do
    if [ "$(first_version rustup run "$name" rustc --version)" = "$wanted" ]; then
      export RUSTUP_TOOLCHAIN="$name"
      return 0
    fi
  done
  return 1
}

ensure_toolchain() {
  use_toolchain && return 0
  local wanted
  wanted=$(wanted_rust)
  has rustup || fail "Rust is not installed." \
    "Install rustup as https://rustup.rs says, open a new terminal, and run this again."
  say "Installing Rust $wanted (a download of about 150 MB, one or two minutes)"
  rustup toolchain install "$wanted" --profile minimal || fail "Rust $wanted could not be installed." \
    "Run this where the download works, then try again: rustup toolchain install $wanted"
  use_toolchain || fail "Rust $wanted is installed, but cargo does not start." "See what it says: cargo --version"
}

ensure_target() {
  local libraries
  libraries=$(rustc --print target-libdir --target wasm32-unknown-unknown)
  ls "$libraries"/libstd-*.rlib >/dev/null 2>&1 && return 0
  has rustup || fail "This Rust has no WebAssembly target and was not installed by rustup." \
    "Install the target wasm32-unknown-unknown the way this Rust was installed, or use rustup (https://rustup.rs)."
  say "Adding the WebAssembly target (about 15 seconds)"
  rustup target add wasm32-unknown-unknown || fail "The WebAssembly target could not be added." \
    "Run this where the download works, then try again: rustup target add wasm32-unknown-unknown"
}

# ensure_component COMPONENT SUBCOMMAND
ensure_component() {
  cargo "$2" --version >/dev/null 2>&1 && return 0
  has rustup || fail "This Rust has no $1 and was not installed by rustup." \
    "Install $1 the way this Rust was installed, or use rustup (https://rustup.rs)."
  say "Adding $1 (about 15 seconds)"
  rustup component add "$1" || fail "$1 could not be added." \
    "Run this where the download works, then try again: rustup component add $1"
}
