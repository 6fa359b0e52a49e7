import type { BrowserContext, Cookie, Page } from '@playwright/test';

import { CART_KEY, keep, openStorefront } from '../fixtures/kept_session';
import { appUrl } from '../fixtures/store';
import { expect, test } from '../fixtures/test';

const THEIRS = 'canary-cart-of-somebody-else';
const WEEK = 7 * 86_400;

test.beforeEach(async ({ configuration, store }) => {
  configuration.set({ guest_checkout: true });
  await store.putInto(THEIRS, 'TOWEL-TEA');
});

for (const link of [`/checkout/?cart_id=${THEIRS}`, `/checkout/#cart_id=${THEIRS}`]) {
  test(`in the link ${link} is neither kept nor given to the account before the shopper agrees`, async ({
    page,
    store,
    signIn,
    account,
    checkout,
  }) => {
    await openStorefront(page);
    await keep(page, store.cartId, CART_KEY);
    await signIn.as(store.john);
    await account.loaded();
    await page.goto(link);
    await expect(checkout.offered).toBeVisible();
    await expect(checkout.goods).toHaveCount(1);
    await expect(checkout.placeOrder).toHaveCount(0);
    await page.waitForLoadState('networkidle');
    expect(await keptCart(page)).toBe(store.cartId);
    expect(await store.requests('cart_accounts.create')).toEqual([]);

    await checkout.useIt.click();
    await expect(checkout.title).toBeVisible();
    expect(await keptCart(page)).toBe(THEIRS);
    const given = async () => (await store.requests('cart_accounts.create')).map(({ path }) => path);
    await expect.poll(given).toEqual([expect.stringContaining(THEIRS)]);
    await checkout.fillAsMember(store.john.name);
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    const [sent] = await store.requests('checkout.create');
    expect(sent?.path).toContain(THEIRS);
  });
}

test('is left alone where the shopper wants it so: their own is there', async ({ page, store, checkout }) => {
  await openStorefront(page);
  await keep(page, store.cartId, CART_KEY);
  await page.goto(`/checkout/?cart_id=${THEIRS}`);
  await expect(page.getByText('which is not the one you have in the store')).toBeVisible();
  await checkout.leaveIt.click();
  await expect(checkout.title).toBeVisible();
  await expect(checkout.goods).toHaveCount(2);
  expect(await keptCart(page)).toBe(store.cartId);
});

test('is offered, not taken, where there is no cart either', async ({ page, checkout }) => {
  await page.goto(`/checkout/?cart_id=${THEIRS}`);
  await expect(checkout.offered).toBeVisible();
  await expect(page.getByText('The link you followed brought this cart. Do you want to order it?')).toBeVisible();
  expect(await keptCart(page)).toBeNull();
  await checkout.leaveIt.click();
  await expect(checkout.empty).toBeVisible();
  expect(await keptCart(page)).toBeNull();
});

test('is not ordered by a reload before anything was decided', async ({ page, store, checkout }) => {
  await openStorefront(page);
  await keep(page, store.cartId, CART_KEY);
  await page.goto(`/checkout/?cart_id=${THEIRS}`);
  await expect(checkout.offered).toBeVisible();
  await page.reload();
  await expect(checkout.title).toBeVisible();
  await expect(checkout.goods).toHaveCount(2);
  expect(await keptCart(page)).toBe(store.cartId);
});

