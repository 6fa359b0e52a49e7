import { sentBy } from '../fixtures/sent';
import { keptIn, keptInCookie, selectedIn } from '../fixtures/kept_session';
import { expect, test } from '../fixtures/test';

// Mail scanners open every link, many in a real browser that runs scripts and pretends to be a person.
test('in a strange browser a link is used by a press, and never by being opened', async ({
  store,
  signIn,
  account,
  otherDevice,
}) => {
  await signIn.askFor(store.john.username);
  const { link } = await store.message();
  const scanner = signIn.on(await otherDevice());
  const exchanges = sentBy(scanner.page, '/account-members/tokens');
  await scanner.page.clock.install();
  await scanner.follow(link);
  await scanner.page.mouse.move(100, 100);
  await scanner.page.mouse.move(180, 420, { steps: 10 });
  await scanner.page.mouse.wheel(0, 600);
  await scanner.page.keyboard.press('Tab');
  await scanner.page.clock.fastForward(30_000);
  await scanner.page.waitForLoadState('networkidle');
  expect(exchanges, 'exchanges of the code').toHaveLength(0);
  expect(await store.exchanges()).toEqual([]);

  await scanner.continue.click();
  await expect(account.on(scanner.page).title).toBeVisible();
  expect(await store.exchanges()).toHaveLength(1);
});

test('a link says for whom it is, in part, and leaves the address bar', async ({ page, store, signIn }) => {
  await signIn.follow((await store.mailSignInCode(store.john)).link);
  await expect(page.getByText('Continue as j•••@b•••.com?')).toBeVisible();
  await expect(page.getByText(store.john.username)).toHaveCount(0);
  await expect(page).toHaveURL('/sign_in/');
});

test('in the guide’s form, with its parameters in the query, a link works as well', async ({
  page,
  store,
  signIn,
  account,
}) => {
  const { code } = await store.mailSignInCode(store.john);
  await signIn.follow(`/sign_in?username=${store.john.username}&token=${code}`);
  await expect(page).toHaveURL('/sign_in/');
  await signIn.continue.click();
  await expect(account.title).toBeVisible();
});

test.describe('opened by somebody who waits for a code of their own', () => {
  test('is not used by itself, and "Not me" leads back to the wait', async ({ page, store, signIn }) => {
    await signIn.askFor(store.john.username);
    const { link, code } = await store.mailSignInCode(store.jane);
    await page.goto('about:blank');
    await signIn.follow(link);
    await expect(page.getByText('Continue as j•••@b•••.com?')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await store.exchanges()).toEqual([]);

    await signIn.notMe.click();
    await expect(signIn.checkYourEmail).toBeVisible();
    await expect(page.getByText(store.john.username)).toBeVisible();
    expect(await store.exchanges()).toEqual([]);
    expect(await keptIn(page)).toBeNull();
    await page.reload();
    await expect(signIn.checkYourEmail, 'the link is forgotten').toBeVisible();
    expect(page.url()).not.toContain(code);
  });
});

