import type { Route } from '@playwright/test';

import { stopClock } from '../fixtures/clock';
import { hold } from '../fixtures/held';
import { historyOf } from '../fixtures/history';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { FailurePage } from '../pages/failure_page';

// A file that is missing or wrong is the developer's to mend: configuration.spec.ts.

/** What a network does to the file, and what the developer is told of it. */
const FAULTS: Record<string, [fail: (route: Route) => Promise<void>, finding: string]> = {
  'the network is down': [(route) => route.abort(), 'no answer'],
  'the network wants a sign-in first': [
    (route) => route.fulfill({ contentType: 'text/html', body: '\n<!doctype html><title>Wi-Fi</title>' }),
    'a page instead',
  ],
  'the host is overloaded': [(route) => route.fulfill({ status: 503, body: 'Try later' }), 'status 503'],
};

for (const [name, [fail, finding]] of Object.entries(FAULTS)) {
  test(`${name}: the page says so, and trying again keeps the link`, async ({
    page,
    store,
    exposure,
    changePassword,
    developerConsole,
  }) => {
    await page.route('**/config.json', fail);
    let documents = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) documents += 1;
    });
    const { link, code } = await store.mailCode(store.john);
    const failure = new FailurePage(page);
    await page.goto(link);
    await expect(failure.title).toBeFocused();
    await page.waitForLoadState('networkidle');
    expect(documents, 'nothing is loaded anew by itself').toBe(1);
    await expect(failure.codeStillWorks).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    expect(developerConsole.ofTheApp.join('\n')).toContain(`config.json could not be loaded (${finding}).`);
    expect(await exposure.placesOf(page, code)).toEqual([]);

    await failure.tryAgain.click();
    await expect(failure.title, 'it fails again, and keeps the link again').toBeFocused();
    await page.unroute('**/config.json');
    await failure.tryAgain.click();
    await changePassword.started();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    expect((await historyOf(page)).join('\n')).not.toContain(code);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });

  test(`${name}: what was typed stays in sight, a username outlives the next try`, async ({ page, store, signIn }) => {
    await page.route('**/config.json', fail);
    const held = await hold(page, '**/config.json');
    await page.goto('/sign_in/', { waitUntil: 'domcontentloaded' });
    await held.arrived;
    await signIn.username.fill(store.john.username);
    await held.release();
    const failure = new FailurePage(page);
    await expect(failure.title).toBeFocused();
    await expect(page.locator('#prerendered input').first()).toHaveValue(store.john.username);

    await page.unroute('**/config.json');
    await failure.tryAgain.click();
    await signIn.started();
    await expect(signIn.username).toHaveValue(store.john.username);
    expect(await store.requests('one_time_password_token_request.create')).toEqual([]);
  });
}

test.describe('on its way', () => {
  test('what is submitted is pending, and goes through once when it arrives', async ({
    page,
    store,
    forgotPassword,
    checkYourEmail,
  }) => {
    const held = await hold(page, '**/config.json');
    await page.goto('/forgot_password/', { waitUntil: 'domcontentloaded' });
    await held.arrived;
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.sending).toHaveAttribute('aria-disabled', 'true');
    await held.release();
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.messages()).toHaveLength(1);
  });

  test('after 15 seconds the page says that it could not start, and does what was asked all the same when it arrives', async ({
    page,
    store,
    changePassword,
  }) => {
    const { link } = await store.mailCode(store.john);
    const held = await hold(page, '**/config.json');
    await stopClock(page);
    await page.goto(link, { waitUntil: 'commit' });
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await held.arrived;
    await changePassword.choose(NEW_PASSWORD);
    const failure = new FailurePage(page);
    await page.clock.runFor(14_000);
    await expect(failure.title).toBeHidden();
    await page.clock.runFor(1_500);
    await expect(failure.title).toBeFocused();
    await expect(failure.codeStillWorks).toBeVisible();
    expect(await store.exchanges()).toEqual([]);

    await page.clock.resume();
    await held.release();
    await expect(failure.title).toBeHidden();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });
});
