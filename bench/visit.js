// One visit to one page, as a shopper makes it: look, type, submit.
import { throttle } from "./device.js";
import { probe } from "./probe.js";
import { blankPath } from "./server.js";
import { Traffic } from "./traffic.js";

// One character is typed as soon as there is a field, the rest when the form is about to be submitted.
const character = "z";
const rest = "oe.bench@example.com";
const typed = "zoe.bench";

const binding = "tellBench";
const patience = { interactive: 60_000, sent: 10_000 };

/**
 * @typedef {object} Visit times in milliseconds since the navigation began; null for what did not happen
 * @property {number | null} firstPaint
 * @property {number | null} typed
 * @property {number | null} interactive
 * @property {number | null} sent
 * @property {number} bytes of files as transferred, with their headers
 * @property {number} files
 * @property {number} calls to services, before the submit
 * @property {number} longTasks
 * @property {number} longestTask in milliseconds
 * @property {number} longestScript the same, of the page's own scripts
 * @property {string[]} faults whatever was not as it should be
 */

/**
 * @typedef {object} Options
 * @property {string} [screenshot] where to write what the page looks like when it is interactive
 * @property {number} [patienceForSubmit] how long to wait until the submit has left, in milliseconds
 */

/**
 * Opens a page of which nothing is cached, and again with its files cached; nothing else is kept between the two.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {{ url: string, keeper?: RegExp }} page
 * @param {import("./device.js").Device} device
 * @param {Options} [options] the screenshot is of the first visit
 * @returns {Promise<{ cold: Visit, warm: Visit }>}
 */
export async function visitTwice(browser, page, device, options = {}) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 });
  try {
    const tab = await context.newPage();
    const cold = await visit(tab, page, device, options);
    const warm = await visit(tab, page, device, { ...options, screenshot: undefined });
    return { cold, warm };
  } finally {
    await context.close();
  }
}

/**
 * @param {import("playwright-core").Page} tab
 * @param {{ url: string, keeper?: RegExp }} page
 * @param {import("./device.js").Device} device
 * @param {Options} options
 * @returns {Promise<Visit>}
 */
async function visit(tab, { url, keeper }, device, options) {
  await empty(tab, url);
  const session = await tab.context().newCDPSession(tab);
  await watch(session, keeper);
  await throttle(session, device);
  const traffic = new Traffic(session, typed);
  /** @param {Error} error */
  const noteError = (error) => traffic.faults.push(error.message.split("\n")[0] ?? "");
  tab.on("pageerror", noteError);
  try {
    const isInteractive = play(session, tab);
    await session.send("Page.navigate", { url });
    if (await within(patience.interactive, isInteractive)) {
      if (options.screenshot) await tab.screenshot({ path: options.screenshot });
      traffic.stopCounting();
      await submit(tab, traffic, options.patienceForSubmit ?? patience.sent);
    } else {
      traffic.faults.push("never became interactive");
    }
    await traffic.settle();
    return await summary(tab, traffic);
  } finally {
    tab.off("pageerror", noteError);
    await session.detach(); // and with it go the throttling, the probe and whatever listened
  }
}

/**
 * Opens an empty page of the same site, so that the browser's process for it is up, and removes what a page has stored.
 *
 * @param {import("playwright-core").Page} tab
 * @param {string} url
 */
async function empty(tab, url) {
  await tab.goto(new URL(blankPath, url).href);
  await tab.context().clearCookies();
  await tab.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

/** @param {import("playwright-core").CDPSession} session @param {RegExp} [keeper] */
async function watch(session, keeper) {
  await session.send("Runtime.enable");
  await session.send("Network.enable");
  await session.send("Page.enable");
  await session.send("Runtime.addBinding", { name: binding });
  const options = { blankPath, binding, character, keeper: keeper?.source ?? "" };
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${probe})(${JSON.stringify(options)})` });
}

/**
 * Types when the probe asks for it.
 *
 * @param {import("playwright-core").CDPSession} session
 * @param {import("playwright-core").Page} tab
 * @returns {Promise<void>} when the probe finds the page interactive
 */
function play(session, tab) {
  return new Promise((resolve, reject) => {
    session.on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name !== binding) return;
      if (payload === "type") tab.keyboard.press(character).catch(reject);
      else resolve();
    });
  });
}

/** @param {number} milliseconds @param {Promise<void>} event @returns {Promise<boolean>} whether it came in time */
async function within(milliseconds, event) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const end = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds, false)));
  try {
    return /** @type {boolean} */ (await Promise.race([event.then(() => true), end]));
  } finally {
    clearTimeout(timer);
  }
}

/** @param {import("playwright-core").Page} tab @param {Traffic} traffic @param {number} longest */
async function submit(tab, traffic, longest) {
  await tab.keyboard.insertText(rest);
  await tab.keyboard.press("Enter");
  if (!(await within(longest, traffic.sent))) traffic.faults.push("the submit was lost");
}

/** @param {import("playwright-core").Page} tab @param {Traffic} traffic @returns {Promise<Visit>} */
async function summary(tab, traffic) {
  const { origin, firstPaint, seen } = await tab.evaluate(() => ({
    origin: performance.timeOrigin,
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    seen: /** @type {import("./probe.js").Seen} */ (Reflect.get(window, "bench")),
  }));
  if (seen.wiped) traffic.faults.push(`what was typed disappeared`);
  if (seen.typedAgain) traffic.faults.push(`a character had to be typed again`);
  return {
    firstPaint,
    typed: seen.typed || null,
    interactive: seen.interactive || null,
    sent: traffic.sentAt ? traffic.sentAt - origin : null,
    ...traffic.counts(),
    longTasks: seen.longTasks.length,
    longestTask: Math.max(0, ...seen.longTasks),
    longestScript: seen.longestScript,
    faults: traffic.faults,
  };
}
