// Visits every page in every round, so that whatever else the machine does meets all of them alike.
import { loadavg } from "node:os";
import { join } from "node:path";
import { visitTwice } from "./visit.js";

/**
 * @typedef {import("./candidates.js").Candidate & { url: string }} Served
 * @typedef {{ name: string, round: number, cache: "cold" | "warm" } & import("./visit.js").Visit} Measurement
 */

/**
 * @template T
 * @param {T[]} list
 * @param {number} round
 * @returns {T[]} in another order each round: in as many rounds as there are pages (twice as many if they are odd) each
 *   comes at each place, and after each other, equally often. What a page leaves to the next then meets all alike.
 */
export function order(list, round) {
  const count = list.length;
  // First, last, second, last but one: the steps between them are all different (a Latin square of Williams).
  const places = list.map((_, place) => (place % 2 ? count - (place + 1) / 2 : place / 2));
  const isMirrored = count % 2 === 1 && Math.floor(round / count) % 2 === 1;
  if (isMirrored) places.reverse();
  return places.map((place) => /** @type {T} */ (list[(place + round) % count]));
}

/**
 * One round is made first for the screenshots and to wake everything up, and not counted. It tells how long the others
 * will take.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {Served[]} pages
 * @param {{ runs: number, device: import("./device.js").Device, screenshots: string }} options
 */
export async function measure(browser, pages, { runs, device, screenshots }) {
  const start = Date.now();
  for (const page of pages) {
    await visitTwice(browser, page, device, { screenshot: join(screenshots, `${page.name}.png`) });
  }
  const minutes = Math.ceil(((Date.now() - start) * runs) / 60_000);
  console.error(`${runs} rounds, about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`);

  /** @type {Measurement[]} */
  const measurements = [];
  /** @type {number[]} */
  const loads = [];
  const alone = pages.filter(({ isAlone }) => isAlone);
  const compared = pages.filter(({ isAlone }) => !isAlone);
  for (let round = 0; round < runs; round += 1) {
    loads.push(loadavg()[0] ?? 0);
    for (const page of [...order(compared, round), ...alone]) {
      const { cold, warm } = await visitTwice(browser, page, device);
      measurements.push({ name: page.name, round, cache: "cold", ...cold });
      measurements.push({ name: page.name, round, cache: "warm", ...warm });
    }
    console.error(`round ${round + 1} of ${runs}, load ${loads.at(-1)?.toFixed(1)}`);
  }
  return { measurements, loads };
}
