import { keep, keys, selectedIn } from '../fixtures/kept_session';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

test('a member of one account is asked nothing', async ({ page, store, signIn, account }) => {
  await signIn.as(store.john);
  await expect(account.fact('Account')).toHaveText('Personal Account');
  await expect(account.switch).toHaveCount(0);
  expect(await selectedIn(page)).toBe('Personal Account');
});

for (const way of ['with a password', 'with a code']) {
  test(`a member of no account, ${way}, is told so, with a way on`, async ({ page, store, signIn }) => {
    if (way === 'with a password') {
      await signIn.as(store.nora);
    } else {
      await signIn.askFor(store.nora.username);
      await signIn.enterCode((await store.message()).code);
    }
    await expect(signIn.focusedProblem).toContainText('No account to sign in to');
    await expect(signIn.alert.getByRole('link', { name: 'Contact support' })).toBeVisible();
    expect(await selectedIn(page)).toBeUndefined();
  });
}

test('after a member of no account, somebody else signs in with the same form', async ({ store, signIn, account }) => {
  await signIn.as(store.nora);
  await expect(signIn.focusedProblem).toContainText('No account to sign in to');
  await signIn.enter(store.john);
  await expect(account.title).toBeVisible();
});

test('none of three is chosen silently, and nobody is signed in before one is', async ({
  page,
  store,
  signIn,
  account,
}) => {
  await signIn.as(store.jane);
  await expect(signIn.choosing).toBeFocused();
  await expect(signIn.accounts).toHaveCount(3);
  await expect(signIn.page.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(signIn.search).toHaveCount(0);
  expect(await selectedIn(page)).toBeUndefined();

  await signIn.continue.click();
  await expect(signIn.focusedProblem).toContainText('Choose one of the accounts');
  expect(await selectedIn(page)).toBeUndefined();
  await signIn.choose('Banks & Daughters Ltd');
  await expect(account.fact('Account')).toHaveText('Banks & Daughters Ltd');
  expect(await store.exchanges()).toHaveLength(1);
});

test('the last choice is proposed the next time, and not taken', async ({ page, store, signIn, account }) => {
  await signIn.asMemberFor(store.jane, 'Banks Catering');
  await account.signOut.click();
  await signIn.as(store.jane);
  await expect(signIn.accountNamed('Banks Catering')).toBeChecked();
  expect(await selectedIn(page)).toBeUndefined();
  await signIn.continue.click();
  await expect(account.fact('Account')).toHaveText('Banks Catering');
});

for (const [what, unusable] of [
  ['cannot be read', '..'],
  ['is of no account of theirs', '3418c54e-d768-42c1-a9db-d7afd2a18452'],
] as const) {
  test(`a last choice that ${what} is as good as none, and goes`, async ({ page, store, signIn }) => {
    const choice = `latchkey.${store.clientId}.account.${store.jane.user_authentication_info_id}`;
    await signIn.open();
    await keep(page, unusable, choice);
    await signIn.enter(store.jane);
    await expect(signIn.accounts).toHaveCount(3);
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    expect((await keys(page)).local).not.toContain(choice);
  });
}

test('somebody who is not meant by the choice leads back to the form', async ({ store, signIn, account }) => {
  await signIn.as(store.jane);
  await signIn.someoneElse.click();
  await expect(signIn.title).toBeVisible();
  await signIn.enter(store.john);
  await expect(account.fact('Account')).toHaveText('Personal Account');
});

test.describe('of sixty accounts', () => {
  test.use({ accountsOfJane: 60 });

  test('all are offered, and found by a part of their names', async ({ page, store, signIn, account }) => {
    await signIn.as(store.jane);
    await expect(signIn.accounts).toHaveCount(60);
    await signIn.search.fill('BRANCH 4');
    await expect(signIn.accounts).toHaveCount(11);
    await signIn.search.fill('branch 42');
    await expect(signIn.accounts).toHaveCount(1);
    await signIn.search.fill('nowhere');
    await expect(page.getByText('No account has this in its name.')).toBeVisible();
    await signIn.search.fill('branch 42');
    await signIn.choose('Banks Branch 42');
    await expect(account.fact('Account')).toHaveText('Banks Branch 42');
    expect(await store.exchanges(), 'pages of the list that were asked for').toHaveLength(1);
  });

  test('one is found in whatever case and script it is written', async ({ page, store, signIn }) => {
    await page.route('**/v2/account-members/tokens*', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('Banks Branch 42', 'École Branch 42');
      await route.fulfill({ response: answer, body });
    });
    await signIn.as(store.jane);
    await signIn.search.fill('ÉCOLE');
    await expect(signIn.accounts).toHaveCount(1);
    await signIn.search.fill('école');
    await expect(signIn.accounts).toHaveCount(1);
  });

  test('none is taken that the search hides', async ({ page, store, signIn, account }) => {
    await signIn.asMemberFor(store.jane, 'Banks Household');
    await account.signOut.click();
    await signIn.as(store.jane);
    await expect(signIn.accountNamed('Banks Household')).toBeChecked();
    await signIn.search.fill('branch 42');
    await signIn.search.press('Enter');
    expect(await selectedIn(page), 'the last choice, out of sight').not.toBe('Banks Household');
    await signIn.choose('Banks Branch 42');
    await expect(account.fact('Account')).toHaveText('Banks Branch 42');
  });
});

