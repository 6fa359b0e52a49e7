import { appUrl } from '../fixtures/store';
import { expect, test } from '../fixtures/test';

/** Another origin on the same host: cookies know no ports, so that the session follows there. */
const SHOP = 'http://127.0.0.1:1';
const WITH_SHOP = { return_to_origins: [SHOP], storefront: 'nextjs' } as const;

const FOLLOWED = ['/', '/account/', '/products?page=2#top', '/forgot_password/'];

for (const place of FOLLOWED) {
  test(`${place} is gone on to after signing in`, async ({ page, store, signIn, developerConsole }) => {
    await signIn.as(store.john, place);
    await expect(page).toHaveURL(place);
    expect(developerConsole.ofTheApp).toEqual([]);
  });
}

const REFUSED: Record<string, string> = {
  'another host, without a scheme': '//evil.example/',
  'another host, by a backslash': '/\\evil.example/',
  'a user before an allowed host': 'http://evil@127.0.0.1:1/',
  'a script': 'javascript:window.evil=1//',
};

for (const [name, place] of Object.entries(REFUSED)) {
  test(`${name} is not, and the developer is told`, async ({
    page,
    context,
    store,
    configuration,
    signIn,
    account,
    developerConsole,
  }) => {
    configuration.set(WITH_SHOP);
    const left: string[] = [];
    await context.route(({ hostname, port }) => hostname.includes('evil') || port === '1', (route) => {
      left.push(route.request().url());
      return route.fulfill({ body: 'Another site.' });
    });
    await signIn.as(store.john, place);
    await expect(account.title).toBeVisible();
    expect(page.url()).toBe(`${appUrl()}/account/`);
    expect(left).toEqual([]);
    expect(developerConsole.ofTheApp).toEqual([expect.stringContaining('return_to_origins')]);
    expect(developerConsole.text).not.toContain('evil');
    expect(await page.evaluate(() => 'evil' in window)).toBe(false);
  });
}

test('nor is any of them where somebody who is signed in already is led on to', async ({
  page,
  store,
  configuration,
  signIn,
  account,
}) => {
  configuration.set(WITH_SHOP);
  await account.openAs(store.john);
  for (const place of [
    ...Object.values(REFUSED),
    '\\\\evil.example/',
    '/\t/evil.example/',
    'https://evil.example/',
    'http://127.0.0.1@evil.example/',
    `${SHOP}.evil.example/`,
    `${SHOP}8443/evil`,
    'data:text/html,<script>window.evil=1</script>',
    'evil',
  ]) {
    await page.goto(`/sign_in/?return_to=${encodeURIComponent(place)}`);
    await expect(signIn.signedIn).toBeVisible();
    const links = await page.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(links.filter((link) => link && /evil|^javascript:|^data:/.test(link)), place).toEqual([]);
    await expect(page.getByRole('link', { name: 'Continue' }), place).toHaveCount(0);
  }
});

test('an origin that is allowed by configuration is, if the session follows there', async ({
  page,
  context,
  store,
  configuration,
  signIn,
}) => {
  configuration.set(WITH_SHOP);
  await context.route(`${SHOP}/**`, (route) => route.fulfill({ contentType: 'text/html', body: 'The shop.' }));
  await signIn.as(store.john, `${SHOP}/cart?x=1`);
  await expect(page).toHaveURL(`${SHOP}/cart?x=1`);
});

test('the app’s own origin is, also as a whole address', async ({ page, store, configuration, signIn }) => {
  configuration.set({ return_to_origins: [appUrl()] });
  await signIn.as(store.john, `${appUrl()}/products`);
  await expect(page).toHaveURL('/products');
});

test('one that the session does not follow to is not, and the developer is told why', async ({
  store,
  configuration,
  signIn,
  account,
  developerConsole,
}) => {
  configuration.set({ return_to_origins: [SHOP] });
  await signIn.as(store.john, `${SHOP}/cart`);
  await expect(account.title).toBeVisible();
  expect(developerConsole.ofTheApp).toEqual([expect.stringContaining('the session does not follow')]);
});

test('somebody who is signed in already is led on to it', async ({ page, store, account }) => {
  await account.openAs(store.john);
  await page.goto('/sign_in/?return_to=%2Fproducts%3Fpage%3D2');
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(page).toHaveURL('/products?page=2');
});

test('it is kept while a code is asked for, and after choosing an account', async ({ page, store, signIn }) => {
  await signIn.askFor(store.jane.username, '/products');
  await signIn.enterCode((await store.message()).code);
  await signIn.choose('Banks Catering');
  await expect(page).toHaveURL('/products');
});

test('it is kept when the e-mailed link is followed in a tab of its own', async ({
  page,
  context,
  store,
  signIn,
}) => {
  await signIn.askFor(store.john.username, '/products?page=2');
  const { link } = await store.message();
  const followed = await context.newPage();
  await followed.goto(link);
  await expect(followed).toHaveURL('/products?page=2');
  await page.bringToFront();
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(page).toHaveURL('/products?page=2');
});

test('it is not for whom it was not asked', async ({ page, store, signIn, account }) => {
  await signIn.askFor(store.john.username, '/products');
  await page.goto((await store.mailSignInCode(store.jane)).link);
  await signIn.continue.click();
  await signIn.choose('Banks Catering');
  await expect(account.title).toBeVisible();
});

test('what this browser remembers of it is no more trusted than an address', async ({
  page,
  store,
  signIn,
  account,
}) => {
  await signIn.askFor(store.john.username, '/products');
  const { link } = await store.message();
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage))
      localStorage.setItem(key, value.replace('"/products"', '"//evil.example/"'));
  });
  await page.goto('about:blank');
  await page.goto(link);
  await expect(account.title).toBeVisible();
});

test('it is kept when the parameters of a link leave the address', async ({ page, store, signIn }) => {
  const { link } = await store.mailSignInCode(store.john);
  await signIn.follow(link.replace('/sign_in/#', '/sign_in/?return_to=%2Fproducts%3Fpage%3D2#'));
  await expect(page).toHaveURL('/sign_in/?return_to=%2Fproducts%3Fpage%3D2');
  await signIn.continue.click();
  await expect(page).toHaveURL('/products?page=2');
});

test('it is kept by the reload that the page offers when it could not start', async ({
  page,
  store,
  signIn,
  developerConsole,
}) => {
  developerConsole.expectUncaught();
  const { link } = await store.mailSignInCode(store.john);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(link.replace('/sign_in/#', '/sign_in/?return_to=%2Fproducts#'));
  await signIn.button('Try again').waitFor();
  await page.unroute('**/*.wasm');
  await signIn.button('Try again').click();
  await signIn.continue.click();
  await expect(page).toHaveURL('/products');
});

test('a page of the app is what it would be after a reload, whatever its fragment', async ({ store, signIn, account }) => {
  const order = await store.firstOrder();
  await signIn.as(store.john, `/account/?order_id=${order.id}#top`);
  await expect(account.fact('Number')).toHaveText(order.id);
});

test('one that carries a code itself is not kept', async ({ page, store, signIn, account }) => {
  const { link, code } = await store.mailSignInCode(store.john);
  await signIn.follow(link.replace('/sign_in/#', `/sign_in/?return_to=%2Fproducts%3Ftoken%3D${code}#`));
  await expect(page).toHaveURL('/sign_in/');
  await signIn.continue.click();
  await expect(account.title).toBeVisible();
});

test('with nothing to return to, the account page follows, and Back does not lead to the form', async ({
  page,
  store,
  account,
}) => {
  await page.goto('/');
  await account.openAs(store.john);
  await page.goBack();
  await expect(page).toHaveURL('/');
});
