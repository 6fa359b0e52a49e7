// The smallest folder that looks like a build, for tests that need no server.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc='; connect-src 'self' https:; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const PAGE = `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<style>body{margin:0}</style></head><body><noscript><a class="link" data-support hidden>Contact support</a></noscript></body></html>`;

/** @returns {string} the folder, which belongs to the test */
export function exampleBuild() {
  const dist = mkdtempSync(join(tmpdir(), "latchkey-build-"));
  for (const name of ["index.html", "404.html", "sign_in/index.html", "account/index.html"]) put(dist, name, PAGE);
  for (const name of ["loader-0a1b2c3d4e5f6071.js", "latchkey-0a1b2c3d4e5f6071_bg.wasm", "latchkey-aaaabbbbccccdddd.css"]) put(dist, name, "");
  return dist;
}

export function put(dist, name, text) {
  mkdirSync(join(dist, name, ".."), { recursive: true });
  writeFileSync(join(dist, name), text);
}
