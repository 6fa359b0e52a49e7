import type { Page, Request } from '@playwright/test';

import { hold } from '../fixtures/held';
import { CART_KEY, accountIn } from '../fixtures/kept_session';
import { type RouteName, sandboxUrl } from '../fixtures/store';
import { expect, test } from '../fixtures/test';
import { ADDRESS } from '../pages/checkout_page';

const ACCOUNT_TOKEN_HEADER = 'ep-account-management-authentication-token';

/** What belongs in each field, in the words of HTML; the star stands for whose address it is. */
const AUTOCOMPLETE = {
  contact: { 'Full name': 'name', 'Email address': 'email' },
  address: {
    'First name': '* given-name',
    'Last name': '* family-name',
    'Company (optional)': '* organization',
    'Street and number': '* address-line1',
    'Flat, floor, building (optional)': '* address-line2',
    'Town or city (optional)': '* address-level2',
    'County, state or region': '* address-level1',
    Postcode: '* postal-code',
    Country: '* country',
  },
  delivery: { 'Telephone (optional)': '* tel', 'Note for the delivery (optional)': 'off' },
};

test.beforeEach(({ configuration }) => configuration.set({ guest_checkout: true }));

test('a guest orders what the page shows, and the storefront is told', { tag: '@journey' }, async ({ exposure, page, store, checkout }) => {
  await checkout.openWith(store.cartId);
  await expect(checkout.goods).toHaveCount(2);
  await expect(checkout.goods.first()).toContainText('2 × £');
  await checkout.fillAsGuest();
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeFocused();
  await expect(page.getByText('What comes next is the payment, in the store.')).toBeVisible();

  const order = await store.onlyNewOrder();
  expect(order.shipping_address).toMatchObject({ line_1: ADDRESS['Street and number'], country: 'GB' });
  expect(order.billing_address).toMatchObject({ line_1: ADDRESS['Street and number'], country: 'GB' });
  const [sent] = await store.requests('checkout.create');
  expect(sent?.body.data.customer).toEqual({ name: 'Ada Canary', email: 'ada.canary@banks.com' });
  expect(sent?.body.data.contact).toBeUndefined();
  await expect(checkout.fact('Number')).toHaveText(order.id);
  await expect(checkout.fact('Reference')).toHaveText(order.external_ref ?? '');
  await expect(checkout.fact('Total')).toContainText('£');
  await expect(checkout.showOrder, 'guests may not read orders').toHaveCount(0);
  expect(exposure.told).toEqual([`latchkey:order-created ${JSON.stringify({ order_id: order.id })}`]);
  expect(await keptCart(page)).toBeNull();
  const tokens = [...(await store.accountTokens('checkout.create')), ...(await store.accountTokens('carts.get'))];
  expect(tokens.filter((token) => token !== undefined)).toEqual([]);
});

test('goods are shown with their pictures, and what is taken off and added beside the total', async ({
  store,
  checkout,
}) => {
  await checkout.openWith(store.cartId);
  const [mugs, apron] = [checkout.goods.nth(0), checkout.goods.nth(1)];
  await expect(mugs).toContainText('Enamel mug');
  const width = () => checkout.pictureOf(mugs).evaluate((picture: HTMLImageElement) => picture.naturalWidth);
  await expect.poll(width, 'of the picture, once it is there').toBeGreaterThan(0);
  await expect(apron).toContainText('Linen apron');
  await expect(checkout.pictureOf(apron), 'the store has none').toHaveCount(0);

  // Two mugs at £12 and an apron at £36, ten percent off.
  await expect(checkout.fact('Discount')).toHaveText('-£6.00');
  await expect(checkout.fact('Shipping')).toHaveText('£4.80');
  await expect(checkout.fact('Total')).toHaveText('£58.80');
});

test('a member orders without typing who they are, to an address of theirs, and finds the order among theirs', { tag: '@journey' }, async ({
  exposure,
  page,
  store,
  signIn,
  account,
  checkout,
}) => {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await expect(checkout.contactName).toHaveValue(store.john.name);
  await expect(checkout.contactEmail).toHaveValue(store.john.username);
  const saved = checkout.savedAddresses.getByRole('option');
  await expect(saved).toHaveCount(2);
  await checkout.savedAddresses.selectOption({ index: 1 });
  await expect(checkout.field('Street and number')).not.toBeEmpty();
  await expect(checkout.field('Country')).toHaveValue('GB');
  const street = await checkout.field('Street and number').inputValue();
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeFocused();

  const order = await store.onlyNewOrder();
  expect(order.shipping_address.line_1).toBe(street);
  const [sent] = await store.requests('checkout.create');
  expect(sent?.body.data.contact).toEqual({ name: store.john.name, email: store.john.username });
  expect(sent?.body.data.customer).toBeUndefined();
  expect(exposure.told.filter((told) => told.startsWith('latchkey:order-created'))).toEqual([
    `latchkey:order-created ${JSON.stringify({ order_id: order.id })}`,
  ]);
  expect(await keptCart(page)).toBeNull();

  await checkout.showOrder.click();
  await expect(account.fact('Number')).toHaveText(order.id);
  await account.open();
  await expect(account.orders).toHaveCount(2);
});

