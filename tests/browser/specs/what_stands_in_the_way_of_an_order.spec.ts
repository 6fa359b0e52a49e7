import { CART_KEY } from '../fixtures/kept_session';
import type { Store } from '../fixtures/store';
import { expect, test } from '../fixtures/test';
import { ADDRESS, type CheckoutPage } from '../pages/checkout_page';
import type { SignInPage } from '../pages/sign_in_page';

const CHANGED = 'Your cart has changed';
/** Longer than an account token lasts, and shorter than a cart. */
const A_DAY_AND_A_BIT = 90_000;
const A_WEEK_AND_A_BIT = 8 * 86_400;

test.beforeEach(({ configuration }) => configuration.set({ guest_checkout: true }));

test.describe('a cart that is not what the shopper saw', () => {
  test('costs something else: nothing is ordered before they agree', async ({ store, checkout }) => {
    await filledIn(store, checkout);
    const total = checkout.fact('Total');
    const before = await total.innerText();
    await store.product({ sku: 'MUG-ENAMEL', price: 2_500 });
    await checkout.placeOrder.click();
    await expect(checkout.alert).toContainText(CHANGED);
    await expect(checkout.alert).toContainText(/now costs £.* instead of £/);
    await expect(checkout.alert.locator(':focus')).toBeVisible();
    await expect(total).not.toHaveText(before);
    await expect(checkout.contactName).toHaveValue('Ada Canary');
    expect(await store.requests('checkout.create')).toEqual([]);
    const agreed = await total.innerText();
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await expect(checkout.fact('Total')).toHaveText(agreed);
    await store.onlyNewOrder();
  });

  test('holds something more', async ({ store, checkout }) => {
    await filledIn(store, checkout);
    await store.putInto(store.cartId, 'TOWEL-TEA');
    await checkout.placeOrder.click();
    await expect(checkout.alert).toContainText(CHANGED);
    await expect(checkout.alert).toContainText(/is new/);
    await expect(checkout.goods).toHaveCount(3);
    expect(await store.requests('checkout.create')).toEqual([]);
  });

  test('holds more of something', async ({ store, checkout }) => {
    await filledIn(store, checkout);
    await store.putInto(store.cartId, 'MUG-ENAMEL');
    await checkout.placeOrder.click();
    await expect(checkout.alert).toContainText(/now 3 instead of 2/);
    expect(await store.requests('checkout.create')).toEqual([]);
  });

  test('holds nothing any more', async ({ store, checkout }) => {
    await filledIn(store, checkout);
    await store.emptyOut(store.cartId);
    await checkout.placeOrder.click();
    await expect(checkout.empty).toBeFocused();
    expect(await store.requests('checkout.create')).toEqual([]);
  });
});

test('less is left of something than the cart holds: it is said, and nothing is ordered', async ({
  page,
  store,
  checkout,
}) => {
  await filledIn(store, checkout);
  await store.product({ sku: 'MUG-ENAMEL', stock: 1 });
  await checkout.placeOrder.click();
  await expect(checkout.alert).toContainText('There is not enough left');
  await expect(checkout.alert.locator(':focus')).toBeVisible();
  expect(await store.orders()).toHaveLength(1);
  expect(await page.evaluate((key) => localStorage.getItem(key), CART_KEY)).toBe(store.cartId);
  await store.product({ sku: 'MUG-ENAMEL', stock: 10 });
  await checkout.placeOrder.click();
  await expect(checkout.placed).toBeVisible();
  await store.onlyNewOrder();
});

