// What hosts have to know of a store. config.json is read as the app reads it, but only the keys that matter here: the
// app itself names every other fault in the console.
import { readFileSync } from "node:fs";

import { help, origin } from "./addresses.mjs";
import { Problem } from "./problem.mjs";

const API_FORM =
  'must be an https address without path, query or user (http only for this machine): "https://euwest.api.elasticpath.com".';
const ORIGINS_FORM =
  'must be a list of https addresses without a path (http only for this machine): ["https://files.example.com"].';
const HELP_FORM = 'must be an https, mailto: or tel: address, or a path that starts with one "/".';
/** What is wrong with an origin that browsers have, and a policy cannot hold. */
export const UNWRITABLE = "names an IPv6 address, which no security policy can name: use 127.0.0.1 or a host name.";

/**
 * `imageOrigins` are where the pictures of products come from; none: from any https address.
 *
 * @returns {{ text: string, name: string, apiOrigin: string, imageOrigins: string[], supportUrl: string | null }}
 */
export function readStore(path) {
  const text = textOf(path);
  const config = objectIn(text, path);
  const findings = [];
  const read = (key, form, reader) => {
    const value = valueOf(config, key);
    if (value === null) return null;
    const known = reader(value);
    if (known === null) findings.push(`\`${key}\` ${form}`);
    return known;
  };
  const apiOrigin = read("api_base_url", API_FORM, origin);
  const supportUrl = read("support_url", HELP_FORM, help);
  const imageOrigins = read("image_origins", ORIGINS_FORM, originsIn) ?? [];
  if (valueOf(config, "api_base_url") === null) findings.push("`api_base_url` is missing.");
  if (apiOrigin?.includes("[")) findings.push(`\`api_base_url\` ${UNWRITABLE}`);
  if (imageOrigins.join().includes("[")) findings.push(`\`image_origins\` ${UNWRITABLE}`);
  if (findings.length > 0) throw new Problem(`${path} cannot be used.`, ...findings);
  return { text, name: valueOf(config, "store_name") ?? "a store without a name", apiOrigin, imageOrigins, supportUrl };
}

function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Problem(`${path} cannot be read (${error.code}).`, "It is the config.json that README.md describes.");
  }
}

function objectIn(text, path) {
  let config;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw new Problem(`${path} is not JSON.`, error.message);
  }
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new Problem(`${path} is not a JSON object.`);
  }
  return config;
}

/** The origins of a list, each once; null where it is none. */
function originsIn(text) {
  if (!text.startsWith("[")) return null;
  const origins = JSON.parse(text).map((one) => origin(String(one).trim()));
  return origins.includes(null) ? null : [...new Set(origins)];
}

/** A value as text; an empty text is as good as none. */
function valueOf(config, key) {
  const value = config[key];
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  return text === "" ? null : text;
}
