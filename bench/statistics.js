// Medians and quartiles of what was measured.

/**
 * @param {number[]} values
 * @param {number} share between 0 and 1
 * @returns {number} the value below which that share lies, between two values in proportion; NaN of none
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** @param {number[]} values */
export function spread(values) {
  return { median: quantile(values, 0.5), p25: quantile(values, 0.25), p75: quantile(values, 0.75) };
}
