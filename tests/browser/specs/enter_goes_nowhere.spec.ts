// Where the app is not there, what is typed and submitted gets into no request, and the page stays. Nothing is even tried
// that only the policy forbids: that would be a violation, which every test looks for.

import type { Page, Request } from '@playwright/test';

import { hold } from '../fixtures/held';
import { expect, test } from '../fixtures/test';
import { FailurePage } from '../pages/failure_page';

const CANARY = 'canary7password9';
const PATHS = ['/forgot_password/', '/change_password/', '/sign_in/'];

for (const [what, files] of Object.entries({
  loader: '**/loader-*.js',
  WebAssembly: '**/*.wasm',
  scripts: '**/*.js',
})) {
  for (const path of PATHS) {
    test(`at ${path} with the ${what} blocked, before and after that is known`, async ({ page, developerConsole }) => {
      developerConsole.expectUncaught();
      await page.route(files, (route) => route.abort());
      const held = await hold(page, files);
      const asked = await open(page, path);
      await held.arrived;
      expect(await typeIntoAll(page), 'fields').toBeGreaterThan(0);
      await held.release();
      await endPatience(page);
      await expect(new FailurePage(page).title).toBeVisible();
      // Wherever the focus is by now.
      await page.keyboard.press('Enter');
      await expectNothingLeft(page, path, asked);
    });
  }
}

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of PATHS) {
    test(`at ${path} there is nothing to type into`, async ({ page }) => {
      const asked = await open(page, path);
      await expect(page.locator('input:visible')).toHaveCount(0);
      await page.keyboard.press('Tab');
      await page.keyboard.type(CANARY);
      await page.keyboard.press('Enter');
      await expectNothingLeft(page, path, asked);
    });

    // Which may come from a browser that does not know how to ask whether scripts are off.
    test(`at ${path} without a style sheet there are fields, and they go nowhere`, async ({ page }) => {
      await alter(page, path, (markup) => markup.replace(/<style>[^]*?<\/style>/, ''));
      const asked = await open(page, path);
      expect(await typeIntoAll(page), 'fields').toBeGreaterThan(0);
      await expectNothingLeft(page, path, asked);
    });
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('forms as they are usually written are found out by these tests', async ({ page }) => {
      await page.route('**/*.js', (route) => route.abort());
      await alter(page, '/sign_in/', (markup) =>
        markup
          .replace(/<style>[^]*?<\/style>|<meta [^>]*http-equiv[^>]*>/g, '')
          .replace(/method="?post"?| disabled(="")?/g, '')
          .replaceAll('<input ', '<input name="typed" '),
      );
      const asked = await open(page, '/sign_in/');
      await typeIntoAll(page);
      await expect.poll(() => asked.filter(carriesCanary).length).toBeGreaterThan(0);
    });
  });
}

/** Without the loader, the style sheet waits before the page says that it could not start. */
async function endPatience(page: Page): Promise<void> {
  await page.evaluate(() => {
    const clocks = document.getAnimations() as CSSAnimation[];
    for (const clock of clocks) if (['late', 'gone'].includes(clock.animationName)) clock.finish();
  });
}

/** Opens a page, and answers what it asks for from then on, the page itself included. */
async function open(page: Page, path: string): Promise<Request[]> {
  const asked: Request[] = [];
  page.on('request', (request) => asked.push(request));
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator('#prerendered').waitFor({ state: 'attached' });
  return asked;
}

/** Types into each field that is in sight, presses Enter in it, and answers how many there were. */
async function typeIntoAll(page: Page): Promise<number> {
  const fields = await page.locator('#prerendered input:visible:not([readonly])').all();
  for (const field of fields) {
    await field.pressSequentially(CANARY);
    await expect(field).toHaveValue(CANARY);
    await field.press('Enter');
  }
  return fields.length;
}

async function expectNothingLeft(page: Page, path: string, asked: Request[]): Promise<void> {
  // What the keys have caused left before this does.
  const last = page.waitForRequest('**/last.png');
  await page.evaluate(() => void Object.assign(new Image(), { src: '/last.png' }));
  await last;
  expect(asked.filter(carriesCanary).map((request) => request.url())).toEqual([]);
  expect(asked.filter((request) => request.method() !== 'GET').map((request) => request.url())).toEqual([]);
  expect(asked.filter((request) => request.isNavigationRequest()).length, 'navigations').toBe(1);
  await expect(page).toHaveURL(path);
}

function carriesCanary(request: Request): boolean {
  return [request.url(), request.postData(), ...Object.values(request.headers())].some((text) => text?.includes(CANARY));
}

/** Serves a page with its markup changed, under no policy but its own. */
async function alter(page: Page, path: string, change: (markup: string) => string): Promise<void> {
  await page.route(`**${path}`, async (route) => {
    const answer = await route.fetch();
    const markup = await answer.text();
    const changed = change(markup);
    if (changed === markup) throw new Error('Nothing was changed.');
    await route.fulfill({ status: 200, contentType: 'text/html', body: changed });
  });
}
