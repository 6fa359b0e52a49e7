// Puts the chunks of a module that wasm-split has taken apart where they can be served: optimised, named by their
// content, and known to the glue by address and checksum.
//
// Every set of chunks that share code makes one more module, and most of these are tiny. A tiny one is no file of its
// own, which would be a request of its own: it is a custom section in the file of each chunk that needs it. Whichever
// file is there first brings it.
//
//   node script/release/split_chunks.mjs PARTS GLUE.js SERVED
//
// PARTS is what wasm-split wrote, GLUE.js what wasm-bindgen made of the main module. SERVED is made anew; its chunks.json
// says which files each chunk needs, for the pages that preload them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, number, replaceOnce, text } from "./text.mjs";

/** Below this many bytes, what several chunks share comes with each of them. */
const TINY = 6000;

/** The chunks that a press waits for (src/pages/calls.rs), and how long they may take, in milliseconds. A page is waited for. */
const PRESSED = ["store", "reset"];
const LONGEST_WAIT = 30_000;

// As trunk optimises the main module.
const shell = readFileSync(new URL("../../index.html", import.meta.url), "utf8");
const asked = (name) => new RegExp(` ${name}="([^"]*)"`).exec(shell)?.[1] ?? fail(`index.html has no ${name}`);
const optimisations = [`-O${asked("data-wasm-opt")}`, ...asked("data-wasm-opt-params").split(" ")];

const [parts, glueFile, served] = process.argv.slice(2);
if (!served) fail("say where the parts are, which file is the glue, and where to put what is served");
rmSync(served, { recursive: true, force: true });
mkdirSync(served, { recursive: true });

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

function optimised(part) {
  const file = join(served, "optimised.wasm");
  // It warns of what wasm-split leaves in the names' section, which goes anyway; of a failure, the error has all it said.
  execFileSync("wasm-opt", [...optimisations, join(parts, `${part}.wasm`), "-o", file], { stdio: "pipe" });
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

/** A custom section: 0, its length, and a name before what is in it. */
function section(name, content) {
  const body = Buffer.concat([text(name), content]);
  return Buffer.concat([number(0), number(body.length), body]);
}

/** Serves `code` with what it brings along, and answers its name and what the glue has to know of it. */
function serve(part, code, brought) {
  const bytes = Buffer.concat([code, ...brought.map(([name, content]) => section(name, content))]);
  const name = `${part.replace(/^split_/, "")}-${digest("sha256", bytes, "hex").slice(0, 16)}.wasm`;
  writeFileSync(join(served, name), bytes);
  const integrity = `sha384-${digest("sha384", bytes, "base64")}`;
  return { name, known: [`./${name}`, integrity, brought.map(([brings]) => brings)] };
}

// `export const __wasm_split_load_NAME = …, [__chunk_1, __chunk_2]));`
const loading = readFileSync(join(parts, "__wasm_split.js"), "utf8");
const chunks = [...loading.matchAll(/^export const (__wasm_split_load_(\w+)) = [^]*?, \[([^\]]*)\]\)\);$/gm)].map(
  ([, loader, chunk, shared]) => ({
    loader,
    chunk,
    shared: shared.split(", ").filter(Boolean).map((name) => name.replace("__", "")),
  }),
);
if (chunks.length === 0) fail("wasm-split has made no chunk");

const code = new Map([...new Set(chunks.flatMap(({ shared }) => shared))].map((part) => [part, optimised(part)]));
const isTiny = (part) => code.get(part).length < TINY;

const files = new Map();
for (const part of code.keys()) if (!isTiny(part)) files.set(part, serve(part, code.get(part), []));
for (const { chunk, shared } of chunks) {
  const part = `split_${chunk}`;
  files.set(part, serve(part, optimised(part), shared.filter(isTiny).map((brings) => [brings, code.get(brings)])));
}
const filesOf = ({ chunk, shared }) => [`split_${chunk}`, ...shared.filter((part) => !isTiny(part))];

writeFileSync(
  join(served, "chunks.json"),
  JSON.stringify(
    Object.fromEntries(chunks.map((chunk) => [chunk.chunk, filesOf(chunk).map((part) => files.get(part).name)])),
  ),
);

// The glue imports the functions that load chunks from a file of their own, which wasm-split wrote. In its place these
// become part of the glue: they know of custom sections, and do without the type that a host may not know.
const loader = `
const chunkFiles = ${JSON.stringify(Object.fromEntries([...files].map(([part, { known }]) => [part, known])))};
const compiledChunks = {}, runningChunks = {}, failedChunks = new Set();
const fetchChunk = (part, wait) => {
  const [name, integrity] = chunkFiles[part];
  // The browser may have kept what was wrong with it.
  const cache = failedChunks.has(part) ? "reload" : "default";
  return fetch(new URL(name, import.meta.url), { integrity, cache, signal: wait && AbortSignal.timeout?.(wait) });
};
const compileChunk = (part, wait) => compiledChunks[part] ??= fetchChunk(part, wait)
  .then((answer) => answer.arrayBuffer())
  .then((bytes) => WebAssembly.compile(bytes))
  .catch((error) => {
    failedChunks.add(part);
    delete compiledChunks[part];
    throw error;
  });
const runChunk = (part, code) => runningChunks[part] ??= WebAssembly.instantiate(code, { __wasm_split: wasm });
const chunkLoader = (part, shared, wait) => async (callback, data) => {
  let isThere = false;
  try {
    const [own, ...others] = await Promise.all([part, ...shared].map((one) => compileChunk(one, wait)));
    const brought = chunkFiles[part][2].map((name) => runChunk(name, WebAssembly.Module.customSections(own, name)[0]));
    await Promise.all([...brought, ...others.map((other, index) => runChunk(shared[index], other))]);
    await runChunk(part, own);
    isThere = true;
  } catch (error) {
    console.error(error);
  }
  wasm.__indirect_function_table.get(callback)(data, isThere);
};
`;
const loaders = chunks.map((chunk) => {
  const [own, ...shared] = filesOf(chunk).map((part) => JSON.stringify(part));
  const wait = PRESSED.includes(chunk.chunk) ? `, ${LONGEST_WAIT}` : "";
  return ` ${chunk.loader}: chunkLoader(${own}, [${shared}]${wait}),\n`;
});

let glue = readFileSync(glueFile, "utf8");
const imports = /^import \* as \w+ from "\.\/__wasm_split\.js";?\n/gm;
if (!imports.test(glue)) fail(`${glueFile} imports no chunks`);
glue = glue.replace(imports, "").replaceAll(/^ *"\.\/__wasm_split\.js": \w+,\n/gm, "");
glue = replaceOnce(glue, /const import0 = \{/, `const import0 = {\n${loaders.join("")}`);
writeFileSync(glueFile, `${loader}${glue}`);
