// Measures Latchkey's first page beside others; script/bench prepares everything and calls this.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, type } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { buildPage } from "./build.js";
import { candidates, latchkey, link } from "./candidates.js";
import { phone } from "./device.js";
import { report } from "./report.js";
import { measure } from "./rounds.js";
import { serve } from "./server.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "target/bench");

// Nothing but the pages' own servers can be reached, and nothing else is done in the background: the features would start a
// process of the address bar's own with every visit, or keep the last page in sight (as Playwright says, too, whose list
// this puts out of force).
const browserOptions = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-component-update",
  "--disable-sync",
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,PaintHolding",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** @param {import("./candidates.js").Candidate} page */
const isOurs = (page) => page === latchkey || page === link;

function options() {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "18" }, // six pages are fair to each other in a multiple of six rounds
      only: { type: "string", default: candidates.map(({ name }) => name).join(",") },
      dist: { type: "string", default: "dist" },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is "${values.runs}", which is no number of rounds.`);
  const names = values.only.split(",");
  const unknown = names.find((name) => !candidates.some((candidate) => candidate.name === name));
  if (unknown !== undefined) {
    const known = candidates.map(({ name }) => name).join(", ");
    throw new Error(`There is no page "${unknown}" to compare. There are: ${known}.`);
  }
  const pages = candidates.filter(({ name }) => names.includes(name));
  const dist = resolve(values.dist);
  if (pages.some(isOurs) && !existsSync(join(dist, latchkey.path, "index.html"))) {
    throw new Error(`There is no release build in ${dist}. Make it first: script/build`);
  }
  return { runs, dist, pages };
}

/** @param {import("./candidates.js").Candidate[]} pages @param {string} dist */
async function serveAll(pages, dist) {
  return Promise.all(
    pages.map(async (page) => {
      const folder = isOurs(page) ? dist : await buildPage(page, join(target, "pages"));
      const site = await serve(folder, page.files);
      return { ...page, site, url: site.origin + page.path };
    }),
  );
}

/** @param {string} name */
function versionOf(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return /** @type {string} */ (JSON.parse(readFileSync(file, "utf8")).version);
}

function commit() {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "of no repository";
  }
}

/** @param {{ browser: string, runs: number, loads: number[], pages: import("./candidates.js").Candidate[] }} run */
function method({ browser, runs, loads, pages }) {
  const packages = [...new Set(pages.flatMap((page) => page.packages))].map((name) => `${name} ${versionOf(name)}`);
  const { down, up, latency, slowDown } = phone;
  const [least, most] = [Math.min(...loads), Math.max(...loads)].map((load) => load.toFixed(1));
  return [
    [`${new Date().toISOString().slice(0, 10)}: Latchkey ${commit()}`, ...packages].join(", "),
    `Chromium ${browser}, Node.js ${process.version}, ${type()} ${release()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ` +
      `load ${least} to ${most}`,
    `${runs} rounds, in each every page once with nothing and once with its files cached; ` +
      `${down / 1e6} Mbps down, ${up / 1e3} kbps up, ${latency} ms for each request, processor ${slowDown} times slower; ` +
      "compressed with brotli, HTTP/1.1 over loopback",
    "median (first to third quartile); counts are medians",
  ];
}

async function bench() {
  const { runs, dist, pages } = options();
  const screenshots = join(target, "screenshots");
  mkdirSync(screenshots, { recursive: true });
  const served = await serveAll(pages, dist);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: browserOptions });
  try {
    const { measurements, loads } = await measure(browser, served, { runs, device: phone, screenshots });
    const about = method({ browser: browser.version(), runs, loads, pages });
    const text = report(pages, measurements, about);
    writeFileSync(join(target, "results.md"), text);
    writeFileSync(join(target, "results.json"), JSON.stringify({ about, device: phone, loads, measurements }, null, 1));
    console.log(text);
    for (const { title, site } of served) {
      if (site.missing.size) console.error(`${title} asked in vain for ${[...site.missing].join(", ")}`);
    }
  } finally {
    await browser.close();
    for (const { site } of served) site.close();
  }
}

bench().catch((error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
