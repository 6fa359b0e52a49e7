// What browsers, password managers and caches are answered by every server, at the root of an origin and below it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { readBuild } from "../../script/hosts/build.mjs";
import { NGINX_HAS_BROTLI, startServers } from "./servers.mjs";
import { LOGO, makeSites } from "./sites.mjs";

const API = "https://euwest.api.elasticpath.com";
const SHOULD_NOT_EXIST = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
const IMMUTABLE = "public, max-age=31536000, immutable";
const TYPES = { css: "text/css", js: "text/javascript", wasm: "application/wasm", json: "application/json", html: "text/html", svg: "image/svg+xml" };

const folder = mkdtempSync(join(tmpdir(), "latchkey-hosts-"));
const { served, stop } = await startServers(makeSites(folder, API), folder);
after(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

test("what caches keep for ever is named by what is in it", () => {
  const [{ dist }] = served;
  // The loader trunk names itself, as it is served.
  for (const name of readBuild(dist).hashed.filter((name) => !name.startsWith("loader-"))) {
    const content = createHash("sha256").update(readFileSync(join(dist, name))).digest("hex");
    assert.ok(name.includes(`-${content.slice(0, 16)}`), `${name} holds ${content.slice(0, 16)}`);
  }
});

for (const site of served) {
  const { pages, hashed } = readBuild(site.dist);
  const folders = pages.filter((page) => page.endsWith("/index.html")).map((page) => page.slice(0, -"index.html".length));
  const get = (path, headers) => answer(site.origin + site.base + path, headers);
  const fileOf = (path) => readFileSync(join(site.dist, path));
  const named = hashed[0].replace(/-[0-9a-f]{8,}/, "-0123456789abcdef");

  describe(`${site.server}, at ${site.base}`, () => {
    test("every page is there at its own address, also for whoever comes by a link", async () => {
      assert.ok(folders.length >= 5, "the build has pages");
      for (const page of ["", ...folders]) {
        const { status, headers, body } = await get(`${page}?return_to=%2Fproducts`);
        assert.equal(status, 200, page);
        assert.match(headers["content-type"], /^text\/html/, page);
        assert.deepEqual(body, fileOf(`${page}index.html`), page);
      }
    });

    test("without scripts, a page says where help is, also where there is no page", async () => {
      const support = /<a[^>]*href="mailto:help@banks\.com"[^>]*>Contact support<\/a>/;
      for (const page of ["", ...folders]) {
        const body = String((await get(page)).body);
        assert.match(body.slice(body.indexOf("<noscript>"), body.indexOf("</noscript>")), support, page);
      }
      assert.match(String(fileOf("404.html")), support);
    });

    test("an address without its slash leads to the page and keeps the query", async () => {
      const page = folders[0].slice(0, -1);
      const withQuery = await get(`${page}?username=a%40b.com&x=1`);
      assert.match(String(withQuery.status), /^30[1278]$/);
      assert.equal(located(site, withQuery), `${site.base}${page}/?username=a%40b.com&x=1`);
      assert.equal(located(site, await get(page)), `${site.base}${page}/`);
    });

    test("what is not there is a 404, and so is what must never be there", async () => {
      for (const path of ["nowhere", "nowhere/", `${folders[0]}nowhere`, named]) {
        assert.equal((await get(path)).status, 404, path);
      }
      assert.equal((await answer(site.origin + SHOULD_NOT_EXIST)).status, 404);
    });

    test("password managers find where a password is changed", async () => {
      const asked = await follow(site, `${site.origin}/.well-known/change-password`);
      assert.equal(asked, `${site.base}account/`);
    });

    test("every file has its type", async () => {
      for (const path of [...hashed, "config.json", "index.html", LOGO]) {
        const type = TYPES[path.split(".").pop()];
        assert.equal((await get(path)).headers["content-type"].split(";")[0], type, path);
      }
    });

    // A server that is told nothing sends neither headers nor compressed files; what it can do ends here.
    if (site.server === "plain") return;
    const policyHeaders = headersFor(site);

    test("what is not there is answered with the page of its own", async () => {
      const { headers, body } = await get("nowhere/at/all");
      assert.deepEqual(body, fileOf("404.html"));
      assert.equal(headers["cache-control"], "no-cache");
      assert.equal(headers["content-security-policy"], policyHeaders["content-security-policy"]);
    });

    test("a folder that has no page is not listed", async () => {
      for (const path of ["hosts/", "origin-root/", ".well-known/"]) assert.equal((await get(path)).status, 404, path);
    });

    test("pages have the headers that script/host-config states, the exact policy among them", async () => {
      assert.match(policyHeaders["content-security-policy"], new RegExp(`; connect-src 'self' ${API}; `));
      for (const page of ["", ...folders, "404.html", "nowhere"]) {
        const { headers } = await get(page);
        for (const [name, value] of Object.entries(policyHeaders)) assert.equal(headers[name], value, `${name} of ${page}`);
      }
    });

    test("hashed files are kept for ever, pages and configuration are asked for anew", async () => {
      for (const path of hashed) {
        const { headers } = await get(path);
        assert.equal(headers["cache-control"], IMMUTABLE, path);
        assert.equal(headers["x-content-type-options"], "nosniff", path);
      }
      for (const path of ["", ...folders, "index.html", "404.html", "config.json"]) {
        const { headers } = await get(path);
        assert.equal(headers["cache-control"], "no-cache", path);
        const known = { "if-none-match": headers.etag ?? "", "if-modified-since": headers["last-modified"] ?? "" };
        assert.equal((await get(path, known)).status, 304, `${path} is the same`);
      }
    });

    test("a hashed file that is gone is not remembered as gone", async () => {
      const { status, headers } = await get(named);
      assert.equal(status, 404);
      assert.equal(headers["cache-control"], "no-cache");
    });

    test("the smallest file that the browser takes is sent", async () => {
      const brotli = site.server === "nginx" && !NGINX_HAS_BROTLI ? ["gzip", ".gz"] : ["br", ".br"];
      const wanted = { "br, gzip": brotli, "gzip, deflate, br": brotli, gzip: ["gzip", ".gz"], identity: [undefined, ""] };
      for (const path of [...hashed, "config.json", `${folders[0]}index.html`, "404.html"]) {
        for (const [accepted, [encoding, suffix]] of Object.entries(wanted)) {
          const { headers, body } = await get(path, { "accept-encoding": accepted });
          assert.equal(headers["content-encoding"], encoding, `${path} for ${accepted}`);
          assert.deepEqual(body, fileOf(path + suffix), `${path} for ${accepted}`);
          assert.match(headers.vary ?? "", /accept-encoding/i, `${path} for ${accepted}`);
        }
      }
    });

    test("a path with two slashes at the front leads to no other host", async () => {
      const location = located(site, await answer(`${site.origin}//${site.base.slice(1)}${folders[0].slice(0, -1)}?x=1`));
      assert.ok(location === null || location.startsWith(`${site.base}`), `it leads to ${location}`);
    });
  });
}

/** One answer, as it comes over the wire. */
function answer(url, headers = {}) {
  const { hostname, port } = new URL(url);
  const path = url.slice(new URL(url).origin.length);
  return new Promise((told, failed) => {
    const asked = request({ hostname, port, path, headers, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => told({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    asked.once("error", failed);
    asked.end();
  });
}

/** Where an answer leads on this very origin; null where it leads nowhere. */
function located({ origin }, { headers }) {
  if (headers.location === undefined) return null;
  const url = new URL(headers.location, origin);
  assert.equal(url.origin, origin, "the same origin");
  return url.href.slice(origin.length);
}

/** Where a way that browsers follow by themselves leads: a temporary redirect, or a page that refreshes. */
async function follow(site, url) {
  const { status, headers, body } = await answer(url);
  if ([302, 303, 307].includes(status)) return located(site, { headers });
  if (headers.location) return follow(site, new URL(headers.location, url).href);
  assert.equal(status, 200, url);
  return /http-equiv="refresh" content="0; url=([^"]*)"/.exec(body.toString())?.[1];
}

/** The headers of every page, as `_headers` states them for hosts that read it. */
function headersFor({ dist, base }) {
  const text = readFileSync(join(dist, base === "/" ? "" : "origin-root", "_headers"), "utf8");
  const [, lines] = /^\/\S*\*\n((?: {2}.*\n)+)/m.exec(text);
  const pairs = lines.trim().split("\n").map((line) => /^ *([^:]+): (.*)$/.exec(line));
  return Object.fromEntries(pairs.map(([, name, value]) => [name.toLowerCase(), value]));
}
