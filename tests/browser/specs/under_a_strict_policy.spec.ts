import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { hold } from '../fixtures/held';
import { builtApp } from '../fixtures/serve_app';
import { appUrl, sandboxUrl } from '../fixtures/store';
import { expect, test } from '../fixtures/test';

const PAGES = ['/', '/forgot_password/', '/change_password/', '/sign_in/', '/account/', '/checkout/', '/nowhere/'];

/** What the first page needs before it works. */
const NEEDED = ['/config.json', '/forgot_password/', '/latchkey.js', '/latchkey_bg.wasm', '/loader.js'];

// That nothing is forbidden which the app does, every test looks at: fixtures/test.ts.

test('every page carries a policy that allows no inline script, and holds none', async ({ request }) => {
  for (const path of PAGES) {
    const page = await (await request.get(appUrl() + path)).text();
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1] ?? '';
    for (const part of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"])
      expect.soft(policy, path).toContain(part);
    expect.soft(policy.replace("'wasm-unsafe-eval'", ''), path).not.toContain('unsafe');
    const scripts = page.match(/<script[^>]*>/g) ?? [];
    expect.soft(scripts.length, path).toBeGreaterThan(0);
    for (const script of scripts) expect.soft(script, path).toMatch(/src=[^>]*integrity=|integrity=[^>]*src=/);
    expect.soft(page.match(/<[^>]*\s(style|on\w+)=[^>]*>/g), `${path}: attributes of the kind`).toBeNull();
  }
});

test('the host’s policy names this one store, and nobody may frame the page', async ({ request }) => {
  const policy = (await request.get(`${appUrl()}/sign_in/`)).headers()['content-security-policy'] ?? '';
  const named = policy.split('; ').filter((part) => /^(connect-src|img-src|frame-ancestors)/.test(part));
  expect(named).toEqual([`connect-src 'self' ${sandboxUrl()}`, `img-src 'self' data: ${sandboxUrl()}`, "frame-ancestors 'none'"]);
});

test('these tests run under the headers that the build states for hosts, but for what is exact for a store', async ({
  request,
}) => {
  const ofAnyStore = (text: string) => text.replace(/(connect|img)-src [^;]*/g, '$1-src …');
  const [, rule = ''] = /^\/\*\n((?: {2}.*\n)+)/m.exec(readFileSync(join(builtApp(), '_headers'), 'utf8')) ?? [];
  const stated = rule.trim().split('\n').map((line) => line.trim().split(/: (.*)/));
  expect(stated.length).toBeGreaterThan(4);
  const headers = (await request.get(`${appUrl()}/sign_in/`)).headers();
  for (const [name = '', value = ''] of stated) {
    expect.soft(ofAnyStore(headers[name.toLowerCase()] ?? ''), name).toBe(ofAnyStore(value));
  }
});

test('a policy that does not fit the configuration is told to the developer', async ({
  configuration,
  forgotPassword,
  developerConsole,
}) => {
  developerConsole.expectViolations();
  configuration.set({ api_base_url: 'https://euwest.api.elasticpath.com' });
  await forgotPassword.open();
  await forgotPassword.ask('john.doe@banks.com');
  await expect(forgotPassword.alert).toContainText('We could not reach the store');
  await expect
    .poll(() => developerConsole.ofTheApp.join('\n'))
    .toContain('forbids https://euwest.api.elasticpath.com (connect-src)');
  await expect.poll(() => developerConsole.violations.join('\n')).toContain('enforce: connect-src forbids');
});

test('text does not become markup by a script, whoever wrote it', async ({ page, forgotPassword, developerConsole }) => {
  developerConsole.expectViolations();
  await forgotPassword.open();
  const outcome = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = 1">');
      return 'inserted';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(outcome).toBe('TypeError');
  await expect.poll(() => developerConsole.violations.join('\n')).toContain('enforce: require-trusted-types-for');
});

test('nothing is fetched twice, and only the store is asked beside the host', async ({ page, forgotPassword }) => {
  const asked = requests(page);
  await forgotPassword.open();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([...new Set(asked)]);
  expect(asked.filter((url) => !url.startsWith(appUrl()) && !url.startsWith(sandboxUrl()))).toEqual([]);
  // What speaks with the store comes when the form is there.
  const ofApp = asked.filter((url) => url.startsWith(appUrl())).map(named).toSorted();
  expect(ofApp).toContain('/store.wasm');
  expect(ofApp.filter((name) => !/^\/(store|chunk_\d+)\.wasm$/.test(name))).toEqual(NEEDED);
});

test('before the form works, only what it cannot do without is asked for', async ({ page }) => {
  const asked = requests(page);
  // What waits until the app has been seen waits for ever.
  await page.addInitScript(() => Object.assign(window, { requestAnimationFrame: () => 0 }));
  await page.goto('/forgot_password/');
  await expect(page.locator('#prerendered')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(asked.map(named).toSorted()).toEqual(NEEDED);
});

test('what the form needs is asked for by the page itself, all at once', async ({ page }) => {
  const asked = requests(page);
  const loader = await hold(page, '**/loader-*.js');
  await page.goto('/sign_in/', { waitUntil: 'commit' });
  await loader.arrived;
  const needed = ['/config.json', '/latchkey.js', '/latchkey_bg.wasm', '/sign_in.wasm'];
  await expect.poll(() => asked.map(named)).toEqual(expect.arrayContaining(needed));
  await loader.release();
});

/** An address of the app without its hash; any other as it is. */
const named = (url: string) => url.replace(appUrl(), '').replace(/-[\da-f]{8,}/, '');

function requests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  return asked;
}
