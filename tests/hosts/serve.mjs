// Serves the build on every server until it is told to stop, fitted to the store whose API is at API_ORIGIN, and prints
// where as one line of JSON: { "nginx_root": "http://127.0.0.1:1234", ... }. For the browser tests, and for looking.
//
//   node tests/hosts/serve.mjs API_ORIGIN FOLDER
import { startServers } from "./servers.mjs";
import { makeSites } from "./sites.mjs";

const [apiOrigin, folder] = process.argv.slice(2);
if (!folder) {
  console.error("error: say which API and which folder, for example: node tests/hosts/serve.mjs http://127.0.0.1:8081 target/hosts");
  process.exit(2);
}
const { served, stop } = await startServers(makeSites(folder, apiOrigin), folder);
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);
const addresses = served.map(({ server, place, origin, base }) => [`${server}_${place}`, origin + base]);
console.log(JSON.stringify(Object.fromEntries(addresses)));
