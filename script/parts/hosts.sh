# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# What the host tests need: nginx and Caddy, a Python for its plain web server, the npm packages of tests/hosts. Where
# Debian's packages are to be had, they are unpacked into target/tools: nothing is installed, no service starts.
# Sourced, never run.

servers="$tools/servers"
brotli_module=ngx_http_brotli_static_module.so

# use_servers: tells the tests where everything is, or fails without a word.
use_servers() {
  local nginx_root
  PYTHON=$(command -v python3) || return 1
  if has nginx && { has_brotli "" || ! on_debian; }; then nginx_root=; else nginx_root=$servers; fi
  NGINX=$(command -v "$nginx_root${nginx_root:+/usr/sbin/}nginx") || return 1
  CADDY=$(command -v caddy || command -v "$servers/usr/bin/caddy") || return 1
  NGINX_MIME_TYPES=$nginx_root$(nginx_setting conf-path | sed 's|[^/]*$|mime.types|')
  NGINX_BROTLI=
  if has_brotli "$nginx_root"; then NGINX_BROTLI=$nginx_root/usr/lib/nginx/modules/$brotli_module; fi
  export PYTHON NGINX CADDY NGINX_MIME_TYPES NGINX_BROTLI
}

# has_brotli ROOT: whether the nginx below ROOT can send files that brotli compressed, by a module of Debian's.
has_brotli() { [ -e "$1/usr/lib/nginx/modules/$brotli_module" ]; }

# nginx_setting NAME: what nginx was compiled with.
nginx_setting() { "$NGINX" -V 2>&1 | tr ' ' '\n' | sed -n "s/^--$1=//p"; }

ensure_servers() {
  use_servers && return 0
  has python3 || fail "Python 3 is not installed; the host tests use its plain web server." "$(servers_command)"
  if on_debian; then
    say "Unpacking nginx and Caddy (Debian packages, a download of about 15 MB)"
    unpack_servers >"$tools/servers.log" 2>&1 || { tail -n 20 "$tools/servers.log" >&2; true; }
    hash -r
    use_servers && return 0
  fi
  fail "The host tests need nginx and Caddy, and they were not found." "Install them, then run this again:" "  $(servers_command)"
}

unpack_servers() {
  local package unpacked="$tools/new.servers"
  if [ "$(id -u)" = 0 ]; then apt-get update -q; fi
  mkdir -p "$unpacked"
  (cd "$unpacked" && apt-get download -q nginx nginx-common libnginx-mod-http-brotli-static caddy) || return 1
  for package in "$unpacked"/*.deb; do dpkg-deb --extract "$package" "$unpacked/root" || return 1; done
  rm -rf "$servers"
  mv "$unpacked/root" "$servers"
  rm -rf "$unpacked"
}

# The command that installs them on this system.
servers_command() {
  if has apt-get; then
    echo "sudo apt-get update && sudo apt-get install nginx libnginx-mod-http-brotli-static caddy python3"
  elif has dnf; then
    echo "sudo dnf install nginx caddy python3"
  elif has pacman; then
    echo "sudo pacman -S nginx caddy python"
  elif has brew; then
    echo "brew install nginx caddy python3"
  else
    echo "install nginx, Caddy and Python 3 the way your system does"
  fi
}
