import { hold } from '../fixtures/held';
import { SESSION_KEY, keep, keptIn, keys, selectedIn } from '../fixtures/kept_session';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

/** What "every tab within a second" allows. */
const SOON = { timeout: 1_000 };

test('signing in', async ({ store, signIn, account }) => {
  const other = await account.inAnotherTab();
  await other.page.goto('/account/');
  await other.signInFirst.waitFor();
  await signIn.as(store.john);
  await account.title.waitFor();
  await expect(other.title).toBeVisible(SOON);
  await expect(other.fact('Account')).toHaveText('Personal Account');
});

test('choosing another account', async ({ store, account }) => {
  await account.openAs(store.jane, 'Banks Household');
  const other = await account.inAnotherTab();
  await other.open();
  await account.switchTo('Banks Catering');
  await expect(other.fact('Account')).toHaveText('Banks Catering', SOON);
});

test('signing out', async ({ page, store, account }) => {
  await account.openAs(store.john);
  const other = await account.inAnotherTab();
  await other.open();
  await account.signOut.click();
  await expect(other.signInFirst).toBeVisible(SOON);
  await expect(other.sessionNotice, 'nothing went wrong').toBeEmpty();
  expect(await keptIn(page)).toBeNull();
});

test('signing in as somebody else', async ({ store, signIn, account }) => {
  await account.openAs(store.john);
  const other = await account.inAnotherTab();
  await other.open();
  const form = await signIn.inAnotherTab();
  await form.page.goto('/sign_in/');
  await form.someoneElse.click();
  await form.enter(store.jane);
  await form.choose('Banks Catering');
  await expect(other.fact('Account')).toHaveText('Banks Catering');
  await expect(other.fact('Email')).toHaveText(store.jane.username);
  await expect(account.fact('Email')).toHaveText(store.jane.username);
});

test('everything being cleared', async ({ context, store, account }) => {
  await account.openAs(store.john);
  const other = await context.newPage();
  await other.goto('/');
  await other.evaluate(() => localStorage.clear());
  await expect(account.signInFirst).toBeVisible(SOON);
});

test.describe('a tab that has not heard of the change', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
    }),
  );

  test('asks nothing with the token of an account that it does not show', async ({ page, store, account }) => {
    await account.openAs(store.jane, 'Banks Household');
    await account.changePassword.click();
    await account.newPassword.fill(NEW_PASSWORD);

    const other = await account.inAnotherTab();
    await other.open();
    await other.switchTo('Banks Catering');
    await expect(other.fact('Account')).toHaveText('Banks Catering');
    await expect(account.fact('Account'), 'not yet').toHaveText('Banks Household');
    await account.save.click();

    await expect(account.fact('Account')).toHaveText('Banks Catering');
    await expect(page.getByText('You are no longer signed in'), 'which is no end of the session').toHaveCount(0);
    expect(await store.updates()).toEqual([]);
    expect(await store.accepts(store.jane, store.jane.password)).toBe(true);
    expect(await selectedIn(page)).toBe('Banks Catering');
  });

  test('orders nothing for an account that it does not show', async ({ store, account, checkout }) => {
    await account.openAs(store.jane, 'Banks Household');
    await checkout.openWith(store.cartId);
    await checkout.fillAsMember(store.jane.name);

    const other = await account.inAnotherTab();
    await other.open();
    await other.switchTo('Banks Catering');
    await expect(other.fact('Account')).toHaveText('Banks Catering');
    await checkout.placeOrder.click();

    await expect(checkout.alert).toContainText('Nothing was done in its name.');
    expect(await store.requests('checkout.create')).toEqual([]);
    expect(await store.orders()).toEqual([await store.firstOrder()]);
  });
});

test.describe('signing out', () => {
  test('removes the document, the cookie, and what only we know of them', async ({
    page,
    context,
    store,
    configuration,
    forgotPassword,
    account,
  }) => {
    configuration.set({ storefront: 'nextjs' });
    await forgotPassword.askFor(store.jane.username);
    await account.openAs(store.jane, 'Banks Catering');
    expect((await keys(page)).cookies).toEqual([SESSION_KEY]);
    const ours = (name: string) => `latchkey.${store.clientId}.${name}`;
    expect((await keys(page)).local).toContain(ours('attempt'));
    await account.signOut.click();
    await account.signInFirst.waitFor();

    // Which account a member chose is no secret, and is proposed the next time; the wait protects whoever's inbox it is.
    const choice = ours(`account.${store.jane.user_authentication_info_id}`);
    expect(await keys(page)).toEqual({ local: [choice, ours('cooldown')], session: [], cookies: [] });
    expect(await context.cookies()).toEqual([]);
  });

  test('leaves nobody’s address to whoever signs in next', async ({ page, store, signIn, account }) => {
    await signIn.follow((await store.mailSignInCode(store.john)).link);
    await signIn.continue.click();
    await account.signOut.click();
    await account.signIn.click();
    await expect(signIn.title).toBeVisible();
    await expect(signIn.username).toHaveValue('');
    expect(await page.content()).not.toContain(store.john.username);
  });

  test('forgets whom a code is being asked for', async ({ page, store, forgotPassword, account }) => {
    await account.openAs(store.john);
    await page.evaluate(() => history.pushState(null, '', '/forgot_password/'));
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    const held = await hold(page, '**/one-time-password-token-request');
    await forgotPassword.ask(store.jane.username);
    await held.arrived;
    await page.goBack();
    await account.signOut.click();
    const answered = page.waitForResponse('**/one-time-password-token-request');
    await held.release();
    await answered;
    await page.goForward();
    await expect(forgotPassword.title).toBeVisible();
    await expect(forgotPassword.username).toHaveValue('');
    expect((await keys(page)).local).not.toContain(`latchkey.${store.clientId}.attempt`);
  });

  test('says before that it is of this browser alone', async ({ page, store, account }) => {
    await account.openAs(store.john);
    await expect(page.getByText('Elsewhere you stay signed in until it ends there.')).toBeVisible();
  });

  for (const forgets of [false, true]) {
    test(`${forgets ? 'forgets' : 'keeps'} the cart where forget_cart_on_sign_out is ${forgets}`, async ({
      page,
      store,
      configuration,
      account,
    }) => {
      configuration.set({ forget_cart_on_sign_out: forgets });
      await account.openAs(store.john);
      await keep(page, store.cartId, '_store_ep_cart');
      await keep(page, 'of the storefront', 'another_key');
      await account.signOut.click();
      await account.signInFirst.waitFor();
      const kept = (await keys(page)).local;
      expect(kept.includes('_store_ep_cart')).toBe(!forgets);
      expect(kept, 'what is not ours').toContain('another_key');
    });
  }
});
