// What a shopper downloads before a page works, as tables; exits with 1 above the budget of any page.
//
//   node script/size.mjs dist compiled|shipped        (after script/precompress.mjs, whose .br files it measures)
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

// In bytes after brotli -q 11, by the standard library in them: the pages that an e-mail, or a forgotten password, leads to.
const budgets = {
  compiled: { forgot_password: 79_000, change_password: 99_000, sign_in: 124_000 },
  shipped: { forgot_password: 92_000, change_password: 114_000, sign_in: 140_000 },
};
const pages = ["forgot_password", "change_password", "sign_in", "account", "checkout"];
// What is fetched once the page is there, because a press needs it (src/pages/calls.rs).
const fetchedThen = { forgot_password: "store", change_password: "reset", sign_in: "store" };

const [directory, standardLibrary] = process.argv.slice(2);
const budgetOf = budgets[standardLibrary];
if (!directory || !budgetOf) {
  console.error("error: say which directory and standard library, for example: node script/size.mjs dist compiled");
  process.exit(2);
}

// A build under way keeps its files in a hidden folder until they are complete.
const names = readdirSync(directory, { recursive: true }).filter((name) => !name.startsWith("."));

function fail(sentence) {
  console.error(`error: ${sentence}`);
  process.exit(1);
}

/** Bytes of these files, raw and compressed. */
function sizeOf(files) {
  const sum = (suffix) => files.reduce((total, name) => total + statSync(join(directory, name + suffix)).size, 0);
  return [sum(""), sum(".br")];
}

function named(ending) {
  const found = names.filter((name) => name.endsWith(ending));
  return found.length > 0 ? found : fail(`${directory} holds no ${ending} file; this is not a complete build`);
}

const main = named("_bg.wasm");
const scripts = named(".js");
const chunks = names.filter((name) => name.endsWith(".wasm") && !main.includes(name)).sort();

const cell = (value) => value.toLocaleString("en-US").padStart(12);
const row = (name, ...values) => console.log(`${name.padEnd(20)}${values.map(cell).join("")}`);
console.log(`${"bytes".padEnd(20)}${"raw".padStart(12)}${"brotli".padStart(12)}`);
row("WebAssembly", ...sizeOf(main));
row("JavaScript", ...sizeOf(scripts));
for (const chunk of chunks) row(`chunk ${chunk.replace(/-[0-9a-f]+\.wasm$/, "")}`, ...sizeOf([chunk]));

/** The files of a chunk, as the glue knows them: `LOADER("split_NAME", ["chunk_1"], 30000)`. */
function filesOf(chunk) {
  const [glue] = scripts.filter((name) => name.startsWith("latchkey-"));
  const loader = new RegExp(`\\("split_${chunk}",\\[([^\\]]*)\\]`).exec(readFileSync(join(directory, glue), "utf8"));
  if (!loader) fail(`the glue in ${directory} knows of no chunk ${chunk}`);
  const parts = [chunk, ...loader[1].split(",").filter(Boolean).map((part) => JSON.parse(part))];
  return chunks.filter((file) => parts.includes(file.replace(/-[0-9a-f]+\.wasm$/, "")));
}

// The style sheet stands in the page. What else it needs, it preloads.
const headings = ["raw", "brotli", "budget", "then"].map((heading) => heading.padStart(12)).join("");
console.log(`\n${"before it works".padEnd(20)}${headings}`);
const above = [];
for (const page of pages) {
  const [file] = named(`${page}/index.html`);
  const html = readFileSync(join(directory, file), "utf8");
  const needed = chunks.filter((chunk) => html.includes(chunk));
  const [raw, brotli] = sizeOf([...main, ...scripts, file, ...needed]);
  const budget = budgetOf[page];
  const then = fetchedThen[page];
  const [, later] = then ? sizeOf(filesOf(then).filter((file) => !needed.includes(file))) : [];
  row(`/${page}/`, raw, brotli, ...(budget ? [budget, later] : []));
  if (brotli > budget) above.push(`/${page}/ is ${brotli - budget} bytes above its budget of ${budget}`);
}
if (above.length > 0) fail(`${above.join("; ")} (all that is downloaded before it works, brotli -q 11)`);
