# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# What the engine tests need: Firefox with geckodriver, WebKitGTK's MiniBrowser with WebKitWebDriver, and Xvfb, because
# MiniBrowser knows no other screen. Sourced, never run.

geckodriver_version=0.37.1

# use_engines: tells the tests where the browsers and their drivers are, or fails without a word.
use_engines() {
  use_browsers && GECKODRIVER=$(command -v geckodriver) || return 1
  export GECKODRIVER
}

use_browsers() {
  FIREFOX=$(command -v firefox-esr || command -v firefox) || return 1
  WEBKIT_DRIVER=$(command -v WebKitWebDriver) || return 1
  MINIBROWSER=$(minibrowser) || return 1
  has xvfb-run || return 1
  export FIREFOX WEBKIT_DRIVER MINIBROWSER
}

# MiniBrowser is never on PATH; where it lies depends on the distribution.
minibrowser() {
  local path
  for path in /usr/lib*/{,*/}webkit2gtk-4.*/MiniBrowser /usr/libexec/webkit*gtk-*/MiniBrowser; do
    if [ -x "$path" ]; then echo "$path" && return 0; fi
  done
  return 1
}

ensure_engines() {
  use_engines && return 0
  use_browsers || install_browsers
  use_browsers || fail "The engine tests need Firefox, WebKitGTK's MiniBrowser and WebKitWebDriver, and xvfb-run; not all were found." \
    "Debian: sudo apt-get update && sudo apt-get install firefox-esr webkit2gtk-driver xvfb xauth" \
    "Elsewhere: the packages of these programs. There is no WebKitGTK for macOS and Windows."
  # Debian has no package of it.
  has geckodriver || compile_tool geckodriver geckodriver "$geckodriver_version" 0 "three to six minutes on two cores"
  use_engines || fail "The geckodriver just installed is not found." "See whether it starts: $tools/bin/geckodriver --version"
}

install_browsers() {
  [ "$(id -u)" = 0 ] && on_debian || return 0
  say "Installing Firefox and WebKitGTK (Debian packages, a download of about 140 MB, one to two minutes)"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -q -y \
    --no-install-recommends firefox-esr webkit2gtk-driver xvfb xauth; } >"$tools/apt.log" 2>&1 \
    || { tail -n 20 "$tools/apt.log" >&2; say "All that apt-get says is in $tools/apt.log"; }
  hash -r
}
