import type { RouteName } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

test('tells who is signed in, for which account, and until when', async ({ store, signIn, account }) => {
  await signIn.as(store.john);
  await expect(account.fact('Name')).toHaveText('John Doe');
  await expect(account.fact('Email')).toHaveText(store.john.username);
  await expect(account.fact('Account')).toHaveText('Personal Account');
  await expect(account.fact('Signed in until')).toHaveText(/\d.*\d\d:\d\d/);
});

test('asks whoever is not signed in to do so, asks the store nothing, and is come back to', async ({
  page,
  store,
  signIn,
  account,
}) => {
  await page.goto('/account/');
  await expect(account.signInFirst).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await store.requests()).toEqual([]);
  await account.signIn.click();
  await expect(page).toHaveURL('/sign_in/?return_to=%2Faccount%2F');
  await signIn.enter(store.john);
  await expect(account.title).toBeVisible();
});

test('never shows "Sign in first" to somebody who is signed in, not even for a moment', async ({
  page,
  store,
  signIn,
  account,
}) => {
  await account.openAs(store.john);
  await page.addInitScript(() => {
    Object.assign(window, { headings: [] as string[] });
    new MutationObserver(() => {
      const { headings } = window as unknown as { headings: string[] };
      const shown = [...document.querySelectorAll('h1#title')].find((title) => title.checkVisibility());
      const heading = shown?.textContent;
      if (heading && headings.at(-1) !== heading) headings.push(heading);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.reload();
  await account.loaded();
  const headings = () => page.evaluate(() => (window as unknown as { headings: string[] }).headings);
  expect(await headings()).toEqual(['Your account']);
  // Nor does the form to sign in wait for the app to hide it.
  await page.route('**/*.wasm', () => {});
  await page.goto('/sign_in/', { waitUntil: 'domcontentloaded' });
  await expect(page.locator('#prerendered')).toBeHidden();
  await page.unroute('**/*.wasm');
  await page.reload();
  await signIn.signedIn.waitFor();
});

test.describe('orders', () => {
  test('are listed with day, price and state, and lead to one of them and back', async ({
    page,
    store,
    signIn,
    account,
  }) => {
    const order = await store.firstOrder();
    await signIn.as(store.john);
    await expect(account.orders).toHaveCount(1);
    await expect(account.orders).toContainText('£');
    await expect(account.orders).toContainText('Sent');
    await account.orders.getByRole('link').click();
    await expect(account.orderTitle).toBeFocused();
    await expect(page).toHaveURL(`/account/?order_id=${order.id}`);
    await expect(account.fact('Number')).toHaveText(order.id);
    await expect(account.fact('State')).toHaveText('Sent');
    await expect(account.fact('Total')).toContainText('£');
    await expect(account.fact('Tax included')).toContainText('£');
    await expect(account.orders.first()).toContainText('3 × £');

    await page.reload();
    await expect(account.fact('Number')).toHaveText(order.id);
    await account.allOrders.click();
    await expect(account.title).toBeFocused();
    await expect(page).toHaveURL('/account/');
  });

  test('are none where there are none', async ({ store, signIn, account }) => {
    await signIn.asMemberFor(store.jane, 'Banks Catering');
    await expect(account.noOrders).toBeVisible();
    await expect(account.orders).toHaveCount(0);
  });

  test('of the account that is switched to, and of no other', async ({ store, signIn, account }) => {
    await store.order(store.jane);
    await signIn.asMemberFor(store.jane, 'Banks Catering');
    await expect(account.noOrders).toBeVisible();
    await account.switchTo('Banks Household');
    await expect(account.status).toHaveText('Account switched.');
    await expect(account.title).toBeFocused();
    await expect(account.orders).toHaveCount(1);
    expect(await store.exchanges(), 'without signing in again').toHaveLength(1);
  });

  test('come ten at a time, further ones below those that are shown', async ({ store, signIn, account }) => {
    await store.order(store.john, 11);
    await signIn.as(store.john);
    await expect(account.orders).toHaveCount(10);
    await expect(account.page.getByText('10 of 12')).toBeVisible();
    await account.moreOrders.click();
    await expect(account.orders).toHaveCount(12);
    await expect(account.moreOrders).toHaveCount(0);
    const shown = await account.orders.getByRole('link').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(new Set(shown).size).toBe(12);
  });

  test('that are shown stay where further ones cannot be had, which may be tried again', async ({
    store,
    signIn,
    account,
  }) => {
    await store.order(store.john, 11);
    await signIn.as(store.john);
    await expect(account.orders).toHaveCount(10);
    await store.fault({ route: 'orders.list', fault: 'status', status: 500, times: 9 });
    await account.moreOrders.click();
    await expect(account.alert).toContainText('Something went wrong in the store');
    await store.clearFaults();
    await expect(account.orders, 'those that were shown').toHaveCount(10);
    await account.tryAgain.click();
    await expect(account.orders).toHaveCount(12);
  });

  test('that are asked for with the keyboard do not take the focus away', async ({ page, store, signIn, account }) => {
    await store.order(store.john, 11);
    await signIn.as(store.john);
    await account.moreOrders.focus();
    await page.keyboard.press('Enter');
    await expect(account.orders).toHaveCount(12);
    expect(await page.evaluate(() => document.activeElement === document.body), 'focus on nothing').toBe(false);
  });
});

test.describe('one order', () => {
  test('that does not exist is not found', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.openOrder('00000000-0000-4000-8000-000000000000');
    await expect(account.alert).toContainText('We could not find it');
    await expect(account.support.first()).toBeVisible();
    await account.allOrders.click();
    await expect(account.title).toBeVisible();
  });

  test('of another account is not found either', async ({ page, store, account }) => {
    const order = await store.firstOrder();
    await account.openAs(store.jane, 'Banks Catering');
    await account.openOrder(order.id);
    await expect(account.alert).toContainText('We could not find it');
    await expect(page.getByText('£')).toHaveCount(0);
  });

  test('that is no id leads to all of them, and asks for nothing of the kind', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.openOrder('..%2F..%2Fcarts%2Fx');
    await account.loaded();
    expect(await store.requests('orders.get')).toEqual([]);
    expect((await store.requests()).filter(({ path }) => path.includes('carts'))).toEqual([]);
  });
});

const PARTS: Record<string, { route: RouteName; asked: string; open: 'overview' | 'order' }> = {
  'who is signed in': { route: 'account_members.get', asked: '**/v2/account-members/*-*', open: 'overview' },
  orders: { route: 'orders.list', asked: '**/v2/orders?*', open: 'overview' },
  'one order': { route: 'orders.get', asked: '**/v2/orders/*', open: 'order' },
};

const FAILURES = {
  500: 'Something went wrong in the store',
  429: 'Please wait a moment',
  offline: 'We could not reach the store',
};

for (const [part, { route, asked, open }] of Object.entries(PARTS)) {
  test(`${part}, when it cannot be had: says so, and may be tried again`, async ({ page, store, account }) => {
    const order = await store.firstOrder();
    await account.openAs(store.john);
    for (const [name, sentence] of Object.entries(FAILURES)) {
      if (name === 'offline') await page.route(asked, (route) => route.abort());
      else await store.fault({ route, fault: 'status', status: Number(name), times: 9 });
      await page.goto(open === 'order' ? `/account/?order_id=${order.id}` : '/account/');
      await expect(account.alert).toContainText(sentence);
      await expect(account.tryAgain).toHaveCount(1);
      await expect(account.sessionNotice, 'no end of the session').toBeEmpty();

      await page.unroute(asked);
      await store.clearFaults();
      await account.tryAgain.click();
      await expect(page.getByText(sentence)).toHaveCount(0);
      if (open === 'order') {
        await expect(account.fact('Number')).toHaveText(order.id);
      } else {
        await expect(account.fact('Email')).toHaveText(store.john.username);
        await expect(account.orders).toHaveCount(1);
      }
    }
  });
}

test.describe('a new password', () => {
  test('is set with the account token, without a code', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.change(NEW_PASSWORD);
    await expect(account.passwordChanged).toBeVisible();
    await expect(account.newPassword).toHaveCount(0);
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    expect(await store.exchanges(), 'the one that signed in').toHaveLength(1);
    expect(await store.codeRequests()).toEqual([]);
    expect(await store.updates()).toHaveLength(1);
    const [update] = await store.requests('user_authentication_password_profile_info.update');
    const [token] = await store.accountTokens('orders.list');
    expect(update?.headers['ep-account-management-authentication-token']).toBe(token);
    expect(JSON.stringify(update?.body)).not.toContain('one_time_password_token');
  });

  test('is saved by password managers under its username', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.changePassword.click();
    await expect(account.newPassword).toBeFocused();
    await expect(account.newPassword).toHaveAttribute('autocomplete', 'new-password');
    const form = account.page.locator('form').filter({ has: account.newPassword });
    await expect(form.locator('[autocomplete=username]')).toHaveValue(store.john.username);
  });

  test('keeps the rules, and may be given up', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.change('short');
    await expect(account.alert).toContainText('Use at least 8 characters');
    await account.cancel.click();
    await expect(account.newPassword).toHaveCount(0);
    expect(await store.updates()).toEqual([]);
  });

  test('is not made of the member’s name here either', async ({ store, account }) => {
    await account.openAs(store.john);
    await account.change('john.doe1');
    await expect(account.alert).toContainText('Choose a password that is not made of your name or ours');
    expect(await store.updates()).toEqual([]);
  });

  test('that the store refuses may be corrected, and nothing is said of a code', async ({ store, account }) => {
    await account.openAs(store.john);
    await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
    await account.change(NEW_PASSWORD);
    await expect(account.alert).toContainText('The store did not accept this password');
    await expect(account.newPassword).toHaveValue(NEW_PASSWORD);
    await expect(account.alert).not.toContainText(/code|email/);
    await account.save.click();
    await expect(account.passwordChanged).toBeVisible();
  });

  test('that the store does not answer about speaks of no email either', async ({ page, store, account }) => {
    await account.openAs(store.john);
    await page.route('**/user-authentication-password-profile-info/*', (route) => route.abort(), { times: 1 });
    await account.change(NEW_PASSWORD);
    await expect(account.alert).toContainText('We could not reach the store');
    await expect(account.alert).not.toContainText(/code|email/);
  });

  test('is not offered where members may not set one', async ({ page, store, signIn, account }) => {
    await store.settings({ account_member_self_management: 'disabled' });
    const told = page.waitForResponse(/\/v2\/settings\/account-authentication/);
    await signIn.as(store.john);
    await (await told).finished();
    await account.loaded();
    await expect(account.changePassword).toHaveCount(0);
  });
});

test('signing out leaves nothing of the account on the page', async ({ page, store, account }) => {
  await account.openAs(store.john);
  await account.signOut.click();
  await expect(account.signInFirst).toBeFocused();
  await expect(account.status).toHaveText('You are signed out.');
  await expect(page.getByText(store.john.username)).toHaveCount(0);
  await expect(page.getByText('Personal Account')).toHaveCount(0);
});