test.describe('of ten accounts', () => {
  test.use({ accountsOfJane: 10 });

  test('there is nothing to search', async ({ store, signIn }) => {
    await signIn.as(store.jane);
    await expect(signIn.accounts).toHaveCount(10);
    await expect(signIn.search).toHaveCount(0);
  });
});

test.describe('of eleven accounts', () => {
  test.use({ accountsOfJane: 11 });

  test('one may be searched for', async ({ store, signIn }) => {
    await signIn.as(store.jane);
    await expect(signIn.search).toBeVisible();
  });
});

test('after a reset, it is said first that somebody else has signed in meanwhile', async ({
  page,
  store,
  configuration,
  forgotPassword,
  changePassword,
  signIn,
  account,
}) => {
  configuration.set({ after_reset: 'signed_in' });
  await forgotPassword.askFor(store.jane.username);
  await page.goto((await store.message()).link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  await signIn.accountNamed('Banks Catering').check();

  const warning = page.getByRole('heading', { level: 2, name: 'Somebody else signed in meanwhile' });
  await expect(warning).toHaveCount(0);
  const other = await signIn.inAnotherTab();
  await other.as(store.john);
  await expect(account.on(other.page).fact('Account')).toHaveText('Personal Account');
  await expect(warning).toBeVisible();
  await expect(signIn.accountNamed('Banks Catering')).toBeChecked();
  expect(await selectedIn(page)).toBe('Personal Account');

  await signIn.continue.click();
  await changePassword.link('Your account').click();
  await expect(account.fact('Account')).toHaveText('Banks Catering');
});

test('after a reset, nobody is replaced of whom this page has not heard yet', async ({
  page,
  store,
  configuration,
  forgotPassword,
  changePassword,
  signIn,
  account,
}) => {
  configuration.set({ after_reset: 'signed_in' });
  // Of what other tabs do, this one is told nothing.
  await page.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  await forgotPassword.askFor(store.jane.username);
  await page.goto((await store.message()).link);
  await changePassword.choose(NEW_PASSWORD);
  await signIn.accountNamed('Banks Catering').check();
  const other = await signIn.inAnotherTab();
  await other.as(store.john);
  await account.on(other.page).title.waitFor();

  await signIn.continue.click();
  await expect(page.getByRole('heading', { level: 2, name: 'Somebody else signed in meanwhile' })).toBeVisible();
  expect(await selectedIn(page)).toBe('Personal Account');
});
