// What script/build made, read from its folder: pages, files with a hash in their name, and the policy that the pages
// state themselves. Nothing here knows which pages there are.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

import { parsePolicy } from "./policy.mjs";
import { Problem } from "./problem.mjs";

/** A file with its content's hash in its name, as in `loader-1a2b3c4d5e6f7a8b.js`; nginx and Caddy read it, too. */
export const HASHED_NAME = "-[0-9a-f]{8,}[._][^/]*$";

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

/** @returns {{ pages: string[], hashed: string[], policy: Map<string, string[]> | null, inline: { style: string[], script: string[] } }} */
export function readBuild(dist) {
  const names = filesIn(dist);
  const pages = names.filter((name) => name.endsWith(".html"));
  if (!pages.includes("index.html")) throw new Problem(`There is no build in ${dist}.`, "Make it first: script/build");
  const isHashed = new RegExp(HASHED_NAME);
  const hashed = names.filter((name) => isHashed.test(name) && !/\.(br|gz)$/.test(name));
  const markup = pages.map((name) => readFileSync(join(dist, name), "utf8"));
  const policy = policyOf(pages, markup);
  return { pages, hashed, policy, inline: { style: inlineHashes(markup, "style"), script: inlineHashes(markup, "script") } };
}

function filesIn(dist) {
  try {
    const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const names = files.map((entry) => join(entry.path, entry.name).slice(join(dist, "/").length));
    return names
      .map((name) => name.split(sep).join("/"))
      .filter((name) => !PLACES.some((place) => name === place || name.startsWith(`${place}/`)))
      .sort();
  } catch (error) {
    throw new Problem(`${dist} cannot be read (${error.code}).`, "Make a build first: script/build");
  }
}

/** The policy in the pages' `<meta>`, which all of them state alike, or none. */
function policyOf(pages, markup) {
  const stated = markup.map((text) => {
    const tags = text.match(/<meta\b[^>]*>/gi) ?? [];
    const tag = tags.find((tag) => /http-equiv=["']?content-security-policy\b/i.test(tag));
    return tag ? unescaped(/\bcontent=(?:"([^"]*)"|'([^']*)')/i.exec(tag)?.slice(1).find(Boolean) ?? "") : null;
  });
  const odd = stated.findIndex((policy) => policy !== stated[0]);
  if (odd > 0) {
    throw new Problem("The pages of this build state different security policies.", `Compare ${pages[0]} with ${pages[odd]}.`);
  }
  return stated[0] ? parsePolicy(stated[0]) : null;
}

/** The sources that allow exactly the inline elements of the pages. */
function inlineHashes(markup, element) {
  const pattern = new RegExp(`<${element}\\b([^>]*)>([^]*?)</${element}\\s*>`, "gi");
  const contents = markup.flatMap((text) => [...text.matchAll(pattern)])
    .filter(([, attributes]) => !/\bsrc\s*=/i.test(attributes))
    .map(([, , content]) => content.replaceAll("\r\n", "\n"));
  const hashOf = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  return [...new Set(contents.map(hashOf))].sort();
}

function unescaped(text) {
  return text.replaceAll("&#39;", "'").replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
