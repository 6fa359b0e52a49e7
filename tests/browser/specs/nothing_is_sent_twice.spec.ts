import { hold } from '../fixtures/held';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

// The first request is held in all of these until the last press, so that every further press meets it under way.
const CODE_REQUEST = '**/one-time-password-token-request*';
const EXCHANGE = '**/v2/account-members/tokens*';
const UPDATE = '**/user-authentication-password-profile-info/*';

test('a code, by five submits in a row', async ({ page, store, forgotPassword, checkYourEmail }) => {
  const held = await hold(page, CODE_REQUEST);
  await forgotPassword.open();
  await forgotPassword.username.fill(store.john.username);
  await page.locator('form').evaluate((form: HTMLFormElement) => {
    for (let times = 0; times < 5; times += 1) form.requestSubmit();
  });
  await held.release();

  await expect(checkYourEmail.title).toBeVisible();
  expect(await store.codeRequests()).toHaveLength(1);
  expect(await store.messages()).toHaveLength(1);
});

test('a code, by five clicks in a row', async ({ page, store, forgotPassword, checkYourEmail }) => {
  const held = await hold(page, CODE_REQUEST);
  await forgotPassword.open();
  await forgotPassword.username.fill(store.john.username);
  await forgotPassword.send.click({ clickCount: 5 });
  await held.release();

  await expect(checkYourEmail.title).toBeVisible();
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a code, by Enter and a click', async ({ page, store, forgotPassword, checkYourEmail }) => {
  const held = await hold(page, CODE_REQUEST);
  await forgotPassword.open();
  await forgotPassword.username.fill(store.john.username);
  await forgotPassword.username.press('Enter');
  await forgotPassword.sending.click({ force: true });
  await held.release();

  await expect(checkYourEmail.title).toBeVisible();
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a code, by going back and forward', async ({ page, store, forgotPassword, checkYourEmail }) => {
  await forgotPassword.askFor(store.john.username);
  await page.goto('/');
  await page.goBack();
  await expect(checkYourEmail.title).toBeVisible();
  await page.goForward();
  await page.reload();

  expect(await store.codeRequests()).toHaveLength(1);
});

test('a further code, by five clicks in a row', async ({ page, store, forgotPassword, checkYourEmail }) => {
  await page.clock.install();
  await forgotPassword.askFor(store.john.username);
  await page.clock.fastForward(61_000);
  await expect(checkYourEmail.sendAgain).toBeEnabled();
  const held = await hold(page, CODE_REQUEST);
  await checkYourEmail.sendAgain.click({ clickCount: 5 });
  await held.release();

  await expect(page.getByText('We asked for another code. Use the newest email.').first()).toBeAttached();
  expect(await store.codeRequests()).toHaveLength(2);
});

test('a new code for a refused one, by five clicks in a row', async ({ page, store, changePassword }) => {
  await changePassword.open();
  await changePassword.username.fill(store.john.username);
  await changePassword.code.fill('wrong1');
  await changePassword.choose(NEW_PASSWORD);
  const held = await hold(page, CODE_REQUEST);
  await changePassword.sendNewCode.click({ clickCount: 5 });
  await held.release();

  await expect(changePassword.newCodeSent).toBeVisible();
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a code and a password, by five submits, Enter and a click', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  const [exchange, update] = [await hold(page, EXCHANGE), await hold(page, UPDATE)];
  await changePassword.password.fill(NEW_PASSWORD);
  await page.locator('form').evaluate((form: HTMLFormElement) => {
    for (let times = 0; times < 5; times += 1) form.requestSubmit();
  });
  await changePassword.password.press('Enter');
  await changePassword.saving.click({ force: true });
  await exchange.release();
  await update.arrived;
  await changePassword.password.press('Enter');
  await changePassword.saving.click({ force: true });
  await update.release();

  await expect(changePassword.changed).toBeVisible();
  expect(await store.exchanges()).toHaveLength(1);
  expect(await store.updates()).toHaveLength(1);
});
