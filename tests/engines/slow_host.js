// A host in front of the store's that keeps the app's WebAssembly back until it is told to let it go.

import { once } from 'node:events';
import { createServer, request } from 'node:http';

export class SlowHost {
  #server;
  #release;
  #released = new Promise((release) => (this.#release = release));

  /** Begins to serve what the host at `address` does. */
  static async before(address) {
    const host = new SlowHost();
    host.#server = createServer((asked, answer) => host.#forward(address, asked, answer));
    host.#server.listen(0, '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  page(path) {
    return `http://127.0.0.1:${this.#server.address().port}${path}`;
  }

  /** Lets the WebAssembly go. */
  release() {
    this.#release();
  }

  close() {
    this.release();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #forward(address, asked, answer) {
    if (asked.url.endsWith('_bg.wasm')) await this.#released;
    const { method, headers } = asked;
    const forwarded = request(new URL(asked.url, address), { method, headers }, (received) => {
      answer.writeHead(received.statusCode, received.headers);
      received.pipe(answer);
    });
    // The browser hears of it as of any host that breaks off.
    forwarded.once('error', () => answer.destroy());
    asked.pipe(forwarded);
  }
}
