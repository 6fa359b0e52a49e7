import { hold } from '../fixtures/held';
import { SESSION_KEY, keys, selectedIn } from '../fixtures/kept_session';
import { expect, test } from '../fixtures/test';

const EXCHANGE = '**/v2/account-members/tokens*';

test('home leads there, and to the account of who is signed in', async ({ page, store, signIn, account }) => {
  await page.goto('/');
  await signIn.started();
  await signIn.link('Sign in').click();
  await expect(signIn.title).toBeFocused();
  await signIn.enter(store.john);
  await account.loaded();

  await page.goto('/');
  await account.link('Show your account').click();
  await expect(account.fact('Account')).toHaveText('Personal Account');
  await expect(page).toHaveURL('account/');
});

test.describe('with a code', () => {
  test('typed where it was asked for', { tag: '@journey' }, async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    await expect(page.getByText(store.john.username)).toBeVisible();
    await signIn.enterCode(` ${(await store.message()).code} `);

    await expect(account.title).toBeFocused();
    await expect(page).toHaveURL('account/');
    await expect(account.fact('Account')).toHaveText('Personal Account');
    expect(await store.exchanges()).toHaveLength(1);
    const [asked] = await store.requests('one_time_password_token_request.create');
    expect(asked?.body.data.purpose).toBe('passwordless_authentication');
  });

  test('that is there already, on another device than the one that asked', async ({ store, signIn, account }) => {
    const { code } = await store.mailSignInCode(store.john);
    await signIn.open();
    await signIn.haveCode.click();
    await signIn.username.fill(store.john.username);
    await signIn.enterCode(code);
    await expect(account.title).toBeVisible();
    expect(await store.codeRequests()).toEqual([]);
  });

  test('asked for before a reload', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    await page.reload();
    await expect(signIn.checkYourEmail).toBeVisible();
    await signIn.enterCode((await store.message()).code);
    await expect(account.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(1);
  });
});

test.describe('with the link, in the browser that asked for it', () => {
  test('takes no press', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    await page.goto((await store.message()).link);
    await expect(account.title).toBeVisible();
    await expect(page).toHaveURL('/account/');
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('takes no press in the very tab that waits for it either', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    await signIn.followInThisTab((await store.message()).link);
    await expect(account.title).toBeVisible();
    await expect(page).toHaveURL('/account/');
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('is used by itself once for each attempt: opened again, it takes a press', async ({
    page,
    store,
    signIn,
    account,
  }) => {
    await signIn.askFor(store.john.username);
    const { link } = await store.message();
    await store.fault({ route: 'account_members_tokens.create', fault: 'status', status: 500 });
    await page.goto(link);
    await expect(signIn.alert).toContainText('Something went wrong in the store');
    expect(await store.exchanges()).toHaveLength(1);

    await page.goto('about:blank');
    await signIn.follow(link);
    await page.waitForLoadState('networkidle');
    expect(await store.exchanges(), 'opened again').toHaveLength(1);
    await signIn.continue.click();
    await expect(account.title).toBeVisible();
    expect(await store.exchanges()).toHaveLength(2);
    expect((await keys(page)).local, 'what is left of the attempt').toEqual([
      SESSION_KEY,
      `latchkey.${store.clientId}.account.${store.john.user_authentication_info_id}`,
      `latchkey.${store.clientId}.cooldown`,
      `latchkey.${store.clientId}.session`,
    ]);
  });

  test('takes a press in a tab that nobody sees', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    await page.addInitScript(() => Object.defineProperty(Document.prototype, 'hidden', { get: () => true }));
    await page.goto('about:blank');
    await signIn.follow((await store.message()).link);
    await page.waitForLoadState('networkidle');
    expect(await store.exchanges()).toEqual([]);
    await signIn.continue.click();
    await expect(account.title).toBeVisible();
  });

  test('takes a press once the code has expired, and then says why it does not work', async ({
    page,
    store,
    signIn,
  }) => {
    await page.clock.install();
    await signIn.askFor(store.john.username);
    const { link } = await store.message();
    await store.advanceClock(601);
    await page.clock.fastForward(601_000);
    await page.goto('about:blank');
    await signIn.follow(link);
    expect(await store.exchanges()).toEqual([]);
    await signIn.continue.click();
    await expect(signIn.alert).toContainText('older than 10 minutes');
    await expect(signIn.sendNewCode).toBeVisible();
  });

  test('ends the wait in the other tab', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    const other = await account.inAnotherTab();
    await other.page.goto((await store.message()).link);
    await expect(other.title).toBeVisible();
    await expect(signIn.signedIn).toBeVisible({ timeout: 1_000 });
    await expect(page.getByText('Personal Account')).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
  });
});

