import assert from "node:assert/strict";
import { test } from "node:test";
import { rotate } from "./rounds.js";
import { quantile, spread } from "./statistics.js";

test("quartiles lie between two values in proportion", () => {
  assert.deepEqual(spread([40, 10, 30, 20]), { median: 25, p25: 17.5, p75: 32.5 });
  assert.deepEqual(spread([7]), { median: 7, p25: 7, p75: 7 });
});

test("nothing measured is no number, not zero", () => {
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test("in as many rounds as there are pages, each is at each place once", () => {
  const pages = ["a", "b", "c"];
  assert.deepEqual(
    [0, 1, 2, 3].map((round) => rotate(pages, round).join("")),
    ["abc", "bca", "cab", "abc"],
  );
});
