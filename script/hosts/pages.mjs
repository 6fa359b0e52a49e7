// What a page says without its scripts cannot come from config.json: the support link is written into the pages.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { compress } from "../precompress.mjs";

/** The pages whose support link is not the store's, with their text as it should be. */
export function pagesToChange(dist, pages, supportUrl) {
  const texts = pages.map((name) => [join(dist, name), readFileSync(join(dist, name), "utf8")]);
  return texts
    .map(([path, text]) => [path, text, withSupport(text, supportUrl)])
    .filter(([, before, after]) => before !== after)
    .map(([path, , after]) => ({ path, text: after }));
}

export function writeCompressed({ path, text }) {
  writeFileSync(path, text);
  compress(path);
}

/** Shows the links marked with `data-support`, or hides them where there is nobody to name. */
function withSupport(markup, address) {
  return markup.replace(/<a\b[^>]*\sdata-support\b[^>]*>/g, (tag) => {
    const bare = tag.replace(/\s(hidden|href)(=("[^"]*"|'[^']*'|[^\s>]*))?(?=[\s>])/g, "").replace(/>$/, "");
    return address ? `${bare} href="${escaped(address)}">` : `${bare} hidden>`;
  });
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
