// script/server as a newcomer uses it: it says where everything is, serves it, and leaves nothing behind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** Starts a script; `ended` resolves to how it ended and what it said, once nothing of it is left. */
function start(script, { args = [], variables = {} } = {}) {
  const options = { env: { ...process.env, ...variables }, stdio: ["ignore", "pipe", "pipe"], detached: true };
  const child = spawn(`${project}script/${script}`, args, options);
  const said = [];
  for (const output of [child.stdout, child.stderr]) createInterface(output).on("line", (line) => said.push(line));
  const ended = once(child, "close").then(([code]) => ({ code, said: said.join("\n") }));
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // There is nothing left of it.
    }
  };
  process.once("exit", kill);
  return { child, ended, kill, output: child.stdout };
}

for (const end of ["SIGINT", "SIGTERM"]) process.once(end, () => process.exit(1));

/** The addresses that it prints once everything runs. */
async function addresses({ output, ended }) {
  const found = new Promise((resolve) => {
    const origins = new Set();
    createInterface(output).on("line", (line) => {
      for (const [origin] of line.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) origins.add(origin);
      if (origins.size === 2) resolve([...origins]);
    });
  });
  const failed = ended.then(({ said }) => assert.fail(`it ended before it said where everything is:\n${said}`));
  return Promise.race([found, failed]);
}

const longest = { timeout: 15 * 60_000 };

test("it says where app and store are, serves both, and Ctrl-C ends both", longest, async ({ signal }) => {
  const server = start("server", { variables: { APP_PORT: "0", SANDBOX_PORT: "0" } });
  signal.addEventListener("abort", server.kill);
  try {
    const origins = await addresses(server);
    const pages = await Promise.all(["forgot_password/", "sandbox"].map((path) => served(origins, path)));
    assert.match(pages[0].text, /Forgot your password\?/);
    assert.match(pages[1].text, /Inbox/);
    assert.notEqual(pages[0].origin, pages[1].origin);
    server.child.kill("SIGINT");
    assert.equal((await server.ended).code, 130);
    for (const origin of origins) await assert.rejects(fetch(origin), "somebody still answers");
  } finally {
    server.kill();
  }
});

/** The page of this path, of whichever origin has it. */
async function served(origins, path) {
  const answers = await Promise.all(
    origins.map(async (origin) => {
      const answer = await fetch(`${origin}/${path}`);
      return { ok: answer.ok, origin, text: await answer.text() };
    }),
  );
  return answers.find(({ ok }) => ok) ?? assert.fail(`nobody serves /${path}`);
}

test("a port that is taken is named, with another one", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  try {
    const { code, said } = await start("server", { variables: { APP_PORT: String(taken.address().port) } }).ended;
    assert.equal(code, 1);
    assert.match(said, /is taken\.[^]*APP_PORT=\d+ script\/server/);
  } finally {
    taken.close();
  }
});

for (const script of ["server", "build"]) {
  test(`script/${script} does not ignore what it is told`, async () => {
    const { code, said } = await start(script, { args: ["9000"] }).ended;
    assert.equal(code, 1);
    assert.match(said, /takes no arguments; it was given "9000"/);
  });
}
