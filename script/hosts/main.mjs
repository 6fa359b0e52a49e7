// The command behind script/host-config.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { base as baseForm, origin } from "./addresses.mjs";
import { checkStore, fitToAnyStore, fitToStore } from "./fit.mjs";
import { Problem } from "./problem.mjs";
import { UNWRITABLE } from "./store.mjs";

const HELP = `Fits a build to one store: copies its config.json, and writes what hosts are told about it, above all a security
policy that allows the store's API and nothing else. Run it again for another store; nothing is built anew.

  script/host-config CONFIG_JSON    fits dist/ to the store
  script/host-config --check        says whether dist/ fits its own config.json
  script/host-config --any-store    goes back to what script/build writes: a policy that works for any store

  --dist DIR               the folder that script/build made (default: dist)
  --base PATH              where Latchkey lies on its origin, such as /account-access/ (default: /)
  --frame-ancestor ORIGIN  whose pages may show Latchkey in a frame; may be given several times (default: nobody's)
`;

const OPTIONS = {
  dist: { type: "string", default: "dist" },
  base: { type: "string", default: "/" },
  "frame-ancestor": { type: "string", multiple: true, default: [] },
  check: { type: "boolean", default: false },
  "any-store": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

/** Does what the arguments of the command say, and answers what to tell; throws a `Problem`. */
export function hostConfig(args) {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return HELP;
  const site = {
    dist: values.dist,
    base: baseOf(values.base),
    frameAncestors: frameAncestorsIn(values),
  };
  const ways = [positionals.length > 0, values.check, values["any-store"]];
  if (ways.filter(Boolean).length !== 1 || positionals.length > 1) {
    throw new Problem("Say one thing to do.", ...HELP.split("\n").slice(3, 6).map((line) => line.trim()));
  }
  if (values.check) return checkStore(site);
  return values["any-store"] ? fitToAnyStore(site) : fitToStore(site, positionals[0]);
}

function argumentsOf(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Problem(error.message.split(". ")[0], "See: script/host-config --help");
  }
}

function baseOf(text) {
  const base = baseForm(text);
  if (base === null) throw new Problem(`--base is "${text}".`, 'It must be a path with a slash at both ends: "/account-access/".');
  return base;
}

/** The origins, each once. */
function frameAncestorsIn(values) {
  const origins = values["frame-ancestor"].map((text) => {
    const address = origin(text);
    const why = address === null ? 'must be an https address without a path: "https://www.example.com".' : UNWRITABLE;
    if (!address || address.includes("[")) throw new Problem(`--frame-ancestor is "${text}".`, `It ${why}`);
    return address;
  });
  return [...new Set(origins)];
}

function main() {
  try {
    console.log(hostConfig(process.argv.slice(2)).trimEnd());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\nerror: ${error.text}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
