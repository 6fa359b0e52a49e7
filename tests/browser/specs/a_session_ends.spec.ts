import { CART_KEY, SESSION_KEY, accountIn, keep, keptIn, openStorefront, selectedIn } from '../fixtures/kept_session';
import type { Store } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { ADDRESS, type CheckoutPage } from '../pages/checkout_page';
import type { SignInPage } from '../pages/sign_in_page';

const HOUR = 3_600_000;

test.describe('with its token', () => {
  for (const [clock, offset] of Object.entries({ right: 0, 'an hour ahead': HOUR, 'an hour behind': -HOUR })) {
    test(`when the store’s clock says so, with a device’s clock that is ${clock}`, async ({ page, store, account }) => {
      await page.clock.install({ time: Date.now() + offset });
      await store.settings({ account_management_authentication_token_timeout_secs: 600 });
      await account.openAs(store.john);
      await page.reload();
      await expect(account.fact('Account'), 'a fresh token').toHaveText('Personal Account');
      // Else an answer on its way would say what time it was, when it comes.
      await account.loaded();
      await page.clock.fastForward(500_000);
      await expect(account.fact('Account')).toBeVisible();
      await expect(account.endsSoon).toHaveCount(0);

      await page.clock.fastForward(45_000);
      await expect(account.endsSoon).toBeVisible();
      await page.clock.fastForward(120_000);
      await expect(account.sessionNotice).toContainText('You are no longer signed in.');
      await expect(account.signInFirst).toBeVisible();
    });
  }

  test('by the store’s refusal, whatever the clock says; signing in again leads back', async ({
    page,
    store,
    signIn,
    account,
  }) => {
    await account.openAs(store.john);
    await store.advanceClock(86_401);
    await page.reload();
    await expect(account.sessionNotice).toContainText('You are no longer signed in.');
    await expect(account.signInFirst).toBeFocused();
    expect(await keptIn(page)).toBeNull();

    await account.signIn.click();
    await expect(signIn.title).toBeFocused();
    await expect(account.sessionNotice, 'where somebody signs in it is no news').toBeEmpty();
    await signIn.enter(store.john);
    await expect(account.fact('Account')).toHaveText('Personal Account');
    await expect(account.sessionNotice).toBeEmpty();
  });

  for (const answer of ['unauthorized_401', 'forbidden_403', 'guest']) {
    test(`where orders make ${answer} of an expired one`, async ({ page, store, account }) => {
      await store.switch({ expired_account_token: answer });
      const order = await store.firstOrder();
      await account.openAs(store.john);
      await store.advanceClock(86_401);
      await account.openOrder(order.id);
      await expect(account.sessionNotice).toContainText('You are no longer signed in.');
      await expect(account.signInFirst).toBeVisible();
      expect(await keptIn(page)).toBeNull();
    });
  }

  test('where the store takes an expired one for a guest’s, whose orders are merely none', async ({
    page,
    store,
    account,
  }) => {
    await store.switch({ expired_account_token: 'guest', orders_with_implicit_only: 'readable' });
    await account.openAs(store.john);
    await store.advanceClock(86_401);
    await page.reload();
    await expect(account.sessionNotice).toContainText('You are no longer signed in.');
    await expect(account.signInFirst).toBeVisible();
    expect(await keptIn(page)).toBeNull();
  });

  for (const link of ['of the page', 'of the notice']) {
    test(`from one order: the link ${link} leads back to it`, async ({ page, store, signIn, account }) => {
      const order = await store.firstOrder();
      await account.openAs(store.john);
      await store.advanceClock(86_401);
      await account.openOrder(order.id);
      await (link === 'of the page' ? account.signIn : account.signInAgain).click();
      await signIn.enter(store.john);
      await expect(account.orderTitle).toBeVisible();
      await expect(page.getByText(order.id)).toBeVisible();
    });
  }

  test.describe('that soon expires', () => {
    test.beforeEach(async ({ page, store, account }) => {
      await page.clock.install();
      await store.settings({ account_management_authentication_token_timeout_secs: 600 });
      await account.openAs(store.john);
    });

    test('unless it is renewed in time: with the token in the header, and nowhere else', async ({
      page,
      store,
      account,
    }) => {
      const first = await accountIn(page);
      await store.advanceClock(545);
      await page.clock.fastForward(545_000);
      await account.stay.click();
      await expect(account.endsSoon).toHaveCount(0);

      const renewal = (await store.requests('account_members_tokens.create')).at(-1);
      expect(renewal?.body).toEqual({
        data: {
          type: 'account_management_authentication_token',
          authentication_mechanism: 'account_management_authentication_token',
        },
      });
      expect(renewal?.headers['ep-account-management-authentication-token']).toBe(first?.token);
      expect(`${renewal?.path}?${renewal?.query}`).not.toContain(first?.token);
      const second = await accountIn(page);
      expect(second?.token).not.toBe(first?.token);
      expect(second?.account_id).toBe(first?.account_id);
      await page.clock.fastForward(120_000);
      await expect(account.title, 'past the end of the first token').toBeVisible();
    });

    test('and a renewal that the store refuses ends it', async ({ page, store, account }) => {
      await store.advanceClock(601);
      await page.clock.fastForward(545_000);
      await account.stay.click();
      await expect(account.sessionNotice).toContainText('You are no longer signed in.');
      expect(await keptIn(page)).toBeNull();
    });

    test('and a renewal that does not get through ends nothing', async ({ page, account }) => {
      await page.clock.fastForward(545_000);
      await page.route('**/v2/account-members/tokens*', (route) => route.abort(), { times: 1 });
      const failed = page.waitForEvent('requestfailed');
      await account.stay.click();
      await failed;
      await expect(account.stay, 'to be tried again').toBeVisible();
      await account.stay.click();
      await expect(account.endsSoon).toHaveCount(0);
      expect(await selectedIn(page)).toBe('Personal Account');
    });
  });
});

