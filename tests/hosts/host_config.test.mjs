// script/host-config, as the developer of a storefront uses it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { hostConfig } from "../../script/hosts/main.mjs";
import { Problem } from "../../script/hosts/problem.mjs";
import { PAGE_POLICY, exampleBuild, put } from "./example_build.mjs";
import { runHostConfig } from "./sites.mjs";

const STORE = {
  api_base_url: "https://euwest.api.elasticpath.com/",
  client_id: "c",
  password_profile_id: "11111111-2222-4333-8444-555555555555",
  store_name: "Banks Supplies",
  support_url: 'mailto:help@banks.com?subject="a"&body=b',
};

let dist;
beforeEach(() => {
  dist = exampleBuild();
});
afterEach(() => rmSync(dist, { recursive: true }));

const read = (name) => readFileSync(join(dist, name), "utf8");
const policyIn = (name) => /Content-Security-Policy: (.*)/.exec(read(name))[1];
const run = (...args) => hostConfig([...args, "--dist", dist]);
/** Fits the build to a store, whose keys are changed as the test wants. */
const fit = (changes = {}, ...args) => {
  put(dist, "config.json", typeof changes === "string" ? changes : JSON.stringify({ ...STORE, ...changes }));
  return run(join(dist, "config.json"), ...args);
};
const refusal = (act) => {
  try {
    return assert.fail(`it was accepted: ${act()}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.text;
  }
};

test("the policy is the page's own, made exact for the store, and what a page cannot say", () => {
  fit({ image_origins: ["https://files.example.com"] });
  assert.equal(
    policyIn("_headers"),
    PAGE_POLICY.replace("connect-src 'self' https:", "connect-src 'self' https://euwest.api.elasticpath.com").replace(
      "img-src 'self' data: https:",
      "img-src 'self' data: https://euwest.api.elasticpath.com https://files.example.com",
    ) + "; frame-ancestors 'none'",
  );
});

test("every host file states the same policy", () => {
  fit();
  const policy = policyIn("_headers");
  assert.match(policy, /connect-src 'self' https:\/\/euwest\.api\.elasticpath\.com;/);
  const ofHosts = ["staticwebapp.config.json", "vercel.json", "hosts/nginx.conf", "hosts/Caddyfile", "hosts/cloudfront-response-headers-policy.json"];
  for (const name of [...ofHosts, ...ofHosts.map((name) => `origin-root/${name}`)]) assert.ok(read(name).includes(`"${policy}"`), name);
});

test("nobody may frame the pages, unless --frame-ancestor names them: then exactly those, in every host file", () => {
  const ofPages = ["_headers", "staticwebapp.config.json", "vercel.json", "hosts/nginx.conf", "hosts/Caddyfile", "hosts/cloudfront-response-headers-policy.json"];
  const files = [...ofPages, ...ofPages.map((name) => `origin-root/${name}`)];
  fit();
  for (const name of files) {
    assert.match(read(name), /frame-ancestors 'none'/, name);
    assert.match(read(name), /(X-Frame-Options|"FrameOption")[^]{0,30}DENY/, name);
  }
  const said = fit({}, "--frame-ancestor", "https://www.banks.com/", "--frame-ancestor", "https://shop.banks.com:8443", "--frame-ancestor", "https://www.banks.com");
  assert.match(said, /framed by: https:\/\/www\.banks\.com, https:\/\/shop\.banks\.com:8443\.$/m);
  for (const name of files) {
    assert.match(read(name), /frame-ancestors https:\/\/www\.banks\.com https:\/\/shop\.banks\.com:8443["\n\\]/, name);
    assert.doesNotMatch(read(name), /FrameOption|X-Frame-Options|frame-ancestors 'none'/, name);
  }
  assert.match(run("--check"), /frame-ancestors https:\/\/www\.banks\.com https:\/\/shop\.banks\.com:8443$/);
  fit();
  assert.match(policyIn("_headers"), /frame-ancestors 'none'$/);
});

test("a build that states no policy is refused", () => {
  put(dist, "index.html", "<!doctype html><title>None</title>");
  assert.match(refusal(() => fit()), /index\.html states no policy\./);
});

test("another page without a policy of its own has what is inline allowed by its hash", () => {
  put(dist, "extra.html", "<!doctype html><style>p{top:0}</style><script src=a.js></script><script type=module>start()</script>");
  fit();
  const policy = policyIn("_headers");
  assert.ok(policy.includes(`script-src 'self' 'wasm-unsafe-eval' ${hashOf("start()")};`), policy);
  assert.match(policy, new RegExp(`style-src 'self' [^;]*${hashOf("p{top:0}").replaceAll(/[+/]/g, "\\$&")}`));
  assert.ok(!policy.includes("'unsafe-"), policy);
});

test("a page that is stricter with itself than the others changes nothing", () => {
  fit();
  const policy = policyIn("_headers");
  put(dist, "404.html", read("404.html").replace("connect-src 'self' https:; ", ""));
  fit();
  assert.equal(policyIn("_headers"), policy);
});

test("a page whose own policy forbids what stands in it is refused", () => {
  put(dist, "sign_in/index.html", read("sign_in/index.html").replace("body{margin:0}", "body{margin:1px}"));
  assert.match(refusal(() => fit()), /forbids a <style> of that page\.\n +It would have to name 'sha256-/);
});

test("a second run changes nothing, another store changes everything that names it", () => {
  const everything = () => Object.fromEntries(filesIn(dist).map((name) => [name, readFileSync(join(dist, name)).toString("base64")]));
  fit();
  const first = everything();
  fit();
  assert.deepEqual(everything(), first);
  fit({ api_base_url: "https://useast.api.elasticpath.com", support_url: "/help" });
  for (const name of filesIn(dist)) assert.doesNotMatch(read(name), /euwest|help@banks/, name);
  fit();
  assert.deepEqual(everything(), first);
});

test("--any-store goes back to what the build wrote", () => {
  run("--any-store");
  assert.equal(policyIn("_headers"), `${PAGE_POLICY}; frame-ancestors 'none'`);
  const before = read("sign_in/index.html");
  fit();
  run("--any-store");
  assert.equal(policyIn("_headers"), `${PAGE_POLICY}; frame-ancestors 'none'`);
  assert.equal(read("sign_in/index.html"), before);
});

test("the support link is written into every page, for whoever has no scripts, and into the compressed files", () => {
  fit();
  for (const page of ["index.html", "404.html", "sign_in/index.html"]) {
    const link = '<a class="link" data-support href="mailto:help@banks.com?subject=&quot;a&quot;&amp;body=b">';
    assert.ok(read(page).includes(link), page);
    assert.equal(brotliDecompressSync(readFileSync(join(dist, `${page}.br`))).toString(), read(page));
    assert.equal(gunzipSync(readFileSync(join(dist, `${page}.gz`))).toString(), read(page));
  }
  assert.equal(brotliDecompressSync(readFileSync(join(dist, "config.json.br"))).toString(), read("config.json"));
  fit({ support_url: "" });
  assert.ok(read("index.html").includes('<a class="link" data-support hidden>'));
});

test("below a path, everything for the root of the origin is in origin-root, and nothing else is left", () => {
  fit();
  fit({}, "--base", "/shop/account/");
  assert.deepEqual(readdirSync(dist).filter((name) => /^(_headers|_redirects|hosts|vercel|staticweb)/.test(name)), []);
  assert.match(read("origin-root/_headers"), /^\/shop\/account\/\*$/m);
  assert.match(read("origin-root/_redirects"), /^\/\.well-known\/change-password \/shop\/account\/account\/ 302$/m);
  assert.match(read("origin-root/README.md"), /Latchkey lies at \/shop\/account\//);
  assert.ok(!existsSync(join(dist, ".well-known/change-password")));
});

test("what the app would refuse is refused, and said", () => {
  const wrong = {
    "http://euwest.api.elasticpath.com": /`api_base_url` must be an https address/,
    "https://user@euwest.api.elasticpath.com": /must be an https address/,
    "https://euwest.api.elasticpath.com/v2": /must be an https address/,
    "https://euwest.api.elasticpath.com?x": /must be an https address/,
    "http://localhost.evil.example": /must be an https address/,
    "https://x:99999": /must be an https address/,
    "https://*.elasticpath.com": /must be an https address/,
    "https://x; script-src *": /must be an https address/,
    "": /`api_base_url` is missing/,
    "http://[::1]:8081": /IPv6/,
  };
  for (const [api_base_url, reason] of Object.entries(wrong)) assert.match(refusal(() => fit({ api_base_url })), reason, api_base_url);
  for (const support_url of ["javascript:alert(1)", "//evil.example", "https:///x", "/a b", "http://evil.example"]) {
    assert.match(refusal(() => fit({ support_url })), /`support_url` must be an https, mailto: or tel: address/, support_url);
  }
  assert.match(refusal(() => fit("{")), /is not JSON/);
  assert.match(refusal(() => fit("[]")), /is not a JSON object/);
  assert.match(refusal(() => fit({}, "--base", "shop")), /slash at both ends/);
  assert.match(refusal(() => fit({}, "--base", "/a;b/")), /slash at both ends/);
  for (const image_origins of ["https://files.example.com", ["https://*"], [7], { first: "https://files.example.com" }]) {
    assert.match(refusal(() => fit({ image_origins })), /`image_origins` must be a list of https addresses without a path/, String(image_origins));
  }
  assert.match(refusal(() => fit({ image_origins: ["http://[::1]:8080"] })), /`image_origins` names an IPv6 address/);
  for (const parent of ["*", "'self'", "null", "https:", "https://*.banks.com", "https://banks.com/shop", "http://banks.com", "https://user@banks.com", "https://banks.com; script-src *", "https://a.example https://b.example", ""]) {
    assert.match(refusal(() => fit({}, "--frame-ancestor", parent)), /--frame-ancestor is ".*"\.\n +It must be an https address without a path/, parent);
  }
  assert.match(refusal(() => fit({}, "--frame-ancestor", "http://[::1]:8080")), /--frame-ancestor is[^]*IPv6/);
  assert.match(refusal(() => run("--any-store", "--frame-ancestor", "https://banks.com")), /--frame-ancestor goes with the config\.json of a store/);
  assert.match(refusal(() => run(join(dist, "nowhere.json"))), /cannot be read \(ENOENT\)/);
  assert.match(refusal(() => run()), /Say one thing to do/);
  assert.match(refusal(() => run("--chekc")), /--chekc/);
});

test("a store on this machine is taken", () => {
  for (const [address, origin] of Object.entries({ "http://127.0.0.1:8081": "http://127.0.0.1:8081", "https://LOCALHOST:443/": "https://localhost" })) {
    fit({ api_base_url: address });
    assert.match(policyIn("_headers"), new RegExp(`connect-src 'self' ${origin};`));
  }
});

test("a build that is incomplete is refused", () => {
  rmSync(join(dist, "index.html"));
  assert.match(refusal(() => fit()), /There is no build/);
});

test("--check says whether the policy fits the configuration", () => {
  assert.match(refusal(() => run("--check")), /config\.json is missing/);
  for (const [changes, ...args] of [[{}], [{ image_origins: ["https://files.example.com"] }], [{}, "--base", "/shop/"]]) {
    fit(changes, ...args);
    assert.match(run("--check"), /fits Banks Supplies/);
  }
  put(dist, "config.json", JSON.stringify({ ...STORE, api_base_url: "https://useast.api.elasticpath.com" }));
  assert.match(refusal(() => run("--check")), /does not fit[^]*'self' https:\/\/euwest[^]*needs: *'self' https:\/\/useast/);
  fit();
  put(dist, "vercel.json", "{}");
  assert.match(refusal(() => run("--check")), /not as script\/host-config writes them[^]*vercel\.json/);
  fit();
  put(dist, "index.html", read("index.html").replace("help@banks", "nobody@banks"));
  assert.match(refusal(() => run("--check")), /index\.html/);
  run("--any-store");
  assert.match(refusal(() => run("--check")), /does not fit/);
});

test("--check finds compressed copies of what was changed by hand since", () => {
  fit();
  put(dist, "config.json", JSON.stringify({ ...STORE, store_name: "Banks" }));
  assert.match(refusal(() => run("--check")), /older than[^]*config\.json\.br[^]*config\.json\.gz/);
  fit();
  writeFileSync(join(dist, "index.html.br"), "damaged");
  assert.match(refusal(() => run("--check")), /older than[^]*index\.html\.br/);
});

test("more files than a host takes rules for are noticed", () => {
  for (let number = 0; number < 90; number += 1) put(dist, `part-${number.toString(16).padStart(16, "0")}.js`, "");
  assert.match(refusal(() => fit()), /Cloudflare Pages would not take these headers/);
});

test("the command copies config.json, and says what is wrong without a stack trace", () => {
  const config = join(dist, "store.json");
  writeFileSync(config, JSON.stringify(STORE));
  assert.match(runHostConfig(config, "--dist", dist), /fits Banks Supplies at \/: its pages may ask https:\/\/euwest\.api\.elasticpath\.com/);
  assert.equal(read("config.json"), read("store.json"));
  assert.throws(() => runHostConfig(config, "--dist", join(dist, "nowhere")), (error) => {
    assert.equal(error.status, 1);
    assert.equal(error.stderr, `\nerror: ${join(dist, "nowhere")} cannot be read (ENOENT).\n       Make a build first: script/build\n`);
    return true;
  });
});

function hashOf(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
}
