import type { Page } from '@playwright/test';

import { type Held, hold } from '../fixtures/held';
import { SESSION_KEY, keys, selectedIn } from '../fixtures/kept_session';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { ADDRESS } from '../pages/checkout_page';
import type { ForgotPasswordPage } from '../pages/forgot_password_page';

const CODE_REQUEST = '**/one-time-password-token-request';
const EXCHANGE = '**/v2/account-members/tokens*';

test.describe('whoever leaves while a password is saved', () => {
  test('and comes back finds it being saved, then done', async ({ page, store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    const held = await hold(page, EXCHANGE);
    await changePassword.choose(NEW_PASSWORD);
    await held.arrived;
    await changePassword.link('Start again').click();
    await page.goBack();
    await expect(changePassword.saving).toBeVisible();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(changePassword.notMe).toBeHidden();
    await held.release();

    await expect(changePassword.changed).toBeFocused();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('and comes back later finds it done', async ({ page, store, configuration, forgotPassword, changePassword }) => {
    configuration.set({ after_reset: 'signed_in' });
    await forgotPassword.askFor(store.john.username);
    await page.goto((await store.message()).link);
    const held = await hold(page, EXCHANGE);
    await changePassword.choose(NEW_PASSWORD);
    await held.arrived;
    await changePassword.link('Start again').click();
    await held.release();
    await expect.poll(() => store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    await page.goBack();

    await expect(changePassword.changed).toBeVisible();
    await page.goForward();
    await expect(forgotPassword.title).toBeVisible();
    await page.goBack();
    await expect(changePassword.title, 'it is told once').toBeVisible();
  });
});

test.describe('whoever leaves while signing in', () => {
  test('with a code is signed in all the same', async ({ page, store, signIn, account }) => {
    await page.goto('/account/');
    await account.signIn.click();
    await signIn.haveCode.click();
    await signIn.username.fill(store.john.username);
    await signIn.code.fill((await store.mailSignInCode(store.john)).code);
    const held = await hold(page, EXCHANGE);
    await signIn.submit.click();
    await held.arrived;
    await page.goBack();
    await expect(account.signInFirst).toBeVisible();
    await held.release();

    await expect(account.fact('Account')).toHaveText('Personal Account');
    await expect(account.status).toBeEmpty();
    expect(await store.exchanges()).toHaveLength(1);
    await page.goForward();
    await expect(signIn.signedIn).toBeVisible();
  });

  test('and comes back finds it under way, then done', async ({ page, store, signIn, forgotPassword }) => {
    const held = await hold(page, EXCHANGE);
    await signIn.as(store.john);
    await held.arrived;
    await signIn.link('Forgot your password?').click();
    await expect(forgotPassword.title).toBeVisible();
    await page.goBack();
    await expect(signIn.pending).toBeVisible();
    await held.release();

    await expect(signIn.signedIn).toBeFocused();
    await expect(page.getByText('Personal Account')).toBeVisible();
    await signIn.someoneElse.click();
    await signIn.enter(store.jane);
    await expect(signIn.choosing, 'somebody else may sign in').toBeVisible();
  });

  test('and comes back finds the accounts to choose from', async ({ page, store, signIn, account, forgotPassword }) => {
    const held = await hold(page, EXCHANGE);
    await signIn.as(store.jane);
    await held.arrived;
    await signIn.link('Forgot your password?').click();
    await expect(forgotPassword.title).toBeVisible();
    const exchanged = page.waitForResponse(EXCHANGE);
    await held.release();
    await (await exchanged).finished();
    expect(await selectedIn(page), 'none is chosen').toBeUndefined();
    await page.goBack();
    await signIn.choose('Banks Catering');
    await expect(account.fact('Account')).toHaveText('Banks Catering');
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('and comes back is told what went wrong', async ({ page, store, signIn, account, forgotPassword }) => {
    const held = await hold(page, EXCHANGE);
    await signIn.as({ ...store.john, password: 'wrong horse' });
    await held.arrived;
    await signIn.link('Forgot your password?').click();
    await expect(forgotPassword.title).toBeVisible();
    await page.goBack();
    await held.release();
    await expect(signIn.alert).toContainText('This password does not belong to this account');
    await signIn.enter(store.john);
    await expect(account.title).toBeVisible();
  });
});

test('a link that is being used is not disowned any more', async ({ page, store, signIn, account }) => {
  await signIn.as(store.jane);
  await signIn.choose('Banks Catering');
  await account.loaded();
  await signIn.follow((await store.mailSignInCode(store.john)).link);
  await expect(signIn.leaveAsItIs).toBeVisible();
  const held = await hold(page, EXCHANGE);
  await signIn.continue.click();
  await held.arrived;
  await expect(signIn.notMe).toBeHidden();
  await expect(signIn.leaveAsItIs).toBeHidden();
  await held.release();
  await expect(account.fact('Account')).toHaveText('Personal Account');
});

test.describe('whoever leaves while a code is asked for', () => {
  test('and comes back is told to check the email', async ({ page, store, forgotPassword, checkYourEmail }) => {
    const held = await leaveWhileAsking(page, forgotPassword, store.john.username);
    await page.goBack();
    await expect(forgotPassword.sending).toBeVisible();
    await held.release();

    await expect(checkYourEmail.title).toBeFocused();
    await expect(checkYourEmail.status).toBeEmpty();
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('is not disturbed in what is typed meanwhile', async ({ page, store, forgotPassword, changePassword }) => {
    const held = await leaveWhileAsking(page, forgotPassword, store.john.username);
    await changePassword.code.pressSequentially('12');
    await held.release();
    const isRemembered = async () => (await keys(page)).local.some((key) => key.endsWith('.attempt'));
    await expect.poll(isRemembered).toBe(true);

    await expect(changePassword.code).toBeFocused();
    await expect(changePassword.code).toHaveValue('12');
  });

  test('and comes back is told what went wrong', async ({ page, store, forgotPassword, changePassword }) => {
    await store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status: 503 });
    const held = await leaveWhileAsking(page, forgotPassword, store.john.username);
    await expect(changePassword.title).toBeVisible();
    await page.goBack();
    await held.release();

    await expect(forgotPassword.alert).toContainText('Something went wrong in the store');
    await expect(forgotPassword.username).toBeVisible();
  });
});

test('what was announced as under way is taken back when it ends', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  const held = await hold(page, EXCHANGE);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.status).toHaveText('Saving your new password…');
  await held.release();
  await expect(changePassword.changed).toBeVisible();
  await expect(changePassword.status).toBeEmpty();
});

test('what was typed at checkout is there after signing in again by the link, opened in another tab', async ({
  page,
  store,
  signIn,
  checkout,
}) => {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
  await page.evaluate((key) => localStorage.removeItem(key), SESSION_KEY);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow')));
  await checkout.signIn.click();
  await signIn.username.fill(store.john.username);
  await signIn.emailCode.click();
  await signIn.checkYourEmail.waitFor();

  const other = await page.context().newPage();
  await other.goto((await store.message()).link);
  await expect(other).toHaveURL('/checkout/');
  await expect(signIn.signedIn).toBeVisible();
  await signIn.link('Continue').click();
  await expect(checkout.field('First name')).toHaveValue(ADDRESS['First name']);
  await expect(checkout.contactName).toHaveValue(store.john.name);
});

/** Asks for a code and goes on to the page that takes one; the request is held. */
async function leaveWhileAsking(page: Page, forgotPassword: ForgotPasswordPage, username: string): Promise<Held> {
  await forgotPassword.open();
  const held = await hold(page, CODE_REQUEST);
  await forgotPassword.ask(username);
  await held.arrived;
  await forgotPassword.link('I already have a code').click();
  return held;
}
