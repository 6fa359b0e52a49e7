import type { Page } from '@playwright/test';

import { hold } from '../fixtures/held';
import { CART_KEY, keep, keys } from '../fixtures/kept_session';
import { sentBy } from '../fixtures/sent';
import type { Fault, Store } from '../fixtures/store';
import { expect, test } from '../fixtures/test';
import type { CheckoutPage } from '../pages/checkout_page';
import type { SignInPage } from '../pages/sign_in_page';

const CHECKOUT = '**/v2/carts/*/checkout';
/** More than all looks for an order take, whose clock the tests move. */
const ALL_LOOKS = 20_000;

test.beforeEach(({ configuration }) => configuration.set({ guest_checkout: true, request_timeout_seconds: 5 }));

for (const press of ['a double click', 'five clicks', 'five submits', 'Enter and a click'] as const) {
  test(`by ${press}`, async ({ page, store, checkout }) => {
    const held = await hold(page, CHECKOUT);
    const sent = sentBy(page, '/checkout');
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    if (press === 'a double click') await checkout.placeOrder.dblclick();
    if (press === 'five clicks') await checkout.placeOrder.click({ clickCount: 5 });
    if (press === 'five submits') await submitFiveTimes(page);
    if (press === 'Enter and a click') {
      await checkout.contactName.press('Enter');
      await checkout.placing.click({ force: true });
    }
    await held.release();
    await expect(checkout.placed).toBeVisible();
    await store.onlyNewOrder();
    expect(sent.filter((request) => request.method() === 'POST')).toHaveLength(1);
  });
}

