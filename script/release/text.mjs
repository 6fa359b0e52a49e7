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

/** How WebAssembly writes a number: seven bits a byte, the lowest first. */
export function number(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/** How it writes a text: its length before it. */
export const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
