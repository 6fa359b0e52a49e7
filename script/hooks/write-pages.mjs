// After each build: makes of the page that trunk wrote a real file for each route, which any static host then finds, with
// what the native app prerendered for it; and of 404.html what a host serves at any other address.
//
// Nothing in them depends on where the files are put: addresses are relative to the page.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fitToAnyStore } from "../hosts/fit.mjs";
import { fail, replaceOnce } from "../release/text.mjs";

const directory = process.env.TRUNK_STAGING_DIR;

function write(name, page) {
  mkdirSync(join(directory, name, ".."), { recursive: true });
  writeFileSync(join(directory, name), page);
}

/** What is found in the page that trunk wrote. */
function find(pattern, what) {
  return pattern.exec(built)?.[0] ?? fail(`the page that trunk wrote has no ${what}`);
}

/** A page whose policy allows its own style sheet. */
const allowStyle = (page) => replaceOnce(page, "sha256-style", `sha256-${hash}`);

/** What the app shows at first at each route, from its own components. */
function prerendered() {
  // Not with the flags, and not in the directory, of the build for the browser.
  const isOfBrowser = ([name]) => /^(RUSTC_BOOTSTRAP|CARGO_UNSTABLE_|CARGO_TARGET_|CARGO_BUILD_)/.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter((variable) => !isOfBrowser(variable)));
  const options = { env, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" };
  return JSON.parse(execFileSync("cargo", ["run", "--locked", "--quiet", "--target-dir", "target"], options));
}

/** The same for a page that lies one folder deeper. */
const deeper = (text) => text.replaceAll(/((?:href|src)=["']?)\.\//g, "$1../");

let built = readFileSync(join(directory, "index.html"), "utf8");
// trunk names both before they are what is served: the glue shortened, the WebAssembly optimised. Caches keep a name for
// ever, so it has to be that of the content.
for (const [pattern, what] of [[/latchkey-[\da-f]+\.js/, "glue"], [/latchkey-[\da-f]+_bg\.wasm/, "WebAssembly"]]) {
  const name = find(pattern, what);
  const content = createHash("sha256").update(readFileSync(join(directory, name))).digest("hex");
  const renamed = name.replace(/-[\da-f]+/, `-${content.slice(0, 16)}`);
  renameSync(join(directory, name), join(directory, renamed));
  built = built.replaceAll(name, renamed);
}
const style = find(/<style>[^]*?<\/style>/, "style sheet");
const hash = createHash("sha256").update(style.slice("<style>".length, -"</style>".length)).digest("base64");
const loader = find(/<script [^>]*loader-[^>]*><\/script>/, "loader");

// For what is fetched by script, no browser checks the attribute of a preload, and Chromium says so on every start. The
// loader checks it instead.
const page = allowStyle(built).replace(/<link [^>]*application\/wasm[^>]*>/, (preload) =>
  preload.replace(" integrity=", " data-integrity="),
);
if (!page.includes("data-integrity=")) fail("the page that trunk wrote says nothing of what is in the WebAssembly");

// Only a release is split into chunks (script/release/split_chunks.mjs).
const served = "target/assets/chunks";
const chunks = process.env.TRUNK_PROFILE === "release" ? JSON.parse(readFileSync(join(served, "chunks.json"), "utf8")) : {};
for (const name of new Set(Object.values(chunks).flat())) cpSync(join(served, name), join(directory, name));

/** The requests for what a page needs besides the main module, which leave with the one for that. */
function preloads(folder) {
  const chunk = { "": "session", "account/": "member", "checkout/": "member" }[folder] ?? folder.replace("/", "");
  const preload = (name) => `<link rel=preload as=fetch type=application/wasm crossorigin href=./${name}>`;
  return (chunks[chunk] ?? []).map(preload).join("");
}

for (const { folder, title, body } of prerendered()) {
  const whole = page
    .replace(/<title>[^<]*<\/title>/, () => `<title>${title}</title>`)
    .replace("</head>", () => `${preloads(folder)}</head>`)
    .replace("</body>", () => `${body}</body>`);
  write(`${folder}index.html`, folder ? deeper(whole) : whole);
}

const notFound = readFileSync("404.html", "utf8")
  .replaceAll(/<!--[^]*?-->|^\s+/gm, "")
  .replace("<style></style>", () => style)
  .replace('<script id="loader"></script>', () => loader + deeper(loader));
write("404.html", allowStyle(notFound));

// script/server takes its headers from there. A release is compressed first.
if (process.env.TRUNK_PROFILE !== "release") fitToAnyStore({ dist: directory, base: "/" });
