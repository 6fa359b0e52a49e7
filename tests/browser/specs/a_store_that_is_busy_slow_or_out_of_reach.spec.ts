import { hold } from '../fixtures/held';
import { sentBy } from '../fixtures/sent';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import type { RouteName } from '../fixtures/store';

const CODE_REQUEST: RouteName = 'one_time_password_token_request.create';
const EXCHANGE: RouteName = 'account_members_tokens.create';
const UPDATE: RouteName = 'user_authentication_password_profile_info.update';
const START = new Date('2026-03-02T10:00:00Z');

test.describe('too many requests', () => {
  test('waits as long as the store asks, in seconds', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await store.switch({ retry_after_exposed: 'yes' });
    await store.fault({ route: CODE_REQUEST, fault: 'status', status: 429, retry_after: '30' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);

    await expect(forgotPassword.alert).toContainText('Please wait a moment');
    await expect(forgotPassword.alert).toContainText(/try again in (30|29) seconds/);
    await expect(forgotPassword.focusedProblem).toBeVisible();
    await expect(forgotPassword.username).toHaveValue(store.john.username);
    await page.clock.fastForward(31_000);
    await forgotPassword.send.click();
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(2);
  });

  test('waits as long as the store asks, as a date', async ({ page, store, forgotPassword }) => {
    await page.clock.install({ time: START });
    await store.switch({ retry_after_exposed: 'yes' });
    const date = new Date(START.getTime() + 90_000).toUTCString();
    await store.fault({ route: CODE_REQUEST, fault: 'status', status: 429, retry_after: date });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);

    await expect(forgotPassword.alert).toContainText(/try again in (90|8\d) seconds/);
  });

  test('waits a minute or a little more where the browser may not read how long', async ({ store, forgotPassword }) => {
    await store.fault({ route: CODE_REQUEST, fault: 'status', status: 429, retry_after: '5' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);

    await expect(forgotPassword.alert).toContainText(/try again in (6\d|7[0-5]) seconds/);
    await expect(forgotPassword.username).toHaveValue(store.john.username);
  });

  test('waits twice as long the second time in a row', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await store.fault({ route: CODE_REQUEST, fault: 'status', status: 429, times: 2 });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText(/try again in (6\d|7[0-5]) seconds/);

    await page.clock.fastForward(76_000);
    await forgotPassword.send.click();
    await expect(forgotPassword.alert).toContainText(/try again in [23] minutes/);
    expect(await store.codeRequests()).toHaveLength(2);
    await page.clock.fastForward(76_000);
    await forgotPassword.send.click();
    await expect(forgotPassword.alert, 'as late as the first time').toContainText(/try again in \d\d seconds/);
    expect(await store.codeRequests()).toHaveLength(2);
    await page.clock.fastForward(75_000);
    await forgotPassword.send.click();
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(3);
  });

  test('sends nothing while it waits, and does not speak of an e-mail that nobody sent', async ({
    store,
    forgotPassword,
  }) => {
    await store.fault({ route: CODE_REQUEST, fault: 'status', status: 429 });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText('Please wait a moment');

    await forgotPassword.send.click();
    await expect(forgotPassword.alert).toContainText(/\d seconds/);
    expect(await store.codeRequests()).toHaveLength(1);
    await expect(forgotPassword.alert).not.toContainText('A code was asked for just now');
    await expect(forgotPassword.alert).not.toContainText('Look for that email first');
  });

  for (const [step, route] of Object.entries({ exchange: EXCHANGE, update: UPDATE })) {
    test(`at the ${step} lose neither the code nor the password`, async ({ store, changePassword }) => {
      await changePassword.follow((await store.mailCode(store.john)).link);
      await store.fault({ route, fault: 'status', status: 429 });
      await changePassword.choose(NEW_PASSWORD);

      await expect(changePassword.alert).toContainText('Please wait a moment');
      await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
      await changePassword.save.click();
      await expect(changePassword.changed).toBeVisible();
      expect(await store.exchanges()).toHaveLength(step === 'exchange' ? 2 : 1);
      expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    });
  }
});

