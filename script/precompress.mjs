// Puts a .br and a .gz beside every file of a build that shrinks by compression, so that a static host
// can send the smallest one without compressing anything itself.
//
//   node script/precompress.mjs dist
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";

const compressible = new Set([".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);

/** Writes both beside one file. */
export function compress(path) {
  const content = readFileSync(path);
  const brotli = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

/** Which of the two do not hold what the file does: a host that sends them sends something else. */
export function staleCopies(path) {
  const content = readFileSync(path);
  const copies = { [`${path}.br`]: brotliDecompressSync, [`${path}.gz`]: gunzipSync };
  return Object.keys(copies).filter((copy) => existsSync(copy) && !holds(copy, copies[copy], content));
}

function holds(copy, decompress, content) {
  try {
    return decompress(readFileSync(copy)).equals(content);
  } catch {
    return false;
  }
}

function compressAll(directory) {
  if (!directory) {
    console.error("error: say which directory, for example: node script/precompress.mjs dist");
    process.exit(2);
  }
  for (const name of readdirSync(directory, { recursive: true })) {
    const path = join(directory, name);
    if (compressible.has(extname(path)) && statSync(path).isFile()) compress(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) compressAll(process.argv[2]);
