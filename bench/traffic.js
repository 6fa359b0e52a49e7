// What a page sends and receives, as the browser's network layer sees it.
import { isService } from "./api.js";

// How long nothing may be on its way before a page counts as done, and how long that is waited for, in milliseconds.
const quiet = 500;
const patience = 20_000;

/** @typedef {{ method: string, url: string, postData?: string }} Request */

export class Traffic {
  /** @type {Map<string, { url: string, isCall: boolean, bytes: number, isDone: boolean }>} */
  #requests = new Map();
  #changedAt = Date.now();
  #isCounting = true;
  #documents = 0;
  /** @type {() => void} */
  #tellSent = () => {};

  /** When the request left that carries what was typed, on the clock of the machine; 0 until then. */
  sentAt = 0;
  /** @type {Promise<void>} */
  sent = new Promise((resolve) => (this.#tellSent = resolve));
  /** @type {string[]} */
  faults = [];

  /**
   * @param {import("playwright-core").CDPSession} session with its network domain enabled, the page not yet opened
   * @param {string} typed what the request of the submit carries
   */
  constructor(session, typed) {
    session.on("Network.requestWillBeSent", (event) => this.#start(event, typed));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      this.#finish(requestId, encodedDataLength),
    );
    session.on("Network.loadingFailed", ({ requestId, errorText }) => {
      const url = this.#requests.get(requestId)?.url;
      if (url) this.faults.push(`${errorText} for ${url}`);
      this.#finish(requestId, 0);
    });
  }

  /**
   * @param {{ requestId: string, type?: string, wallTime: number, request: Request }} event
   * @param {string} typed
   */
  #start({ requestId, request, type, wallTime }, typed) {
    this.#changedAt = Date.now();
    if (type === "Document" && (this.#documents += 1) > 1) this.faults.push("left the page");
    if (!this.sentAt && request.postData?.includes(typed)) {
      this.sentAt = wallTime * 1000;
      this.#tellSent();
    }
    if (!this.#isCounting || !request.url.startsWith("http")) return;
    const { pathname, search } = new URL(request.url);
    const isCall = isService(request.method, pathname + search);
    this.#requests.set(requestId, { url: request.url, isCall, bytes: 0, isDone: false });
  }

  /** @param {string} id @param {number} bytes */
  #finish(id, bytes) {
    this.#changedAt = Date.now();
    const request = this.#requests.get(id);
    if (request) Object.assign(request, { bytes, isDone: true });
  }

  /** What is asked for from now on belongs to the submit and is not counted. */
  stopCounting() {
    this.#isCounting = false;
  }

  /** Waits until nothing has been on its way for a while. */
  async settle() {
    const end = Date.now() + patience;
    const isQuiet = () =>
      Date.now() - this.#changedAt > quiet && [...this.#requests.values()].every((one) => one.isDone);
    while (!isQuiet() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, quiet / 5));
    if (!isQuiet()) this.faults.push("something is still on its way");
  }

  /** Files that came over the network, and calls to services. What the cache had is neither. */
  counts() {
    const transferred = [...this.#requests.values()].filter(({ bytes }) => bytes > 0);
    const files = transferred.filter(({ isCall }) => !isCall);
    return {
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.length,
      calls: transferred.length - files.length,
    };
  }
}
