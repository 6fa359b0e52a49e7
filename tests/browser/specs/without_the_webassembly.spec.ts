import type { Page, Route } from '@playwright/test';

import { stopClock } from '../fixtures/clock';
import { hold } from '../fixtures/held';
import { historyOf } from '../fixtures/history';
import { layoutShift, watchLayout } from '../fixtures/layout';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { FailurePage } from '../pages/failure_page';

const LINK = '/change_password/#username=john.doe@banks.com&token=canary9code7';
const PATHS = ['/', '/forgot_password/', LINK, LINK.replace('#', '?')];

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false });

  test('plain words say what to do, and there is nothing to type into or to submit', async ({ page }) => {
    const failure = new FailurePage(page);
    for (const path of PATHS) {
      await page.goto(path);
      await expect(failure.heading('This page needs JavaScript'), path).toBeVisible();
      await expect(failure.codeStillWorks).toBeVisible();
      await expect(page.locator('input:visible, form:visible, [contenteditable]')).toHaveCount(0);
      await expect(page.getByRole('button')).toHaveCount(0);
    }
  });
});

/** What a network answers that wants a sign-in first. */
const PAGE = { contentType: 'text/html', body: '<!doctype html><title>Wi-Fi</title>' };

for (const [name, fail] of Object.entries({
  blocked: (route: Route) => route.abort(),
  'replaced by a page': (route: Route) => route.fulfill(PAGE),
})) {
  test(`with the loader ${name}, a calm page appears after 15 seconds, nothing can be typed, and no request carries the code`, async ({
    page,
  }) => {
    await page.route('**/loader-*.js', fail);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url().replace(/#.*/, '')} ${request.headers().referer}`));
    const failure = new FailurePage(page);
    await watchLayout(page);
    await page.goto(LINK);

    await expect(failure.title).toBeHidden();
    // The style sheet's own clock, which runs without any script.
    const patience = await page.evaluate(() => {
      const clocks = document.getAnimations();
      const duration = clocks.map(({ effect }) => effect?.getComputedTiming().endTime);
      for (const clock of clocks) clock.finish();
      return duration;
    });
    expect(patience, 'of the page that appears, and of the form that goes').toEqual([15_000, 15_000]);
    await expect(failure.title).toBeVisible();
    await expect(failure.codeStillWorks).toBeVisible();
    await expect(failure.tryAgain, 'nothing would happen').toBeHidden();
    await expect(failure.loadAgain).toBeVisible();
    await expect(page.getByRole('alert').filter({ has: failure.title }), 'it is also told').toBeVisible();
    expect(await layoutShift(page), 'of what is in sight').toBe(0);
    await expect(page.locator('input:visible, form:visible')).toHaveCount(0);
    await page.keyboard.type(NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((request) => request.includes('canary'))).toEqual([]);
  });
}

test('a page whose loader did not arrive is loaded again by the shopper, and the link still works', async ({
  page,
  store,
  changePassword,
}) => {
  await page.route('**/loader-*.js', (route) => route.abort(), { times: 1 });
  const { link } = await store.mailCode(store.john);
  await page.goto(link);
  await expect(page).toHaveURL(link);
  await page.reload();
  await expect(changePassword.account(store.john.username)).toBeVisible();
  await expect(page).toHaveURL('/change_password/');
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

/** What can come between a browser and the app. */
const FAILURES: Record<string, [files: string, fail: (route: Route) => Promise<void>]> = {
  'the WebAssembly blocked': ['**/*.wasm', (route) => route.abort()],
  'the WebAssembly gone': ['**/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' })],
  'the WebAssembly cut off': [
    '**/*.wasm',
    (route) => route.fulfill({ contentType: 'application/wasm', body: '\0asm' }),
  ],
  'the WebAssembly replaced by a page': ['**/*.wasm', (route) => route.fulfill(PAGE)],
  'its glue blocked': ['**/latchkey-*.js', (route) => route.abort()],
  'its glue replaced by a page': ['**/latchkey-*.js', (route) => route.fulfill(PAGE)],
};

for (const [name, [files, fail]] of Object.entries(FAILURES)) {
  test.describe(`with ${name}`, () => {
    test('the page says so, that the code still works, and where help is; trying again keeps the link', async ({
      page,
      store,
      configuration,
      changePassword,
      developerConsole,
    }) => {
      developerConsole.expectUncaught();
      configuration.set({ support_url: 'https://banks.example/help' });
      await page.route(files, fail);
      const { link, code } = await store.mailCode(store.john);
      const failure = new FailurePage(page);
      await page.goto(link);

      await expect(failure.title).toBeVisible();
      await expect(failure.title).toBeFocused();
      await expect(failure.codeStillWorks).toBeVisible();
      await expect(failure.support).toHaveAttribute('href', 'https://banks.example/help');
      await expect(page).toHaveURL('/change_password/');
      await changePassword.password.evaluate((field) => field.focus());
      await expect(changePassword.password, 'out of reach').not.toBeFocused();
      expect(await store.exchanges()).toEqual([]);

      await failure.tryAgain.click();
      await expect(failure.title, 'it fails again, and keeps the link again').toBeVisible();
      await page.unroute(files);
      await failure.tryAgain.click();
      await expect(changePassword.account(store.john.username)).toBeVisible();
      await expect(failure.title).toBeHidden();
      await expect(page).toHaveURL('/change_password/');
      expect((await historyOf(page)).join('\n')).not.toContain(code);
      await changePassword.choose(NEW_PASSWORD);
      await expect(changePassword.changed).toBeVisible();
    });
  });
}

test.describe('with the WebAssembly on its way', () => {
  test('after 15 seconds the page says that it could not start, and starts all the same when it arrives', async ({
    page,
    store,
    configuration,
    changePassword,
  }) => {
    configuration.set({ support_url: 'https://banks.example/help' });
    const held = await hold(page, '**/*.wasm');
    const { link } = await store.mailCode(store.john);
    await stopClock(page);
    const failure = new FailurePage(page);
    await page.goto(link, { waitUntil: 'commit' });
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await page.clock.runFor(14_000);
    await expect(failure.title).toBeHidden();
    await page.clock.runFor(1_500);
    await expect(failure.title).toBeVisible();
    await expect(failure.support).toBeVisible();

    await page.clock.resume();
    await held.release();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(failure.title).toBeHidden();
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });

  test('a query link is out of the address bar long before', async ({ page }) => {
    const held = await hold(page, '**/*.wasm');
    await page.goto(LINK.replace('#', '?'), { waitUntil: 'commit' });
    await expect(page).toHaveURL('/change_password/');
    await held.release();
  });

  test('a second link replaces the first', async ({ page, store, changePassword }) => {
    const held = await hold(page, '**/*.wasm');
    await page.goto((await store.mailCode(store.john)).link, { waitUntil: 'commit' });
    await expect(page).toHaveURL('/change_password/');
    await changePassword.followInThisTab((await store.mailCode(store.jane)).link);
    await expect(page).toHaveURL('/change_password/');
    await held.release();
    await expect(changePassword.account(store.jane.username)).toBeVisible();
  });
});

test('the failure page links to support, unless the configured address could do harm', async ({
  page,
  store,
  configuration,
  developerConsole,
}) => {
  developerConsole.expectUncaught();
  await page.route('**/*.wasm', (route) => route.abort());
  const failure = new FailurePage(page);
  const { support_url: _, ...whole } = await store.configuration();
  for (const [address, isLinked] of [
    ['https://banks.example/help', true],
    ['mailto:help@banks.com', true],
    ['/help/', true],
    // What the app accepts, and the sandbox's own configuration has.
    ['http://127.0.0.1:9/help', true],
    ['javascript:alert(1)', false],
    ['//evil.example', false],
    [undefined, false],
  ] as const) {
    configuration.answer({ body: JSON.stringify({ ...whole, support_url: address }) });
    const configured = page.waitForResponse('**/config.json');
    await page.goto('/');
    await (await configured).finished();
    await expect.soft(failure.title).toBeVisible();
    if (isLinked) await expect.soft(failure.support).toHaveAttribute('href', address);
    else await expect.soft(failure.support, address).toBeHidden();
  }
});

test.describe('when the app stops with a panic', () => {
  test('the page says so, what was typed is out of reach, and a reload keeps the link', async ({
    page,
    store,
    configuration,
    changePassword,
    developerConsole,
  }) => {
    developerConsole.expectUncaught();
    configuration.set({ support_url: 'https://banks.example/help' });
    const { link, code } = await store.mailCode(store.john);
    await changePassword.follow(link);
    await changePassword.password.fill(NEW_PASSWORD);
    await panic(page);
    await changePassword.showCode.click();

    const failure = new FailurePage(page);
    await expect(failure.title).toBeVisible();
    await expect(failure.title).toBeFocused();
    await expect(failure.support).toBeVisible();
    await changePassword.password.evaluate((field) => field.focus());
    await expect(changePassword.password, 'out of reach').not.toBeFocused();
    expect(developerConsole.text).toContain('RuntimeError');
    expect(developerConsole.text).not.toContain('canary of the panic');
    expect(developerConsole.text).not.toContain(code);

    expect(await store.exchanges()).toEqual([]);
    await failure.tryAgain.click();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });

  test('the same page appears when it stops in a promise', async ({ page, forgotPassword, developerConsole }) => {
    developerConsole.expectUncaught();
    await forgotPassword.open();
    await page.evaluate(() => void Promise.reject(new WebAssembly.RuntimeError('unreachable')));
    await expect(new FailurePage(page).title).toBeFocused();
    await forgotPassword.username.evaluate((field) => field.focus());
    await expect(forgotPassword.username, 'out of reach').not.toBeFocused();
  });

  test('an error that is none of the app leaves the page as it is', async ({
    page,
    forgotPassword,
    developerConsole,
  }) => {
    developerConsole.expectUncaught();
    await forgotPassword.open();
    await page.evaluate(async () => {
      const heard = new Promise((resolve) => window.addEventListener('unhandledrejection', resolve));
      window.dispatchEvent(new ErrorEvent('error', { error: new Error('an extension') }));
      void Promise.reject(new Error('an extension'));
      await heard;
    });
    await forgotPassword.username.fill('john.doe@banks.com');
    await expect(new FailurePage(page).title).toBeHidden();
  });
});

test('a form that is submitted while the app is not there goes nowhere', async ({ page, developerConsole }) => {
  developerConsole.expectUncaught();
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/change_password/');
  await expect(new FailurePage(page).title).toBeVisible();
  const asked = navigations(page);
  await page.evaluate(() => {
    const [form, field, button] = ['form', 'input', 'button'].map((tag) => document.createElement(tag));
    Object.assign(field as HTMLInputElement, { name: 'password', value: 'canary' });
    (button as HTMLButtonElement).textContent = 'Save';
    (form as HTMLFormElement).append(field as HTMLElement, button as HTMLElement);
    document.body.append(form as HTMLFormElement);
    (form as HTMLFormElement).requestSubmit();
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await expect(page).toHaveURL('/change_password/');
});

test('no form of the app could put anything into an address', async ({
  page,
  store,
  configuration,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  configuration.set({ confirm_password: true });
  const harmless = async () => {
    const found = await page.evaluate(() => ({
      forms: [...document.forms].map(({ method }) => method),
      names: [...document.querySelectorAll('input, button')].map((field) => field.getAttribute('name')).filter(Boolean),
    }));
    expect(found).toEqual({ forms: ['post'], names: [] });
  };
  await forgotPassword.open();
  await harmless();
  await forgotPassword.ask(store.john.username);
  await expect(checkYourEmail.title).toBeVisible();
  await harmless();
  await changePassword.open();
  await harmless();
});

/** Makes the next thing that the app draws impossible. */
async function panic(page: Page): Promise<void> {
  await page.evaluate(() => {
    const fail = () => {
      throw new Error('canary of the panic');
    };
    for (const name of ['createElement', 'createElementNS', 'createTextNode', 'createComment'] as const) {
      Object.defineProperty(Document.prototype, name, { value: fail });
    }
    for (const name of ['cloneNode', 'insertBefore', 'appendChild'] as const)
      Object.defineProperty(Node.prototype, name, { value: fail });
  });
}

/** The documents that the page asks for from now on. */
function navigations(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(`${request.method()} ${request.url()}`);
  });
  return asked;
}
