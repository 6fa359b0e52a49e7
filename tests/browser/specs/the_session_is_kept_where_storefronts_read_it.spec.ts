import {
  SESSION_KEY,
  accountIn,
  documentOf,
  keep,
  keptIn,
  keptInCookie,
  keys,
  openStorefront,
  selectedIn,
  type SessionDocument,
} from '../fixtures/kept_session';
import { expect, test } from '../fixtures/test';

const ACCOUNT_TOKEN = { type: 'account_management_authentication_token', token: /^eyJ/ } as const;

for (const accounts of [1, 6, 60]) {
  test.describe(`with ${accounts} of a member’s accounts`, () => {
    test.use({ accountsOfJane: accounts });

    test('a page of the same origin reads the document of all of them, and the cookie of the selected one', async ({
      page,
      store,
      configuration,
      signIn,
      account,
    }) => {
      configuration.set({ storefront: 'nextjs' });
      await signIn.as(store.jane);
      const last = store.jane.accounts.at(-1);
      if (!last) throw new Error('Jane belongs to no account.');
      if (accounts > 1) await signIn.choose(last.account_name);
      await account.title.waitFor();
      await openStorefront(page);

      const kept = await keptIn(page);
      expectToBeADocument(kept);
      expect(Object.keys(kept.accounts)).toHaveLength(accounts);
      expect(kept.selected).toBe(last.account_id);
      expect(kept.accountMemberId).toBe(store.jane.user_authentication_info_id);
      const inCookie = await keptInCookie(page);
      expectToBeADocument(inCookie);
      expect(inCookie).toEqual({ ...kept, accounts: { [last.account_id]: kept.accounts[last.account_id] } });
      const cookie = await page.evaluate(() => document.cookie);
      expect(cookie.length).toBeLessThan(4096);
    });
  });
}

function expectToBeADocument(kept: SessionDocument | null): asserts kept is SessionDocument {
  if (!kept) throw new Error('Nothing is kept.');
  expect(Object.keys(kept).sort()).toEqual(['accountMemberId', 'accounts', 'selected']);
  for (const [id, account] of Object.entries(kept.accounts)) {
    expect(Object.keys(account).sort()).toEqual(['account_id', 'account_name', 'expires', 'token', 'type']);
    expect(account.account_id).toBe(id);
    expect(account.type).toBe(ACCOUNT_TOKEN.type);
    expect(account.token).toMatch(ACCOUNT_TOKEN.token);
    // The storefronts compare it with the present.
    expect(new Date(account.expires).getTime()).toBeGreaterThan(Date.now());
  }
}

test('the cookie is for every path, never sent across sites, and lasts as long as its token', async ({
  page,
  context,
  store,
  configuration,
  account,
}) => {
  configuration.set({ storefront: 'nextjs' });
  await account.openAs(store.john);
  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name)).toEqual([SESSION_KEY]);
  expect(cookies[0]).toMatchObject({ path: '/', sameSite: 'Strict', secure: false, httpOnly: false });
  const expires = new Date((await accountIn(page))?.expires ?? 0).getTime() / 1000;
  expect(Math.abs((cookies[0]?.expires ?? 0) - expires)).toBeLessThan(60);
});

test('the token works where a storefront would use it', async ({ page, store, account }) => {
  await account.openAs(store.john);
  expect(await store.takes((await accountIn(page))?.token ?? '')).toBe(true);
});

test('without a Next.js storefront there is no cookie', async ({ context, store, account }) => {
  await account.openAs(store.john);
  expect(await context.cookies()).toEqual([]);
});

test('another prefix is the storefront’s own', async ({ page, store, configuration, account }) => {
  configuration.set({ storage_prefix: 'banks-1', storefront: 'nextjs' });
  await account.openAs(store.john);
  const kept = await keys(page);
  expect(kept.local).toContain('banks-1_ep_account_member_token');
  expect(kept.local).not.toContain(SESSION_KEY);
  expect(kept.cookies).toEqual(['banks-1_ep_account_member_token']);
});

