# shellcheck shell=bash
# What every script needs first: where the project is, where its own tools are, how to speak.
# Sourced, never run. Written for bash 3.2 (macOS) and for both GNU and BSD userlands.

unset CDPATH
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root" || exit 1

# Tools that the machine lacks, or has in an unfit version, are installed here and used by these
# scripts only.
tools="$root/target/tools"
export PATH="$tools/bin:$PATH"

# One place for everything built, wherever the caller usually builds: index.html names a file in it.
export CARGO_TARGET_DIR="$root/target"

# rustup must not start a download of its own in the middle of another step; bootstrap asks for it.
export RUSTUP_AUTO_INSTALL=0

export TRUNK_SKIP_VERSION_CHECK=true
# The stack traces of trunk's errors are about trunk.
export RUST_LIB_BACKTRACE=0
# npm installs, and says nothing else.
export npm_config_update_notifier=false npm_config_audit=false npm_config_fund=false npm_config_loglevel=error
# trunk reads NO_COLOR as true or false and stops at the customary "1".
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; else unset NO_COLOR; fi

say() { printf '==> %s\n' "$*"; }

# fail SENTENCE [WHAT TO DO]...
fail() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

on_debian() { has apt-get && has dpkg-deb && grep -q '^ID=debian' /etc/os-release 2>/dev/null; }

# version_at_least FOUND WANTED: whether dotted FOUND is WANTED or newer.
version_at_least() {
  local found wanted i
  IFS=. read -r -a found <<<"$1"
  IFS=. read -r -a wanted <<<"$2"
  for ((i = 0; i < ${#wanted[@]}; i++)); do
    local have=${found[i]:-0}
    have=${have%%[!0-9]*}
    if ((10#${have:-0} != 10#${wanted[i]})); then
      ((10#${have:-0} > 10#${wanted[i]}))
      return
    fi
  done
}

# first_version COMMAND ARGS...: the first dotted or plain number the command prints, or nothing.
first_version() {
  "$@" 2>/dev/null | sed -n 's/^[^0-9]*\([0-9][0-9.]*\).*/\1/p' | sed -n 1p || true
}
