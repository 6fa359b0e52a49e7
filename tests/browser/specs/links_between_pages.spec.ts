// The address of a page is its own, and its links are links.

import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/test';
import { EarlyPage } from '../pages/early_page';

test('lead on without loading anything anew, and back and forward', async ({ page, forgotPassword, changePassword }) => {
  await page.setViewportSize({ width: 390, height: 300 });
  await forgotPassword.open();
  await mark(page);
  await forgotPassword.link('I already have a code').click();
  await expect(changePassword.title).toBeFocused();
  await expect(page).toHaveURL('/change_password/');
  expect(await page.evaluate(() => scrollY), 'at its top').toBe(0);
  await page.goBack();
  await expect(forgotPassword.title).toBeFocused();
  await expect(page).toHaveURL('/forgot_password/');
  await page.goForward();
  await expect(changePassword.title).toBeFocused();
  expect(await isMarked(page)).toBe(true);
});

for (const [how, options] of [
  ['Ctrl or Cmd', { modifiers: ['ControlOrMeta'] }],
  ['Shift', { modifiers: ['Shift'] }],
  ['the middle button', { button: 'middle' }],
] as const) {
  test(`pressed with ${how}, open beside the page`, async ({ page, forgotPassword, changePassword }) => {
    await forgotPassword.open();
    const opening = page.context().waitForEvent('page');
    await forgotPassword.link('I already have a code').click({ ...options, modifiers: [...('modifiers' in options ? options.modifiers : [])] });
    await changePassword.on(await opening).title.waitFor();
    await expect(forgotPassword.title).toBeVisible();
    await expect(page).toHaveURL('/forgot_password/');
  });
}

test('are left to the browser where they lead out of the app, wherever that is', async ({ page, configuration, forgotPassword, changePassword }) => {
  configuration.set({ support_url: '/change_password/' });
  await forgotPassword.open();
  await mark(page);
  await forgotPassword.support.click();
  await changePassword.title.waitFor();
  expect(await isMarked(page)).toBe(false);
});

test('to a page of the app that the shopper leaves for another while it is made are not lost', async ({
  page,
  forgotPassword,
  changePassword,
}) => {
  await forgotPassword.open();
  await forgotPassword.link('I already have a code').click();
  await changePassword.title.waitFor();
  const loaded = page.waitForEvent('domcontentloaded');
  const reload = EarlyPage.open(page, '/change_password/');
  await loaded;
  const early = await reload;
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL('/forgot_password/');
  await early.start();
  await expect(forgotPassword.username).toBeVisible();
});

// Gone with the document, and with nothing else.
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.set(window, 'marked', true));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.has(window, 'marked'));
}