test.describe('what a storefront wrote', () => {
  test('signs in here', async ({ page, store, account }) => {
    await openStorefront(page);
    await keep(page, JSON.stringify(documentOf(store.jane, await store.signIn(store.jane))));
    await account.open();
    await expect(account.fact('Account')).toHaveText('Banks Household');
    await expect(account.fact('Email')).toHaveText(store.jane.username);
  });

  test('into the cookie alone signs in here', async ({ page, context, store, configuration, account }) => {
    configuration.set({ storefront: 'nextjs' });
    await openStorefront(page);
    const value = encodeURIComponent(JSON.stringify(documentOf(store.john, await store.signIn(store.john))));
    await context.addCookies([{ name: SESSION_KEY, value, url: page.url(), sameSite: 'Strict' }]);
    await account.open();
    await expect(account.fact('Account')).toHaveText('Personal Account');
  });

  test('by removing the cookie signs out here', async ({ context, page, store, configuration, account }) => {
    configuration.set({ storefront: 'nextjs' });
    await account.openAs(store.john);
    await context.clearCookies();
    await page.reload();
    await expect(account.signInFirst).toBeVisible();
    expect(await keptIn(page)).toBeNull();
  });
});

// Browsers remove a cookie for its own domain and path only; that of another path stands for one of another domain.
test.describe('a cookie of the storefront’s that cannot be removed here', () => {
  let restore: (path: string) => Promise<void>;

  test.beforeEach(async ({ page, context, store, configuration }) => {
    configuration.set({ storefront: 'nextjs' });
    await openStorefront(page);
    const value = encodeURIComponent(JSON.stringify(documentOf(store.john, await store.signIn(store.john))));
    const { hostname: domain } = new URL(page.url());
    restore = (path) => context.addCookies([{ name: SESSION_KEY, value, domain, path, sameSite: 'Strict' }]);
  });

  test('signs nobody in again who signed out, and the developer is told', async ({
    page,
    store,
    signIn,
    account,
    developerConsole,
  }) => {
    await restore('/account');
    await account.open();
    await account.loaded();
    await account.signOut.click();
    await expect(account.signInFirst).toBeVisible();
    await expect(account.status).toHaveText(/Sign out there too/);
    expect(developerConsole.ofTheApp.join()).toContain('set cookie_domain');
    await page.reload();
    await expect(account.signInFirst).toBeVisible();

    await account.signIn.click();
    await signIn.enter({ ...store.jane });
    await signIn.choose('Banks Catering');
    await expect(account.fact('Account')).toHaveText('Banks Catering');
    await page.reload();
    await expect(account.fact('Account')).toHaveText('Banks Catering');
  });

  test('and is refused by the store, is sent to it once', async ({ store, configuration, checkout }) => {
    configuration.set({ guest_checkout: true });
    await restore('/checkout');
    await store.advanceClock(100_000);
    await checkout.openWith(store.cartId);
    await expect(checkout.placeOrder).toBeVisible();
    const tokens = await store.accountTokens('carts.get');
    expect(tokens.map((token) => token !== undefined)).toEqual([true, false]);
  });
});

test('the cookie is never gone while it is written anew', async ({ page, store, configuration, signIn, account }) => {
  configuration.set({ storefront: 'nextjs' });
  await page.addInitScript((name) => {
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    Object.defineProperty(Document.prototype, 'cookie', {
      configurable: true,
      get: cookie?.get,
      set(this: Document, assignment: string) {
        cookie?.set?.call(this, assignment);
        seen.push(cookie?.get?.call(this).includes(name));
      },
    });
  }, SESSION_KEY);
  await signIn.asMemberFor(store.jane, 'Banks Household');
  await account.loaded();
  await account.switchTo('Banks Catering');
  await expect(account.fact('Account')).toHaveText('Banks Catering');
  const seen = await page.evaluate(() => (window as unknown as { seen: boolean[] }).seen);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).not.toContain(false);
});

