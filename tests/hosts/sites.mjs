// Two copies of the build, as they are copied to a host: one that has the origin for itself, one below a path of a
// storefront's origin. Both fitted to a store by script/host-config, as the README says.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PLACES } from "../../script/hosts/build.mjs";

const PROJECT = join(import.meta.dirname, "../..");

/** Where the second copy lies. */
export const SUB_PATH = "/account-access/";

/** What a store's developer may put beside the pages, with a hash of their own in its name. */
export const LOGO = "logo-0123456789abcdef.svg";

/** @typedef {{ place: "root" | "sub_path", base: string, folder: string, dist: string }} Site */

/**
 * @param {string} folder where the copies are made, anew
 * @param {string} apiOrigin of the store that they are for
 * @returns {Site[]}
 */
export function makeSites(folder, apiOrigin) {
  const built = process.env.DIST ?? join(PROJECT, "dist");
  if (!existsSync(join(built, "index.html"))) throw new Error(`There is no build in ${built}. Make it first: script/build`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.json");
  writeFileSync(config, JSON.stringify(configurationOf(apiOrigin)));
  return [
    makeSite("root", "/", join(folder, "root"), built, config),
    makeSite("sub_path", SUB_PATH, join(folder, "sub_path"), built, config),
  ];
}

function makeSite(place, base, folder, built, config) {
  const dist = join(folder, base);
  cpSync(built, dist, { recursive: true });
  for (const file of [...PLACES, "config.json"]) rmSync(join(dist, file), { recursive: true, force: true });
  writeFileSync(join(dist, LOGO), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  runHostConfig(config, "--dist", dist, "--base", base);
  if (base !== "/") {
    cpSync(join(dist, "origin-root/.well-known"), join(folder, ".well-known"), { recursive: true });
    writeFileSync(join(folder, "index.html"), "<!doctype html><title>The storefront</title>");
  }
  return { place, base, folder, dist };
}

/** Runs script/host-config and answers what it says. */
export function runHostConfig(...args) {
  return execFileSync(join(PROJECT, "script/host-config"), args, { encoding: "utf8", stdio: "pipe" });
}

function configurationOf(apiOrigin) {
  return {
    api_base_url: apiOrigin,
    client_id: "a-client",
    password_profile_id: "11111111-2222-4333-8444-555555555555",
    store_name: "Banks Supplies",
    support_url: "mailto:help@banks.com",
  };
}
