# shellcheck shell=bash disable=SC2154 # environment.sh sets root
# Whether a build depends on anything but its source. Sourced, never run.

# Builds here, and in a copy of what git tracks in another folder, where nothing is compiled yet. Both take the
# dependencies from the same cargo home, because its path does get into a build: a crate of leptos (wasm_split_macros)
# names an export by a hash of it, and trunk hashes the module with that name into the names of two files.
build_twice() {
  local other
  script/build || return 1
  other=$(mktemp -d)
  say "Building once more in $other (about 3 minutes on two cores)"
  git ls-files -z | tar -cf - --null -T - | tar -xf - -C "$other"
  "$other/script/build" || return 1
  diff -r dist "$other/dist" && diff sbom.cdx.json "$other/sbom.cdx.json" \
    || fail "Two builds of the same source differ." "The files are named above. The other build is kept: $other/dist"
  rm -rf "$other"
}
