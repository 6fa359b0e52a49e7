import type { Page } from '@playwright/test';

import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { CheckYourEmailPage } from '../pages/check_your_email_page';

test.describe('the wait until another code may be asked for', () => {
  test('survives a reload and shrinks', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    expect(await checkYourEmail.secondsLeft()).toBeGreaterThan(50);
    await expect(checkYourEmail.sendAgain).toBeDisabled();

    await page.clock.fastForward(20_000);
    await page.reload();
    await expect(checkYourEmail.countdown).toBeVisible();
    expect(await checkYourEmail.secondsLeft()).toBeLessThanOrEqual(40);
    await expect(checkYourEmail.sendAgain).toBeDisabled();
    await checkYourEmail.sendAgain.click({ force: true });

    await page.clock.fastForward(41_000);
    await expect(checkYourEmail.sendAgain).toBeEnabled();
    await expect(checkYourEmail.countdown).toBeHidden();
    expect(await store.codeRequests()).toHaveLength(1);
    await checkYourEmail.sendAgain.click();
    await expect.poll(() => store.codeRequests()).toHaveLength(2);
    await expect(checkYourEmail.sendAgain).toBeDisabled();
  });

  test('is as long as configured', async ({ store, configuration, forgotPassword, checkYourEmail }) => {
    configuration.set({ resend_cooldown_seconds: 120 });
    await forgotPassword.askFor(store.john.username);
    expect(await checkYourEmail.secondsLeft()).toBeGreaterThan(110);
  });

  test('holds in a second tab, also one that was open before', async ({
    page,
    context,
    store,
    forgotPassword,
    checkYourEmail,
  }) => {
    await page.clock.install();
    const before = new CheckYourEmailPage(await context.newPage());
    await before.page.goto('/forgot_password/');
    await before.heading('Forgot your password?').waitFor();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(20_000);

    const after = new CheckYourEmailPage(await context.newPage());
    await after.page.goto('/forgot_password/');
    for (const tab of [before, after]) {
      await expect(tab.title).toBeVisible();
      await expect(tab.page.getByText(store.john.username)).toBeVisible();
      await expect(tab.sendAgain).toBeDisabled();
      expect(await tab.secondsLeft()).toBeLessThanOrEqual(40);
    }
    expect(await checkYourEmail.secondsLeft()).toBeLessThanOrEqual(40);
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('holds for a different address', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await forgotPassword.askFor(store.john.username);
    await checkYourEmail.differentAddress.click();
    await expect(forgotPassword.title).toBeVisible();
    await expect(forgotPassword.username).toHaveValue('');
    await forgotPassword.ask(store.jane.username);

    await expect(forgotPassword.alert).toContainText('A code was asked for just now');
    await expect(forgotPassword.alert).toContainText(/You can ask again in \d+ seconds/);
    await expect(forgotPassword.username).toHaveValue(store.jane.username);
    expect(await store.codeRequests()).toHaveLength(1);
    await page.reload();
    await expect(forgotPassword.title, 'the attempt that was given up').toBeVisible();
  });

  test('is for the eye: a screen reader hears its end and not each second', async ({
    page,
    store,
    forgotPassword,
    checkYourEmail,
  }) => {
    await page.clock.install();
    await forgotPassword.open();
    await countAnnouncements(page);
    await forgotPassword.ask(store.john.username);
    await expect(checkYourEmail.title).toBeVisible();
    for (let second = 0; second < 62; second += 1) await page.clock.runFor(1000);

    await expect(checkYourEmail.status).toHaveText('You can ask for another code now.');
    const heard = await announcements(page);
    expect(heard.length, heard.join(' / ')).toBeLessThanOrEqual(3);
    expect(heard.join(' ')).not.toMatch(/\d:\d\d/);
  });
});

test('the first code is not called another one', async ({ store, forgotPassword, checkYourEmail }) => {
  await forgotPassword.askFor(store.john.username);
  await expect(checkYourEmail.page.getByText('We asked for another code')).toHaveCount(0);
});

