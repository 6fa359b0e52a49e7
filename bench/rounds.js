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
 * @param {number} by
 * @returns {T[]} beginning at another element, so that no page always follows the same one
 */
export function rotate(list, by) {
  const start = list.length ? by % list.length : 0;
  return [...list.slice(start), ...list.slice(0, start)];
}

/**
 * One round is made first for the screenshots and to wake everything up, and not counted.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {Served[]} pages
 * @param {{ runs: number, device: import("./device.js").Device, screenshots: string }} options
 */
export async function measure(browser, pages, { runs, device, screenshots }) {
  for (const page of pages) await visitTwice(browser, page, device, join(screenshots, `${page.name}.png`));

  /** @type {Measurement[]} */
  const measurements = [];
  /** @type {number[]} */
  const loads = [];
  for (let round = 0; round < runs; round += 1) {
    loads.push(loadavg()[0] ?? 0);
    for (const page of rotate(pages, round)) {
      const { cold, warm } = await visitTwice(browser, page, device);
      measurements.push({ name: page.name, round, cache: "cold", ...cold });
      measurements.push({ name: page.name, round, cache: "warm", ...warm });
    }
    console.error(`round ${round + 1} of ${runs}, load ${loads.at(-1)?.toFixed(1)}`);
  }
  return { measurements, loads };
}
