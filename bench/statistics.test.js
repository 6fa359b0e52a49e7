import assert from "node:assert/strict";
import { test } from "node:test";
import { order } from "./rounds.js";
import { quantile, spread } from "./statistics.js";

test("quartiles lie between two values in proportion", () => {
  assert.deepEqual(spread([40, 10, 30, 20]), { median: 25, p25: 17.5, p75: 32.5 });
  assert.deepEqual(spread([7]), { median: 7, p25: 7, p75: 7 });
});

test("nothing measured is no number, not zero", () => {
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

for (const [pages, rounds] of /** @type {const} */ ([
  ["abcdef", 6],
  ["abcde", 10],
  ["ab", 2],
  ["a", 1],
])) {
  test(`of ${pages.length} pages each comes at each place and after each other equally often in ${rounds} rounds`, () => {
    const orders = Array.from({ length: rounds }, (_, round) => order([...pages], round));
    assert.deepEqual(countsOf(orders.flatMap((pages) => pages.map((page, place) => `${page}${place}`))), {
      different: pages.length ** 2,
      each: [rounds / pages.length],
    });
    assert.deepEqual(countsOf(orders.flatMap((pages) => pages.slice(1).map((page, place) => `${pages[place]}${page}`))), {
      different: pages.length * (pages.length - 1),
      each: pages.length > 1 ? [rounds / pages.length] : [],
    });
  });
}

/** @param {string[]} list */
function countsOf(list) {
  const different = [...new Set(list)];
  const each = [...new Set(different.map((one) => list.filter((other) => other === one).length))];
  return { different: different.length, each };
}
