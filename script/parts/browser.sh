# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# What the browser tests need: node, the npm packages of tests/browser, a Chromium. Sourced, never run.

oldest_node=20.11

ensure_node() {
  local found
  found=$(first_version node --version)
  if [ -n "$found" ] && version_at_least "$found" "$oldest_node" && has npm; then return 0; fi
  if [ -z "$found" ]; then
    fail "Node.js is not installed." "Install Node.js $oldest_node or newer, with npm (https://nodejs.org or your package manager)."
  fi
  has npm || fail "Node.js is here but npm is not." "Install npm (Debian: apt-get install npm)."
  fail "Node.js $found is too old." "Install Node.js $oldest_node or newer (https://nodejs.org or your package manager)."
}

# ensure_npm_packages DIRECTORY WHOSE
ensure_npm_packages() {
  local directory="$root/$1"
  local installed="$directory/node_modules/.installed-from"
  [ -f "$directory/package-lock.json" ] || fail "$1/package-lock.json is missing." \
    "It belongs to the repository: git checkout -- $1"
  cmp -s "$directory/package-lock.json" "$installed" && return 0
  say "Installing the packages of the $2 (npm, about 15 seconds)"
  (cd "$directory" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --include=dev) \
    || fail "The packages of the $2 could not be installed." \
      "What npm says is above. Alone: cd $1 && npm ci"
  cp "$directory/package-lock.json" "$installed"
}

# use_chromium: sets CHROMIUM to the full path of the browser the tests are to start, or fails without a word.
use_chromium() {
  local candidate found
  if [ -n "${CHROMIUM:-}" ]; then
    found=$(command -v "$CHROMIUM" || true)
    case "$found" in
      /*) export CHROMIUM="$found" ;;
      *) fail "CHROMIUM is set to \"$CHROMIUM\", which is not a program." \
        "Set it to the full path of a Chromium or Chrome, or unset it." ;;
    esac
    return 0
  fi
  for candidate in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "${HOME:-}/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "${HOME:-}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "$(playwrights_chromium)"; do
    if [ -n "$candidate" ] && has "$candidate"; then
      CHROMIUM=$(command -v "$candidate")
      export CHROMIUM
      return 0
    fi
  done
  return 1
}

# Where `npx playwright install chromium` puts its browser, whether or not it did.
playwrights_chromium() {
  (cd "$root/tests/browser" && node -e 'console.log(require("@playwright/test").chromium.executablePath())') 2>/dev/null || true
}

ensure_chromium() {
  use_chromium && return 0
  if [ "$(id -u)" = 0 ] && on_debian; then
    say "Installing Chromium and fonts (Debian packages, a download of about 100 MB, one to two minutes)"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
      chromium chromium-sandbox fonts-liberation fonts-dejavu-core; } >"$tools/apt.log" 2>&1 \
      || { tail -n 20 "$tools/apt.log" >&2; fail "Chromium could not be installed; all that apt-get says is in $tools/apt.log." \
        "Try: apt-get update && apt-get install chromium. Or set CHROMIUM to the path of a Chromium or Chrome."; }
    hash -r
    use_chromium && return 0
  fi
  fail "The browser tests need a Chromium, and none was found." \
    "Any one of these, then run this again:" \
    "  $(chromium_command)" \
    "  (cd tests/browser && npx playwright install chromium)   where its download works" \
    "  export CHROMIUM=/path/to/chromium-or-chrome"
}

# The command that installs a Chromium on this system.
chromium_command() {
  if on_debian; then
    echo "sudo apt-get update && sudo apt-get install chromium chromium-sandbox fonts-liberation"
  elif has apt-get; then
    echo "sudo snap install chromium"
  elif has dnf; then
    echo "sudo dnf install chromium"
  elif has pacman; then
    echo "sudo pacman -S chromium"
  elif has brew; then
    echo "brew install --cask google-chrome"
  else
    echo "install Chromium or Google Chrome the way your system does"
  fi
}