test('not by a renewal that is refused for another reason than the token', async ({ page, store, account }) => {
  await page.clock.install();
  await store.settings({ account_management_authentication_token_timeout_secs: 600 });
  await account.openAs(store.john);
  await page.clock.fastForward(545_000);
  await store.fault({ route: 'account_members_tokens.create', fault: 'status', status: 422 });
  await account.stay.click();
  await expect.poll(() => store.exchanges(), 'the renewal').toHaveLength(2);
  await expect(account.stay, 'to be tried again').toBeVisible();
  expect(await selectedIn(page)).toBe('Personal Account');
  await account.stay.click();
  await expect(account.endsSoon).toHaveCount(0);
});

test.describe('when nothing was done for as long as is allowed', () => {
  test.beforeEach(({ configuration, page }) => {
    configuration.set({ idle_timeout_minutes: 15, idle_warning_seconds: 60 });
    return page.clock.install();
  });

  test('with a warning, and with nothing left', async ({ page, store, signIn, account }) => {
    await account.openAs(store.john);
    await page.clock.fastForward(13 * 60_000);
    await expect(account.title).toBeVisible();
    await expect(account.endsSoon).toHaveCount(0);
    await page.clock.fastForward(70_000);
    await expect(account.endsSoon).toBeVisible();
    await expect(account.stay).toBeVisible();
    await page.clock.fastForward(60_000);
    await expect(account.sessionNotice).toContainText('You were signed out because nothing was done for a while.');
    await expect(account.signInFirst).toBeVisible();
    expect(await keptIn(page)).toBeNull();

    await account.signInAgain.click();
    await signIn.enter(store.john);
    await expect(account.title).toBeVisible();
  });

  test('with an order half filled in, which is there after signing in again', async ({
    page,
    store,
    signIn,
    checkout,
  }) => {
    await checkout.openWith(store.cartId);
    await checkout.signIn.click();
    await signIn.enter(store.john);
    await expect(checkout.contactName).toHaveValue(store.john.name);
    await checkout.contactName.fill('Ada Canary');
    await checkout.field('Street and number').fill(ADDRESS['Street and number']);
    await checkout.sameAddress.uncheck();
    await checkout.billingField('Postcode').fill(ADDRESS.Postcode);
    await page.clock.fastForward(16 * 60_000);
    await expect(checkout.sessionNotice).toContainText('because nothing was done for a while');
    expect(await keptIn(page)).toBeNull();
    await expect(checkout.field('Street and number'), 'while nobody is signed in').toHaveCount(0);

    await checkout.signInAgain.click();
    await signIn.enter(store.john);
    await expect(checkout.contactName).toHaveValue('Ada Canary');
    await expect(checkout.field('Street and number')).toHaveValue(ADDRESS['Street and number']);
    await expect(checkout.field('Postcode')).toBeEmpty();
    await expect(checkout.sameAddress).not.toBeChecked();
    await expect(checkout.billingField('Postcode')).toHaveValue(ADDRESS.Postcode);
  });

  test('although the page was away meanwhile', async ({ page, store, account }) => {
    await account.openAs(store.john);
    await page.goto('about:blank');
    await page.clock.fastForward(16 * 60_000);
    await page.goto('/account/');
    await expect(account.signInFirst).toBeVisible();
    expect(await keptIn(page)).toBeNull();
  });

  for (const press of ['the mouse', 'the keyboard']) {
    test(`unless "Stay signed in" is pressed with ${press}, which renews the token`, async ({
      page,
      store,
      account,
    }) => {
      await account.openAs(store.john);
      await page.clock.fastForward(14 * 60_000 + 5_000);
      await expect(account.stay).toBeVisible();
      if (press === 'the mouse') {
        await account.stay.click();
      } else {
        await account.stay.focus();
        await page.keyboard.press('Enter');
      }
      await expect.poll(() => store.exchanges(), 'a renewal').toHaveLength(2);
      await expect(account.endsSoon).toHaveCount(0);
      await page.clock.fastForward(13 * 60_000);
      await expect(account.title).toBeVisible();
    });
  }

  test('unless something is done, in any tab', async ({ page, store, account }) => {
    await account.openAs(store.john);
    const other = await account.inAnotherTab();
    await other.open();
    await page.clock.fastForward(10 * 60_000);
    await other.page.keyboard.press('Shift');
    await page.clock.fastForward(10 * 60_000);
    await expect(account.fact('Account')).toBeVisible();
    expect(await selectedIn(page)).toBe('Personal Account');
  });
});