test('a member’s cart is listed among their account’s, once', async ({ store, signIn, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  const associations = () => store.requests('cart_accounts.create');
  await expect.poll(async () => (await associations()).map(({ status }) => status)).toEqual([200]);
  await checkout.fillAsMember(store.john.name);
  await checkout.page.reload();
  await checkout.fillAsMember(store.john.name);
  await checkout.page.waitForLoadState('networkidle');
  expect(await associations()).toHaveLength(1);
});

test('the account token goes with the cart, the order and the checkout, and to no other origin', async ({
  page,
  store,
  signIn,
  account,
  checkout,
}) => {
  const asked: Request[] = [];
  page.on('request', (request) => asked.push(request));
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
  await checkout.placeOrder.click();
  await checkout.showOrder.click();
  await expect(account.fact('Number')).toBeVisible();

  const [token] = await store.accountTokens('checkout.create');
  expect(token).toMatch(/^eyJ/);
  for (const route of ['orders.get', 'cart_accounts.create', 'checkout.create'] as RouteName[])
    expect(await store.accountTokens(route), route).toEqual([token]);
  const ofCarts = await store.accountTokens('carts.get');
  expect(ofCarts.at(-1), 'the look before the checkout').toBe(token);
  for (const request of asked.filter((request) => !request.url().startsWith(sandboxUrl()))) {
    expect(await request.allHeaders(), request.url()).not.toHaveProperty(ACCOUNT_TOKEN_HEADER);
    expect(request.url().includes(token ?? ''), 'in an address').toBe(false);
  }
});

test('a member of several accounts orders for the one that was chosen, as which the cart is read from the beginning', async ({
  page,
  store,
  signIn,
  account,
  checkout,
}) => {
  await signIn.as(store.jane);
  await signIn.choose('Banks Catering');
  await account.loaded();
  const chosen = await accountIn(page);
  expect(chosen?.account_name).toBe('Banks Catering');
  await checkout.openWith(store.cartId);
  await checkout.fillAsMember(store.jane.name);
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();

  for (const route of ['carts.get', 'cart_accounts.create', 'account_addresses.list', 'checkout.create'] as RouteName[]) {
    const tokens = await store.accountTokens(route);
    expect(tokens.length, route).toBeGreaterThan(0);
    expect(new Set(tokens), route).toEqual(new Set([chosen?.token]));
  }
});

test('what was typed and the cart’s id are shown nowhere but where they belong', async ({
  exposure,
  page,
  store,
  checkout,
}) => {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  // Commerce has it in the path of the cart's calls, which the browser's list of what it loaded repeats.
  const paths = ['performance entries', 'addresses asked for'];
  expect(await exposure.placesOf(page, store.cartId)).toEqual(['local storage', ...paths]);
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  expect(await exposure.placesOf(page, 'ada.canary@banks.com', ADDRESS['Street and number'])).toEqual(['bodies sent']);
  expect(await exposure.placesOf(page, store.cartId), 'after the order').toEqual(paths);
});

test('the bill may go elsewhere', async ({ store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await checkout.sameAddress.uncheck();
  await expect(checkout.billingTitle).toBeVisible();
  for (const [label, text] of Object.entries(ADDRESS)) await checkout.billingField(label).fill(text);
  await checkout.billingField('Street and number').fill('8 Bill Street');
  await checkout.billingField('Country').selectOption('FR');
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  const order = await store.onlyNewOrder();
  expect(order.billing_address).toMatchObject({ line_1: '8 Bill Street', country: 'FR' });
  expect(order.shipping_address).toMatchObject({ line_1: ADDRESS['Street and number'], country: 'GB' });
});

test('another billing address is kept while the bill goes to the same one', async ({ store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
  await checkout.sameAddress.uncheck();
  await checkout.billingField('Street and number').fill('8 Bill Street');
  await checkout.billingField('Country').selectOption('FR');
  await checkout.sameAddress.check();
  await expect(checkout.billingTitle).toBeHidden();
  await checkout.sameAddress.uncheck();
  await expect(checkout.billingField('Street and number')).toHaveValue('8 Bill Street');
  await expect(checkout.billingField('Country')).toHaveValue('FR');
  await checkout.sameAddress.check();
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  const order = await store.onlyNewOrder();
  expect(order.billing_address).toMatchObject({ line_1: ADDRESS['Street and number'], country: 'GB' });
});

test.describe('a member’s new address', () => {
  test.beforeEach(async ({ store, signIn, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.signIn.click();
    await signIn.enter(store.john);
    await checkout.fillAsMember(store.john.name);
    await expect(checkout.savedAddresses).toBeVisible();
    await expect(checkout.saveAddress).not.toBeChecked();
  });

  test('is saved to their account after the order, where they want that', async ({ store, checkout }) => {
    await checkout.field('Note for the delivery (optional)').fill('Ring twice');
    await checkout.saveAddress.check();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await expect.poll(() => store.requests('account_addresses.create')).toHaveLength(1);
    const routes = (await store.requests()).map(({ route }) => route);
    expect(routes.indexOf('account_addresses.create')).toBeGreaterThan(routes.indexOf('checkout.create'));
    const [sent] = await store.requests('account_addresses.create');
    expect(sent?.body.data).toMatchObject({ name: '7 Canary Wharf, E14 5AB', line_1: '7 Canary Wharf', country: 'GB' });
    await expect(checkout.addressUnsaved).toHaveCount(0);
  });

  test('is not, where they do not', async ({ page, store, checkout }) => {
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await store.requests('account_addresses.create')).toEqual([]);
  });

  test('is not one that the account has saved, whatever note comes with it', async ({ page, store, checkout }) => {
    await checkout.saveAddress.check();
    await checkout.savedAddresses.selectOption({ index: 1 });
    await expect(checkout.saveAddress).toBeHidden();
    await checkout.field('Note for the delivery (optional)').fill('Ring twice');
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await store.requests('account_addresses.create')).toEqual([]);
  });

  for (const fault of ['status', 'cut_body'] as const)
    test(`that could not be saved (${fault}) is said, and the order stands`, async ({ store, checkout }) => {
      await store.fault({ route: 'account_addresses.create', fault, ...(fault === 'status' && { status: 422 }) });
      await checkout.saveAddress.check();
      await checkout.placeOrder.click();
      await expect(checkout.addressUnsaved).toBeVisible();
      await expect(checkout.status).toHaveText('The address could not be saved to your account.');
      const order = await store.onlyNewOrder();
      await expect(checkout.fact('Number')).toHaveText(order.id);
      expect(await store.requests('account_addresses.create')).toHaveLength(1);
    });

  test('holds up nothing while it is being saved', async ({ page, store, checkout }) => {
    const held = await hold(page, '**/addresses');
    await checkout.saveAddress.check();
    await checkout.placeOrder.click();
    await held.arrived;
    await expect(checkout.placed).toBeFocused();
    await expect(checkout.fact('Number')).toHaveText((await store.onlyNewOrder()).id);
    await held.release();
  });

  test('is not saved while there is no order', async ({ page, store, checkout }) => {
    await store.fault({ route: 'checkout.create', fault: 'status', status: 400 });
    await checkout.saveAddress.check();
    await checkout.placeOrder.click();
    await expect(checkout.alert).toContainText('The store did not take this order');
    await page.waitForLoadState('networkidle');
    expect(await store.requests('account_addresses.create')).toEqual([]);
    await checkout.placeOrder.click();
    await expect.poll(() => store.requests('account_addresses.create')).toHaveLength(1);
  });
});

test('a guest is not asked where to save an address', async ({ store, checkout }) => {
  await checkout.openWith(store.cartId);
  await expect(checkout.placeOrder).toBeVisible();
  await expect(checkout.saveAddress).toHaveCount(0);
});

test.describe('of the countries', () => {
  test('those that the store sells to are offered', async ({ store, configuration, checkout }) => {
    configuration.set({ countries: ['GB', 'FR'] });
    await checkout.openWith(store.cartId);
    await expect(checkout.field('Country').getByRole('option')).toHaveText([
      'Choose a country',
      /France|United Kingdom/,
      /France|United Kingdom/,
    ]);
    await expect(checkout.field('Country')).toHaveValue('');
  });

  test('the only one is chosen', async ({ store, configuration, checkout }) => {
    configuration.set({ countries: ['GB'] });
    await checkout.openWith(store.cartId);
    await expect(checkout.field('Country')).toHaveValue('GB');
    await expect(checkout.field('Country').getByRole('option')).toHaveCount(1);
  });
});

test('browsers are told what to fill each field with', async ({ store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.sameAddress.uncheck();
  for (const [label, token] of Object.entries(AUTOCOMPLETE.contact))
    await expect(checkout.field(label), label).toHaveAttribute('autocomplete', token);
  for (const [label, token] of Object.entries({ ...AUTOCOMPLETE.address, ...AUTOCOMPLETE.delivery }))
    await expect(checkout.field(label), label).toHaveAttribute('autocomplete', token.replace('*', 'shipping'));
  for (const [label, token] of Object.entries(AUTOCOMPLETE.address))
    await expect(checkout.billingField(label), label).toHaveAttribute('autocomplete', token.replace('*', 'billing'));
});

test('everything is done with the keyboard alone', async ({ page, store, checkout }) => {
  await checkout.openWith(store.cartId);
  await checkout.contactName.focus();
  const texts = ['Ada Canary', 'ada.canary@banks.com', 'Ada', 'Canary', '', '7 Canary Wharf', '', '', 'Greater London', 'E14'];
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await expect(checkout.field('Country')).toBeFocused();
  await page.keyboard.type('United King');
  await expect(checkout.field('Country')).toHaveValue('GB');
  for (const field of ['Telephone (optional)', 'Note for the delivery (optional)']) {
    await page.keyboard.press('Tab');
    await expect(checkout.field(field)).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(checkout.sameAddress).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(checkout.placeOrder).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(checkout.placed).toBeFocused();
  await store.onlyNewOrder();
});

test('where guests may not order, nobody sees a form before they have signed in', async ({
  store,
  configuration,
  signIn,
  checkout,
}) => {
  configuration.set({ guest_checkout: false });
  await checkout.openWith(store.cartId);
  await expect(checkout.goods).toHaveCount(2);
  await expect(checkout.placeOrder).toHaveCount(0);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
});

test.describe('where payments are authorised by hand', () => {
  for (const as of ['guest', 'member'] as const) {
    test(`a ${as}’s order is, once`, async ({ store, configuration, signIn, checkout }) => {
      configuration.set({ payment_gateway: 'manual' });
      await store.settings({ manual_gateway: true });
      await checkout.openWith(store.cartId);
      if (as === 'member') {
        await checkout.signIn.click();
        await signIn.enter(store.john);
        await checkout.fillAsMember(store.john.name);
      } else {
        await checkout.fillAsGuest();
      }
      await checkout.placeOrder.click();
      await expect(checkout.page.getByText('The payment is arranged.')).toBeVisible();
      expect((await store.requests('payments.create')).map(({ body }) => body.data)).toEqual([
        { gateway: 'manual', method: 'authorize' },
      ]);
    });
  }

  test('an order that was found after a lost answer is, once', async ({
    page,
    store,
    configuration,
    signIn,
    checkout,
  }) => {
    configuration.set({ payment_gateway: 'manual' });
    await store.settings({ manual_gateway: true });
    await checkout.openWith(store.cartId);
    await checkout.signIn.click();
    await signIn.enter(store.john);
    await checkout.fillAsMember(store.john.name);
    await store.fault({ route: 'checkout.create', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await expect.poll(() => store.requests('checkout.create')).toHaveLength(1);
    await page.reload();
    await expect(checkout.placed).toBeVisible();
    await page.reload();
    await expect(checkout.page.getByText('You have ordered this cart before.')).toBeVisible();
    expect((await store.requests('payments.create')).map(({ status }) => status)).toEqual([200]);
  });

  test('an order stands whose payment could not be arranged', async ({ store, configuration, checkout }) => {
    configuration.set({ payment_gateway: 'manual' });
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await expect(checkout.page.getByText('The payment could not be arranged.')).toBeVisible();
    await store.onlyNewOrder();
  });

  test('a payment without an answer is told as what nobody knows', async ({ store, configuration, checkout }) => {
    configuration.set({ payment_gateway: 'manual' });
    await store.settings({ manual_gateway: true });
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await store.fault({ route: 'payments.create', fault: 'cut_body' });
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await expect(checkout.page.getByText('The store did not say whether the payment is arranged.')).toBeVisible();
    await expect(checkout.page.getByText('could not be arranged')).toHaveCount(0);
    expect((await store.onlyNewOrder()).payment).toBe('authorized');
  });
});

function keptCart(page: Page): Promise<string | null> {
  return page.evaluate((key) => localStorage.getItem(key), CART_KEY);
}
