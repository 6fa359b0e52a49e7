# shellcheck shell=bash disable=SC2154 # environment.sh sets root
# The standard library of the release: compiled with it, which makes a tenth fewer bytes, or as Rust
# ships it. STANDARD_LIBRARY is "compiled", "shipped", or not set: compiled where that can be.
# docs/decisions/0021 says why. Sourced, never run.

check_standard_library() {
  case "${STANDARD_LIBRARY:-}" in
    '' | compiled | shipped) ;;
    *) fail "STANDARD_LIBRARY is \"$STANDARD_LIBRARY\", which the build does not know." \
      "It knows \"compiled\" and \"shipped\"; not set, it compiles the standard library where that can be." ;;
  esac
}

# The flags are not stable ones, so they are for this version alone.
pinned_rust_runs() { [ "$(first_version rustc --version)" = "$(wanted_rust)" ]; }

has_standard_library_source() { [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; }

# Tries once to have what compiling needs. That it cannot is no failure, unless it was asked for.
ensure_standard_library_source() {
  check_standard_library
  [ "${STANDARD_LIBRARY:-}" != shipped ] && pinned_rust_runs || return 0
  has_standard_library_source && return 0
  has rustup || return 0
  say "Adding the source of the standard library (about 15 seconds)"
  rustup component add rust-src || true
}

# choose_standard_library: sets STANDARD_LIBRARY to what this build will use.
choose_standard_library() {
  local lacking=
  check_standard_library
  if [ "${STANDARD_LIBRARY:-}" != shipped ]; then
    if ! pinned_rust_runs; then
      lacking="This is not Rust $(wanted_rust), for which compiling the standard library is tried"
    elif ! has_standard_library_source; then
      lacking="The source of the standard library (component rust-src) could not be had"
    fi
    if [ -n "$lacking" ] && [ "${STANDARD_LIBRARY:-}" = compiled ]; then
      fail "$lacking." "Run this where the download works, then try again: rustup component add rust-src"
    fi
    if [ -n "$lacking" ]; then say "$lacking: the release takes the shipped one and is larger"; fi
  fi
  if [ -n "$lacking" ] || [ "${STANDARD_LIBRARY:-}" = shipped ]; then STANDARD_LIBRARY=shipped; else STANDARD_LIBRARY=compiled; fi
}

# Tells every cargo from here on. RUSTC_BOOTSTRAP makes cargo compile everything anew that asks for it, build
# scripts above all, so these builds have a directory of their own.
compile_standard_library() {
  unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS # either would take the place of the flags below
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
  export CARGO_TARGET_DIR="$root/target/compiled_standard_library"
}
