import type { BrowserContext } from '@playwright/test';

import { Store, appUrl } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const FOLDER = '/account-access/';

test('asking, resetting, signing in and looking at an order work in a folder, and ask for nothing outside of it', async ({
  page,
  context,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
  signIn,
  account,
}) => {
  const outside = await serveIn(context, FOLDER);
  await page.goto(FOLDER);
  await page.getByRole('link', { name: 'Get a code by email' }).click();
  await expect(page).toHaveURL(`${FOLDER}forgot_password/`);
  await forgotPassword.ask(store.john.username);
  await expect(checkYourEmail.title).toBeVisible();

  await changePassword.follow((await store.message()).link.replace(`${appUrl()}/`, FOLDER));
  await expect(page).toHaveURL(`${FOLDER}change_password/`);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  await changePassword.link('Sign in').click();
  await expect(page).toHaveURL(`${FOLDER}sign_in/`);
  await signIn.enter({ username: store.john.username, password: NEW_PASSWORD });
  await account.loaded();
  await expect(page).toHaveURL(`${FOLDER}account/`);

  await account.orders.first().getByRole('link').click();
  await expect(account.orderTitle).toBeVisible();
  await page.reload();
  await expect(account.orderTitle, 'at its own address').toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`${FOLDER}account/`);
  await account.allOrders.click();
  await account.signOut.click();
  await account.signIn.click();
  await expect(page).toHaveURL(`${FOLDER}sign_in/?return_to=%2Faccount-access%2Faccount%2F`);
  await signIn.enter({ username: store.john.username, password: NEW_PASSWORD });
  await account.loaded();
  expect(outside).toEqual([]);
});

test('every page opens at its own address in a folder of any depth', async ({ page, context }) => {
  const folder = '/shops/banks/account-access/';
  const outside = await serveIn(context, folder);
  for (const path of ['', 'forgot_password/', 'change_password/', 'sign_in/', 'account/', 'checkout/']) {
    await page.goto(folder + path);
    await expect.soft(page.locator('.page:visible h1'), path).toBeVisible();
    await expect.soft(page.getByRole('banner'), path).toBeVisible();
  }
  expect(outside).toEqual([]);
});

test('a damaged link finds its page in a folder', async ({ page, context, store, changePassword }) => {
  await serveIn(context, FOLDER);
  for (const damage of ['%3F', '/%23']) {
    const { link } = await store.mailCode(store.john);
    await page.goto(link.replace(`${appUrl()}/`, FOLDER).replace('/#', damage));
    await expect(changePassword.account(store.john.username), damage).toBeVisible();
    await expect(page).toHaveURL(`${FOLDER}change_password/`);
  }
});

test('two stores are served by the same files, each from a folder with a config.json of its own', async ({
  page,
  context,
}) => {
  for (const [folder, name] of [
    ['/banks/', 'Banks Supplies'],
    ['/coopers/', 'Coopers Tools'],
  ] as const) {
    const store = await Store.create(1);
    await serveIn(context, folder);
    await context.route(`**${folder}config.json`, async (route) =>
      route.fulfill({ json: { ...(await store.configuration()), store_name: name } }),
    );
    await page.goto(`${folder}forgot_password/`);
    await expect(page.getByRole('banner').getByText(name)).toBeVisible();
  }
});

test('an address where nothing is gets plain words, whatever its depth, and the status 404', async ({ page }) => {
  for (const path of ['/nowhere', '/nowhere/', '/no/where/at/all/x.html']) {
    const answer = await page.goto(path);
    expect.soft(answer?.status(), path).toBe(404);
    await expect.soft(page.getByRole('heading', { level: 1, name: 'This page does not exist' }), path).toBeVisible();
    const card = page.getByRole('main');
    expect.soft(await card.evaluate((card) => getComputedStyle(card).marginTop), `${path} is styled`).toBe('24px');
    await expect.soft(page.getByRole('link')).toHaveAttribute('href', '/');
  }
});

/**
 * Makes the app answer below this folder, and nowhere else, as a host does whose files were put there. The paths outside of
 * it that are asked for all the same are in the answer.
 */
async function serveIn(context: BrowserContext, folder: string): Promise<string[]> {
  const outside: string[] = [];
  await context.route(`${appUrl()}/**`, async (route) => {
    const url = new URL(route.request().url());
    if (!url.pathname.startsWith(folder)) {
      outside.push(url.pathname);
      return route.fulfill({ status: 404, body: 'Not found' });
    }
    if (url.pathname.endsWith('/config.json')) return route.fallback();
    url.pathname = url.pathname.slice(folder.length - 1);
    return route.continue({ url: url.href });
  });
  return outside;
}
