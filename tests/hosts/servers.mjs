// Real servers with the examples that script/host-config wrote, around them the least that each needs; and one server
// that is told nothing at all. No root is needed.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { join } from "node:path";

const SLOWEST_START = 10_000;

/** script/parts/hosts.sh looks for them. */
const programs = {
  nginx: process.env.NGINX,
  caddy: process.env.CADDY,
  plain: process.env.PYTHON,
};

/** Whether this nginx can send files that brotli compressed. */
export const NGINX_HAS_BROTLI = Boolean(process.env.NGINX_BROTLI);

/** @typedef {import("./sites.mjs").Site & { server: "nginx" | "caddy" | "plain", origin: string }} ServedSite */

/**
 * @param {import("./sites.mjs").Site[]} sites
 * @returns {Promise<{ served: ServedSite[], stop: () => Promise<void> }>} every site on every server
 */
export async function startServers(sites, folder) {
  const missing = Object.entries({ NGINX: programs.nginx, CADDY: programs.caddy, PYTHON: programs.plain }).filter(([, path]) => !path);
  if (missing.length > 0) throw new Error(`${missing.map(([name]) => name).join(", ")} is not set: run script/test hosts.`);
  const running = [];
  const served = [];
  const stop = async () => void (await Promise.all(running.map(end)));
  try {
    for (const [server, start] of Object.entries({ nginx: startNginx, caddy: startCaddy, plain: startPlain })) {
      const placed = await Promise.all(sites.map(async (site) => ({ ...site, server, port: await freePort() })));
      const home = join(folder, server);
      mkdirSync(home, { recursive: true });
      running.push(...start(placed, home));
      served.push(...placed.map(({ port, ...site }) => ({ ...site, origin: `http://127.0.0.1:${port}` })));
      await Promise.all(placed.map(({ port }) => listening(port, running)));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { served, stop };
}

function startNginx(sites, home) {
  const blocks = sites.map(
    ({ port, folder, dist, base }) => `
  server {
    listen 127.0.0.1:${port};
    root "${folder}";
    include "${example(dist, base, "nginx.conf")}";
  }`,
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path "${home}/${kind}";`);
  const module = process.env.NGINX_BROTLI;
  const configuration = `${module ? `load_module "${module}";` : ""}
daemon off;
master_process off; # as root it would become somebody else, who may not read these files
pid "${home}/nginx.pid";
error_log stderr warn;
events {}
http {
  include "${process.env.NGINX_MIME_TYPES}";
  default_type application/octet-stream;
  access_log off;
  ${temporary.join("\n  ")}
  ${module ? "brotli_static on;" : ""}
${blocks.join("\n")}
}
`;
  writeFileSync(join(home, "nginx.conf"), configuration);
  return [run(programs.nginx, ["-p", home, "-c", join(home, "nginx.conf"), "-e", "stderr"])];
}

function startCaddy(sites, home) {
  const blocks = sites.map(
    ({ port, folder, dist, base }) => `
http://127.0.0.1:${port} {
	root * "${folder}"
	import "${example(dist, base, "Caddyfile")}"
	handle {
		file_server
	}
}`,
  );
  const configuration = `{
	admin off
	auto_https off
	storage file_system "${home}"
	log {
		output stderr
		level WARN
	}
}
${blocks.join("\n")}
`;
  writeFileSync(join(home, "Caddyfile"), configuration);
  return [run(programs.caddy, ["run", "--adapter", "caddyfile", "--config", join(home, "Caddyfile")], { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home })];
}

function startPlain(sites) {
  const command = ({ port, folder }) => ["-m", "http.server", "--bind", "127.0.0.1", "--directory", folder, String(port)];
  return sites.map((site) => run(programs.plain, command(site)));
}

/** The example for a site, where script/host-config put it. */
function example(dist, base, name) {
  return join(dist, base === "/" ? "hosts" : "origin-root/hosts", name);
}

function run(program, args, environment = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...environment } });
  const said = [];
  child.stderr.on("data", (text) => said.push(text));
  child.once("error", (error) => said.push(error.message));
  return { program, child, said: () => said.join("") };
}

async function end({ child }) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((over) => child.once("exit", over));
  child.kill("SIGTERM");
  await ended;
}

/** Until somebody listens at the port, or a server has stopped. */
async function listening(port, running) {
  const deadline = Date.now() + SLOWEST_START;
  while (!(await answers(port))) {
    const stopped = running.find(({ child }) => child.exitCode !== null || child.pid === undefined);
    if (stopped) throw new Error(`${stopped.program} stopped: ${stopped.said()}`);
    if (Date.now() > deadline) throw new Error(`Nothing listens at port ${port}. ${running.at(-1).said()}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

function answers(port) {
  return new Promise((told) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => told(true)).once("error", () => told(false));
    socket.once("connect", () => socket.destroy());
  });
}

function freePort() {
  return new Promise((told) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => told(port));
    });
  });
}
