import { SESSION_KEY } from '../fixtures/kept_session';
import { type RouteName, appUrl, sandboxUrl } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const CANARY_CODE = 'canary9code7';
const CANARY_PASSWORD = 'canary-password horse 7';
const ACCOUNT_TOKEN_HEADER = 'ep-account-management-authentication-token';

test('signing in with a code shows it nowhere, and the account token in its document alone', async ({
  exposure,
  page,
  store,
  signIn,
  account,
}) => {
  await signIn.askFor(store.john.username);
  const { link, code } = await store.message();
  await signIn.enterCode(CANARY_CODE);
  await expect(signIn.alert).toContainText('That code is not right');
  expect(await exposure.placesOf(page, CANARY_CODE), 'a code that was refused').toEqual([]);

  await page.goto(link);
  await account.loaded();
  expect(await exposure.placesOf(page, code), 'the code').toEqual([]);
  const secrets = await exposure.accountTokens();
  expect(secrets).toHaveLength(1);
  expect(await exposure.placesOf(page, ...secrets)).toEqual(['local storage']);
  const besides = [{ name: 'the account token', secrets, key: SESSION_KEY }];
  expect(await exposure.strayPlacesOf(page, besides), 'besides its document').toEqual([]);
});

test('opening a link shows its code nowhere, in a strange browser either', async ({
  exposure,
  page,
  store,
  signIn,
}) => {
  const { link, code } = await store.mailSignInCode(store.john);
  await signIn.follow(link);
  expect(await exposure.placesOf(page, code)).toEqual([]);
  await page.goto('/');
  await page.goBack();
  expect(await exposure.placesOf(page, code), 'after leaving and coming back').toEqual([]);
});

test('a password is seen nowhere but in its field, shown, refused and taken', async ({
  exposure,
  page,
  store,
  signIn,
  account,
}) => {
  await signIn.as({ ...store.john, password: CANARY_PASSWORD });
  await expect(signIn.focusedProblem).toBeVisible();
  await signIn.button('Show password').click();
  expect(await exposure.placesOf(page, CANARY_PASSWORD)).toEqual([]);
  await signIn.enter(store.john);
  await account.loaded();
  expect(await exposure.placesOf(page, CANARY_PASSWORD, store.john.password)).toEqual([]);
});

test('while an account is chosen, no account token is kept anywhere', async ({ exposure, page, store, signIn }) => {
  await signIn.as(store.jane);
  await expect(signIn.choosing).toBeVisible();
  const tokens = await exposure.accountTokens();
  expect(tokens).toHaveLength(3);
  expect(await exposure.placesOf(page, ...tokens)).toEqual([]);
});

test('a Next.js storefront’s cookie is one more place of the token, and is sent to its own origin alone', async ({
  exposure,
  page,
  store,
  configuration,
  account,
}) => {
  configuration.set({ storefront: 'nextjs' });
  await account.openAs(store.john);
  const tokens = await exposure.accountTokens();
  expect(tokens).toHaveLength(1);
  // The browser sends it with what it asks the app's own origin for.
  const sent = 'headers sent, referrers among them';
  expect(await exposure.placesOf(page, ...tokens)).toEqual(['local storage', 'cookies', sent]);
  await page.reload();
  await account.loaded();
  const withCookies = (await store.requests()).filter(({ headers }) => headers.cookie);
  expect(withCookies, 'requests to the store that carry cookies').toEqual([]);
});

test('the page that embeds the app is told who signed in, chose and signed out, and nothing secret', async ({
  exposure,
  page,
  store,
  account,
}) => {
  await account.openAs(store.jane, 'Banks Household');
  const tokens = await exposure.accountTokens();
  expect(tokens).toHaveLength(3);
  await account.switchTo('Banks Catering');
  await expect(account.fact('Account')).toHaveText('Banks Catering');
  await account.signOut.click();
  await account.signInFirst.waitFor();

  const [household, catering] = store.jane.accounts.map(({ account_id }) => account_id);
  const detail = (account_id: string | undefined) =>
    JSON.stringify({ account_id, account_member_id: store.jane.user_authentication_info_id });
  expect(exposure.told).toEqual([
    `latchkey:signed-in ${detail(household)}`,
    `latchkey:account-selected ${detail(catering)}`,
    `latchkey:signed-out ${detail(catering)}`,
  ]);
  expect(await exposure.placesOf(page, ...tokens, store.jane.password), 'after signing out').toEqual([]);
});

/** The calls that act for an account. */
const WITH_ACCOUNT_TOKEN: RouteName[] = [
  'account_members.get',
  'orders.list',
  'orders.get',
  'user_authentication_password_profile_info.list',
  'user_authentication_password_profile_info.update',
];

test('the account token is sent to the store alone, in its header, with the calls that need it and no other', async ({
  page,
  store,
  signIn,
  account,
}) => {
  const sent: { url: string; headers: Record<string, string> }[] = [];
  page.on('request', (request) => sent.push({ url: request.url(), headers: request.headers() }));
  await store.order(store.jane);
  await signIn.askFor(store.jane.username);
  await signIn.enterCode((await store.message()).code);
  await signIn.choose('Banks Household');
  await account.loaded();
  await account.orders.getByRole('link').click();
  await account.fact('Number').waitFor();
  await account.allOrders.click();
  await account.loaded();
  await account.change(NEW_PASSWORD);
  await account.passwordChanged.waitFor();

  const received = await store.requests();
  for (const { route, headers } of received) {
    const isNeeded = route !== null && WITH_ACCOUNT_TOKEN.includes(route);
    expect(Boolean(headers[ACCOUNT_TOKEN_HEADER]), `the header on ${route}`).toBe(isNeeded);
  }
  const routes = new Set(received.map(({ route }) => route));
  expect([...WITH_ACCOUNT_TOKEN, 'account_members_tokens.create'].filter((route) => !routes.has(route as RouteName))).toEqual(
    [],
  );
  const elsewhere = sent.filter(({ url }) => !url.startsWith(sandboxUrl()));
  expect(elsewhere.filter(({ headers }) => headers[ACCOUNT_TOKEN_HEADER])).toEqual([]);
  expect([...new Set(sent.map(({ url }) => new URL(url).origin))].sort()).toEqual([appUrl(), sandboxUrl()].sort());
});
