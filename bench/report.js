// The tables of what was measured, in Markdown.
import { latchkey } from "./candidates.js";
import { spread } from "./statistics.js";

/**
 * @typedef {import("./rounds.js").Measurement} Measurement
 * @typedef {"firstPaint" | "typed" | "interactive" | "sent"} Time
 */

/** @type {[Time, string][]} */
const times = [
  ["firstPaint", "first paint"],
  ["typed", "typed character shown"],
  ["interactive", "interactive"],
  ["sent", "submit sent"],
];

// How long Latchkey may take beside each peer with nothing cached, as a factor. Reported, not enforced.
/** @type {Record<string, Partial<Record<Time, number>>>} */
const targets = {
  vanilla: { firstPaint: 1, typed: 1 },
  react: { interactive: 1 },
  hanko: { interactive: 0.6 },
  supertokens: { interactive: 0.6 },
};

/** @param {(string | number)[]} cells */
const row = (cells) => `| ${cells.join(" | ")} |`;

/** @param {string[]} names @param {number} words how many columns at the left hold words */
const head = (names, words = 1) => [row(names), row(names.map((_, column) => (column < words ? "---" : "---:")))];

/** @param {Measurement[]} measurements @param {keyof Measurement} key */
function values(measurements, key) {
  return measurements.map((measurement) => measurement[key]).filter((value) => typeof value === "number");
}

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** @param {number[]} of */
function milliseconds(of) {
  const { median, p25, p75 } = spread(of);
  return of.length ? `${whole.format(median)} (${whole.format(p25)}–${whole.format(p75)})` : "never";
}

/**
 * @param {string} title
 * @param {{ name: string, title: string }[]} pages
 * @param {Measurement[]} measurements of one state of the cache
 */
function table(title, pages, measurements) {
  const names = [...times.map(([, title]) => `${title}, ms`), "bytes", "files", "calls", "long tasks", "longest, ms", "longest script, ms"];
  const rows = pages.map(({ name, title }) => {
    const own = measurements.filter((measurement) => measurement.name === name);
    const counts = /** @type {const} */ (["bytes", "files", "calls", "longTasks", "longestTask", "longestScript"]);
    const medians = counts.map((key) => whole.format(spread(values(own, key)).median));
    return row([title, ...times.map(([time]) => milliseconds(values(own, time))), ...medians]);
  });
  return [...head([title, ...names]), ...rows, ""];
}

/**
 * Latchkey's medians as parts of the others', with nothing cached.
 *
 * @param {{ name: string, title: string, isAlone?: boolean }[]} pages
 * @param {Measurement[]} measurements
 */
function ratios([first, ...rest], measurements) {
  const others = rest.filter(({ isAlone }) => !isAlone);
  if (first?.name !== latchkey.name || others.length === 0) return [];
  /** @param {string} name @param {Time} time */
  const median = (name, time) =>
    spread(
      values(
        measurements.filter((one) => one.name === name),
        time,
      ),
    ).median;
  const rows = others.map(({ name, title }) => {
    const cells = times.map(([time]) => {
      const ratio = median(first.name, time) / median(name, time);
      const target = targets[name]?.[time];
      return Number.isNaN(ratio) ? "–" : ratio.toFixed(2) + (target ? ` (target ${target.toFixed(1)})` : "");
    });
    return row([title, ...cells]);
  });
  return [...head([`${first.title}, nothing cached, as a part of`, ...times.map(([, title]) => title)]), ...rows, ""];
}

/** @param {{ name: string, title: string }[]} pages @param {Measurement[]} measurements @returns {string[]} */
function faults(pages, measurements) {
  const lines = pages.flatMap(({ name, title }) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const one of measurements) {
      if (one.name === name) for (const fault of one.faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    }
    return [...counts].map(([fault, count]) => `- ${title}: ${fault} (${count} times)`);
  });
  return lines.length ? ["What was not as it should be:", "", ...lines, ""] : [];
}

/**
 * Without a heading, so that it goes into any page as it is.
 *
 * @param {{ name: string, title: string, isAlone?: boolean }[]} pages Latchkey first, if it is among them
 * @param {Measurement[]} measurements
 * @param {string[]} method what was measured with what, a line each
 */
export function report(pages, measurements, method) {
  const cold = measurements.filter(({ cache }) => cache === "cold");
  const warm = measurements.filter(({ cache }) => cache === "warm");
  return [
    ...table("nothing cached", pages, cold),
    ...table("files cached", pages, warm),
    ...ratios(pages, cold),
    ...faults(pages, measurements),
    ...method.map((line) => `- ${line}`),
    "",
  ].join("\n");
}
