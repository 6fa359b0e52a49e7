import type { Page } from '@playwright/test';

import { type Held, hold } from '../fixtures/held';
import { keptIn, keys, selectedIn } from '../fixtures/kept_session';
import { sandboxUrl } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import type { ChangePasswordPage } from '../pages/change_password_page';

test('from the home page, by the link in the e-mail', { tag: '@journey' }, async ({
  page,
  context,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Get a code by email' }).click();
  await expect(page).toHaveURL('forgot_password/');
  await forgotPassword.ask(store.john.username);
  await expect(checkYourEmail.title).toBeVisible();
  await expect(page.getByText(store.john.username)).toBeVisible();
  await expect(page.getByText('The code is valid for 10 minutes.')).toBeVisible();

  const inbox = await context.newPage();
  await inbox.goto(`${sandboxUrl()}/sandbox?client_id=${store.clientId}`);
  const opened = context.waitForEvent('page');
  await inbox.getByRole('link', { name: 'Open the link' }).click();
  const opening = changePassword.on(await opened);
  await expect(opening.account(store.john.username)).toBeVisible();
  await expect(opening.page).toHaveURL('change_password/');
  await opening.choose(NEW_PASSWORD);

  await expect(opening.changed).toBeVisible();
  await expect(opening.page.getByText('Where you are signed in already, you may stay signed in')).toBeVisible();
  await expect(opening.link('Sign in')).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD), 'the new password').toBe(true);
  expect(await store.accepts(store.john, store.john.password), 'the old password').toBe(false);
  expect(await store.codeRequests()).toHaveLength(1);
  expect(await store.exchanges()).toHaveLength(1);
  expect(await store.updates()).toHaveLength(1);
});

test('by the code typed where it was asked for', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);
  await checkYourEmail.code.fill((await store.message()).code);
  await checkYourEmail.continue.click();

  await expect(changePassword.title).toBeVisible();
  await expect(changePassword.account(store.john.username)).toBeVisible();
  await expect(changePassword.code, 'asked for a second time').toBeHidden();
  expect(await store.exchanges(), 'spent before the password is chosen').toHaveLength(0);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.changed).toBeVisible();
  await expect(page).toHaveURL('/change_password/');
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('by the code typed on another device', async ({ store, forgotPassword, changePassword, otherDevice }) => {
  await forgotPassword.askFor(store.john.username);
  const { code } = await store.message();

  const phone = changePassword.on(await otherDevice());
  await phone.open();
  await phone.username.fill(store.john.username);
  await phone.code.fill(code);
  await phone.choose(NEW_PASSWORD);

  await expect(phone.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('by the link opened on another device', async ({ store, forgotPassword, changePassword, otherDevice }) => {
  await forgotPassword.askFor(store.john.username);
  const { link } = await store.message();

  const phone = changePassword.on(await otherDevice());
  await phone.follow(link);
  await phone.choose(NEW_PASSWORD);

  await expect(phone.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('by a member of several accounts, who has none to pick', async ({ store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.jane)).link);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.jane, NEW_PASSWORD)).toBe(true);
});

test('not by a member without an account, who is told whom to ask', async ({ store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.nora)).link);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.alert).toContainText('No account to change');
  await expect(changePassword.alert.getByRole('link', { name: 'Contact support' })).toBeVisible();
  expect(await store.updates()).toHaveLength(0);
});

