// The addresses that come from a store's developer, each in the one form that it may have. The rules are those of
// src/config/form.rs, because the app refuses at start-up what it does not take.

const ORIGIN = /^(https?):\/\/([A-Za-z0-9.-]+|\[[A-Za-z0-9:.]+\])(?::(\d+))?\/?$/;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** An origin as browsers write it: https, or http for this machine, without path, query or user. */
export function origin(text) {
  const [, scheme, host, port = "443"] = ORIGIN.exec(text) ?? [];
  if (!scheme || Number(port) > 65_535) return null;
  if (scheme === "http" && !LOOPBACK.includes(host)) return null;
  try {
    return new URL(text).origin;
  } catch {
    return null;
  }
}

/** Where help is to be had: a page, mailto: or tel:. */
export function help(text) {
  const isMessage = text.startsWith("mailto:") || text.startsWith("tel:");
  return isMessage || isPage(text) ? text : null;
}

function isPage(text) {
  if (/[\p{Cc}\s]/u.test(text)) return false;
  const isPath = text.startsWith("/") && !text.startsWith("//") && !text.includes("\\");
  const hasOrigin = /^https:\/\/[^/?#:@]/.test(text) || origin(text.split("/", 3).join("/")) !== null;
  return isPath || hasOrigin;
}

/** The path that Latchkey lies at, with a slash at both ends. */
export function base(text) {
  return /^\/([A-Za-z0-9._~-]+\/)*$/.test(text) ? text : null;
}
