import type { Page } from '@playwright/test';

import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const CANARY_CODE = 'canary9code7';

test('a whole reset shows code, password and account token nowhere but in their fields', async ({
  exposure,
  page,
  store,
  changePassword,
}) => {
  const { link, code } = await store.mailCode(store.john);
  await changePassword.follow(link);
  expect(await exposure.placesOf(page, code), 'the code, once the link is opened').toEqual([]);

  await changePassword.password.fill(NEW_PASSWORD);
  await changePassword.show.click();
  await expect(changePassword.password).toHaveAttribute('type', 'text');
  expect(await exposure.placesOf(page, code, NEW_PASSWORD), 'once the password is typed and shown').toEqual([]);

  await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
  await changePassword.save.click();
  await expect(changePassword.alert).toContainText('The store did not accept this password');
  const accountTokens = await exposure.accountTokens();
  expect(accountTokens).toHaveLength(1);
  const secrets = [code, NEW_PASSWORD, ...accountTokens];
  expect(await exposure.placesOf(page, ...secrets), 'with the account token held').toEqual([]);

  await changePassword.save.click();
  await expect(changePassword.changed).toBeVisible();
  expect(await exposure.placesOf(page, ...secrets), 'after the change').toEqual([]);

  await page.goto('/');
  await page.goBack();
  await changePassword.title.waitFor();
  expect(await exposure.placesOf(page, ...secrets), 'after leaving and coming back').toEqual([]);
  await expect(changePassword.password).toHaveValue('');
});

test('a typed code is seen nowhere but in its field, before and after it is refused', async ({
  exposure,
  page,
  store,
  changePassword,
}) => {
  await changePassword.open();
  await changePassword.username.fill(store.john.username);
  await changePassword.code.fill(CANARY_CODE);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('That code does not work');
  await expect(changePassword.code).toHaveValue(CANARY_CODE);
  expect(await exposure.placesOf(page, CANARY_CODE, NEW_PASSWORD)).toEqual([]);
});

test('a code typed where it was asked for is carried to the next page unseen', async ({
  exposure,
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  await checkYourEmail.code.fill(CANARY_CODE);
  await checkYourEmail.continue.click();
  await expect(changePassword.title).toBeVisible();
  expect(await exposure.placesOf(page, CANARY_CODE)).toEqual([]);
  await page.goBack();
  await expect(checkYourEmail.title).toBeVisible();
  expect(await exposure.placesOf(page, CANARY_CODE)).toEqual([]);
});

test.describe('a code that is shown on request', () => {
  test('is one text node, which goes when it is hidden', async ({ exposure, page, store, changePassword }) => {
    const { link, code } = await store.mailCode(store.john);
    await changePassword.follow(link);
    await changePassword.showCode.click();
    await expect(page.getByText(code, { exact: true })).toBeVisible();
    expect(await exposure.placesOf(page, code)).toEqual(['mark-up']);
    expect(await placesInMarkUp(page, code)).toEqual(['text of CODE']);

    await changePassword.hideCode.click();
    await expect(changePassword.showCode).toBeVisible();
    expect(await exposure.placesOf(page, code)).toEqual([]);
  });

  test('goes with the page', async ({ exposure, page, store, changePassword }) => {
    const { link, code } = await store.mailCode(store.john);
    await changePassword.follow(link);
    await changePassword.showCode.click();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await expect(changePassword.showCode).toBeVisible();
    expect(await exposure.placesOf(page, code), 'the page is left').toEqual([]);

    await changePassword.showCode.click();
    await changePassword.link('Start again').click();
    await expect(page).toHaveURL('/forgot_password/');
    expect(await exposure.placesOf(page, code), 'another page of the app').toEqual([]);
  });

  test('reaches the clipboard only when asked to', async ({ exposure, page, context, store, changePassword }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { link, code } = await store.mailCode(store.john);
    await changePassword.follow(link);
    await changePassword.showCode.click();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    expect(await clipboard()).not.toBe(code);
    await changePassword.button('Copy').click();
    await expect(changePassword.status).toHaveText('Code copied');
    expect(await clipboard()).toBe(code);
    await changePassword.hideCode.click();
    expect(await exposure.placesOf(page, code)).toEqual([]);
  });
});

for (const [form, mark] of Object.entries({ fragment: '#', query: '?' })) {
  test(`a link in the ${form} form leaves the address bar before anything else is asked for`, async ({
    page,
    store,
    changePassword,
  }) => {
    const asked: { url: string; referer: string | undefined; address: string }[] = [];
    page.on('request', async (request) => {
      if (request.isNavigationRequest()) return;
      asked.push({ url: request.url(), referer: request.headers().referer, address: page.url() });
    });
    await changePassword.follow(`/change_password/${mark}username=${store.john.username}&token=${CANARY_CODE}`);
    await page.waitForLoadState('networkidle');
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter(({ url, referer }) => `${url} ${referer}`.includes(CANARY_CODE))).toEqual([]);
    expect(
      asked.filter(({ referer }) => referer),
      'any referrer at all',
    ).toEqual([]);
    await expect(page).toHaveURL('/change_password/');
  });
}

test('a link in the query form is seen nowhere once it is open, but in the address that was asked for', async ({
  exposure,
  page,
  store,
  changePassword,
}) => {
  await changePassword.follow(`/change_password?username=${store.john.username}&token=${CANARY_CODE}`);
  await page.waitForLoadState('networkidle');
  // Why links are written in the fragment form: here the host has seen the code before any script could run.
  expect(await exposure.placesOf(page, CANARY_CODE)).toEqual(['addresses asked for']);
});

test('the account token is in no place that outlives the page', async ({ exposure, page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.jane)).link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  const accountTokens = await exposure.accountTokens();
  expect(accountTokens).toHaveLength(3);
  expect(await exposure.placesOf(page, ...accountTokens)).toEqual([]);
});

/** Each attribute and text node of the document that holds a text. */
function placesInMarkUp(page: Page, text: string): Promise<string[]> {
  return page.evaluate((text) => {
    const places: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes)
        if (value.includes(text)) places.push(`${name} of ${element.tagName}`);
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE && node.nodeValue?.includes(text))
          places.push(`text of ${element.tagName}`);
      }
    }
    return places;
  }, text);
}