test.describe('a member’s order is found and shown', () => {
  const FAULTS: Fault[] = [
    { route: 'checkout.create', fault: 'never_answer' },
    { route: 'checkout.create', fault: 'cut_body' },
    { route: 'checkout.create', fault: 'malformed_json' },
    { route: 'checkout.create', fault: 'late', visible_after_reads: 2 },
  ];
  for (const fault of FAULTS) {
    test(`after ${fault.fault}`, async ({ exposure, page, store, signIn, checkout }) => {
      await page.clock.install();
      await asMember(store, signIn, checkout);
      await store.fault(fault);
      const reached = page.waitForRequest(CHECKOUT);
      await checkout.placeOrder.click();
      await reached;
      await passTimeUntil(page, checkout.placed);

      const order = await store.onlyNewOrder();
      await expect(checkout.fact('Number')).toHaveText(order.id);
      expect(await store.requests('checkout.create')).toHaveLength(1);
      expect(exposure.told).toContain(`latchkey:order-created ${JSON.stringify({ order_id: order.id })}`);
      expect(await page.evaluate((key) => localStorage.getItem(key), CART_KEY), 'the cart').toBeNull();
    });
  }

  test('after a reload while it is being sent', async ({ page, store, signIn, checkout }) => {
    await asMember(store, signIn, checkout);
    await store.fault({ route: 'checkout.create', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await expect.poll(() => store.requests('checkout.create')).toHaveLength(1);
    await page.reload();
    await expect(checkout.placed).toBeVisible();
    await store.onlyNewOrder();
    expect(await store.requests('checkout.create')).toHaveLength(1);
  });

  test('after a tab was closed while it was being sent, in another one', async ({
    page,
    context,
    store,
    signIn,
    checkout,
  }) => {
    await asMember(store, signIn, checkout);
    await store.fault({ route: 'checkout.create', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await expect.poll(() => store.requests('checkout.create')).toHaveLength(1);
    const other = checkout.on(await context.newPage());
    await page.close();
    await other.page.goto('/checkout/');
    await expect(other.placed).toBeVisible();
    await store.onlyNewOrder();
  });

  test('after it was not, once it is looked for again', async ({ page, store, signIn, checkout }) => {
    await page.clock.install();
    await asMember(store, signIn, checkout);
    await store.fault({ route: 'checkout.create', fault: 'late', visible_after_seconds: 600 });
    const reached = page.waitForRequest(CHECKOUT);
    await checkout.placeOrder.click();
    await reached;
    await passTimeUntil(page, checkout.unknown);
    await expect(checkout.page.getByText('We looked for your order and did not find it.')).toBeVisible();
    const order = await store.onlyNewOrder();
    await expect(checkout.reference).toHaveText(order.external_ref ?? '');

    await store.advanceClock(601);
    await checkout.lookAgain.click();
    await passTimeUntil(page, checkout.placed);
    await expect(checkout.fact('Number')).toHaveText(order.id);
    await store.onlyNewOrder();
  });

  test('after it was not, where the member wants to order once more: the last look finds it', async ({
    page,
    store,
    signIn,
    checkout,
  }) => {
    await page.clock.install();
    await asMember(store, signIn, checkout);
    await store.fault({ route: 'checkout.create', fault: 'late', visible_after_seconds: 600 });
    const reached = page.waitForRequest(CHECKOUT);
    await checkout.placeOrder.click();
    await reached;
    await passTimeUntil(page, checkout.unknown);
    await store.advanceClock(601);
    await expect(checkout.warning).toBeVisible();
    await checkout.orderOnceMore.click();
    await passTimeUntil(page, checkout.placed);
    await store.onlyNewOrder();
  });
});

test('what is remembered of orders and cannot be read is as good as nothing, and goes', async ({ page, store, checkout }) => {
  const remembered = `latchkey.${store.clientId}.checkouts`;
  await checkout.openWith(store.cartId);
  for (const unreadable of ['', '[{"external_ref":', '{"version":0,"attempts":[]}', '\u0000']) {
    await keep(page, unreadable, remembered);
    await page.reload();
    await checkout.placeOrder.waitFor();
    expect((await keys(page)).local, unreadable).not.toContain(remembered);
  }
});

test.describe('a guest whose checkout is not answered', () => {
  test('is told that nobody knows, with the reference, and comes back to that', async ({ page, store, checkout }) => {
    const reference = await cutOff(store, checkout);
    const [order] = (await store.orders()).slice(1);
    expect(order?.external_ref).toBe(reference);
    await expect(checkout.page.getByText('Look for an email from the store before you order again.')).toBeVisible();
    await expect(checkout.placeOrder).toHaveCount(0);

    await page.reload();
    await expect(checkout.unknown).toBeVisible();
    await expect(checkout.reference).toHaveText(reference);
    await page.goto('/storefront');
    await page.goBack();
    await expect(checkout.unknown).toBeVisible();
    await store.onlyNewOrder();
  });

  test('sees the same in another tab', async ({ context, store, checkout }) => {
    const reference = await cutOff(store, checkout);
    const other = checkout.on(await context.newPage());
    await other.page.goto('/checkout/');
    await expect(other.unknown).toBeVisible();
    await expect(other.reference).toHaveText(reference);
  });

  test('may order once more behind the warning only, and is reminded of it', async ({ store, checkout }) => {
    const reference = await cutOff(store, checkout);
    await expect(checkout.warning).toBeVisible();
    await checkout.orderOnceMore.click();
    await expect(checkout.onceMore).toBeVisible();
    await expect(checkout.contactName, 'what was typed').toHaveValue('Ada Canary');
    await store.onlyNewOrder();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    const references = (await store.orders()).slice(1).map(({ external_ref }) => external_ref);
    expect(references).toEqual([reference, await checkout.fact('Reference').innerText()]);
    expect(new Set(references).size).toBe(2);
  });

  test('by a reload while it is being sent is told the same', async ({ page, store, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await store.fault({ route: 'checkout.create', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await expect.poll(() => store.requests('checkout.create')).toHaveLength(1);
    await page.reload();
    await expect(checkout.unknown).toBeVisible();
    await expect(checkout.placeOrder).toHaveCount(0);
    await store.onlyNewOrder();
  });
});

test.describe('a guest who does not want to read of it any more', () => {
  test('dismisses it once the cart is gone, and meets it again by that cart', async ({ page, store, checkout }) => {
    const reference = await cutOff(store, checkout);
    await expect(checkout.dismiss, 'while the cart could be ordered').toHaveCount(0);
    await page.evaluate((key) => localStorage.removeItem(key), CART_KEY);
    await page.reload();
    await expect(checkout.reference).toHaveText(reference);
    await checkout.dismiss.click();
    await expect(checkout.empty).toBeVisible();
    await page.reload();
    await expect(checkout.empty).toBeVisible();

    await checkout.openWith(store.cartId);
    await expect(checkout.reference).toHaveText(reference);
    await expect(checkout.placeOrder).toHaveCount(0);
    await store.onlyNewOrder();
  });
});

test.describe('what was sent is remembered', () => {
  for (const session_storage of ['session', 'memory'])
    test(`where the session is kept as "${session_storage}"`, async ({ page, store, configuration, checkout }) => {
      configuration.set({ session_storage });
      const reference = await cutOff(store, checkout);
      await page.reload();
      await expect(checkout.reference).toHaveText(reference);
      await expect(checkout.placeOrder).toHaveCount(0);
      await store.onlyNewOrder();
    });

  test('for as long as the page lives where the browser keeps nothing', async ({ page, store, checkout }) => {
    await page.addInitScript(() => {
      const deny = () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: deny });
    });
    await page.goto(`/checkout/?cart_id=${store.cartId}`);
    await checkout.useIt.click();
    await checkout.fillAsGuest();
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await checkout.placeOrder.click();
    await expect(checkout.unknown).toBeVisible();
    const reference = await checkout.reference.innerText();
    await page.evaluate((id) => location.assign(`#cart_id=${id}`), store.cartId);
    await expect(checkout.reference).toHaveText(reference);
    await expect(checkout.placeOrder).toHaveCount(0);
    await store.onlyNewOrder();
  });
});

const NO_REFUSAL: Record<string, Fault> = {
  'the store’s own failure': { route: 'checkout.create', fault: 'status', status: 500 },
  'a gateway’s failure that no page may read': { route: 'checkout.create', fault: 'without_cors', status: 502 },
};
for (const [what, fault] of Object.entries(NO_REFUSAL)) {
  test(`${what} says nothing about an order, and is not taken for a refusal`, async ({ store, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await store.fault({ ...fault, times: 9 });
    await checkout.placeOrder.click();
    await expect(checkout.unknown).toBeVisible();
    await expect(checkout.placeOrder).toHaveCount(0);
    expect(await store.requests('checkout.create')).toHaveLength(1);
  });
}

test('a busy store has made no order: the form stays, and may be sent again', async ({ store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await store.fault({ route: 'checkout.create', fault: 'status', status: 429 });
  await checkout.placeOrder.click();
  await expect(checkout.alert).toContainText('Please wait a moment');
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  await store.onlyNewOrder();
});

test('a refusal is no order: the form stays, and may be sent again', async ({ store, checkout }) => {
  await store.fault({ route: 'checkout.create', fault: 'status', status: 400 });
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await checkout.placeOrder.click();
  await expect(checkout.alert).toContainText('The store did not take this order');
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  await store.onlyNewOrder();
});

test.describe('once there is an order', () => {
  test('a reload shows it, and so does the way back', async ({ page, store, checkout }) => {
    const number = await ordered(store, checkout);
    await page.reload();
    await expect(checkout.fact('Number')).toHaveText(number);
    await page.goto('/storefront');
    await page.goBack();
    await expect(checkout.fact('Number')).toHaveText(number);
    await store.onlyNewOrder();
  });

  test('a storefront that keeps its cart is led to it first', async ({ page, store, checkout }) => {
    const number = await ordered(store, checkout);
    await keep(page, store.cartId, CART_KEY);
    await page.reload();
    await expect(checkout.fact('Number')).toHaveText(number);
    await expect(checkout.placeOrder).toHaveCount(0);
    await expect(checkout.warning).toBeVisible();
    await checkout.orderOnceMore.click();
    await expect(checkout.onceMore).toBeVisible();
    await store.onlyNewOrder();
  });

  test('another tab with the same cart shows it in place of its form', async ({ context, store, checkout }) => {
    await checkout.openWith(store.cartId);
    const other = checkout.on(await context.newPage());
    await other.page.goto('/checkout/');
    await expect(other.placeOrder).toBeVisible();
    await checkout.fillAsGuest();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await expect(other.placed).toBeVisible();
    await store.onlyNewOrder();
  });
});

test('two tabs that send at once make one order', async ({ context, page, store, checkout }) => {
  const held = await hold(page, CHECKOUT);
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  const other = checkout.on(await context.newPage());
  await other.page.goto('/checkout/');
  await other.fillAsGuest();
  await checkout.placeOrder.click();
  await held.arrived;
  await other.placeOrder.click();
  await expect(other.unknown, 'what became of the other tab’s').toBeVisible();
  await held.release();
  await expect(checkout.placed).toBeVisible();
  await expect(other.placed).toBeVisible();
  await store.onlyNewOrder();
});

function submitFiveTimes(page: Page): Promise<void> {
  return page.locator('form').evaluate((form: HTMLFormElement) => {
    for (let times = 0; times < 5; times += 1) form.requestSubmit();
  });
}

async function asMember(store: Store, signIn: SignInPage, checkout: CheckoutPage): Promise<void> {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
}

/** Has a guest's checkout cut off, and answers the reference that the page names. */
async function cutOff(store: Store, checkout: CheckoutPage): Promise<string> {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await store.fault({ route: 'checkout.create', fault: 'cut_body' });
  await checkout.placeOrder.click();
  await expect(checkout.unknown).toBeVisible();
  return checkout.reference.innerText();
}

/** Has a guest order, and answers the order's number. */
async function ordered(store: Store, checkout: CheckoutPage): Promise<string> {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  return checkout.fact('Number').innerText();
}

/** Lets the page's clock run on, as far as all looks for an order take, until the page shows something. */
async function passTimeUntil(page: Page, shown: ReturnType<Page['locator']>): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(shown).toBeVisible({ timeout: 250 });
  }).toPass({ timeout: ALL_LOOKS, intervals: [50] });
}
