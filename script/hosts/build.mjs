// What script/build made, read from its folder: pages, files with a hash in their name, and the policy that the pages
// state themselves. Nothing here knows which pages there are.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";

import { parsePolicy } from "./policy.mjs";
import { Problem } from "./problem.mjs";

/** A file of the app with its content's hash in its name: `loader-1a2b3c4d5e6f7a8b.js`. nginx and Caddy read this, too. */
export const HASHED_NAME = "-[0-9a-f]{8,}([._][^/]*)?[.](css|js|wasm)$";

/** Where the host files lie, which are no part of the app. */
export const PLACES = [
  "_headers",
  "_redirects",
  "staticwebapp.config.json",
  "vercel.json",
  "hosts",
  "origin-root",
  ".well-known/change-password",
];

/** @returns {{ pages: string[], hashed: string[], policy: Map<string, string[]>, inline: { style: string[], script: string[] } }} */
export function readBuild(dist) {
  const names = filesIn(dist);
  const pages = names.filter((name) => name.endsWith(".html"));
  if (!pages.includes("index.html")) throw new Problem(`There is no build in ${dist}.`, "Make it first: script/build");
  const isHashed = new RegExp(HASHED_NAME);
  const hashed = names.filter((name) => isHashed.test(name));
  const read = pages.map((name) => readPage(dist, name));
  const inline = (element) => [...new Set(read.flatMap((page) => page.inline[element]))].sort();
  const { policy } = read[pages.indexOf("index.html")];
  if (!policy) throw new Problem(`${join(dist, "index.html")} states no policy.`, "Make the build anew: script/build");
  return { pages, hashed, policy, inline: { style: inline("style"), script: inline("script") } };
}

function filesIn(dist) {
  try {
    return readdirSync(dist, { recursive: true })
      .filter((name) => statSync(join(dist, name)).isFile())
      .map((name) => name.split(sep).join("/"))
      .filter((name) => !PLACES.some((place) => name === place || name.startsWith(`${place}/`)))
      .sort();
  } catch (error) {
    throw new Problem(`${dist} cannot be read (${error.code}).`, "Make a build first: script/build");
  }
}

/** What a page states in its `<meta>`, and what stands in it, which its own policy has to allow. */
function readPage(dist, name) {
  const markup = readFileSync(join(dist, name), "utf8");
  const policy = policyOf(markup);
  const inline = { style: inlineHashes(markup, "style"), script: inlineHashes(markup, "script") };
  for (const [element, hashes] of Object.entries(inline)) {
    const allowed = policy?.get(`${element}-src`) ?? policy?.get("default-src");
    const forbidden = allowed && hashes.find((hash) => !allowed.includes(hash));
    if (forbidden) throw new Problem(`The policy in ${join(dist, name)} forbids a <${element}> of that page.`, `It would have to name ${forbidden}.`);
  }
  return { policy, inline };
}

function policyOf(markup) {
  const tags = markup.match(/<meta\b[^>]*>/gi) ?? [];
  const tag = tags.find((tag) => /http-equiv=["']?content-security-policy\b/i.test(tag));
  const [, ...quoted] = /\bcontent=(?:"([^"]*)"|'([^']*)')/i.exec(tag ?? "") ?? [];
  const text = quoted.find(Boolean);
  return text ? parsePolicy(unescaped(text)) : null;
}

/** The sources that allow exactly the inline elements of a page. */
function inlineHashes(markup, element) {
  const pattern = new RegExp(`<${element}\\b([^>]*)>([^]*?)</${element}\\s*>`, "gi");
  const inline = [...markup.matchAll(pattern)].filter(([, attributes]) => !/\bsrc\s*=/i.test(attributes));
  const hashOf = (content) => createHash("sha256").update(content.replaceAll("\r\n", "\n")).digest("base64");
  return inline.map(([, , content]) => `'sha256-${hashOf(content)}'`);
}

function unescaped(text) {
  return text.replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
