# shellcheck shell=bash disable=SC2154 # environment.sh sets root and tools
# Whether a build depends on anything but its source. Sourced, never run.

# Builds a copy of what git tracks in another folder, where nothing is compiled yet, and compares it with what is in dist/.
# Both take the dependencies from the same cargo home, because its path does get into a build: a crate of leptos
# (wasm_split_macros) names an export by a hash of it, and trunk hashes the module with that name into the names of two
# files. The tools are the same, too: compiling them again would take longer than all the rest.
build_once_more() {
  local other
  other=$(mktemp -d)
  git ls-files -z | tar -cf - --null -T - | tar -xf - -C "$other"
  mkdir "$other/target"
  ln -s "$tools" "$other/target/tools"
  say "Building once more in $other (about 8 minutes on two cores)"
  "$other/script/build" || return 1
  diff -r dist "$other/dist" && diff sbom.cdx.json "$other/sbom.cdx.json" \
    || fail "Two builds of the same source differ." "The files are named above. The other build is kept: $other/dist" \
      "If dist/ is older than the source: script/build, then this again."
  rm -rf "$other"
}
