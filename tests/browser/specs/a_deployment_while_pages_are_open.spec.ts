import type { Page, Route } from '@playwright/test';

import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { FailurePage } from '../pages/failure_page';

/** What becomes of the files that a page kept from before names. */
const PURGES: Record<string, (route: Route) => Promise<void>> = {
  'are gone': (route) => route.fulfill({ status: 404, body: 'Not found' }),
  // Were it run, which it is not, the start would fail in a way that nothing catches.
  'are another version’s': (route) => route.fulfill({ contentType: 'text/javascript', body: 'export default 2;' }),
};

for (const [purge, answer] of Object.entries(PURGES)) {
  test(`an older page whose files ${purge} is loaded anew, once, and the link still works`, async ({
    page,
    store,
    changePassword,
  }) => {
    const documents = await serveOlderPage(page, 1);
    await page.route(/-0000000000000000(_bg\.wasm|\.js)$/, answer);
    await page.goto((await store.mailCode(store.john)).link);
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    await expect.poll(documents).toBe(2);
    await changePassword.started();
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });
}

for (const [what, address, path] of [
  ['the glue code', /\/latchkey-[\da-f]+\.js$/, '/forgot_password/'],
  ['a chunk', /\/sign_in-[\da-f]+\.wasm$/, '/sign_in/'],
] as const) {
  test(`${what} that is not what the page was built with does not run`, async ({ page }) => {
    const altered = [];
    await page.route(address, async (route) => {
      const answer = await route.fetch();
      const isText = route.request().url().endsWith('.js');
      // Neither says anything else than it did: a comment, or a custom section of no name.
      const more = isText ? Buffer.from('\n// altered') : Buffer.from([0, 1, 0]);
      altered.push(route.request().url());
      await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), more]) });
    });
    await page.goto(path);
    await expect(new FailurePage(page).title).toBeVisible();
    expect(altered.length).toBeGreaterThan(0);
  });
}

test('an older page that the shopper loads anew is loaded once more, too', async ({ page }) => {
  await page.goto('/forgot_password/');
  const documents = await serveOlderPage(page, 1);
  await page.route(/-0000000000000000(_bg\.wasm|\.js)$/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect.poll(documents).toBe(2);
  await expect(page.locator('#prerendered'), 'the app is there').toHaveCount(0);
});

test('a host that goes on serving the older page is not asked again and again', async ({ page }) => {
  const documents = await serveOlderPage(page, 2);
  await page.route(/-0000000000000000(_bg\.wasm|\.js)$/, (route) => route.fulfill({ status: 404 }));
  await page.goto('/forgot_password/');
  const failure = new FailurePage(page);
  await expect(failure.title).toBeVisible();
  expect(documents()).toBe(2);
  await failure.tryAgain.click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
});

test('a username that was typed outlives the reload, a password does not', async ({ page }) => {
  // As a prerendered page has them.
  const fields = '<input autocomplete="username"><input type="password" autocomplete="current-password">';
  const documents = await serveOlderPage(page, 1, fields);
  let purge = () => {};
  const purged = new Promise<void>((go) => {
    purge = go;
  });
  await page.route(/-0000000000000000(_bg\.wasm|\.js)$/, async (route) => {
    await purged;
    await route.fulfill({ status: 404 });
  });
  await page.goto('/sign_in/', { waitUntil: 'commit' });
  const [username, password] = [page.locator('input').first(), page.locator('input').nth(1)];
  await username.fill('john.doe@banks.com');
  await password.fill(NEW_PASSWORD);
  purge();
  await expect.poll(documents).toBe(2);
  await expect(page.getByRole('banner')).toBeVisible();
  await expect(username).toHaveValue('john.doe@banks.com');
  await expect(password).toHaveValue('');
  expect(await page.evaluate(() => [JSON.stringify(history.state), JSON.stringify(sessionStorage)])).toEqual([
    'null',
    '{}',
  ]);
});

test('an older page that is gone on from to one whose part is gone is loaded anew, once', async ({
  page,
  forgotPassword,
  signIn,
}) => {
  await forgotPassword.open();
  let documents = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents += 1;
  });
  await page.route(/\/sign_in-[\da-f]+\.wasm$/, (route) => route.fulfill({ status: 404, body: 'Not found' }), { times: 1 });
  await forgotPassword.link('Back to sign-in').click();
  await expect.poll(() => documents).toBe(1);
  await signIn.started();
  await expect(signIn.title).toBeVisible();
  await signIn.usePassword.click();
  await expect(signIn.password).toBeVisible();
  expect(documents).toBe(1);
});

