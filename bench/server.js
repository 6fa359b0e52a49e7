// Serves one page's folder as a good host does: compressed beforehand, cached as long as it may be.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { answerTo } from "./api.js";

const types = new Map([
  [".css", "text/css; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".wasm", "application/wasm"],
]);

/** An empty page, on which the browser gets ready before the visit and tidies up after it. */
export const blankPath = "/.blank";
const blank = "<!doctype html><title>Blank</title><link rel=icon href=data:,>";

/**
 * @typedef {{ body: Buffer, headers: Record<string, string> }} File
 * @typedef {{ origin: string, missing: Set<string>, close: () => void }} Site
 */

/**
 * Starts a server on a free port of the loopback interface.
 *
 * @param {string | null} folder
 * @param {import("./candidates.js").Candidate["files"]} files what is served beside the folder's own files
 * @returns {Promise<Site>} `missing` holds what was asked for in vain
 */
export async function serve(folder, files = () => ({})) {
  const site = folder ? readFolder(folder) : new Map();
  /** @type {Set<string>} */
  const missing = new Set();
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    request.resume();
    if (url === blankPath) {
      response.writeHead(200, { "content-type": "text/html", "cache-control": "no-store" }).end(blank);
      return;
    }
    const answer = answerTo(method, url);
    if (answer) {
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
      return;
    }
    const path = new URL(url, "http://localhost").pathname;
    const file = site.get(path) ?? site.get(`${path.replace(/\/$/, "")}/index.html`);
    if (!file || method !== "GET") {
      missing.add(`${method} ${url}`);
      response.writeHead(404, { "content-type": "text/plain" }).end();
    } else if (request.headers["if-none-match"] === file.headers["etag"]) {
      response.writeHead(304, file.headers).end();
    } else {
      response.writeHead(200, { ...file.headers, "content-length": file.body.length }).end(file.body);
    }
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  for (const [path, text] of Object.entries(files(origin))) site.set(path, describe(path, Buffer.from(text)));
  return {
    origin,
    missing,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {string} folder */
function readFolder(folder) {
  /** @type {Map<string, File>} */
  const site = new Map();
  for (const name of readdirSync(folder, { encoding: "utf8", recursive: true })) {
    const path = join(folder, name);
    if (/\.(br|gz|map)$/.test(name) || !statSync(path).isFile()) continue;
    const address = `/${name.replaceAll("\\", "/")}`;
    const compressed = existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : undefined;
    site.set(address, describe(address, readFileSync(path), compressed));
  }
  return site;
}

/**
 * @param {string} address
 * @param {Buffer} plain
 * @param {Buffer} [compressed] with brotli
 * @returns {File}
 */
function describe(address, plain, compressed) {
  const type = extname(address);
  const isChangeable = type === ".html" || type === ".json";
  /** @type {Record<string, string>} */
  const headers = {
    "content-type": types.get(type) ?? "application/octet-stream",
    "cache-control": isChangeable ? "no-cache" : "public,max-age=31536000,immutable",
    etag: `"${createHash("sha256").update(plain).digest("hex").slice(0, 16)}"`,
  };
  if (!compressed || compressed.length >= plain.length) return { body: plain, headers };
  return { body: compressed, headers: { ...headers, "content-encoding": "br", vary: "accept-encoding" } };
}