for (const session_storage of ['session', 'memory']) {
  test(`with the link in another tab, in mode "${session_storage}", the tab that waits says so`, async ({
    store,
    configuration,
    signIn,
    account,
  }) => {
    configuration.set({ session_storage });
    await signIn.askFor(store.john.username);
    const other = await account.inAnotherTab();
    await other.page.goto((await store.message()).link);
    await expect(other.title).toBeVisible();
    await expect(signIn.heading('Go on in the other tab')).toBeFocused();
    await signIn.button('Sign in here too').click();
    await expect(signIn.title).toBeFocused();
    await signIn.enter(store.john);
    await expect(account.title).toBeVisible();
    await account.signOut.click();
    await account.signIn.click();
    await expect(signIn.title).toBeVisible();
  });
}

test.describe('with a password', () => {
  test('of a member', async ({ page, store, signIn, account }) => {
    await signIn.as(store.john);
    await expect(account.title).toBeFocused();
    await expect(page).toHaveURL('/account/');
    const [exchange] = await store.requests('account_members_tokens.create');
    expect(exchange?.body.data).toMatchObject({
      authentication_mechanism: 'password',
      password_profile_id: store.passwordProfileId,
      username: store.john.username,
      password: store.john.password,
    });
  });

  test('that is found by password managers, beside the username in one form', async ({ signIn }) => {
    await signIn.open();
    await signIn.usePassword.click();
    await expect(signIn.username).toHaveAttribute('autocomplete', 'username');
    await expect(signIn.password).toHaveAttribute('autocomplete', 'current-password');
    const form = signIn.page.locator('form').filter({ has: signIn.username });
    await expect(form.filter({ has: signIn.password })).toHaveCount(1);
  });

  for (const refusal of ['bad_request_400', 'unauthorized_401', 'not_found_404']) {
    test(`that is wrong, refused with ${refusal}, may be corrected`, async ({ store, signIn, account }) => {
      await store.switch({ wrong_code: refusal });
      await signIn.as({ ...store.john, password: 'wrong horse' });
      await expect(signIn.focusedProblem).toContainText('This password does not belong to this account');
      await expect(signIn.focusedProblem).toContainText('Or have a code emailed instead.');
      await expect(signIn.username).toHaveValue(store.john.username);
      await signIn.password.fill(store.john.password);
      await signIn.submit.click();
      await expect(account.title).toBeVisible();
      expect(await store.exchanges()).toHaveLength(2);
    });
  }

  test('that is missing, or without a username, asks the store nothing', async ({ store, signIn }) => {
    await signIn.open();
    await signIn.usePassword.click();
    await signIn.submit.click();
    await expect(signIn.focusedProblem).toContainText('Enter your email address');
    await expect(signIn.focusedProblem).toContainText('Enter your password');
    expect(await store.exchanges()).toEqual([]);
  });
});

for (const refusal of ['bad_request_400', 'unauthorized_401', 'not_found_404']) {
  test(`a wrong code, refused with ${refusal}, may be corrected`, async ({ store, signIn, account }) => {
    await store.switch({ wrong_code: refusal });
    await signIn.askFor(store.john.username);
    await signIn.enterCode('wrong1');
    await expect(signIn.alert).toContainText('That code is not right');
    await expect(signIn.code).toBeFocused();
    await signIn.enterCode((await store.message()).code);
    await expect(account.title).toBeVisible();
    expect(await store.exchanges()).toHaveLength(2);
  });
}

