// The browsers that Playwright cannot drive, each through its own WebDriver. script/parts/engines.sh finds the programs.

import { Builder } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote/index.js';

export const ENGINES = {
  Firefox: {
    driver: program('GECKODRIVER'),
    // Any free port for the protocol that is not used here: the usual one may be taken.
    driverArguments: ['--websocket-port', '0'],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': { binary: program('FIREFOX'), args: ['-headless'] },
    },
  },
  WebKitGTK: {
    driver: program('WEBKIT_DRIVER'),
    driverArguments: [],
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: program('MINIBROWSER'), args: ['--automation'] },
    },
  },
};

/**
 * Starts a browser with a fresh profile; answers its driver, and what ends both. `pageLoadStrategy` says what WebDriver takes
 * for a page that has loaded: "eager", as soon as its document is whole.
 */
export async function start({ driver, driverArguments, capabilities }, pageLoadStrategy) {
  const service = new DriverService.Builder(driver).setLoopback(true).addArguments(...driverArguments).build();
  try {
    const browser = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(await service.start())
      .withCapabilities({ ...capabilities, pageLoadStrategy })
      .build();
    const stop = () => browser.quit().finally(() => service.kill());
    return { browser, stop };
  } catch (error) {
    await service.kill();
    throw error;
  }
}

function program(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set. script/test engines sets it, and runs these tests.`);
  return path;
}