test.describe('offline', () => {
  test('a code request says so, keeps the address, and works once there is a network', async ({
    page,
    store,
    forgotPassword,
    checkYourEmail,
  }) => {
    await forgotPassword.open();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText('We could not reach the store');
    await expect(forgotPassword.username).toHaveValue(store.john.username);

    await page.context().setOffline(false);
    await forgotPassword.send.click();
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('saving a password says so, keeps it, and works once there is a network', async ({
    page,
    store,
    changePassword,
  }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('We could not reach the store');
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);

    await page.context().setOffline(false);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
  });
});

test.describe('slow', () => {
  test('a code request shows that it is under way', async ({ page, store, forgotPassword, checkYourEmail }) => {
    const held = await hold(page, '**/one-time-password-token-request*');
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);

    await expect(forgotPassword.sending).toBeVisible();
    await expect(forgotPassword.sending).toBeDisabled();
    await expect(forgotPassword.sending, 'the button keeps the focus').toBeFocused();
    await held.release();
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('saving a password shows that it is under way', async ({ page, store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    const held = await hold(page, '**/v2/account-members/tokens*');
    await changePassword.choose(NEW_PASSWORD);

    await expect(changePassword.saving).toBeVisible();
    await expect(changePassword.saving).toBeDisabled();
    await held.release();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
  });
});

test.describe('never answering', () => {
  // The page's clock is moved to the time-out once the store has the request: a shorter time-out would also give up,
  // on a machine that is busy, calls that the store answers.
  test('a code request is given up, and the e-mail may be on its way', async ({ page, store, forgotPassword }) => {
    await page.clock.install();
    await store.fault({ route: CODE_REQUEST, fault: 'never_answer' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect.poll(() => store.codeRequests()).toHaveLength(1);
    await page.clock.fastForward(20_000);

    await expect(forgotPassword.alert).toContainText('The store did not answer in time');
    await expect(forgotPassword.alert).toContainText('The email may be on its way all the same.');
    await forgotPassword.send.click();
    await expect(forgotPassword.alert).toContainText('A code was asked for just now');
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('an exchange is not repeated by itself; tried again, it leads to a new code', async ({
    page,
    store,
    changePassword,
  }) => {
    await page.clock.install();
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: EXCHANGE, fault: 'never_answer' });
    await changePassword.choose(NEW_PASSWORD);
    await expect.poll(() => store.exchanges()).toHaveLength(1);
    await page.clock.fastForward(20_000);

    await expect(changePassword.alert).toContainText('The store did not answer in time');
    await expect(changePassword.alert).toContainText('We do not know whether your code was used.');
    await expect(changePassword.sendNewCode).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
    await changePassword.save.click();
    await expect(changePassword.alert).toContainText('That code does not work');
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
  });

  test('an update is not repeated by itself; saved again, it needs no new e-mail', async ({
    page,
    store,
    changePassword,
  }) => {
    await page.clock.install();
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: UPDATE, fault: 'never_answer' });
    await changePassword.choose(NEW_PASSWORD);
    await expect.poll(() => store.updates()).toHaveLength(1);
    await page.clock.fastForward(20_000);

    await expect(changePassword.alert).toContainText('The store did not answer in time');
    await expect(changePassword.alert).toContainText('We do not know whether your new password was saved.');
    expect(await store.updates()).toHaveLength(1);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('an access token is nothing spent', async ({ page, store, changePassword }) => {
    const { link } = await store.mailCode(store.john);
    await store.fault({ route: 'access_token.create', fault: 'never_answer' });
    await page.clock.install({ time: START });
    await changePassword.follow(link);
    await page.clock.pauseAt(new Date(START.getTime() + 10_000));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.saving).toBeVisible();
    await page.clock.runFor(20_000);

    await expect(changePassword.alert).toContainText('The store did not answer in time');
    await expect(changePassword.alert).toContainText('Nothing was sent yet.');
    expect(await store.exchanges()).toHaveLength(0);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
  });
});

test.describe('an answer that cannot be read', () => {
  for (const fault of ['drop', 'cut_body', 'malformed_json'] as const) {
    // When a connection that it has used before closes without an answer, Chromium itself sends the request again: once
    // for each such connection that it holds, and it opens spare ones when a connection takes long to open. So answers
    // are dropped until the page has given up, and what the page sent is counted where it leaves the page.
    const times = fault === 'drop' ? 20 : 1;
    // Of some calls the status says all.
    const isAnswered = fault === 'malformed_json';

    test(`${fault} of the exchange says that the code may be used, and leads to a new one`, async ({
      page,
      store,
      changePassword,
    }) => {
      const sent = sentBy(page, '/v2/account-members/tokens');
      await changePassword.follow((await store.mailCode(store.john)).link);
      await store.fault({ route: EXCHANGE, fault, times });
      await changePassword.choose(NEW_PASSWORD);

      await expect(changePassword.alert).toContainText(
        /We could not reach the store|Something went wrong in the store/,
      );
      await expect(changePassword.alert).toContainText(
        /it was used by this try|We do not know whether your code was used/,
      );
      await expect(changePassword.sendNewCode).toBeVisible();
      await store.clearFaults();
      expect(sent).toHaveLength(1);
      await changePassword.save.click();
      await expect(changePassword.alert).toContainText('That code does not work');
      await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
      expect(sent).toHaveLength(2);
    });

    test(`${fault} of the update is saved again with the same account token`, async ({
      page,
      store,
      changePassword,
    }) => {
      const sent = sentBy(page, '/user-authentication-password-profile-info/');
      await changePassword.follow((await store.mailCode(store.john)).link);
      await store.fault({ route: UPDATE, fault, times });
      await changePassword.choose(NEW_PASSWORD);

      const unknown = changePassword.alert.getByText('We do not know whether your new password was saved.');
      await expect(isAnswered ? changePassword.changed : unknown).toBeVisible();
      expect(sent).toHaveLength(1);
      await store.clearFaults();
      if (!isAnswered) await changePassword.save.click();
      await expect(changePassword.changed).toBeVisible();
      expect(await store.exchanges()).toHaveLength(1);
      expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    });

    test(`${fault} of the code request is not sent again by itself, and loses nothing`, async ({
      page,
      store,
      forgotPassword,
      checkYourEmail,
    }) => {
      const sent = sentBy(page, '/one-time-password-token-request');
      await store.fault({ route: CODE_REQUEST, fault, times });
      await forgotPassword.open();
      await forgotPassword.ask(store.john.username);

      const unreachable = forgotPassword.alert.getByText('We could not reach the store');
      await expect(isAnswered ? checkYourEmail.title : unreachable).toBeVisible();
      if (!isAnswered) await expect(forgotPassword.username).toHaveValue(store.john.username);
      expect(sent).toHaveLength(1);
    });
  }

  test('one without CORS headers, as gateways give, can be tried again', async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: EXCHANGE, fault: 'without_cors', status: 503 });
    await changePassword.choose(NEW_PASSWORD);

    await expect(changePassword.alert).toContainText('We could not reach the store');
    expect(await store.exchanges()).toHaveLength(1);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.exchanges()).toHaveLength(2);
  });

  test('one without CORS headers, for too many code requests, keeps the address', async ({ store, forgotPassword }) => {
    await store.fault({ route: CODE_REQUEST, fault: 'without_cors', status: 429, retry_after: '30' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);

    await expect(forgotPassword.alert).toContainText('We could not reach the store');
    await expect(forgotPassword.username).toHaveValue(store.john.username);
    expect(await store.codeRequests()).toHaveLength(1);
  });
});

test('a fault of the store says so and keeps the address', async ({ store, forgotPassword }) => {
  await store.fault({ route: CODE_REQUEST, fault: 'status', status: 500 });
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);

  await expect(forgotPassword.alert).toContainText('Something went wrong in the store');
  await expect(forgotPassword.username).toHaveValue(store.john.username);
  await expect(forgotPassword.alert).toContainText('The email may be on its way all the same');

  // Nobody knows whether it was sent, so that a second one has to wait.
  await forgotPassword.send.click();
  await expect(forgotPassword.alert).toContainText('Look for that email first');
  expect(await store.codeRequests()).toHaveLength(1);
});

test('a client id that the store refuses is the storefront’s to mend, and says where help is', async ({
  store,
  configuration,
  forgotPassword,
  developerConsole,
}) => {
  configuration.set({ client_id: `${store.clientId}-wrong` });
  await forgotPassword.open();
  await forgotPassword.ask(store.john.username);

  await expect(forgotPassword.alert).toContainText('This page is not open yet');
  await expect(forgotPassword.alert.getByRole('link', { name: 'Contact support' })).toBeVisible();
  expect(developerConsole.ofTheApp.join('\n')).toMatch(/access.token.*401/);
});