test('after its lifetime, however busy, without a button that would promise otherwise', async ({
  page,
  store,
  configuration,
  account,
}) => {
  configuration.set({ session_lifetime_minutes: 60, idle_timeout_minutes: 30 });
  await page.clock.install();
  await account.openAs(store.john);
  // The account token lasts until tomorrow.
  const said = (await account.fact('Signed in until').innerText()).replace(/\bat\b|,/g, '');
  const lasts = await page.evaluate((until) => (Date.parse(until) - Date.now()) / 60_000, said);
  expect(lasts).toBeGreaterThan(55);
  expect(lasts).toBeLessThan(61);
  for (let minutes = 20; minutes < 60; minutes += 20) {
    await page.clock.fastForward(20 * 60_000);
    await page.keyboard.press('Shift');
  }
  await page.clock.fastForward(19 * 60_000 + 5_000);
  await expect(account.endsSoon).toBeVisible();
  await expect(account.stay).toHaveCount(0);
  await page.clock.fastForward(60_000);
  await expect(account.sessionNotice).toContainText('you had been signed in for long enough');
  expect(await keptIn(page)).toBeNull();
});

test('with a new password half typed says that it was not saved, and keeps it nowhere', async ({
  exposure,
  page,
  store,
  signIn,
  account,
}) => {
  await page.clock.install();
  await store.settings({ account_management_authentication_token_timeout_secs: 600 });
  await account.openAs(store.john);
  await account.changePassword.click();
  await account.newPassword.fill(NEW_PASSWORD);
  await page.clock.fastForward(545_000);
  await expect(account.endsSoon).toBeVisible();
  await page.clock.fastForward(120_000);
  await expect(account.signInFirst).toBeVisible();
  await expect(account.passwordNotSaved).toBeVisible();
  expect(await exposure.placesOf(page, NEW_PASSWORD)).toEqual([]);

  await account.signIn.click();
  await signIn.enter(store.john);
  await account.changePassword.click();
  await expect(account.newPassword).toHaveValue('');
  await expect(account.passwordNotSaved).toHaveCount(0);
  expect(await store.accepts(store.john, store.john.password)).toBe(true);
});

