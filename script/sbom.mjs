// Writes the software bill of materials of the release, in CycloneDX's JSON: the crates that are compiled for the
// shopper's browser, macros and build tools left out, and the standard library.
// cargo-cyclonedx would list the macros, too, by the features of the whole workspace, with a new date each time.
//
//   node script/sbom.mjs sbom.cdx.json
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("error: say where to, for example: node script/sbom.mjs sbom.cdx.json");
  process.exit(2);
}

const run = (program, ...words) => execFileSync(program, words, { encoding: "utf8" });
const shipped = ["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"];
const tree = run("cargo", "tree", "--locked", ...shipped, "--prefix", "none", "--no-dedupe", "--format", "{p}|{l}");

/** The checksum of the archive that a registry serves, by name and version; the project's own crates have none. */
const checksums = new Map();
for (const entry of readFileSync("Cargo.lock", "utf8").split("[[package]]")) {
  const value = (key) => entry.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
  checksums.set(`${value("name")} ${value("version")}`, value("checksum"));
}

function component(name, version, license, rest = {}) {
  const licenses = [{ expression: license.replaceAll(/\s*\/\s*/g, " OR ") }];
  return { type: "library", "bom-ref": `${name}@${version}`, name, version, licenses, ...rest };
}

function crate(line) {
  const [, name, version, license] = line.match(/^(\S+) v(\S+).*\|(.*)$/);
  const checksum = checksums.get(`${name} ${version}`);
  if (!checksum) return component(name, version, license, { description: "From this repository, not from a registry" });
  const hashes = [{ alg: "SHA-256", content: checksum }];
  return component(name, version, license, { hashes, purl: `pkg:cargo/${name}@${version.replaceAll("+", "%2B")}` });
}

const [app, ...crates] = [...new Set(tree.trim().split("\n"))].map(crate);
const rust = run("rustc", "--version").split(" ")[1];
const standardLibrary = component("std", rust, "MIT OR Apache-2.0", { description: "Rust's standard library" });
const byName = (one, other) => (one["bom-ref"] < other["bom-ref"] ? -1 : 1);
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { ...app, type: "application" } },
  components: [...crates, standardLibrary].sort(byName),
};
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