test('a refused link leads to the field for a code, with the address filled in, and to a new code', async ({
  store,
  signIn,
  account,
}) => {
  const { link, code } = await store.mailSignInCode(store.john);
  await signIn.follow(link.replace(code, 'wrong1'));
  await signIn.continue.click();
  await expect(signIn.alert).toContainText('That code does not work');
  await expect(signIn.username).toHaveValue(store.john.username);
  await signIn.sendNewCode.click();
  await expect(signIn.checkYourEmail).toBeVisible();
  await signIn.enterCode((await store.message(2)).code);
  await expect(account.title).toBeVisible();
});

test('after too many codes that do not work the page sends no more, and goes on with a new one', async ({
  store,
  configuration,
  signIn,
  account,
}) => {
  configuration.set({ code_tries: 2 });
  await signIn.open();
  await signIn.haveCode.click();
  await signIn.username.fill(store.john.username);
  for (const tries of [1, 2]) {
    await signIn.enterCode(`wrong${tries}`);
    await expect.poll(() => store.exchanges()).toHaveLength(tries);
    await expect(signIn.pending).toBeHidden();
    if (tries < 2) await expect(signIn.code).toBeFocused();
  }
  await expect(signIn.focusedProblem).toContainText('Too many codes did not work');
  await signIn.code.press('Enter');
  await expect(signIn.alert, 'it still says why nothing happens').toContainText('Too many codes did not work');
  expect(await store.exchanges(), 'a third try').toHaveLength(2);

  await signIn.sendNewCode.click();
  await expect(signIn.checkYourEmail).toBeVisible();
  await signIn.enterCode((await store.message()).code);
  await expect(account.title).toBeVisible();
});

test('a code that has expired says so where it was asked for', async ({ page, store, signIn, account }) => {
  await page.clock.install();
  await signIn.askFor(store.john.username);
  await store.advanceClock(601);
  await page.clock.fastForward(601_000);
  await signIn.enterCode((await store.message()).code);
  await expect(signIn.alert).toContainText('That code has expired');
  await signIn.button('Send again').click();
  await signIn.enterCode((await store.message(2)).code);
  await expect(account.title).toBeVisible();
});

test('five submits in a row exchange once', async ({ page, store, signIn, account }) => {
  const held = await hold(page, EXCHANGE);
  await signIn.open();
  await signIn.usePassword.click();
  await signIn.username.fill(store.john.username);
  await signIn.password.fill(store.john.password);
  await page.locator('form').evaluate((form: HTMLFormElement) => {
    for (let times = 0; times < 5; times += 1) form.requestSubmit();
  });
  await signIn.pending.click({ force: true });
  await held.release();
  await expect(account.title).toBeVisible();
  expect(await store.exchanges()).toHaveLength(1);
});

test('five presses of a link’s button exchange once', async ({ page, store, signIn, account }) => {
  const held = await hold(page, EXCHANGE);
  await signIn.follow((await store.mailSignInCode(store.john)).link);
  await signIn.continue.click({ clickCount: 5 });
  await held.release();
  await expect(account.title).toBeVisible();
  expect(await store.exchanges()).toHaveLength(1);
});