test.describe('in mode "session"', () => {
  test('the document is in session storage, and the cookie ends with the browser', async ({
    page,
    context,
    store,
    configuration,
    account,
  }) => {
    configuration.set({ session_storage: 'session', storefront: 'nextjs' });
    await account.openAs(store.john);
    expect(await keptIn(page)).toBeNull();
    expect((await keptIn(page, 'sessionStorage'))?.accountMemberId).toBe(store.john.user_authentication_info_id);
    expect((await context.cookies()).map(({ name, expires }) => [name, expires])).toEqual([[SESSION_KEY, -1]]);
    await page.reload();
    await expect(account.fact('Account')).toHaveText('Personal Account');
  });

  // A storefront sends no Cross-Origin-Opener-Policy, a host may send one with these pages: the browser then changes the
  // process on the way, and must take along what belongs to the tab.
  test('a storefront in the same tab reads it, and finds what it kept itself', { tag: '@journey' }, async ({
    page,
    store,
    configuration,
    signIn,
    account,
  }) => {
    configuration.set({ session_storage: 'session' });
    await openStorefront(page);
    await page.evaluate(() => sessionStorage.setItem('of the storefront', 'kept'));
    await signIn.as(store.john);
    await account.title.waitFor();
    await openStorefront(page);
    expect((await keptIn(page, 'sessionStorage'))?.accountMemberId).toBe(store.john.user_authentication_info_id);
    expect(await page.evaluate(() => sessionStorage.getItem('of the storefront'))).toBe('kept');
  });

  test('another tab is not signed in', async ({ store, configuration, account }) => {
    configuration.set({ session_storage: 'session' });
    await account.openAs(store.john);
    const other = await account.inAnotherTab();
    await other.page.goto('/account/');
    await expect(other.signInFirst).toBeVisible();
  });
});

test('in mode "memory" nothing is kept anywhere, and the session goes with the page', async ({
  page,
  context,
  store,
  configuration,
  signIn,
  account,
}) => {
  configuration.set({ session_storage: 'memory', storefront: 'nextjs' });
  await signIn.as(store.john);
  await expect(account.fact('Account')).toHaveText('Personal Account');
  expect(await keys(page)).toEqual({ local: [], session: [], cookies: [] });
  expect(await context.cookies()).toEqual([]);
  await page.reload();
  await expect(account.signInFirst).toBeVisible();
});

test.describe('where the browser denies storage', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    }),
  );

  test('signing in works, and the page says what to mind', async ({ page, store, signIn, account }) => {
    await signIn.as(store.john);
    await expect(account.fact('Account')).toHaveText('Personal Account');
    await expect(page.getByText('This browser keeps nothing for this page.')).toBeVisible();
  });

  test('one order is shown after signing in for it', async ({ page, store, signIn, account }) => {
    const order = await store.firstOrder();
    await account.openOrder(order.id);
    await account.signIn.click();
    await signIn.enter(store.john);
    await expect(account.orderTitle).toBeVisible();
    await expect(page.getByText(order.id)).toBeVisible();
  });
});

test('whatever cannot be read means that nobody is signed in, and is left in place', async ({
  page,
  store,
  configuration,
  account,
}) => {
  configuration.set({ storefront: 'nextjs' });
  const tokens = await store.signIn(store.john);
  const good = documentOf(store.john, tokens);
  const [token] = tokens;
  if (!token) throw new Error('John has no account.');
  const withAccount = (change: object) =>
    JSON.stringify({ ...good, accounts: { [token.account_id]: { ...token, ...change } } });
  await openStorefront(page);
  for (const stored of [
    '',
    'null',
    '{',
    '[]',
    '"eyJ"',
    JSON.stringify({ ...good, selected: 'nobody' }),
    JSON.stringify({ ...good, accounts: {} }),
    withAccount({ token: 'two\nlines' }),
    withAccount({ token: null }),
    withAccount({ expires: 'soon' }),
    withAccount({ type: 'another' }),
    '\u0000\ud800',
  ]) {
    await keep(page, stored);
    await page.goto('/account/');
    await expect(account.signInFirst, stored).toBeVisible();
    expect(await page.evaluate((key) => localStorage.getItem(key), SESSION_KEY)).toBe(stored);
  }
});

test('our own facts are forgotten when they cannot be read, and the session stays', async ({
  page,
  store,
  account,
}) => {
  await account.openAs(store.john);
  const key = `latchkey.${store.clientId}.session`;
  for (const stored of ['', '{', '{"version":99}', '[1]']) {
    await keep(page, stored, key);
    await page.reload();
    await expect(account.fact('Account'), stored).toHaveText('Personal Account');
    expect(await page.evaluate((key) => localStorage.getItem(key), key)).toMatch(/"version":1/);
  }
  expect(await selectedIn(page)).toBe('Personal Account');
});
