// After each build: writes the file of each route, which any static host then finds. Each is the page that trunk wrote
// with what the native app prerendered into it. What a host serves at any other address is that page with nothing in it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const directory = process.env.TRUNK_STAGING_DIR;

/** What the app shows first at each route, from its own components. */
function prerendered() {
  // Not with the flags, and not in the directory, of the build for the browser.
  const own = ([name]) => !/^(RUSTC_BOOTSTRAP|CARGO_UNSTABLE_|CARGO_TARGET_|CARGO_BUILD_)/.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(own));
  const options = { env, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" };
  return JSON.parse(execFileSync("cargo", ["run", "--locked", "--quiet", "--target-dir", "target"], options));
}

const built = readFileSync(join(directory, "index.html"), "utf8");
writeFileSync(join(directory, "404.html"), built);
for (const { folder, title, body } of prerendered()) {
  const deeper = (text) => (folder ? text.replaceAll('href="./', 'href="../') : text);
  mkdirSync(join(directory, folder), { recursive: true });
  const page = built
    .replace(/<title>[^<]*<\/title>/, () => `<title>${title}</title>`)
    .replace("</body>", () => `${deeper(body)}</body>`);
  writeFileSync(join(directory, folder, "index.html"), page);
}
