// What a visit makes of pages that behave badly, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { visitTwice } from "./visit.js";

const fast = { down: 1e9, up: 1e9, latency: 1, slowDown: 1 };
const call = `fetch("/api/user/password/reset/token", { method: "POST", body: document.querySelector("input").value })`;
const answering = `document.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); ${call}; });`;

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
});
after(() => browser.close());

/**
 * The first visit to a page with a form.
 *
 * @param {Record<string, string>} scripts by name, in the order in which they run
 * @param {RegExp} [keeper]
 */
async function visitTo(scripts, keeper) {
  const tags = Object.keys(scripts).map((name) => `<script defer src="/${name}"></script>`);
  const head = `<!doctype html><title>Form</title><link rel="icon" href="data:,">${tags.join("")}`;
  const html = `${head}<form method="post"><input><button>Send</button></form>`;
  const files = Object.fromEntries(Object.entries(scripts).map(([name, text]) => [`/${name}`, text]));
  const site = await serve(null, () => ({ "/index.html": html, ...files }));
  try {
    return (await visitTwice(browser, { url: `${site.origin}/`, keeper }, fast, { patienceForSubmit: 2_000 })).cold;
  } finally {
    site.close();
  }
}

/** @param {number | null} time */
function known(time) {
  assert.notEqual(time, null);
  return Number(time);
}

test("a page that works is visited without a fault", async () => {
  const visit = await visitTo({ "main.js": answering });
  assert.deepEqual(visit.faults, []);
  assert.deepEqual({ files: visit.files, calls: visit.calls }, { files: 2, calls: 0 });
  const typed = known(visit.typed);
  const interactive = known(visit.interactive);
  const sent = known(visit.sent);
  assert.ok(typed <= interactive && interactive <= sent, `${typed}, ${interactive}, ${sent}`);
  // The browser says when a frame is on the glass, the page when it drew it: only what is farther apart has an order.
  assert.ok(known(visit.firstPaint) < sent, `painted after ${visit.firstPaint} ms, sent after ${sent} ms`);
});

test("a page is interactive when its own code is there, not when something keeps the submit for it", async () => {
  const late = `setTimeout(() => { ${answering} }, 700);`;
  const keeping = `document.addEventListener("submit", (event) => event.preventDefault());`;
  const visit = await visitTo({ "keeper.js": keeping, "main.js": late }, /keeper\.js/);
  assert.deepEqual(visit.faults, []);
  assert.ok(known(visit.typed) < 700, `typed after ${visit.typed} ms`);
  assert.ok(known(visit.interactive) > 700, `interactive after ${visit.interactive} ms`);
});

test("a field that is replaced without what was typed in it counts from when that is shown for good", async () => {
  const replace = `setTimeout(() => { document.querySelector("input").outerHTML = "<input>"; ${answering} }, 700);`;
  const visit = await visitTo({ "main.js": replace });
  assert.deepEqual(visit.faults, ["what was typed disappeared"]);
  assert.ok(known(visit.typed) > 700, `typed after ${visit.typed} ms`);
});

test("a submit that never leaves is found out", async () => {
  const deaf = `document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());`;
  const visit = await visitTo({ "main.js": deaf });
  assert.deepEqual(visit.faults, ["the submit was lost"]);
  assert.equal(visit.sent, null);
});

test("a script that takes long is counted, and known from what else the browser does", async () => {
  const busy = `const end = performance.now() + 120; while (performance.now() < end); ${answering}`;
  const visit = await visitTo({ "main.js": busy });
  assert.ok(
    visit.longTasks >= 1 && visit.longestTask >= 120,
    `${visit.longTasks} tasks, longest ${visit.longestTask} ms`,
  );
  assert.ok(visit.longestScript >= 120 && visit.longestScript <= visit.longestTask + 1, `${visit.longestScript} ms`);
});
