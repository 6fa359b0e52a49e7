import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { MANY, STATES, canariesOf } from '../fixtures/states';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test.describe('no violation in light and dark, no sideways scrolling at 320 px, targets of 24 px, secrets in place:', () => {
  for (const [state, reach] of Object.entries(STATES)) {
    test.describe(() => {
      test.use({ accountsOfJane: MANY[state] ?? 3 });

      test(
        state,
        async ({
          page,
          store,
          configuration,
          developerConsole,
          forgotPassword,
          checkYourEmail,
          changePassword,
          signIn,
          account,
          checkout,
          exposure,
        }) => {
          await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
          const pages = { forgotPassword, checkYourEmail, changePassword, signIn, account, checkout };
          await reach({ page, store, configuration, developerConsole, ...pages });
          const canaries = await canariesOf(state, store, await exposure.accountTokens());
          expect.soft(await exposure.strayPlacesOf(page, canaries), 'secrets where they do not belong').toEqual([]);
          expect.soft(await violations(page), 'light').toEqual([]);

          // What 400 % leaves of a screen of 1280 by 1024.
          await page.setViewportSize({ width: 320, height: 256 });
          await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
          expect.soft(await violations(page), 'dark, at 400 %').toEqual([]);
          expect.soft(await sidewaysOverflow(page), 'sideways overflow').toBe(0);
          expect.soft(await smallTargets(page), 'targets of less than 24 px').toEqual([]);
        },
      );
    });
  }
});

test('live regions are there, and empty, before there is anything to say', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.open();
  await expect(forgotPassword.status).toBeAttached();
  await expect(forgotPassword.status).toBeEmpty();
  await expect(forgotPassword.alert).toBeAttached();
  await expect(forgotPassword.alert).toBeEmpty();
  // The same element must last: a screen reader listens to it, not to another one of the same role.
  const status = await forgotPassword.status.elementHandle();
  await forgotPassword.ask(store.john.username);
  await expect(checkYourEmail.alert).toBeAttached();
  await expect(checkYourEmail.alert).toBeEmpty();
  await page.getByRole('button', { name: 'Use a different address' }).click();
  await forgotPassword.link('I already have a code').click();
  await expect(changePassword.alert).toBeAttached();
  await expect(changePassword.alert).toBeEmpty();
  expect(await status?.evaluate((region) => region.isConnected)).toBe(true);
  await expect(changePassword.status).toHaveCount(1);
});

test('an alert is said once: its region is one, and what it says comes whole', async ({
  page,
  store,
  changePassword,
}) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
  await page.evaluate(() => {
    // The first is the session's, which has nothing to say here.
    const region = document.querySelectorAll('[role=alert]')[1];
    if (!region) throw new Error('There is no alert.');
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const text = region.textContent ?? '';
      if (text) said.push(text);
    }).observe(region, { childList: true, subtree: true, characterData: true });
  });
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.focusedProblem).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(2);
  await expect(changePassword.sessionNotice).toBeEmpty();
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toHaveLength(1);
});

test('nothing moves when reduced motion is asked for, and every state works in forced colours', async ({
  page,
  store,
  changePassword,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await changePassword.follow((await store.mailCode(store.john)).link);
  await store.fault({ route: 'account_members_tokens.create', fault: 'never_answer' });
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.saving).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length,
  );
  expect(moving).toBe(0);
  expect(await violations(page)).toEqual([]);
});

/** One line for each rule that is broken, with where. */
async function violations(page: Page): Promise<string[]> {
  // Legacy mode looks at this page alone and opens no other one: there are no frames here, and it takes a third of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'target-size': { enabled: true } },
  });
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return Math.max(0, root.scrollWidth - innerWidth);
  });
}

/** The visible things to press that are less than 24 px high or wide. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, select, input:not([readonly])')]
      .filter((target) => target.checkVisibility())
      // Around a radio button all of its label can be pressed.
      .map((target) => ({ target, box: (target.closest('label') ?? target).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ target, box }) => `${target.textContent?.trim() || target.id}: ${box.width} x ${box.height}`),
  );
}
