// The main journeys, each on every server of tests/hosts, under the header policy that script/host-config wrote.

import { defineConfig } from '@playwright/test';

import type { HostOptions } from './fixtures/test';
import everything, { launchOptions } from './playwright.config';

const servers = ['nginx', 'caddy', 'plain'];
const places = ['root', 'sub_path'];

export default defineConfig<HostOptions>({
  ...everything,
  globalSetup: ['./fixtures/start_sandbox.ts', './fixtures/start_hosts.ts'],
  grep: /@journey/,
  projects: servers.flatMap((server) =>
    places.map((place) => ({ name: `${server}, ${place}`, use: { launchOptions, host: `${server}_${place}` } })),
  ),
});