test('without a limit a session lasts as long as its token', async ({ page, store, account }) => {
  await page.clock.install();
  await account.openAs(store.john);
  await page.clock.fastForward(23 * HOUR);
  await expect(account.fact('Account')).toHaveText('Personal Account');
  await expect(account.endsSoon).toHaveCount(0);
});

test('signing out says nothing of an end', async ({ store, signIn, account }) => {
  await signIn.as(store.john);
  await account.signOut.click();
  await expect(account.signInFirst).toBeVisible();
  await expect(account.status).toHaveText('You are signed out.');
  await expect(account.sessionNotice).toBeEmpty();
});

test.describe('and with it what was noted of its order', () => {
  test('when nothing was done', async ({ page, store, configuration, signIn, checkout }) => {
    configuration.set({ idle_timeout_minutes: 15 });
    await page.clock.install();
    const number = await orderAsJohn(store, signIn, checkout);
    await page.clock.fastForward(16 * 60_000);
    await expect(checkout.sessionNotice).toContainText('because nothing was done for a while');
    await expect(checkout.empty, 'instead of the order').toBeVisible();
    await expect.poll(() => notedOrders(checkout, store)).not.toContain(number);

    await signIn.as(store.jane);
    await signIn.choose('Banks Catering');
    await page.goto('/checkout/');
    await expect(checkout.empty).toBeVisible();
    await expect(page.getByText(number)).toHaveCount(0);
  });

  test('when another tab signs out', async ({ store, signIn, account, checkout }) => {
    const number = await orderAsJohn(store, signIn, checkout);
    const other = await account.inAnotherTab();
    await other.open();
    await other.signOut.click();
    await expect(checkout.empty).toBeVisible({ timeout: 1_000 });
    await expect.poll(() => notedOrders(checkout, store)).not.toContain(number);
  });

  test('when somebody else signs in in another tab', async ({ store, signIn, account, checkout }) => {
    const number = await orderAsJohn(store, signIn, checkout);
    const form = await signIn.inAnotherTab();
    await form.page.goto('/sign_in/');
    await form.someoneElse.click();
    await form.enter(store.jane);
    await form.choose('Banks Catering');
    await account.on(form.page).loaded();
    await expect(checkout.empty).toBeVisible();
    await expect.poll(() => notedOrders(checkout, store)).not.toContain(number);
  });

  test('when the storefront signed out and no page of the app was open', async ({ page, store, signIn, checkout }) => {
    const number = await orderAsJohn(store, signIn, checkout);
    await openStorefront(page);
    await page.evaluate((key) => localStorage.removeItem(key), SESSION_KEY);
    await keep(page, store.cartId, CART_KEY);
    await signIn.as(store.jane);
    await signIn.choose('Banks Catering');
    await page.goto('/checkout/');
    await expect(checkout.unknown, 'instead of a form for the same cart').toBeVisible();
    await expect(page.getByText(number)).toHaveCount(0);
    expect(await notedOrders(checkout, store)).not.toContain(number);
  });

  test('but whoever comes back with the cart of their order finds it, and orders nothing once more', async ({
    page,
    store,
    signIn,
    account,
    checkout,
  }) => {
    const number = await orderAsJohn(store, signIn, checkout);
    await account.open();
    await account.signOut.click();
    await expect(account.signInFirst).toBeVisible();
    await expect.poll(() => notedOrders(checkout, store)).not.toContain(number);
    await keep(page, store.cartId, CART_KEY);
    await signIn.as(store.john);
    await page.goto('/checkout/');
    await expect(checkout.placed).toBeVisible();
    await expect(checkout.fact('Number')).toHaveText(number);
    await expect(checkout.onceMore).toHaveCount(0);
  });
});

/** Has John order, and answers the order's number. */
async function orderAsJohn(store: Store, signIn: SignInPage, checkout: CheckoutPage): Promise<string> {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  const { id } = await store.onlyNewOrder();
  await expect(checkout.fact('Number')).toHaveText(id);
  expect(await notedOrders(checkout, store)).toContain(id);
  return id;
}

/** What this browser has noted of orders. */
function notedOrders({ page }: CheckoutPage, store: Store): Promise<string> {
  return page.evaluate((key) => localStorage.getItem(key) ?? '', `latchkey.${store.clientId}.checkouts`);
}
