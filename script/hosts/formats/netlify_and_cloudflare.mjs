// `_headers` and `_redirects`, which Netlify and Cloudflare Pages both read. Where two rules set one header, both hosts
// join the values, so no address here is given one header twice. Neither can match a part of a name: hence every file by
// its own address. Cloudflare takes 100 rules, and 2,000 characters in a line.
import { Problem } from "../problem.mjs";

const MOST_RULES = 100;
const LONGEST_LINE = 2_000;

export function headersFile({ base, headers, caching }) {
  const rules = [[`${base}*`, headers], ...caching.map(([address, value]) => [address, { "Cache-Control": value }])];
  const lines = rules.flatMap(([address, values]) => [address, ...Object.entries(values).map(([name, value]) => `  ${name}: ${value}`)]);
  if (rules.length > MOST_RULES || lines.some((line) => line.length > LONGEST_LINE)) {
    throw new Problem(
      "Cloudflare Pages would not take these headers.",
      `It takes ${MOST_RULES} rules (here: ${rules.length}) and lines of ${LONGEST_LINE} characters.`,
    );
  }
  return `${["# Written by script/host-config, for Netlify and Cloudflare Pages.", ...lines].join("\n")}\n`;
}

export function redirectsFile({ base, account }) {
  const lines = [
    "# Written by script/host-config, for Netlify and Cloudflare Pages. Both keep the query.",
    `/.well-known/change-password ${account} 302`,
  ];
  if (base !== "/") {
    lines.push(
      "# Netlify looks for 404.html at the root alone. Cloudflare Pages finds the nearest one, and passes over this line.",
      `${base}* ${base}404.html 404`,
    );
  }
  return `${lines.join("\n")}\n`;
}
