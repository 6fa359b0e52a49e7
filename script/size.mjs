// What a shopper downloads before the page works, as a table; exits with 1 above the budget.
//
//   node script/size.mjs dist compiled|shipped        (after script/precompress.mjs, whose .br files it measures)
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

// WebAssembly, glue, loader and one page together, in bytes after brotli -q 11, by the standard library in them.
const budgets = { compiled: 181_000, shipped: 198_500 };

const parts = [
  ["WebAssembly", ".wasm"],
  ["JavaScript", ".js"],
  // The style sheet stands in it. All are about alike; this is where most shoppers begin.
  ["page", "forgot_password/index.html"],
];

const [directory, standardLibrary] = process.argv.slice(2);
const budget = budgets[standardLibrary];
if (!directory || !budget) {
  console.error("error: say which directory and standard library, for example: node script/size.mjs dist compiled");
  process.exit(2);
}

// A build under way keeps its files in a hidden folder until they are complete.
const names = readdirSync(directory, { recursive: true }).filter((name) => !name.startsWith("."));
const sizeOf = (name) => statSync(join(directory, name)).size;
const rows = parts.map(([part, ending]) => {
  const files = names.filter((name) => name.endsWith(ending));
  if (files.length === 0) {
    console.error(`error: ${directory} holds no ${ending} file; this is not a complete build`);
    process.exit(1);
  }
  const sum = (suffix) => files.reduce((total, name) => total + sizeOf(name + suffix), 0);
  return [part, sum(""), sum(".br")];
});
const total = rows.reduce(([name, raw, brotli], row) => [name, raw + row[1], brotli + row[2]], ["total", 0, 0]);

const cell = (value) => value.toLocaleString("en-US").padStart(12);
console.log(`${"bytes".padEnd(14)}${"raw".padStart(12)}${"brotli".padStart(12)}`);
for (const [name, raw, brotli] of [...rows, total]) console.log(`${name.padEnd(14)}${cell(raw)}${cell(brotli)}`);
console.log(`${"budget".padEnd(26)}${cell(budget)}`);

if (total[2] > budget) {
  console.error(`error: ${total[2] - budget} bytes above the budget of ${budget} (WebAssembly, JavaScript and a page, brotli -q 11)`);
  process.exit(1);
}
