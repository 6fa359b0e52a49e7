import type { Page } from '@playwright/test';

import { hold } from '../fixtures/held';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

// What password managers look for: one form that holds the account and the new password, each under its own name.

test('find the account and the new password in one form, from a link', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  expect(await fieldsOf(page)).toEqual([
    { type: 'text', autocomplete: 'username', value: store.john.username, readOnly: true, isRendered: true },
    { type: 'password', autocomplete: 'new-password', value: '', readOnly: false, isRendered: true },
  ]);
});

test('find the account, the code and the new password in one form, without a link', async ({
  page,
  changePassword,
}) => {
  await changePassword.open();
  expect(await fieldsOf(page)).toEqual([
    { type: 'email', autocomplete: 'username', value: '', readOnly: false, isRendered: true },
    { type: 'text', autocomplete: 'one-time-code', value: '', readOnly: false, isRendered: true },
    { type: 'password', autocomplete: 'new-password', value: '', readOnly: false, isRendered: true },
  ]);
});

test('find both passwords where the store asks for it twice', async ({
  page,
  store,
  configuration,
  changePassword,
}) => {
  configuration.set({ confirm_password: true });
  await changePassword.follow((await store.mailCode(store.john)).link);
  const passwords = (await fieldsOf(page)).filter(({ type }) => type === 'password');
  expect(passwords.map(({ autocomplete }) => autocomplete)).toEqual(['new-password', 'new-password']);

  await changePassword.password.fill(NEW_PASSWORD);
  await changePassword.repeat.fill('another umbrella 8');
  await changePassword.save.click();
  await expect(changePassword.focusedProblem).toContainText('The two passwords differ.');
  await changePassword.repeat.fill(NEW_PASSWORD);
  await changePassword.save.click();
  await expect(changePassword.changed).toBeVisible();
});

test('find the username where a code is asked for', async ({ page, forgotPassword }) => {
  await forgotPassword.open();
  expect(await fieldsOf(page)).toEqual([
    { type: 'email', autocomplete: 'username', value: '', readOnly: false, isRendered: true },
  ]);
  await expect(forgotPassword.username).toHaveAttribute('spellcheck', 'false');
  await expect(forgotPassword.username).toHaveAttribute('autocapitalize', 'none');
});

test('are told the rules that a made-up password must keep', async ({ store, configuration, changePassword }) => {
  configuration.set({ password_min_length: 12 });
  await changePassword.follow((await store.mailCode(store.john)).link);
  await expect(changePassword.password).toHaveAttribute('passwordrules', /minlength: 12;/);
  await expect(changePassword.password).toHaveAccessibleDescription(/At least 12 characters/);
});

test('may fill fields without telling the page', async ({ store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.password.evaluate((field: HTMLInputElement, password) => {
    field.value = password;
  }, NEW_PASSWORD);
  await changePassword.save.click();
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('see the password as one when it is saved, even if it was shown', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.password.fill(NEW_PASSWORD);
  await changePassword.show.click();
  await expect(changePassword.password).toHaveAttribute('type', 'text');
  await expect(changePassword.hide).toBeVisible();
  await changePassword.hide.click();
  await expect(changePassword.password).toHaveAttribute('type', 'password');
  await changePassword.show.click();

  const held = await hold(page, '**/v2/account-members/tokens*');
  await changePassword.save.click();
  await expect(changePassword.saving).toBeVisible();
  await expect(changePassword.password).toHaveAttribute('type', 'password');
  await held.release();
  await expect(changePassword.changed).toBeVisible();
});

test('and people may paste into every field, and long values are kept whole', async ({
  page,
  context,
  changePassword,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await changePassword.open();
  const long = 'x1-ÿ '.repeat(26);
  await page.evaluate((text) => navigator.clipboard.writeText(text), long);
  for (const field of [changePassword.username, changePassword.code, changePassword.password]) {
    await field.focus();
    await page.keyboard.press('ControlOrMeta+V');
    // An e-mail field strips spaces at its ends.
    await expect.poll(async () => (await field.inputValue()).trim()).toBe(long.trim());
    await expect(field).not.toHaveAttribute('maxlength');
  }
});

test('the code field takes what autofill brings at once', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  const { code } = await store.message();
  await expect(checkYourEmail.code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(checkYourEmail.code).toHaveAttribute('type', 'text');
  await checkYourEmail.code.focus();
  await page.keyboard.insertText(code);
  await page.keyboard.press('Enter');
  await expect(changePassword.account(store.john.username)).toBeVisible();
});

test('a password is sent as it was typed: spaces, accents and 128 characters', async ({ store, changePassword }) => {
  const password = ` ünï-${'ö 漢字🙂'.repeat(24)} `;
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.choose(password);
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, password)).toBe(true);
});

/** The fields of the one form of the page, as a password manager sees them. */
function fieldsOf(page: Page) {
  return page.evaluate(() => {
    const forms = [...document.forms];
    if (forms.length !== 1) throw new Error(`The page has ${forms.length} forms.`);
    return [...document.querySelectorAll('form input')].map((field) => {
      const { type, autocomplete, value, readOnly } = field as HTMLInputElement;
      return { type, autocomplete, value, readOnly, isRendered: field.getClientRects().length > 0 };
    });
  });
}
