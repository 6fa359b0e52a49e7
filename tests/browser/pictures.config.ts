// Takes the README's pictures anew, of the release build in dist/:
//   npx playwright test --config pictures.config.ts

import { defineConfig } from '@playwright/test';

import everything, { launchOptions } from './playwright.config';

export default defineConfig({
  ...everything,
  testDir: 'pictures',
  use: { ...everything.use, viewport: { width: 376, height: 660 }, deviceScaleFactor: 2 },
  projects: [{ name: 'chromium', use: { launchOptions } }],
});
