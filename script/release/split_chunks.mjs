// Puts the chunks of a module that wasm-split has taken apart where they can be served: optimised, named by their
// content, and known to the glue by address and checksum.
//
//   node script/release/split_chunks.mjs PARTS GLUE.js SERVED
//
// PARTS is what wasm-split wrote, GLUE.js what wasm-bindgen made of the main module. SERVED is made anew; its chunks.json
// says which files each chunk needs, for the pages that preload them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fail, replaceOnce } from "./text.mjs";

// As trunk optimises the main module.
const shell = readFileSync(new URL("../../index.html", import.meta.url), "utf8");
const asked = (name) => new RegExp(` ${name}="([^"]*)"`).exec(shell)?.[1] ?? fail(`index.html has no ${name}`);
const optimisations = [`-O${asked("data-wasm-opt")}`, ...asked("data-wasm-opt-params").split(" ")];

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

const nameOf = new Map();

/** Serves the chunk in `file`, and answers how the glue asks for it. */
function serve(file, served) {
  const optimised = join(served, basename(file));
  execFileSync("wasm-opt", [...optimisations, file, "-o", optimised]);
  const bytes = readFileSync(optimised);
  rmSync(optimised);
  const name = `${basename(file, ".wasm").replace(/^split_/, "")}-${digest("sha256", bytes, "hex").slice(0, 16)}.wasm`;
  writeFileSync(join(served, name), bytes);
  nameOf.set(basename(file), name);
  const integrity = `sha384-${digest("sha384", bytes, "base64")}`;
  return `fetch(new URL("./${name}", import.meta.url), { integrity: "${integrity}" })`;
}

const [parts, glueFile, served] = process.argv.slice(2);
if (!served) fail("say where the parts are, which file is the glue, and where to put what is served");

rmSync(served, { recursive: true, force: true });
mkdirSync(served, { recursive: true });

let loading = readFileSync(join(parts, "__wasm_split.js"), "utf8");
loading = replaceOnce(loading, /^import .*\n/, "");
for (const file of readdirSync(parts).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name)).sort()) {
  loading = replaceOnce(loading, `fetch(new URL("./${file}", import.meta.url))`, serve(join(parts, file), served));
}

// `const __chunk_1 = makeLoad(… "./chunk_1.wasm" …, [])`, and `export const __wasm_split_load_NAME = …, [__chunk_1]))`.
const needed = {};
for (const [, chunk, body, shared] of loading.matchAll(/^export const __wasm_split_load_(\w+) = ([^]*?), \[([^\]]*)\]\)\);$/gm)) {
  const own = [...nameOf.values()].filter((name) => body.includes(`"./${name}"`));
  const others = shared.split(", ").filter(Boolean).map((name) => nameOf.get(`${name.replace("__", "")}.wasm`));
  needed[chunk] = [...own, ...others];
}
writeFileSync(join(served, "chunks.json"), JSON.stringify(needed));

// The glue imports the functions that load chunks from a file of their own: here they become part of it.
const loaders = [...loading.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
loading = loading.replaceAll(/^export /gm, "");
let glue = readFileSync(glueFile, "utf8");
const imports = /^import \* as \w+ from "\.\/__wasm_split\.js";?\n/gm;
if (!imports.test(glue)) fail(`${glueFile} imports no chunks`);
glue = glue.replace(imports, "").replaceAll(/^ *"\.\/__wasm_split\.js": \w+,\n/gm, "");
glue = replaceOnce(glue, /const import0 = \{/, `const import0 = {\n${loaders.map((name) => ` ${name}: ${name},\n`).join("")}`);
writeFileSync(glueFile, `${loading}${glue}`);
