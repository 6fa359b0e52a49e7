import type { Page } from '@playwright/test';

import { sentBy } from '../fixtures/sent';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { ForgotPasswordPage } from '../pages/forgot_password_page';

test('a page that comes back sends nothing again', async ({ page, store, forgotPassword, checkYourEmail }) => {
  const sent = sentBy(page, '/one-time-password-token-request');
  await forgotPassword.askFor(store.john.username);
  await leaveAndComeBack(page);

  await expect(checkYourEmail.title).toBeVisible();
  await expect(checkYourEmail.sendAgain).toBeDisabled();
  expect(sent).toHaveLength(1);
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a page that comes back waits with the tab that asked meanwhile', async ({
  page,
  context,
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  await forgotPassword.open();
  await watchForComingBack(page);
  await page.goto('/');
  await new ForgotPasswordPage(await context.newPage()).askFor(store.john.username);
  await comeBack(page);

  await expect(checkYourEmail.title).toBeVisible();
  await expect(checkYourEmail.sendAgain).toBeDisabled();
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a page that comes back has heard what happened in another tab', async ({
  page,
  store,
  forgotPassword,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  await watchForComingBack(page);
  await page.goto('/');
  const other = await changePassword.inAnotherTab();
  await other.follow((await store.message()).link);
  await other.choose(NEW_PASSWORD);
  await expect(other.changed).toBeVisible();
  await comeBack(page);

  await expect(forgotPassword.title, 'nothing is waited for any more').toBeVisible();
});

test('a code that was shown is gone when the page comes back', async ({ page, store, changePassword }) => {
  const { link, code } = await store.mailCode(store.john);
  await changePassword.follow(link);
  await changePassword.showCode.click();
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  await leaveAndComeBack(page);

  await expect(changePassword.showCode).toBeVisible();
  await expect(page.getByText(code, { exact: true })).toBeHidden();
});

test('a page that comes back knows that another tab signed out, and shows nothing of the account', async ({
  page,
  store,
  account,
}) => {
  await account.openAs(store.john);
  await watchForComingBack(page);
  await page.goto('/');
  const other = await account.inAnotherTab();
  await other.open();
  await other.signOut.click();
  await other.signInFirst.waitFor();
  await comeBack(page);
  await expect(account.signInFirst).toBeVisible();
  await expect(page.getByText(store.john.username)).toHaveCount(0);
});

test('a page that comes back shows the account that another tab chose', async ({ page, store, account }) => {
  await account.openAs(store.jane, 'Banks Household');
  await watchForComingBack(page);
  await page.goto('/');
  const other = await account.inAnotherTab();
  await other.open();
  await other.switchTo('Banks Catering');
  await expect(other.fact('Account')).toHaveText('Banks Catering');
  await comeBack(page);
  await expect(account.fact('Account')).toHaveText('Banks Catering');
});

test('a page that comes back shows the order that was placed on it, and can place no second one', async ({
  page,
  store,
  configuration,
  checkout,
}) => {
  configuration.set({ guest_checkout: true });
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  const { id } = await store.onlyNewOrder();
  await leaveAndComeBack(page);

  await expect(checkout.fact('Number')).toHaveText(id);
  await expect(page.locator('form')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  expect(await store.requests('checkout.create')).toHaveLength(1);
});

test('a form that comes back shows the order of its cart that another tab has placed, and can place no second one', async ({
  page,
  context,
  store,
  configuration,
  checkout,
}) => {
  configuration.set({ guest_checkout: true });
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await watchForComingBack(page);
  await page.goto('/');
  const other = checkout.on(await context.newPage());
  await other.page.goto('/checkout/');
  await other.fillAsGuest();
  await other.placeOrder.click();
  await expect(other.placed).toBeVisible();
  const { id } = await store.onlyNewOrder();
  await comeBack(page);

  await expect(checkout.fact('Number')).toHaveText(id);
  await expect(page.locator('form')).toHaveCount(0);
  await store.onlyNewOrder();
  expect(await store.requests('checkout.create')).toHaveLength(1);
});

async function leaveAndComeBack(page: Page): Promise<void> {
  await watchForComingBack(page);
  await page.goto('/');
  await comeBack(page);
}

async function watchForComingBack(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => Object.assign(window, { hasComeBack: event.persisted }));
  });
}

/** Goes back, and fails unless the page came from the cache: one that was merely loaded anew proves nothing here. */
async function comeBack(page: Page): Promise<void> {
  // A page from the cache is not loaded, so there is no "load" to wait for.
  await page.goBack({ waitUntil: 'commit' });
  await expect
    .poll(() => page.evaluate(() => 'hasComeBack' in window && window.hasComeBack), 'pageshow.persisted')
    .toBe(true);
}
