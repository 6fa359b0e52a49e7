// Makes a build fit a store, and tells whether it does.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { staleCopies } from "../precompress.mjs";
import { PLACES, readBuild } from "./build.mjs";
import { hostFiles } from "./files.mjs";
import { pagesToChange, writeCompressed } from "./pages.mjs";
import { headerPolicy, parsePolicy, policyText, securityHeaders } from "./policy.mjs";
import { Problem } from "./problem.mjs";
import { readStore } from "./store.mjs";

export function fitToStore({ dist, base, frameAncestors }, path) {
  const store = readStore(path);
  const build = readBuild(dist);
  const policy = headerPolicy(build, store, frameAncestors);
  writeHostFiles(dist, hostFiles({ build, headers: securityHeaders(policy), base }));
  writeCompressed({ path: join(dist, "config.json"), text: store.text });
  pagesToChange(dist, build.pages, store.supportUrl).forEach(writeCompressed);
  const pictures = store.imageOrigins.length > 0 ? store.imageOrigins.join(", ") : "any https address; `image_origins` makes that exact";
  return [
    `${dist} fits ${store.name} at ${base}: its pages may ask ${store.apiOrigin}, and nobody else.`,
    `Pictures of products may come from: ${pictures}.`,
    ...(frameAncestors.length > 0 ? [`Its pages may be framed by: ${frameAncestors.join(", ")}.`] : []),
    ...(base === "/" ? [] : [`What must lie at the root of the origin is in ${join(dist, "origin-root")}; its README.md says what to do.`]),
  ].join("\n");
}

export function fitToAnyStore({ dist, base, frameAncestors = [] }) {
  if (frameAncestors.length > 0) throw new Problem("--frame-ancestor goes with the config.json of a store.");
  const build = readBuild(dist);
  const policy = headerPolicy(build, null);
  writeHostFiles(dist, hostFiles({ build, headers: securityHeaders(policy), base }));
  pagesToChange(dist, build.pages, null).forEach(writeCompressed);
  return [
    `The host files in ${dist} work for any store: pages may connect to ${sourcesOf(policy, "connect-src")}.`,
    "For a policy that allows one store alone: script/host-config CONFIG_JSON",
  ].join("\n");
}

export function checkStore({ dist }) {
  const build = readBuild(dist);
  const configuration = join(dist, "config.json");
  const again = `Run: script/host-config ${configuration} --dist ${dist}`;
  if (!existsSync(configuration)) throw new Problem(`${configuration} is missing.`, "Run: script/host-config CONFIG_JSON");
  const store = readStore(configuration);
  const { base, policy, frameAncestors } = written(dist);
  const wanted = headerPolicy(build, store, frameAncestors);
  const allowed = sourcesOf(policy, "connect-src");
  if (allowed !== sourcesOf(wanted, "connect-src")) {
    throw new Problem(
      `The policy does not fit ${configuration}.`,
      `It lets pages connect to: ${allowed}`,
      `\`api_base_url\` needs:     ${sourcesOf(wanted, "connect-src")}`,
      again,
    );
  }
  const files = hostFiles({ build, headers: securityHeaders(wanted), base });
  const odd = Object.keys(files).filter((name) => textIn(dist, name) !== files[name]);
  const pages = pagesToChange(dist, build.pages, store.supportUrl).map(({ path }) => path);
  if (odd.length + pages.length > 0) {
    throw new Problem("These files are not as script/host-config writes them.", ...odd.map((name) => join(dist, name)), ...pages, again);
  }
  const stale = ["config.json", ...build.pages].flatMap((name) => staleCopies(join(dist, name)));
  if (stale.length > 0) {
    throw new Problem("These compressed copies are older than what they are copies of, and hosts send them in its place.", ...stale, again);
  }
  return `${dist} fits ${store.name} at ${base}: ${policyText(policy)}`;
}

/** What the host files were written for, as they say it themselves. */
function written(dist) {
  const name = ["_headers", "origin-root/_headers"].find((name) => textIn(dist, name) !== null);
  const text = name && textIn(dist, name);
  const [, base] = /^(\/.*)\*$/m.exec(text ?? "") ?? [];
  const [, policyOfFile] = /^ *Content-Security-Policy: (.*)$/m.exec(text ?? "") ?? [];
  if (!base || !policyOfFile) throw new Problem(`There are no host files in ${dist}.`, "Run: script/host-config CONFIG_JSON");
  const policy = parsePolicy(policyOfFile);
  const frameAncestors = (policy.get("frame-ancestors") ?? []).filter((source) => source !== "'none'");
  return { base, policy, frameAncestors };
}

function writeHostFiles(dist, files) {
  // What an earlier run wrote for another path must not stay.
  for (const place of PLACES) rmSync(join(dist, place), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
}

function sourcesOf(policy, directive) {
  return (policy.get(directive) ?? ["nobody"]).join(" ");
}

function textIn(dist, name) {
  return existsSync(join(dist, name)) ? readFileSync(join(dist, name), "utf8") : null;
}