test('a further code says so, to the eye and to a screen reader, for as long as nothing else is done', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  await page.clock.install();
  await forgotPassword.askFor(store.john.username);
  await page.clock.fastForward(61_000);
  await checkYourEmail.sendAgain.click();

  const sentence = 'We asked for another code. Use the newest email.';
  const seen = page
    .locator('p')
    .getByText(sentence)
    .or(page.locator('p', { hasText: sentence }));
  await expect(seen).toBeVisible();
  await expect(checkYourEmail.status).toHaveText(sentence);
  await page.clock.runFor(6000);
  await expect(seen).toBeVisible();
});

test.describe('the attempt', () => {
  test('survives that the tab is killed: the address need not be typed again', async ({
    page,
    context,
    store,
    forgotPassword,
  }) => {
    await forgotPassword.askFor(store.john.username);
    const { code } = await store.message();
    await page.close();

    const reopened = new CheckYourEmailPage(await context.newPage());
    await reopened.page.goto('/forgot_password/');
    await expect(reopened.title).toBeVisible();
    await expect(reopened.page.getByText(store.john.username)).toBeVisible();
    const kept = await reopened.page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).toContain(store.john.username);
    expect(kept, 'the code').not.toContain(code);
  });

  test('fills the address in where a new password is chosen', async ({ store, forgotPassword, changePassword }) => {
    await forgotPassword.askFor(store.john.username);
    await changePassword.open();
    await expect(changePassword.username).toHaveValue(store.john.username);
  });

  test('is gone after ten minutes, from the page and from the browser', async ({ page, store, forgotPassword }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(601_000);
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain(store.john.username);

    await page.reload();
    await expect(forgotPassword.title).toBeVisible();
    await expect(forgotPassword.username).toHaveValue('');
  });

  test('of ten minutes ago is gone when the browser is opened again', async ({
    page,
    context,
    store,
    forgotPassword,
  }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.goto('about:blank');
    await context.clock.fastForward(601_000);
    await forgotPassword.open();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(store.john.username);
  });

  test('given up in one tab is given up in the other', async ({ context, store, forgotPassword, checkYourEmail }) => {
    await forgotPassword.askFor(store.john.username);
    const other = new CheckYourEmailPage(await context.newPage());
    await other.page.goto('/forgot_password/');
    await expect(other.title).toBeVisible();
    await checkYourEmail.differentAddress.click();

    await expect(forgotPassword.title).toBeVisible();
    await expect(other.heading('Forgot your password?')).toBeVisible();
  });
});

test('the waiting tab moves on when another tab finishes', async ({
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  const other = await changePassword.inAnotherTab();
  await other.follow((await store.message()).link);
  await other.choose(NEW_PASSWORD);
  await expect(other.changed).toBeVisible();

  await expect(checkYourEmail.heading('Your password is changed')).toBeVisible();
  await expect(checkYourEmail.page.getByText('You finished in another tab. You can close this one.')).toBeVisible();
});

test('unreadable things in storage are as good as none', async ({ page, store, forgotPassword }) => {
  await forgotPassword.open();
  await page.evaluate((prefix) => {
    localStorage.setItem(`${prefix}.attempt`, '{"version":99,"username":"\u0000"');
    localStorage.setItem(`${prefix}.cooldown`, 'soon');
    localStorage.setItem('of.somebody.else', 'kept');
  }, `latchkey.${store.clientId}`);
  await page.reload();

  await expect(forgotPassword.title).toBeVisible();
  const kept = await page.evaluate(() => Object.keys(localStorage));
  expect(kept).toEqual(['of.somebody.else']);
});

/** Counts what live regions that are there now come to say. */
async function countAnnouncements(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const say = (region: Element) => {
      const text = region.textContent?.trim();
      if (text && heard.at(-1) !== text) heard.push(text);
    };
    new MutationObserver((changes) => {
      const regions = changes.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest(
          '[role=status], [role=alert], [aria-live]',
        ),
      );
      for (const region of new Set(regions)) if (region) say(region);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

function announcements(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
