# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# trunk, wasm-bindgen, wasm-split and wasm-opt: what is on PATH if it fits, else a download, else compiled or from
# npm into target/tools. Sourced, never run.

trunk_version=0.21.14
oldest_trunk=0.21
# Older ones do not know the instructions that rustc has used by default since 1.87.
oldest_wasm_opt=116
binaryen_version=132.0.0
wasm_split_version=0.2.4 # fits leptos's wasm_split_helpers 0.2

# wasm-bindgen's command line and library must be of exactly the same version.
locked_wasm_bindgen() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' "$root/Cargo.lock"
}

trunk_fits() { version_at_least "$(first_version trunk --version)" "$oldest_trunk"; }
wasm_bindgen_fits() { [ "$(first_version wasm-bindgen --version)" = "$(locked_wasm_bindgen)" ]; }
wasm_opt_fits() { version_at_least "$(first_version wasm-opt --version)" "$oldest_wasm_opt"; }

# forget TOOL: removes our own copy that no longer fits, so that one on PATH may be found.
forget() {
  rm -f "$tools/bin/$1"
  hash -r
}

ensure_trunk() {
  trunk_fits && return 0
  forget trunk
  trunk_fits && return 0
  local releases=https://github.com/trunk-rs/trunk/releases/download
  if fetch_release trunk "$releases/v$trunk_version/trunk-$(rust_triple gnu).tar.gz" && trunk_fits; then return 0; fi
  # Without its default features it has no TLS. It needs none: whatever it would download is here already.
  # Not optimised, it compiles in half the time and builds the app as quickly.
  compile_tool trunk trunk "$trunk_version" 0 "two to five minutes on two cores" --no-default-features
}

ensure_wasm_bindgen() {
  wasm_bindgen_fits && return 0
  forget wasm-bindgen
  wasm_bindgen_fits && return 0
  local version releases=https://github.com/wasm-bindgen/wasm-bindgen/releases/download
  version=$(locked_wasm_bindgen)
  if fetch_release wasm-bindgen "$releases/$version/wasm-bindgen-$version-$(rust_triple musl).tar.gz" \
    && wasm_bindgen_fits; then return 0; fi
  compile_tool wasm-bindgen wasm-bindgen-cli "$version" 1 "one to three minutes on two cores" --bin wasm-bindgen
}

ensure_wasm_split() {
  [ -f "$tools/wasm-split-$wasm_split_version" ] && has wasm-split-cli && return 0
  compile_tool wasm-split wasm_split_cli_support "$wasm_split_version" 1 "one to three minutes on two cores" --features build-binary
  touch "$tools/wasm-split-$wasm_split_version" # it does not tell its version
}

# rust_triple gnu|musl: this machine, as release archives name it; for Linux on x86_64 with that libc.
rust_triple() {
  local processor
  processor=$(uname -m)
  if [ "$processor" = arm64 ]; then processor=aarch64; fi
  case "$(uname -s)-$processor" in
    Darwin-*) echo "$processor-apple-darwin" ;;
    Linux-x86_64) echo "x86_64-unknown-linux-$1" ;;
    *) echo "$processor-unknown-linux-gnu" ;;
  esac
}

# fetch_release TOOL ADDRESS: takes TOOL out of a release archive. Fails quietly and soon where release
# pages cannot be reached; what was fetched is used only if it then answers with the wanted version.
fetch_release() {
  local unpacked found
  has curl && has tar || return 1
  unpacked=$(mktemp -d "$tools/new.XXXXXX") || return 1
  say "Downloading $1 (a few seconds; compiled instead if that fails)"
  if curl --proto '=https' --proto-redir '=https' --fail --silent --location --connect-timeout 5 \
    --speed-limit 1000 --speed-time 20 --output "$unpacked/archive" "$2" \
    && tar -xzf "$unpacked/archive" -C "$unpacked" 2>/dev/null; then
    found=$(find "$unpacked" -type f -name "$1" | sed -n 1p)
    if [ -n "$found" ] && chmod +x "$found" && "$found" --version >/dev/null 2>&1; then
      mv -f "$found" "$tools/bin/$1"
    fi
  fi
  rm -rf "$unpacked"
  hash -r
  [ -x "$tools/bin/$1" ]
}

# compile_tool TOOL PACKAGE VERSION OPT_LEVEL HOW_LONG CARGO_INSTALL_ARGS...
compile_tool() {
  local tool=$1 package=$2 version=$3 opt_level=$4 how_long=$5
  shift 5
  say "Compiling $tool $version ($how_long, once)"
  install_package "$package" "$version" "$opt_level" --locked "$@" || {
    say "With the dependencies it was published with, $package $version cannot be had; trying with current ones"
    install_package "$package" "$version" "$opt_level" "$@"
  } || fail "$tool $version could not be installed." \
    "What cargo says is above. If the network is the reason, run this again once it works." \
    "Any other way of putting $tool $version on PATH serves as well: cargo install $package --version $version"
  rm -rf "$tools/compiling"
  hash -r
}

# In a build directory of its own, so that it never waits for the project's, and with a profile that is
# quick to compile: as published, trunk alone takes 11 minutes of processor time.
install_package() {
  local package=$1 version=$2 opt_level=$3
  shift 3
  env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET \
    CARGO_TARGET_DIR="$tools/compiling" CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
    CARGO_PROFILE_RELEASE_OPT_LEVEL="$opt_level" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install "$package" --version "$version" --root "$tools" --force "$@"
}

# From npm, pinned, it runs on the node that the tests need anyway: no release page, nothing to compile.
ensure_wasm_opt() {
  wasm_opt_fits && return 0
  forget wasm-opt
  wasm_opt_fits && return 0
  ensure_node
  say "Installing wasm-opt (npm package binaryen $binaryen_version, about 10 seconds)"
  npm install --prefix "$tools/binaryen" --no-save --no-package-lock --ignore-scripts \
    "binaryen@$binaryen_version" || fail "The npm package binaryen $binaryen_version could not be installed." \
    "Any wasm-opt of version $oldest_wasm_opt or newer on PATH serves as well."
  cat >"$tools/bin/wasm-opt.new" <<SHIM
#!/bin/sh
exec node "$tools/binaryen/node_modules/binaryen/bin/wasm-opt" "\$@"
SHIM
  chmod +x "$tools/bin/wasm-opt.new"
  mv -f "$tools/bin/wasm-opt.new" "$tools/bin/wasm-opt"
  hash -r
  wasm_opt_fits || fail "The wasm-opt just installed does not start." "See what it says: $tools/bin/wasm-opt --version"
}
