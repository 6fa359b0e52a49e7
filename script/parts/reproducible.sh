# shellcheck shell=bash disable=SC2154 # environment.sh sets root
# Whether a build depends on anything but its source. Sourced, never run.

# Builds here, and in a copy of what git tracks in another folder, where nothing is compiled yet; the copy has a cargo
# home of its own too, with the same archives, because the paths of dependencies could get into the build as well.
build_twice() {
  local other cargo_home=${CARGO_HOME:-$HOME/.cargo}
  script/build || return 1
  other=$(mktemp -d)
  say "Building once more in $other (about 3 minutes on two cores)"
  mkdir -p "$other/cargo/registry"
  cp -R "$cargo_home/registry/index" "$cargo_home/registry/cache" "$other/cargo/registry"
  cp "$cargo_home"/config* "$other/cargo" 2>/dev/null || true
  git ls-files -z | tar -cf - --null -T - | tar -xf - -C "$other"
  CARGO_HOME="$other/cargo" "$other/script/build" || return 1
  diff -r dist "$other/dist" && diff sbom.cdx.json "$other/sbom.cdx.json" \
    || fail "Two builds of the same source differ." "The files are named above. The other build is kept: $other/dist"
  rm -rf "$other"
}
