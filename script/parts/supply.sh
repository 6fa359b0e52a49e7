# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# cargo-deny, which checks the dependencies by deny.toml: what is on PATH if it fits, else a download, else
# compiled into target/tools. Sourced, never run.

cargo_deny_version=0.20.2
advisory_database=https://github.com/RustSec/advisory-db

cargo_deny_fits() { version_at_least "$(first_version cargo-deny --version)" "$cargo_deny_version"; }

ensure_cargo_deny() {
  cargo_deny_fits && return 0
  forget cargo-deny
  cargo_deny_fits && return 0
  local triple releases=https://github.com/EmbarkStudios/cargo-deny/releases/download
  triple=$(rust_triple musl)
  if fetch_release cargo-deny "$releases/$cargo_deny_version/cargo-deny-$cargo_deny_version-$triple.tar.gz" \
    && cargo_deny_fits; then return 0; fi
  compile_tool cargo-deny cargo-deny "$cargo_deny_version" 0 "three to six minutes on two cores"
}

# Asked by git, as cargo-deny asks, with its proxies and mirrors. A network that swallows everything would keep git
# waiting for minutes, and macOS has no `timeout`.
advisories_can_be_reached() {
  perl -e 'alarm 20; exec @ARGV' git ls-remote --quiet "$advisory_database" HEAD >/dev/null 2>&1
}

# Known vulnerabilities are looked for wherever their database can be reached; the last line says whether they were.
check_dependencies() {
  if advisories_can_be_reached; then
    cargo deny --locked --workspace check advisories bans licenses sources \
      && say "Checked: bans, licences, sources, and known vulnerabilities"
  else
    cargo deny --locked --workspace check bans licenses sources \
      && say "Checked: bans, licences, sources. NOT checked: known vulnerabilities ($advisory_database cannot be reached from here)"
  fi
}