test.describe('opened by somebody who is signed in', () => {
  test('says so, and leaves them as they were', async ({ page, store, signIn, account }) => {
    await account.openAs(store.john);
    const before = await keptIn(page);
    await signIn.follow((await store.mailSignInCode(store.jane)).link);
    await expect(page.getByText('Somebody is signed in already')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await signIn.leaveAsItIs.click();

    await expect(signIn.signedIn).toBeVisible();
    await expect(page.getByText('Account: Personal Account')).toBeVisible();
    expect(await keptIn(page)).toEqual(before);
    expect(await store.exchanges(), 'John’s own').toHaveLength(1);
  });

  test('and "Not me" leaves them as they were, too', async ({ page, store, signIn, account }) => {
    await account.openAs(store.john);
    const before = await keptIn(page);
    await signIn.follow((await store.mailSignInCode(store.jane)).link);
    await signIn.notMe.click();
    await expect(signIn.signedIn).toBeVisible();
    expect(await keptIn(page)).toEqual(before);
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('takes a press even where this browser asked for its code', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    const { link } = await store.message();
    const other = await signIn.inAnotherTab();
    await other.page.goto('/sign_in/');
    await other.checkYourEmail.waitFor();
    await other.enter(store.jane);
    await other.choose('Banks Catering');
    await account.on(other.page).title.waitFor();

    await page.goto('about:blank');
    await signIn.follow(link);
    await page.waitForLoadState('networkidle');
    expect(await selectedIn(page)).toBe('Banks Catering');
    await signIn.continue.click();
    await expect(account.fact('Account')).toHaveText('Personal Account');
  });

  test('replaces nobody who signed in while the store was asked, before that is confirmed', async ({
    page,
    store,
    signIn,
    account,
  }) => {
    await page.route('**/v2/account-members/tokens*', async (route) => {
      const other = await signIn.inAnotherTab();
      await other.as(store.jane);
      await other.choose('Banks Catering');
      await account.on(other.page).title.waitFor();
      await route.continue();
    });
    await signIn.follow((await store.mailSignInCode(store.john)).link);
    await signIn.continue.click();
    await expect(page.getByText('Somebody else signed in meanwhile')).toBeVisible();
    expect(await selectedIn(page)).toBe('Banks Catering');
    await signIn.someoneElse.click();
    await expect(signIn.signedIn).toBeVisible();
    expect(await selectedIn(page)).toBe('Banks Catering');
  });
});

test('a link that names another member than its code signs nobody in', async ({
  page,
  store,
  signIn,
  account,
  developerConsole,
}) => {
  const { link } = await store.mailSignInCode(store.john);
  const { john, jane } = store;
  await signIn.follow(link.replace(john.user_authentication_info_id, jane.user_authentication_info_id));
  await signIn.continue.click();
  await expect(signIn.alert).toContainText('This link does not fit its code');
  await expect(signIn.alert).toContainText('Nobody was signed in.');
  expect(await keptIn(page)).toBeNull();
  expect(developerConsole.ofTheApp.join('\n')).toContain('the link names another member');

  await signIn.sendNewCode.click();
  await signIn.enterCode((await store.message(2)).code);
  await expect(account.title).toBeVisible();
});

test('a link with a username that its code does not belong to is refused like any wrong code', async ({
  page,
  store,
  signIn,
}) => {
  const { link } = await store.mailSignInCode(store.jane);
  await signIn.follow(link.replace(/username=[^&]*/, `username=${store.john.username}`));
  await signIn.continue.click();
  await expect(signIn.alert).toContainText('That code does not work');
  expect(await keptIn(page)).toBeNull();
});

test('a link with mark-up, an endless name or hidden characters for a username shows none of it', async ({
  page,
  signIn,
}) => {
  for (const username of ['<img src=x onerror=fail()>@banks.com x', `${'a'.repeat(400)}@banks.com`, 'jo\u202Ehn@b.com']) {
    await page.goto('about:blank');
    await page.goto(`/sign_in/#username=${encodeURIComponent(username)}&token=lprvj4`);
    await expect(signIn.username, username).toHaveValue('');
    await expect(signIn.notMe).toHaveCount(0);
    await expect(page.locator('img')).toHaveCount(0);
  }
});

test('somebody whom a storefront’s server has signed in meanwhile, by the cookie alone, is not replaced unasked', async ({
  page,
  context,
  store,
  configuration,
  signIn,
  account,
}) => {
  configuration.set({ storefront: 'nextjs' });
  await account.openAs(store.john);
  const cookies = await context.cookies();
  await account.signOut.click();
  await account.signInFirst.waitFor();
  await page.goto('about:blank');

  await signIn.follow((await store.mailSignInCode(store.jane)).link);
  await expect(signIn.leaveAsItIs).toHaveCount(0);
  await context.addCookies(cookies);
  await signIn.continue.click();
  await expect(page.getByRole('heading', { name: 'Somebody else signed in meanwhile' })).toBeVisible();
  expect((await keptInCookie(page))?.accountMemberId).toBe(store.john.user_authentication_info_id);
});
