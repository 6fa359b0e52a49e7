import assert from "node:assert/strict";
import { test } from "node:test";
import { report } from "./report.js";

/** @param {string} name @param {number | null} firstPaint @param {string[]} faults */
function visit(name, firstPaint, faults = []) {
  const counts = { bytes: 1000, files: 3, calls: 1, longTasks: 0, longestTask: 0, longestScript: 0 };
  const times = { firstPaint, typed: 200, interactive: 300, sent: null };
  return { name, round: 0, cache: /** @type {const} */ ("cold"), ...times, ...counts, faults };
}
const [latchkey, vanilla] = ["latchkey", "vanilla"].map((name) => ({ name, title: name }));
const pages = [latchkey, vanilla].filter((page) => page !== undefined);

test("the report compares medians with the targets", () => {
  const text = report(pages, [visit("latchkey", 100), visit("latchkey", 200), visit("vanilla", 300)], []);
  assert.match(text, /\| latchkey \| 150 \(125–175\) \| 200/);
  assert.match(text, /\| vanilla \| 0\.50 \(target 1\.0\) \|/);
});

test("what never happened is not a time, and not compared", () => {
  const text = report(pages, [visit("latchkey", null), visit("vanilla", 300)], []);
  assert.match(text, /\| latchkey \| never \|/);
  assert.match(text, /\| vanilla \| – \|/);
});

test("every fault is named with how often it was met", () => {
  const lost = ["the submit was lost"];
  const text = report(pages, [visit("latchkey", 1, lost), visit("latchkey", 1, lost), visit("vanilla", 1)], []);
  assert.match(text, /- latchkey: the submit was lost \(2 times\)/);
});
