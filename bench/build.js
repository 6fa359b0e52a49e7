// Builds the pages that Latchkey is compared with, as for production.
import { execFile } from "node:child_process";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const pages = fileURLToPath(new URL("pages", import.meta.url));
const precompress = fileURLToPath(new URL("../script/precompress.mjs", import.meta.url));
const run = promisify(execFile);

/**
 * Writes a page, with compressed files beside the plain ones, and returns its folder.
 *
 * @param {import("./candidates.js").Candidate} candidate
 * @param {string} target where the folder goes
 */
export async function buildPage({ name, path, html, main, css }, target) {
  if (!html || !main || !css) throw new Error(`${name} names no sources`);
  const folder = join(target, name);
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: { main: join(pages, main), style: join(pages, css) },
    outdir: folder,
    entryNames: "[name]",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    logLevel: "error",
  });
  const index = join(folder, path, "index.html");
  await mkdir(dirname(index), { recursive: true });
  await copyFile(join(pages, html), index);
  await run(process.execPath, [precompress, folder]);
  return folder;
}