test.describe('the ways that are offered', () => {
  test('are both, the code first, where nothing is configured', async ({ signIn }) => {
    await signIn.open();
    await expect(signIn.emailCode).toBeVisible();
    await expect(signIn.haveCode).toBeVisible();
    await signIn.usePassword.click();
    await expect(signIn.password).toBeVisible();
    await expect(signIn.link('Forgot your password?')).toHaveAttribute('href', '/forgot_password/');
    await signIn.useCode.click();
    await expect(signIn.emailCode).toBeVisible();
    await expect(signIn.password).toBeHidden();
  });

  test('are both, the password first', async ({ configuration, signIn }) => {
    configuration.set({ sign_in_methods: ['password', 'code'] });
    await signIn.open();
    await expect(signIn.password).toBeVisible();
    await expect(signIn.useCode).toBeVisible();
  });

  test('are the code alone', async ({ configuration, signIn }) => {
    configuration.set({ sign_in_methods: ['code'] });
    await signIn.open();
    await expect(signIn.emailCode).toBeVisible();
    await expect(signIn.usePassword).toHaveCount(0);
  });

  test('are the password alone', async ({ store, configuration, signIn, account }) => {
    configuration.set({ sign_in_methods: ['password'] });
    await signIn.open();
    await expect(signIn.password).toBeVisible();
    await expect(signIn.useCode).toHaveCount(0);
    await expect(signIn.haveCode).toHaveCount(0);
    await signIn.enter(store.john);
    await expect(account.title).toBeVisible();
  });

  test('are the password alone, also for a link with a code, of which only the username serves', async ({
    page,
    store,
    configuration,
    signIn,
    account,
  }) => {
    configuration.set({ sign_in_methods: ['password'] });
    await page.goto((await store.mailSignInCode(store.john)).link);
    await expect(signIn.username).toHaveValue(store.john.username);
    await signIn.password.fill('wrong horse');
    await signIn.submit.click();
    await expect(signIn.focusedProblem).toContainText('This password does not belong to this account');
    expect(await page.locator('body').innerText()).not.toMatch(/\bcode\b/i);
    await signIn.password.fill(store.john.password);
    await signIn.submit.click();
    await expect(account.title).toBeVisible();
  });

  test('keep the address that is typed', async ({ store, signIn }) => {
    await signIn.open();
    await signIn.username.fill(store.john.username);
    await signIn.usePassword.click();
    await expect(signIn.username).toHaveValue(store.john.username);
    await signIn.useCode.click();
    await expect(signIn.username).toHaveValue(store.john.username);
  });
});

test('after a reset, the way to sign in leads to this page, and the new password signs in', async ({
  page,
  store,
  signIn,
  changePassword,
  account,
}) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.choose('another umbrella 9');
  await changePassword.link('Sign in').click();
  await expect(page).toHaveURL('/sign_in/');
  await expect(signIn.title).toBeFocused();
  await expect(signIn.username, 'whose password was set').toHaveValue(store.john.username);
  await signIn.enter({ ...store.john, password: 'another umbrella 9' });
  await expect(account.title).toBeVisible();
});

test('somebody who is signed in already is told so, and may go on, out, or in as somebody else', async ({
  page,
  store,
  signIn,
  account,
}) => {
  await account.openAs(store.john);
  await page.goto('/sign_in/');
  await expect(signIn.signedIn).toBeVisible();
  await expect(page.getByText('Account: Personal Account')).toBeVisible();
  await expect(page.getByText('Elsewhere you stay signed in until it ends there.')).toBeVisible();
  await signIn.someoneElse.click();
  await expect(signIn.title).toBeFocused();
  await signIn.enter(store.jane);
  await signIn.choose('Banks Catering');
  await expect(account.fact('Account')).toHaveText('Banks Catering');

  await page.goto('/sign_in/');
  await signIn.signOut.click();
  await expect(signIn.title).toBeVisible();
  await expect(signIn.status).toHaveText('You are signed out.');
  expect(await selectedIn(page)).toBeUndefined();
});

test.describe('while the store does not answer as it should', () => {
  test('a code says that nobody knows, and may be tried again', async ({ store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    const { code } = await store.message();
    await store.fault({ route: 'account_members_tokens.create', fault: 'status', status: 429 });
    await signIn.enterCode(code);
    await expect(signIn.focusedProblem).toContainText('Please wait a moment');
    await signIn.submit.click();
    await expect(account.title).toBeVisible();
    expect(await store.exchanges()).toHaveLength(2);
  });

  test('a password is kept, whatever the connection does', async ({ page, store, signIn, account }) => {
    await page.route(EXCHANGE, (route) => route.abort(), { times: 1 });
    await signIn.as(store.john);
    await expect(signIn.focusedProblem).toContainText('We could not reach the store');
    await expect(signIn.password).toHaveValue(store.john.password);
    await signIn.submit.click();
    await expect(account.title).toBeVisible();
  });
});
