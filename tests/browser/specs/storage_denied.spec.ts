import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const DENIALS = {
  'reading it throws, as in an embedded page': () => {
    const deny = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get: deny });
  },
  'writing to it throws, as when it is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  },
  'there is none': () => {
    Object.defineProperty(window, 'localStorage', { value: null });
  },
};

for (const [name, deny] of Object.entries(DENIALS)) {
  test(`${name}: the page says so, and the whole reset works`, async ({
    page,
    store,
    forgotPassword,
    checkYourEmail,
    changePassword,
  }) => {
    await page.addInitScript(deny);
    await forgotPassword.askFor(store.john.username);
    await expect(page.getByText('This browser keeps nothing for this page.')).toBeVisible();
    await expect(checkYourEmail.sendAgain, 'the wait is kept in memory').toBeDisabled();

    await checkYourEmail.code.fill((await store.message()).code);
    await checkYourEmail.continue.click();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });
}

test('denied, a link works as well', async ({ page, store, changePassword }) => {
  await page.addInitScript(DENIALS['reading it throws, as in an embedded page']);
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

for (const [name, deny] of Object.entries(DENIALS)) {
  test(`${name}: the checkout says so, beside its form and where nobody knows of an order`, async ({
    page,
    store,
    configuration,
    checkout,
  }) => {
    configuration.set({ guest_checkout: true });
    await page.addInitScript(deny);
    await page.goto(`/checkout/#cart_id=${store.cartId}`);
    await checkout.useIt.click();
    await expect(checkout.keptNowhere).toBeVisible();
    await checkout.fillAsGuest();
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await checkout.placeOrder.click();
    await expect(checkout.unknown).toBeVisible();
    await expect(checkout.keptNowhere).toBeVisible();
  });
}

test('where storage works, the checkout says nothing about it', async ({ store, configuration, checkout }) => {
  configuration.set({ guest_checkout: true });
  await checkout.openWith(store.cartId);
  await expect(checkout.placeOrder).toBeVisible();
  await expect(checkout.keptNowhere).toHaveCount(0);
});

test('where storage works, nothing is said about it', async ({ page, store, forgotPassword }) => {
  await forgotPassword.askFor(store.john.username);
  await expect(page.getByText('This browser keeps nothing')).toHaveCount(0);
});
