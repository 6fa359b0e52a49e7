// Every file that tells a host how to serve Latchkey, as text by name. They belong at the root of the origin: beside the
// pages when Latchkey has the origin for itself, else where origin-root/ says.
import { azure } from "./formats/azure.mjs";
import { caddy } from "./formats/caddy.mjs";
import { cloudfront } from "./formats/cloudfront.mjs";
import { headersFile, redirectsFile } from "./formats/netlify_and_cloudflare.mjs";
import { nginx } from "./formats/nginx.mjs";
import { vercel } from "./formats/vercel.mjs";
import { CACHING } from "./policy.mjs";

/** The sub-path that origin-root/ is written for as long as nobody says another. */
export const EXAMPLE_BASE = "/account-access/";

/** @returns {Record<string, string>} by path below the build's folder */
export function hostFiles({ build, headers, base }) {
  if (base !== "/") return below("origin-root/", filesOfRoot(build, headers, base));
  return { ...filesOfRoot(build, headers, "/"), ...below("origin-root/", filesOfRoot(build, headers, EXAMPLE_BASE)) };
}

function filesOfRoot(build, headers, base) {
  const folders = foldersOf(build).map((folder) => base + folder);
  const site = { base, headers, folders, caching: cachingByAddress(build, base), account: `${base}account/` };
  const files = {
    _headers: headersFile(site),
    _redirects: redirectsFile(site),
    "staticwebapp.config.json": azure(site),
    "vercel.json": vercel(site),
    ".well-known/change-password/index.html": changePassword(site),
    "hosts/nginx.conf": nginx(site),
    "hosts/Caddyfile": caddy(site),
    "hosts/cloudfront-response-headers-policy.json": cloudfront(site),
  };
  return base === "/" ? files : { ...files, "README.md": instructions(base) };
}

/** The addresses of the pages below the folder that Latchkey lies in. */
function foldersOf({ pages }) {
  return pages.filter((page) => page.endsWith("index.html")).map((page) => page.slice(0, -"index.html".length));
}

/** For hosts that cannot match a pattern: how each address may be cached. No address is there twice. */
function cachingByAddress(build, base) {
  const fixed = [...foldersOf(build), ...build.pages, "config.json"];
  return [
    ...fixed.map((name) => [base + name, CACHING.fixed]),
    ...build.hashed.map((name) => [base + name, CACHING.hashed]),
  ];
}

// For hosts that cannot redirect: browsers and password managers follow this as well.
function changePassword({ account }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="refresh" content="0; url=${account}">
    <title>Change your password</title>
  </head>
  <body><a href="${account}">Change your password</a></body>
</html>
`;
}

function instructions(base) {
  return `# What belongs at the root of the origin

Latchkey lies at ${base}, and some things work at the root of an origin only. These files are written for that path; for
another, run \`script/host-config CONFIG_JSON --base /another/path/\`.

| file | host | what to do |
| --- | --- | --- |
| \`_headers\`, \`_redirects\` | Netlify, Cloudflare Pages | add their lines to the files of these names in the folder you publish |
| \`staticwebapp.config.json\` | Azure Static Web Apps | merge \`routes\`, \`mimeTypes\` and \`trailingSlash\` into yours; the last is for the whole origin |
| \`vercel.json\` | Vercel | merge \`headers\` and \`redirects\` into yours |
| \`hosts/nginx.conf\` | nginx | include it in the server block |
| \`hosts/Caddyfile\` | Caddy | import it in the site block |
| \`hosts/cloudfront-response-headers-policy.json\` | CloudFront | the headers policy of the behaviour \`${base}*\` |
| \`.well-known/change-password/\` | any other | copy it to the root: it leads password managers to ${base}account/ |

\`/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200\` must be answered with 404. Where a
storefront answers unknown paths with its own page and status 200, browsers take \`/.well-known/change-password\` for such
an answer and offer no way to change a password.

The folder itself need not be served. docs/hosting.md says more about each host.
`;
}

function below(folder, files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, text]));
}
