// The sandbox's store with the release build beside it, started anew for each test.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
const dist = resolve(process.env.DIST ?? join(root, 'dist'));
const program = resolve(process.env.SANDBOX_BIN ?? join(root, 'target/debug/sandbox'));

export class Store {
  #program;
  #app;
  #addresses;

  /** Serves the build with `inserted` at the top of each page, before anything that could run. */
  static async open(inserted) {
    const store = new Store();
    store.#app = copyOfBuild();
    store.#program = spawn(program, ['--port', '0', '--app-port', '0', '--app', store.#app, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    store.#addresses = await firstLine(store.#program);
    fit(store.#app, store.#addresses.sandbox);
    insert(store.#app, inserted);
    return store;
  }

  async close() {
    const ended = new Promise((over) => this.#program.once('exit', over));
    this.#program.kill();
    await ended;
    rmSync(this.#app, { recursive: true });
  }

  /** The address of a page of the app. */
  page(path) {
    return this.#addresses.app + path;
  }

  /** What the sandbox tells: "messages", "orders", "requests". */
  async all(what) {
    const answer = await fetch(`${this.#addresses.sandbox}/sandbox/${what}`);
    return (await answer.json())[what];
  }

  /** How often a route was called. */
  async calls(route) {
    return (await this.all('requests')).filter((request) => request.route === route).length;
  }
}

function copyOfBuild() {
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-'));
  cpSync(dist, copy, { recursive: true });
  return copy;
}

// Files beside the pages are as they were built; a compressed page would be served in the place of the changed one.
function insert(copy, inserted) {
  for (const name of readdirSync(copy, { recursive: true })) {
    const path = join(copy, name);
    if (/\.html\.(br|gz)$/.test(name)) rmSync(path);
    if (!name.endsWith('.html')) continue;
    const page = readFileSync(path, 'utf8');
    const changed = page.replace(/<meta charset=[^>]*>/i, (charset) => charset + inserted);
    if (changed === page) throw new Error(`There is no place in ${name} to insert anything.`);
    writeFileSync(path, changed);
  }
  cpSync(join(import.meta.dirname, 'violations.js'), join(copy, 'violations.js'));
}

// The policy that hosts are told to send for this store. Its goods have pictures, which are where it is.
function fit(copy, sandbox) {
  const config = join(copy, 'store.json');
  writeFileSync(config, JSON.stringify({ api_base_url: sandbox, image_origins: [sandbox] }));
  execFileSync(join(root, 'script/host-config'), [config, '--dist', copy]);
}

function firstLine(program) {
  return new Promise((answered, failed) => {
    program.once('error', (error) => failed(new Error(`The sandbox could not be started: ${error.message}`)));
    program.once('exit', (code) => failed(new Error(`The sandbox stopped at once, with exit code ${code}.`)));
    createInterface(program.stdout).once('line', (line) => answered(JSON.parse(line)));
  });
}
