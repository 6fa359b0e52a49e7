import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Frame, Page } from '@playwright/test';

import { type ServedApp, serveApp } from '../fixtures/serve_app';
import { appUrl, sandboxUrl } from '../fixtures/store';
import { expect, test } from '../fixtures/test';
import { AccountPage } from '../pages/account_page';
import { SignInPage } from '../pages/sign_in_page';

let storefront: Server;
let port: number;
/** The app as it is served when script/host-config was told who may frame it. */
let framable: ServedApp;

/** A page of a storefront, with the address in its query in a frame; it notes what it is told. */
const PAGE = `<!doctype html><title>A storefront</title><script>
  const told = [];
  addEventListener('message', ({ data }) => told.push(data));
  const frame = document.createElement('iframe');
  frame.src = new URLSearchParams(location.search).get('framed');
  frame.width = 360; frame.height = 800;
  addEventListener('DOMContentLoaded', () => document.body.append(frame));
</script><body>`;

test.beforeAll(async () => {
  storefront = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(PAGE));
  await new Promise<void>((listening) => storefront.listen(0, '127.0.0.1', listening));
  ({ port } = storefront.address() as AddressInfo);
  framable = await serveApp({ store: sandboxUrl(), options: ['--frame-ancestor', `http://127.0.0.1:${port}`] });
});

test.afterAll(async () => {
  await framable.stop();
  storefront.close();
});

test('nobody may frame the app by default', async ({ page, developerConsole }) => {
  developerConsole.expectViolations();
  await frameIn(page, `http://127.0.0.1:${port}`, appUrl());
  await expectRefusal(page, developerConsole.lines);
});

test('the origin that host-config was given may, and a shopper signs in there; no message tells anybody', async ({
  page,
  store,
}) => {
  // A frame has all that these pages ask of a page.
  const frame = (await frameIn(page, `http://127.0.0.1:${port}`, framable.app)) as unknown as Page;
  const [signIn, account] = [new SignInPage(frame), new AccountPage(frame)];
  await signIn.started();
  await signIn.enter(store.john);
  await account.loaded();
  await expect(account.signOut).toBeVisible();
  await frame.evaluate(() => parent.postMessage('a message that is heard', '*'));
  await expect.poll(() => page.evaluate('told')).toEqual(['a message that is heard']);
});

// All of them lead to the very page that the test before may frame it from.
for (const [what, host] of Object.entries({
  'another name of the same machine': 'localhost',
  'a name that begins with the allowed one': '127.0.0.1.attacker.localhost',
})) {
  test(`${what} may not`, async ({ page, developerConsole }) => {
    developerConsole.expectViolations();
    await frameIn(page, `http://${host}:${port}`, framable.app);
    await expectRefusal(page, developerConsole.lines);
  });
}

/** Opens a storefront that shows the sign-in page of an app in a frame. */
async function frameIn(page: Page, origin: string, app: string): Promise<Frame> {
  await page.goto(`${origin}/?framed=${encodeURIComponent(`${app}/sign_in/`)}`);
  await expect.poll(() => page.frames().length).toBe(2);
  return page.frames()[1] as Frame;
}

async function expectRefusal(page: Page, lines: string[]): Promise<void> {
  await expect.poll(() => lines.join('\n')).toContain('frame-ancestors');
  await expect(page.frameLocator('iframe').locator('h1', { hasText: 'Sign in' })).toHaveCount(0);
  expect(page.frames()[1]?.url()).not.toContain('/sign_in/');
}
