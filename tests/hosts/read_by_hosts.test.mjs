// The files for hosts that cannot be had here, read by the packages that those hosts publish.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { getTransformedRoutes } from "@vercel/routing-utils";

import { readBuild } from "../../script/hosts/build.mjs";
import { hostConfig } from "../../script/hosts/main.mjs";
import { exampleBuild } from "./example_build.mjs";

const IMMUTABLE = "public, max-age=31536000, immutable";
const documentation = readFileSync(join(import.meta.dirname, "../../docs/hosting.md"), "utf8");
const dist = exampleBuild();
writeFileSync(join(dist, "config.json"), JSON.stringify({ api_base_url: "https://euwest.api.elasticpath.com" }));
hostConfig([join(dist, "config.json"), "--dist", dist]);
after(() => rmSync(dist, { recursive: true }));

for (const [root, base] of [
  ["", "/"],
  ["origin-root", "/account-access/"],
]) {
  const path = (name) => join(dist, root, name);
  const hashed = `${base}loader-0a1b2c3d4e5f6071.js`;

  describe(`Netlify, at ${base}`, () => {
    test("reads the headers, each for one address once", async () => {
      const { headers, errors } = await parseAllHeaders({ headersFiles: [path("_headers")], configHeaders: [], minimal: true });
      assert.deepEqual(errors, []);
      const [everywhere, ...others] = headers;
      assert.equal(everywhere.for, `${base}*`);
      assert.match(everywhere.values["Content-Security-Policy"], /connect-src 'self' https:\/\/euwest\.api\.elasticpath\.com;/);
      assert.equal(everywhere.values["Cache-Control"], undefined);
      assert.equal(new Set(others.map((rule) => rule.for)).size, others.length);
      const cached = Object.fromEntries(others.map((rule) => [rule.for, rule.values["Cache-Control"]]));
      assert.equal(cached[hashed], IMMUTABLE);
      for (const page of ["", "sign_in/", "config.json", "404.html"]) assert.equal(cached[base + page], "no-cache", page);
    });

    test("reads the redirects, none of which catches everything", async () => {
      const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [path("_redirects")], configRedirects: [], minimal: true });
      assert.deepEqual(errors, []);
      const [first, ...others] = redirects.map(({ from, to, status }) => [from, to, status]);
      assert.deepEqual(first, ["/.well-known/change-password", `${base}account/`, 302]);
      assert.deepEqual(others, base === "/" ? [] : [[`${base}*`, `${base}404.html`, 404]]);
    });
  });

  describe(`Vercel, at ${base}`, () => {
    const { routes, error } = getTransformedRoutes(withoutSchema(path("vercel.json")));

    test("reads the file", () => assert.equal(error, null));

    test("redirects to addresses with a slash, and where a password is changed", () => {
      assert.deepEqual(answerOf(routes, `${base}sign_in`), { status: 308, location: `${base}sign_in/` });
      assert.deepEqual(answerOf(routes, "/.well-known/change-password"), { status: 307, location: `${base}account/` });
      for (const page of ["", "sign_in/", "config.json"]) assert.equal(answerOf(routes, base + page).status, undefined, page);
    });

    test("sends the headers", () => {
      assert.equal(answerOf(routes, hashed)["Cache-Control"], IMMUTABLE);
      const page = answerOf(routes, `${base}sign_in/`);
      assert.equal(page["Cache-Control"], "no-cache");
      assert.match(page["Content-Security-Policy"], /connect-src 'self' https:\/\/euwest\.api\.elasticpath\.com;/);
    });
  });
}

test("Azure is told nothing but what its file may hold, in 20 kB", () => {
  for (const name of ["staticwebapp.config.json", "origin-root/staticwebapp.config.json"]) {
    const text = readFileSync(join(dist, name), "utf8");
    const known = ["trailingSlash", "globalHeaders", "routes", "responseOverrides", "mimeTypes"];
    assert.deepEqual(Object.keys(JSON.parse(text)).filter((key) => !known.includes(key)), []);
    assert.ok(text.length < 20_000, name);
    assert.ok(!text.includes("navigationFallback"), "no catch-all");
  }
});

test("what docs/hosting.md uploads to S3 for ever is every file with a hash in its name, however long that is", () => {
  const [, command] = /```sh\n( *upload=[^]*?)```/.exec(documentation);
  const patterns = [...command.matchAll(/--include (\*-\S*)/g)].map(([, pattern]) => pattern);
  const matches = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll(".", "[.]").replaceAll("*", ".*").replaceAll("?", ".")}$`));
  for (const name of [...readBuild(dist).hashed, "loader-3f1bebfb6209650.js"]) assert.ok(matches.some((match) => match.test(name)), name);
});

test("the function for CloudFront in docs/hosting.md finds pages, and leads to them", () => {
  const [, source] = /```js\n([^]*?)```/.exec(documentation);
  const handler = new Function(`${source}; return handler;`)();
  const answer = (uri, querystring = {}) => handler({ request: { uri, querystring } });
  const location = (...asked) => [answer(...asked).statusCode, answer(...asked).headers.location.value];

  for (const [asked, file] of Object.entries({ "/": "/index.html", "/sign_in/": "/sign_in/index.html", "/config.json": "/config.json" })) {
    assert.equal(answer(asked).uri, file);
  }
  const query = { username: { value: "a%40b.com" }, x: { value: "1", multiValue: [{ value: "1" }, { value: "" }] } };
  assert.deepEqual(location("/sign_in", query), [301, "/sign_in/?username=a%40b.com&x=1&x"]);
  assert.deepEqual(location("//evil.example/sign_in"), [301, "/evil.example/sign_in/"]);
  assert.deepEqual(location("/.well-known/change-password"), [302, "/account/"]);
  const shouldNotExist = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
  assert.equal(answer(shouldNotExist).uri, shouldNotExist);
});

function withoutSchema(path) {
  const { $schema: _, ...config } = JSON.parse(readFileSync(path, "utf8"));
  return config;
}

/** What routes answer by themselves, before files are looked for. */
function answerOf(routes, path) {
  const headers = {};
  for (const route of routes) {
    const match = route.src && new RegExp(route.src).exec(path);
    if (!match) continue;
    const { Location: location, ...others } = route.headers ?? {};
    if (location) return { status: route.status, location: location.replace(/\$(\d)/g, (_, group) => match[group]) };
    Object.assign(headers, others);
    if (!route.continue) return headers;
  }
  return headers;
}
