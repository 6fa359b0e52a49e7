import type { Page } from '@playwright/test';

import type { Store } from '../fixtures/store';
import { expect, test } from '../fixtures/test';
import { CheckYourEmailPage } from '../pages/check_your_email_page';
import { ForgotPasswordPage } from '../pages/forgot_password_page';

const NOBODY = 'nobody.here@banks.com';
const START = new Date('2026-03-02T10:00:00Z');
const LATER = new Date('2026-03-02T10:00:30Z');

/** Everything that the store might say about an address that has no account, or that may get no code. */
const ANSWERS: Record<string, (store: Store) => Promise<void>> = {
  'an unknown address, accepted': (store) => store.switch({ unknown_username: 'accepted_202' }),
  'an unknown address, not found': (store) => store.switch({ unknown_username: 'not_found_404' }),
  'an unknown address, accepted in many words': (store) =>
    store.switch({ unknown_username: 'accepted_202', one_time_token_answer: 'created_201_with_body' }),
  'the feature off, unprocessable': (store) => turnOff(store, 'unprocessable_422'),
  'the feature off, accepted': (store) => turnOff(store, 'accepted_202'),
  'the feature off, not found': (store) => turnOff(store, 'not_found_404'),
  'bad request': (store) => refuse(store, 400, 'Bad Request'),
  'unauthorized, but not for the access token': (store) => refuse(store, 401, 'Unauthorized'),
  forbidden: (store) => refuse(store, 403, 'Forbidden'),
  conflict: (store) => refuse(store, 409, 'Conflict'),
};

for (const [name, prepare] of Object.entries(ANSWERS)) {
  test(`${name}: looks the same as success, to the letter`, async ({ page, store, developerConsole }) => {
    await page.clock.install({ time: START });
    await page.goto('/');
    await page.clock.pauseAt(LATER);
    const known = await afterAsking(page, store.john.username);
    expect(known).toContain('Check your email');
    await prepare(store);
    expect(await afterAsking(page, NOBODY)).toBe(known);

    const [answered] = (await store.requests('one_time_password_token_request.create')).slice(-1);
    const told = developerConsole.ofTheApp.join('\n');
    if (answered && answered.status >= 400) expect(told, 'the developer is told').toContain(`${answered.status}`);
    expect(told, 'but not whom it was about').not.toContain(NOBODY);
  });
}

test('the page moves on no sooner than 600 ms, however fast the store answers', async ({
  page,
  forgotPassword,
  checkYourEmail,
}) => {
  await page.clock.install({ time: START });
  await forgotPassword.open();
  await page.clock.pauseAt(LATER);
  const answered = page.waitForResponse(/one-time-password-token-request/);
  await forgotPassword.ask(NOBODY);
  await (await answered).finished();

  await page.clock.runFor(590);
  await expect(forgotPassword.sending).toBeVisible();
  await expect(forgotPassword.title).toBeVisible();
  await page.clock.runFor(10);
  await expect(checkYourEmail.title).toBeVisible();
});

async function turnOff(store: Store, answer: string): Promise<void> {
  await store.settings({ enable_one_time_password_token: false });
  await store.switch({ feature_disabled: answer });
}

function refuse(store: Store, status: number, title: string): Promise<void> {
  const body = { errors: [{ status: `${status}`, title, detail: 'refused' }] };
  return store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status, body });
}

/**
 * Title, address and mark-up of the page once a code was asked for, by a browser that remembers nothing; the e-mail
 * address itself is left out.
 */
async function afterAsking(page: Page, username: string): Promise<string> {
  await page.evaluate(() => localStorage.clear());
  const forgotPassword = new ForgotPasswordPage(page);
  await forgotPassword.open();
  const answered = page.waitForResponse(/one-time-password-token-request/);
  await forgotPassword.ask(username);
  await (await answered).finished();
  // Whole seconds, so that every countdown starts alike.
  await page.clock.runFor(1000);
  // Takes the focus when the page has been named after it.
  await expect(new CheckYourEmailPage(page).title).toBeFocused();
  const shown = [await page.title(), page.url(), await page.getByRole('main').innerHTML()];
  return shown.join('\n').replaceAll(username, '[address]');
}