test.describe('no cart', () => {
  test('is said, without asking the store', async ({ page, store, checkout }) => {
    await page.goto('/checkout/');
    await expect(checkout.empty).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await store.requests()).toEqual([]);
  });

  test('with anything in it is said', async ({ store, checkout }) => {
    await store.emptyOut(store.cartId);
    await checkout.openWith(store.cartId);
    await expect(checkout.empty).toBeVisible();
  });

  test('is made up for by those of the member’s account', async ({ page, store, signIn, checkout }) => {
    await asMember(store, signIn, checkout);
    await expect.poll(() => store.requests('cart_accounts.create')).toHaveLength(1);
    await page.evaluate((key) => localStorage.removeItem(key), CART_KEY);
    await page.reload();
    await expect(checkout.empty).toBeVisible();
    await expect(checkout.accountCarts).toHaveCount(1);
    await checkout.accountCarts.click();
    await expect(checkout.title).toBeFocused();
    await expect(checkout.goods).toHaveCount(2);
    expect(await page.evaluate((key) => localStorage.getItem(key), CART_KEY)).toBe(store.cartId);
    await checkout.fillAsMember(store.john.name);
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    await store.onlyNewOrder();
  });

  test('is all that is said where the account has none, or none that a guest may see', async ({
    page,
    store,
    signIn,
    account,
    checkout,
  }) => {
    await page.goto('/checkout/');
    await expect(checkout.empty).toBeVisible();
    await signIn.as(store.john);
    await account.loaded();
    await page.goto('/checkout/');
    await expect(checkout.empty).toBeVisible();
    await expect.poll(() => store.requests('carts.list')).toHaveLength(1);
    await expect(page.getByText('Loading…')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
  });

  test('is said, and more may be asked for, where the account’s cannot be had', async ({
    page,
    store,
    signIn,
    account,
    checkout,
  }) => {
    await signIn.as(store.john);
    await account.loaded();
    await store.fault({ route: 'carts.list', fault: 'status', status: 500, times: 3 });
    await page.goto('/checkout/');
    await expect(checkout.empty).toBeVisible();
    await expect(checkout.alert).toContainText('Something went wrong in the store');
    await checkout.tryAgain.click();
    await expect(checkout.alert).toHaveCount(0);
  });

  test('whose time is up is said', async ({ store, checkout }) => {
    await store.advanceClock(A_WEEK_AND_A_BIT);
    await checkout.openWith(store.cartId);
    await expect(checkout.empty).toBeVisible();
  });
});

test('a cart that cannot be read may be tried again', async ({ store, checkout }) => {
  await store.fault({ route: 'carts.get', fault: 'status', status: 500, times: 9 });
  await checkout.openWith(store.cartId);
  await expect(checkout.alert).toContainText('Something went wrong in the store');
  await store.clearFaults();
  await checkout.tryAgain.click();
  await expect(checkout.goods).toHaveCount(2);
});

test.describe('signing in', () => {
  test('leads back to the same cart, with what was typed', async ({ page, store, signIn, checkout }) => {
    await filledIn(store, checkout);
    await checkout.signIn.click();
    await expect(page).toHaveURL('/sign_in/?return_to=%2Fcheckout%2F');
    await signIn.enter(store.john);
    await expect(checkout.title).toBeVisible();
    await expect(checkout.goods).toHaveCount(2);
    await expect(checkout.contactName).toHaveValue('Ada Canary');
    for (const [label, text] of Object.entries(ADDRESS)) await expect(checkout.field(label)).toHaveValue(text);
    await expect(checkout.field('Country')).toHaveValue('GB');
    await checkout.placeOrder.click();
    await expect(checkout.placed).toBeVisible();
    const order = await store.onlyNewOrder();
    expect(order.shipping_address.line_1).toBe(ADDRESS['Street and number']);
  });

  test('as somebody else, in another tab, shows nobody what another member typed', async ({
    context,
    store,
    signIn,
    checkout,
  }) => {
    await asMember(store, signIn, checkout);
    const other = signIn.on(await context.newPage());
    await other.page.goto('/sign_in/');
    await other.someoneElse.click();
    await other.enter(store.jane);
    await other.choose('Banks Catering');
    await expect(checkout.contactName).toHaveValue(store.jane.name);
    await expect(checkout.contactEmail).toHaveValue(store.jane.username);
    await expect(checkout.field('Street and number')).toBeEmpty();
    await expect(checkout.savedAddresses).toHaveCount(0);
  });
});

for (const answer of ['unauthorized_401', 'forbidden_403', 'guest']) {
  for (const guests of [false, true]) {
    test(`an account token that expired meanwhile, answered with ${answer}, where guests may${guests ? '' : ' not'} order`, async ({
      store,
      configuration,
      signIn,
      checkout,
    }) => {
      configuration.set({ guest_checkout: guests });
      await store.switch({ expired_account_token: answer });
      await asMember(store, signIn, checkout);
      await store.advanceClock(A_DAY_AND_A_BIT);
      await checkout.placeOrder.click();
      await expect(checkout.signInAgain).toBeVisible();
      await expect(checkout.sessionNotice, 'what says so').toBeFocused();
      expect(await store.orders(), 'no order, and no guest’s').toHaveLength(1);

      await checkout.signInAgain.click();
      await signIn.enter(store.john);
      await expect(checkout.contactName).toHaveValue(store.john.name);
      await expect(checkout.field('Street and number')).toHaveValue(ADDRESS['Street and number']);
      await checkout.placeOrder.click();
      await expect(checkout.placed).toBeVisible();
      const order = await store.onlyNewOrder();
      expect(order.contact).toEqual({ name: store.john.name, email: store.john.username });
    });
  }
}