test.describe('a file that only a press needs and that is gone', () => {
  for (const isDeployed of [true, false]) {
    const end = isDeployed ? 'with a deployment comes with the newer page' : 'for a moment is asked for again';
    test(`${end}, and what was typed stays`, async ({ page, store, forgotPassword, checkYourEmail }) => {
      let documents = 0;
      let isGone = true;
      await page.route('**/store-*.wasm', (route) => (isGone ? route.fulfill({ status: 404 }) : route.fallback()));
      await page.route(/\/forgot_password\/$/, async (route) => {
        if (route.request().isNavigationRequest()) {
          documents += 1;
          isGone = documents === 1;
          return route.fallback();
        }
        const answer = await route.fetch();
        const whole = await answer.text();
        return route.fulfill({ response: answer, body: isDeployed ? older(whole) : whole });
      });
      await forgotPassword.open();
      await forgotPassword.ask(store.john.username);
      if (isDeployed) await expect.poll(() => documents).toBe(2);
      else await expect(forgotPassword.focusedProblem).toBeVisible();
      isGone = false;
      await forgotPassword.started();
      await expect(forgotPassword.username).toHaveValue(store.john.username);
      await expect(forgotPassword.renewed).toBeVisible({ visible: isDeployed });
      await forgotPassword.send.click();
      await expect(checkYourEmail.title).toBeVisible();
      await expect(forgotPassword.renewed).toBeHidden();
      expect(documents).toBe(isDeployed ? 2 : 1);
      expect(await store.messages()).toHaveLength(1);
    });
  }
});

test('a host that has always another page than it serves is believed once', async ({ page, store, forgotPassword }) => {
  let documents = 0;
  await page.route('**/store-*.wasm', (route) => route.fulfill({ status: 404 }));
  await page.route(/\/forgot_password\/$/, async (route) => {
    if (route.request().isNavigationRequest()) {
      documents += 1;
      return route.fallback();
    }
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: older(await answer.text()) });
  });
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);
  await expect(forgotPassword.renewed).toBeVisible();
  await forgotPassword.started();
  await forgotPassword.send.click();
  await expect(forgotPassword.focusedProblem).toContainText('We could not reach the store');
  expect(documents).toBe(2);
});

test('a file that only a press needs and that never comes is waited for so long, then asked for again', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  // At first, 30 s are 300 ms here.
  await page.addInitScript(() => {
    const { timeout } = AbortSignal;
    Object.assign(window, { hurry: 100 });
    AbortSignal.timeout = (milliseconds) =>
      timeout.call(AbortSignal, milliseconds / (window as unknown as { hurry: number }).hurry);
  });
  await page.route('**/store-*.wasm', () => {});
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);
  await expect(forgotPassword.focusedProblem).toContainText('We could not reach the store');
  expect(await store.codeRequests()).toEqual([]);
  await page.unroute('**/store-*.wasm');
  await page.evaluate(() => Object.assign(window, { hurry: 1 }));
  await forgotPassword.send.click();
  await expect(checkYourEmail.title).toBeVisible();
});

test('a kept file that is damaged is fetched anew', async ({ page, forgotPassword }) => {
  let served = 0;
  await page.route('**/*.wasm', (route) =>
    served++ === 0 ? route.fulfill({ contentType: 'application/wasm', body: 'damaged' }) : route.continue(),
  );
  await page.goto('/forgot_password/');
  await expect(forgotPassword.title).toBeVisible();
  await forgotPassword.started();
  await expect(forgotPassword.renewed, 'nothing is new').toBeHidden();
});

test('so is one that a page needs beside the app', async ({ page, signIn }) => {
  let served = 0;
  await page.route('**/sign_in-*.wasm', (route) =>
    served++ === 0 ? route.fulfill({ contentType: 'application/wasm', body: 'damaged' }) : route.fallback(),
  );
  await page.goto('/sign_in/');
  await signIn.started();
  await expect(signIn.title).toBeVisible();
  expect(served, 'asked for past the cache before the page is loaded again').toBe(3);
});

/** Answers the first requests for a page with one that names files of another build; tells how many were asked for. */
async function serveOlderPage(page: Page, times: number, fields = ''): Promise<() => number> {
  let asked = 0;
  await page.route(/\/$/, async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const isOlder = asked++ < times;
    // The newer one comes from the host itself: from a page that Playwright makes up, Chromium lets nothing reach a store on
    // this machine.
    if (!isOlder && !fields) return route.fallback();
    const answer = await route.fetch();
    const whole = (await answer.text()).replace('<body>', `<body>${fields}`);
    return route.fulfill({ response: answer, body: isOlder ? older(whole) : whole });
  });
  return () => asked;
}

function older(page: string): string {
  return page.replace(/<link [^>]*latchkey-[^>]*>/g, (file) =>
    file.replace(/latchkey-[\da-f]{16}/, 'latchkey-0000000000000000').replace(/sha384-.{8}/, 'sha384-00000000'),
  );
}
