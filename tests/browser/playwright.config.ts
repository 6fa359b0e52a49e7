import { defineConfig } from '@playwright/test';

// The first three would start a process of the address bar's own with every page: a third of the time that the tests take.
// Naming them puts Playwright's own list out of force, so what it protects tests from is named as well.
const featuresTurnedOff = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  // What would call home.
  'AimEnabled',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
];
// As root and in containers Chromium needs the first two; the rest keeps it from calling home while tests count requests.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${featuresTurnedOff.join()}`,
];
export const launchOptions = { executablePath: process.env.CHROMIUM, args };
const ofTheBackForwardCache = /back_forward_cache\.spec\.ts$/;

export default defineConfig({
  testDir: 'specs',
  globalSetup: './fixtures/start_sandbox.ts',
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time has found something: it fails the run.
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 390, height: 844 },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium', testIgnore: ofTheBackForwardCache, use: { launchOptions } },
    {
      // Playwright turns the back/forward cache off; these tests are about it.
      name: 'back/forward cache',
      testMatch: ofTheBackForwardCache,
      use: { launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } },
    },
  ],
});
