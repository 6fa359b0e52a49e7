import type { Page, Route } from '@playwright/test';

import { sandboxUrl } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { FailurePage } from '../pages/failure_page';

// Such a network, as of a hotel or a train, answers every request with a page of its own, and says that all is well. What
// it does to the first page: without_the_webassembly.spec.ts, a_configuration_that_does_not_arrive.spec.ts. Here it begins
// when the page is open.

const STORE_CHUNK = /\/store-[\da-f]+\.wasm$/;

test('a code request says that the store is out of reach, keeps the address, and works a minute later', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  await page.clock.install();
  await forgotPassword.open();
  await page.waitForLoadState('networkidle');
  const leave = await enter(page);
  await forgotPassword.ask(store.john.username);
  await expect(forgotPassword.alert).toContainText('We could not reach the store');
  await expect(forgotPassword.username).toHaveValue(store.john.username);

  await leave();
  // Nobody can tell that the request did not go further than that.
  await forgotPassword.send.click();
  await expect(forgotPassword.alert).toContainText('A code was asked for just now');
  await page.clock.fastForward(61_000);
  await forgotPassword.send.click();
  await expect(checkYourEmail.title).toBeVisible();
  expect(await store.messages()).toHaveLength(1);
});

test('saving a password says so, keeps it, puts nothing into an address, and works afterwards', async ({
  page,
  store,
  exposure,
  changePassword,
}) => {
  const { link, code } = await store.mailCode(store.john);
  await changePassword.follow(link);
  await page.waitForLoadState('networkidle');
  const leave = await enter(page);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('We could not reach the store');
  await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
  expect(await exposure.placesOf(page, code, NEW_PASSWORD)).toEqual([]);

  await leave();
  await changePassword.save.click();
  await expect(changePassword.changed).toBeVisible();
  expect(await store.exchanges()).toHaveLength(1);
});

test('signing in says so, keeps the password, and works afterwards', async ({ page, store, exposure, signIn, account }) => {
  await signIn.open();
  await page.waitForLoadState('networkidle');
  const leave = await enter(page);
  await signIn.enter(store.john);
  await expect(signIn.focusedProblem).toContainText('We could not reach the store');
  await expect(signIn.password).toHaveValue(store.john.password);
  expect(await exposure.placesOf(page, store.john.password)).toEqual([]);

  await leave();
  await signIn.submit.click();
  await expect(account.title).toBeVisible();
});

test('an access token that is none says so, and nothing was sent', async ({ page, store, forgotPassword, checkYourEmail }) => {
  // As if the store's own gateway answered: the browser lets the app read it.
  const address = '**/oauth/access_token';
  await page.route(address, (route) => route.fulfill(PAGE));
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);
  await expect(forgotPassword.alert).toContainText('Something went wrong in the store');
  await expect(forgotPassword.username).toHaveValue(store.john.username);
  expect(await store.codeRequests()).toEqual([]);

  await page.unroute(address);
  await forgotPassword.send.click();
  await expect(checkYourEmail.title).toBeVisible();
});

test('the part of the app that speaks with the store is fetched again when it is needed', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  await page.route(STORE_CHUNK, (route) => route.fulfill(PAGE));
  await forgotPassword.open();
  await page.waitForLoadState('networkidle');
  await forgotPassword.ask(store.john.username);
  await expect(forgotPassword.alert).toContainText('We could not reach the store');
  await expect(forgotPassword.username).toHaveValue(store.john.username);

  await page.unroute(STORE_CHUNK);
  await forgotPassword.send.click();
  await expect(checkYourEmail.title).toBeVisible();
  expect(await store.messages()).toHaveLength(1);
});

test('a page that was not there before cannot be gone to; the app says so and does not reload into the network’s own', async ({
  page,
  forgotPassword,
  signIn,
}) => {
  await forgotPassword.open();
  await page.waitForLoadState('networkidle');
  const leave = await enter(page);
  let documents = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents += 1;
  });
  await forgotPassword.link('Back to sign-in').click();
  const failure = new FailurePage(page);
  await expect(failure.title).toBeFocused();
  await expect(page.getByText('Please try again.')).toBeVisible();
  expect(documents).toBe(0);

  await leave();
  await failure.tryAgain.click();
  await signIn.started();
  await expect(signIn.title).toBeVisible();
});

const PAGE = { contentType: 'text/html', body: '<!doctype html><title>Wi-Fi</title><form><button>Go online</button></form>' };

/** From now on every request of the page ends in the network's own page; resolves with the way out. */
async function enter(page: Page): Promise<() => Promise<void>> {
  const answer = (route: Route) => {
    const isOfStore = route.request().url().startsWith(sandboxUrl());
    // Playwright would otherwise let the page read what comes from another origin, which such a network does not.
    const headers = { 'content-type': PAGE.contentType, 'access-control-allow-origin': 'https://wi-fi.example' };
    return route.fulfill({ body: PAGE.body, headers: isOfStore ? headers : { 'content-type': PAGE.contentType } });
  };
  await page.route('**/*', answer);
  return () => page.unroute('**/*', answer);
}