test('what a guest types once a member’s session has ended is kept apart from what the member typed', async ({
  store,
  signIn,
  checkout,
}) => {
  await asMember(store, signIn, checkout);
  await store.advanceClock(A_DAY_AND_A_BIT);
  await checkout.placeOrder.click();
  await expect(checkout.signInAgain).toBeVisible();
  await expect(checkout.contactName).toBeEmpty();
  await expect(checkout.field('Street and number')).toBeEmpty();
  await checkout.contactName.fill('Grace Guest');
  await checkout.field('Street and number').fill('1 Guest Street');
  await checkout.signInAgain.click();
  await signIn.enter(store.john);
  await expect(checkout.contactName).toHaveValue(store.john.name);
  await expect(checkout.field('Street and number')).toHaveValue(ADDRESS['Street and number']);
  await expect(checkout.field('Postcode')).toHaveValue(ADDRESS.Postcode);
});

test.describe('what was typed', () => {
  test('and is missing is said at its field, and nothing is sent', async ({ store, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.contactEmail.fill('ada..canary@banks.com');
    await checkout.placeOrder.click();
    await expect(checkout.alert.locator(':focus')).toBeVisible();
    const listed = checkout.alert.getByRole('listitem');
    await expect(listed).toHaveCount(8);
    await expect(checkout.contactEmail).toHaveAttribute('aria-invalid', 'true');
    await expect(checkout.field('Company (optional)')).not.toHaveAttribute('aria-invalid', 'true');
    await checkout.alert.getByRole('link', { name: 'Enter a postcode' }).click();
    await expect(checkout.field('Postcode')).toBeFocused();
    await expect(checkout.field('Postcode')).toHaveAccessibleDescription(/Enter a postcode/);
    expect(await store.requests('checkout.create')).toEqual([]);
  });

  const SOURCES = {
    'data.shipping_address.postcode': 'Postcode',
    'data.billing_address.postcode': 'Postcode',
    'data.shipping_address.county': 'County, state or region',
    'data.customer.email': 'Email address',
    'data.customer.name': 'Full name',
  };
  for (const [source, label] of Object.entries(SOURCES)) {
    test(`and the store refuses as ${source} is said at its field`, async ({ store, checkout }) => {
      await filledIn(store, checkout);
      const refusal = { status: 400, title: 'Validation Error', detail: 'canary detail', source };
      await store.fault({ route: 'checkout.create', fault: 'status', status: 400, body: { errors: [refusal] } });
      await checkout.placeOrder.click();
      await expect(checkout.field(label)).toHaveAttribute('aria-invalid', 'true');
      await expect(checkout.field(label)).toHaveAccessibleDescription(/The store does not take this/);
      await expect(checkout.alert).toContainText('The store does not take this');
      await expect(checkout.alert.locator(':focus')).toBeVisible();
      await expect(checkout.page.getByText('canary detail')).toHaveCount(0);
      await checkout.placeOrder.click();
      await expect(checkout.placed).toBeVisible();
      await store.onlyNewOrder();
    });
  }

  test('as another billing address is refused at that address', async ({ store, checkout }) => {
    await filledIn(store, checkout);
    await checkout.sameAddress.uncheck();
    for (const [label, text] of Object.entries(ADDRESS)) await checkout.billingField(label).fill(text);
    await checkout.billingField('Country').selectOption('GB');
    const refusal = { status: 400, title: 'Validation Error', source: 'data.billing_address.postcode' };
    await store.fault({ route: 'checkout.create', fault: 'status', status: 400, body: { errors: [refusal] } });
    await checkout.placeOrder.click();
    await expect(checkout.billingField('Postcode')).toHaveAttribute('aria-invalid', 'true');
    await expect(checkout.field('Postcode')).not.toHaveAttribute('aria-invalid', 'true');
  });
});

async function filledIn(store: Store, checkout: CheckoutPage): Promise<void> {
  await checkout.openWith(store.cartId);
  await checkout.fillAsGuest();
}

async function asMember(store: Store, signIn: SignInPage, checkout: CheckoutPage): Promise<void> {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await checkout.fillAsMember(store.john.name);
}