test('is offered in the place of a form that is being filled in', async ({ page, store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await page.evaluate((id) => location.assign(`#cart_id=${id}`), THEIRS);
  await expect(checkout.offered).toBeVisible();
  await checkout.leaveIt.click();
  await expect(checkout.goods).toHaveCount(2);
  await expect(checkout.contactName, 'what was typed').toHaveValue('Ada Canary');
});

test('the shopper’s own in a link is theirs without asking', async ({ page, store, checkout }) => {
  await openStorefront(page);
  await keep(page, store.cartId, CART_KEY);
  await page.goto(`/checkout/?cart_id=${store.cartId}`);
  await expect(checkout.title).toBeVisible();
  await expect(checkout.placeOrder).toBeVisible();
});

test('leaves the address, the history and everything that could be seen', async ({ exposure, page, checkout }) => {
  await page.goto(`/checkout/?cart_id=${THEIRS}`);
  await expect(checkout.offered).toBeVisible();
  await expect(page).toHaveURL('/checkout/');
  const places = await exposure.placesOf(page, THEIRS);
  // The call of the cart has it in its path; the document was asked for with it, this once.
  expect(places).toEqual(['performance entries', 'addresses asked for']);
});

const HOSTILE = {
  'a way out of its place': '../x',
  'the same, encoded': '..%2Fx',
  'mark-up': '<img src=x onerror=alert(1)>',
  'a query of its own': 'a?include=items',
  'a line break': 'a%0Ab',
  'too long': 'a'.repeat(65),
  nothing: '',
  'two of them': `a&cart_id=${THEIRS}`,
};

for (const [what, id] of Object.entries(HOSTILE)) {
  test(`an id that is none, ${what}, is ignored`, async ({ page, store, checkout }) => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`/checkout/?cart_id=${id}`);
    await expect(checkout.empty).toBeVisible();
    await expect(page).toHaveURL('/checkout/');
    await page.waitForLoadState('networkidle');
    expect((await store.requests()).filter(({ path }) => path.includes('/carts'))).toEqual([]);

    await keep(page, store.cartId, CART_KEY);
    await page.goto('/storefront-of-nobody');
    await page.goto(`/checkout/#cart_id=${id}`);
    await expect(checkout.goods, 'the shopper’s own').toHaveCount(2);
    expect(await keptCart(page)).toBe(store.cartId);
    await expect(page.getByRole('main').locator('img[src="x"]')).toHaveCount(0);
    expect(dialogs).toEqual([]);
  });
}

test('a cart that nobody has made is an empty one, and not kept', async ({ page, checkout }) => {
  await page.goto('/checkout/?cart_id=nobody-has-made-it');
  await expect(checkout.empty).toBeVisible();
  expect(await keptCart(page)).toBeNull();
});

test('a cart id in storage that is none is no cart', async ({ store, checkout }) => {
  await checkout.openWith('../x');
  await expect(checkout.empty).toBeVisible();
  await checkout.page.waitForLoadState('networkidle');
  expect((await store.requests()).filter(({ path }) => path.includes('/carts'))).toEqual([]);
});

test.describe('where a Next.js storefront keeps its cart in a cookie', () => {
  test.beforeEach(({ configuration }) => configuration.set({ storefront: 'nextjs' }));

  test('takes its place there once agreed to, for as long as the cart lives', async ({
    page,
    context,
    store,
    checkout,
  }) => {
    await keepInCookie(context, store.cartId);
    await page.goto(`/checkout/?cart_id=${THEIRS}`);
    await expect(page.getByText('which is not the one you have in the store')).toBeVisible();
    expect((await cartCookie(context))?.value).toBe(store.cartId);

    await checkout.useIt.click();
    await expect(checkout.title).toBeVisible();
    const cookie = await cartCookie(context);
    expect(cookie).toMatchObject({ value: THEIRS, path: '/', sameSite: 'Strict', secure: false, httpOnly: false });
    expect(Math.abs((cookie?.expires ?? 0) - Date.now() / 1000 - WEEK)).toBeLessThan(60);
    expect(await keptCart(page), 'in local storage').toBeNull();

    await checkout.fillAsGuest();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    expect(await cartCookie(context), 'after the order').toBeUndefined();
  });

  test('what else is in local storage does not count', async ({ page, context, store, checkout }) => {
    await openStorefront(page);
    await keep(page, THEIRS, CART_KEY);
    await keepInCookie(context, store.cartId);
    await page.goto('/checkout/');
    await expect(checkout.goods).toHaveCount(2);
    await page.goto(`/checkout/?cart_id=${store.cartId}`);
    await expect(checkout.placeOrder, 'the shopper’s own, without asking').toBeVisible();
  });

  test('local storage does where the browser keeps no cookies', async ({ page, checkout }) => {
    await page.addInitScript(() =>
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} }),
    );
    await page.goto(`/checkout/?cart_id=${THEIRS}`);
    await checkout.useIt.click();
    await expect(checkout.title).toBeVisible();
    expect(await keptCart(page)).toBe(THEIRS);
    await page.reload();
    await expect(checkout.goods).toHaveCount(1);
    await expect(checkout.placeOrder).toBeVisible();
  });
});

/** Has a storefront keep a cart as its middleware does. */
function keepInCookie(context: BrowserContext, cartId: string): Promise<void> {
  return context.addCookies([{ name: CART_KEY, value: cartId, url: appUrl(), sameSite: 'Strict' }]);
}

async function cartCookie(context: BrowserContext): Promise<Cookie | undefined> {
  return (await context.cookies()).find(({ name }) => name === CART_KEY);
}

function keptCart(page: Page): Promise<string | null> {
  return page.evaluate((key) => localStorage.getItem(key), CART_KEY);
}
