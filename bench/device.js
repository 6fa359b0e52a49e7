// The phone on a bad network that every page is visited with.

/**
 * @typedef {object} Device
 * @property {number} down bits per second
 * @property {number} up bits per second
 * @property {number} latency milliseconds for each request
 * @property {number} slowDown of the processor, as a factor
 */

/** @type {Device} */
export const phone = { down: 1_600_000, up: 750_000, latency: 150, slowDown: 4 };

/**
 * Makes a page as slow as the device, for as long as the session lasts.
 *
 * @param {import("playwright-core").CDPSession} session
 * @param {Device} device
 */
export async function throttle(session, { down, up, latency, slowDown }) {
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: down / 8,
    uploadThroughput: up / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
}
