// Shortens what wasm-bindgen wrote: the names by which the WebAssembly and its glue know each other's functions. Each ends in
// a random number, which no compression makes smaller, and is downloaded twice. Of what the glue exports, only what the loader
// calls stays.
//
//   node script/release/shorten_glue.mjs DIRECTORY        (which holds one .wasm and its .js)
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, number, replaceOnce, text } from "./text.mjs";

const IMPORT_SECTION = 2;
const FUNCTION = 0;
const CHUNKS = "./__wasm_split.js";

/** Reads what a module of WebAssembly is made of, from `place` on. */
class Reader {
  constructor(bytes, place) {
    Object.assign(this, { bytes, place });
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.place++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  take(length) {
    this.place += length;
    return this.bytes.subarray(this.place - length, this.place);
  }

  text() {
    return this.take(this.number()).toString();
  }
}

/** The section of imports with `rename`d modules and names. */
function renamedImports(section, rename) {
  const reader = new Reader(section, 0);
  const count = reader.number();
  const written = [number(count)];
  for (let index = 0; index < count; index++) {
    const { module, name } = rename(reader.text(), reader.text(), index);
    if (reader.take(1)[0] !== FUNCTION) fail(`the import ${name} is no function, which is not provided for`);
    written.push(text(module), text(name), Buffer.from([FUNCTION]), number(reader.number()));
  }
  return Buffer.concat(written);
}

function withRenamedImports(wasm, rename) {
  const reader = new Reader(wasm, 0);
  const written = [reader.take(8)];
  while (reader.place < wasm.length) {
    const id = reader.take(1);
    const section = reader.take(reader.number());
    const kept = id[0] === IMPORT_SECTION ? renamedImports(section, rename) : section;
    written.push(id, number(kept.length), kept);
  }
  return Buffer.concat(written);
}

const [directory] = process.argv.slice(2);
const fileOf = (ending) => {
  const found = readdirSync(directory).filter((name) => name.endsWith(ending));
  if (found.length !== 1) fail(`${directory} holds ${found.length} files that end in ${ending}, not one`);
  return join(directory, found[0]);
};
const [wasmFile, glueFile] = [fileOf(".wasm"), fileOf(".js")];

let glue = readFileSync(glueFile, "utf8");
const renameInGlue = (name, short) => {
  glue = replaceOnce(glue, ` ${name}: `, ` ${short}: `);
};

let moduleOfAll = null;
const renamed = withRenamedImports(readFileSync(wasmFile), (module, name, index) => {
  if (moduleOfAll === null && module !== CHUNKS) {
    renameInGlue(JSON.stringify(module), "_");
    moduleOfAll = module;
  }
  // Functions that load chunks have become the glue's own.
  if (module !== moduleOfAll && module !== CHUNKS) fail(`there are imports of ${module} beside those of ${moduleOfAll}`);
  const short = `_${index.toString(36)}`;
  renameInGlue(name, short);
  return { module: "_", name: short };
});
if (moduleOfAll === null) fail(`${wasmFile} imports nothing`);

writeFileSync(wasmFile, renamed);
writeFileSync(glueFile, replaceOnce(glue, "export { initSync, ", "export { "));