test('and leaves nothing of the attempt behind in this browser', async ({
  page,
  store,
  forgotPassword,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain(store.john.username);
  await changePassword.follow((await store.message()).link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();

  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  expect(kept).not.toContain('attempt');
  expect(kept).not.toContain(store.john.username);
  expect(kept, 'an account token').not.toContain('eyJ');
});

for (const value of ['no', 'yes']) {
  test(`and signs in, where the configuration says so and earlier account tokens end with it: ${value}`, async ({
    page,
    store,
    configuration,
    forgotPassword,
    changePassword,
    account,
  }) => {
    configuration.set({ after_reset: 'signed_in' });
    await store.switch({ password_change_ends_tokens: value });
    await forgotPassword.askFor(store.john.username);
    await changePassword.follow((await store.message()).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
    await changePassword.link('Your account').click();
    await expect(account.fact('Email')).toHaveText(store.john.username);
    await page.reload();
    await expect(account.fact('Email')).toHaveText(store.john.username);
  });
}

test('and leads to signing in where that cannot be done at once', async ({
  page,
  store,
  configuration,
  forgotPassword,
  changePassword,
}) => {
  configuration.set({ after_reset: 'signed_in' });
  await forgotPassword.askFor(store.john.username);
  await changePassword.follow((await store.message()).link);
  const exchange = await chooseUntilSigningIn(page, changePassword);
  await store.fault({ route: 'account_members_tokens.create', fault: 'status', status: 503 });
  await expect(changePassword.changed).toBeVisible();
  await expect(page.getByRole('main').getByText('Signing you in…').last()).toBeVisible();
  expect((await keys(page)).local, 'it is over').not.toContain(`latchkey.${store.clientId}.attempt`);
  await exchange.release();
  await expect(changePassword.link('Sign in')).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('and leaves signed in who has signed in before the password was chosen', async ({
  page,
  store,
  configuration,
  forgotPassword,
  changePassword,
  signIn,
  account,
}) => {
  configuration.set({ after_reset: 'signed_in' });
  await forgotPassword.askFor(store.john.username);
  await changePassword.follow((await store.message()).link);
  const other = await signIn.inAnotherTab();
  await other.asMemberFor(store.jane, 'Banks Catering');
  await account.on(other.page).loaded();
  const kept = await keptIn(page);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  expect(await selectedIn(page)).toBe('Banks Catering');
  expect(await keptIn(page)).toEqual(kept);
  expect(await store.exchanges(), 'Jane’s password and John’s code').toHaveLength(2);
  await changePassword.link('Your account').click();
  await expect(account.fact('Email')).toHaveText(store.jane.username);
});

test('and replaces nobody who signs in in another tab while it is about to sign in', async ({
  page,
  store,
  configuration,
  forgotPassword,
  changePassword,
  signIn,
  account,
}) => {
  configuration.set({ after_reset: 'signed_in' });
  await forgotPassword.askFor(store.john.username);
  await changePassword.follow((await store.message()).link);
  const exchange = await chooseUntilSigningIn(page, changePassword);
  const other = await signIn.inAnotherTab();
  await other.asMemberFor(store.jane, 'Banks Catering');
  await account.on(other.page).loaded();
  const kept = await keptIn(page);
  await exchange.release();

  await expect(changePassword.changed).toBeVisible();
  expect(await selectedIn(page)).toBe('Banks Catering');
  expect(await keptIn(page)).toEqual(kept);
  expect(await store.exchanges(), 'John’s code, Jane’s password and John’s new one').toHaveLength(3);
  await changePassword.link('Your account').click();
  await expect(account.fact('Email')).toHaveText(store.jane.username);
});

test('only where the store lets members change their password, which shows before the code is spent', async ({
  store,
  changePassword,
  developerConsole,
}) => {
  await store.settings({ account_member_self_management: 'disabled' });
  const { link } = await store.mailCode(store.john);
  await changePassword.follow(link);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.alert).toContainText('The password cannot be changed here');
  await expect(changePassword.alert.getByRole('link', { name: 'Contact support' })).toBeVisible();
  expect(await store.exchanges()).toHaveLength(0);
  expect(developerConsole.text).toContain('account_member_self_management');
});

/** Sets a new password; what signs in with it is held. */
async function chooseUntilSigningIn(page: Page, changePassword: ChangePasswordPage): Promise<Held> {
  const update = await hold(page, '**/user-authentication-password-profile-info/*');
  await changePassword.choose(NEW_PASSWORD);
  await update.arrived;
  // The exchange of the code is over: the next one is that of the new password.
  const exchange = await hold(page, '**/v2/account-members/tokens*');
  await update.release();
  await exchange.arrived;
  return exchange;
}
