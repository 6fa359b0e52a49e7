// The address of a page is its own, and its links are links.

import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures/test';
import { holdTurns } from '../fixtures/turns';
import { EarlyPage } from '../pages/early_page';

test('lead on without loading anything anew, and back and forward', async ({ page, forgotPassword, changePassword }) => {
  await forgotPassword.open();
  await mark(page);
  await forgotPassword.link('I already have a code').click();
  await expect(changePassword.title).toBeFocused();
  await expect(page).toHaveURL('/change_password/');
  await page.goBack();
  await expect(forgotPassword.title).toBeFocused();
  await expect(page).toHaveURL('/forgot_password/');
  await page.goForward();
  await expect(changePassword.title).toBeFocused();
  expect(await isMarked(page)).toBe(true);
});

test('lead to the top of a page', async ({ page, forgotPassword, changePassword }) => {
  await page.setViewportSize({ width: 390, height: 300 });
  // The focus scrolls too, in each engine as far as it likes.
  await page.addInitScript(() => {
    const { focus } = HTMLElement.prototype;
    HTMLElement.prototype.focus = function () {
      focus.call(this, { preventScroll: true });
    };
  });
  await page.goto('/change_password/');
  await changePassword.started();
  const startAgain = changePassword.link('Start again');
  await startAgain.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await startAgain.click();
  await expect(forgotPassword.title).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

for (const key of ['ControlOrMeta', 'Shift'] as const) {
  test(`pressed with ${key}, open beside the page`, async ({ page, forgotPassword, changePassword }) => {
    await forgotPassword.open();
    const opening = page.context().waitForEvent('page', { timeout: 5000 });
    await forgotPassword.link('I already have a code').click({ modifiers: [key] });
    await changePassword.on(await opening).title.waitFor();
    await expect(forgotPassword.title).toBeVisible();
    await expect(page).toHaveURL('/forgot_password/');
  });
}

// As Safari told of it for long; other engines have another event for it.
test('pressed with the middle button are left to the browser', async ({ forgotPassword }) => {
  await forgotPassword.open();
  const isLeft = await forgotPassword.link('I already have a code').evaluate((link) => {
    const press = new MouseEvent('click', { button: 1, bubbles: true, cancelable: true });
    let isLeft = false;
    window.addEventListener('click', (event) => {
      isLeft = !event.defaultPrevented;
      event.preventDefault();
    });
    link.dispatchEvent(press);
    return isLeft;
  });
  expect(isLeft).toBe(true);
  await expect(forgotPassword.title).toBeVisible();
});

test('are left to the browser where they lead out of the app, wherever that is', async ({
  page,
  configuration,
  forgotPassword,
  changePassword,
}) => {
  configuration.set({ support_url: '/change_password/' });
  await forgotPassword.open();
  await mark(page);
  await forgotPassword.support.click();
  await changePassword.title.waitFor();
  expect(await isMarked(page)).toBe(false);
});

test('to a page that the shopper leaves while it is made end where the shopper is', async ({
  page,
  forgotPassword,
  changePassword,
}) => {
  await forgotPassword.open();
  await forgotPassword.link('I already have a code').click();
  await changePassword.title.waitFor();
  const turns = await holdTurns(page);
  const early = await EarlyPage.open(page, '/change_password/');
  await turns.goThroughLoader();
  await early.begin();
  await turns.next();
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL('/forgot_password/');
  await turns.goOn();
  await expect(forgotPassword.username).toBeVisible();
  await expect(changePassword.password).toHaveCount(0);
});

// Gone with the document, and with nothing else.
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.set(window, 'marked', true));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.has(window, 'marked'));
}
