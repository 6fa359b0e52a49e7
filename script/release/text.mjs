// What the steps that change generated code share: they stop when it is not as they know it.

/** Ends the build. */
export function fail(sentence) {
  console.error(`error: ${sentence}`);
  process.exit(1);
}

/** `text` with the only occurrence of `pattern` replaced. */
export function replaceOnce(text, pattern, replacement) {
  const parts = text.split(pattern);
  if (parts.length !== 2) fail(`what was generated holds ${pattern} ${parts.length - 1} times, not once`);
  return parts.join(replacement);
}
