import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import type { ChangePasswordPage } from '../pages/change_password_page';
import type { Store } from '../fixtures/store';

const OTHER_PASSWORD = 'second choice umbrella 8';

test.describe('an expired code', () => {
  test('says so where it was asked for, keeps the password, and is replaced on the spot', async ({
    page,
    store,
    forgotPassword,
    changePassword,
  }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await changePassword.follow((await store.message()).link);
    await store.advanceClock(601);
    await page.clock.fastForward(601_000);

    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('That code has expired');
    await expect(changePassword.alert).toContainText('Codes are valid for 10 minutes.');
    await expectToFinishWithANewCode(store, changePassword, 2);
  });

  test('says that it may be old on a device that did not ask for it', async ({ store, changePassword }) => {
    const { link } = await store.mailCode(store.john);
    await store.advanceClock(601);
    await changePassword.follow(link);

    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('That code does not work');
    await expect(changePassword.alert).toContainText('mistyped, already used, or older than 10 minutes');
    await expectToFinishWithANewCode(store, changePassword, 2);
  });

  test('is announced on the page that waits for it', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(601_000);

    await expect(page.getByText('The code has expired by now. Ask for a new one.')).toBeVisible();
    await expect(checkYourEmail.sendAgain).toBeEnabled();
  });
});

for (const refusal of ['bad_request_400', 'unauthorized_401', 'not_found_404']) {
  test(`a wrong code, refused with ${refusal}, may be corrected`, async ({
    store,
    forgotPassword,
    checkYourEmail,
    changePassword,
  }) => {
    await store.switch({ wrong_code: refusal });
    await forgotPassword.askFor(store.john.username);
    await checkYourEmail.code.fill('wrong1');
    await checkYourEmail.continue.click();

    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('That code is not right');
    await expect(changePassword.code).toBeFocused();
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await changePassword.code.fill((await store.message()).code);
    await changePassword.save.click();

    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
    expect(await store.exchanges()).toHaveLength(2);
  });
}

test('a used code is told from nothing else, and is replaced on the spot', async ({
  store,
  changePassword,
  otherDevice,
}) => {
  const { link } = await store.mailCode(store.john);
  await changePassword.follow(link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();

  const second = changePassword.on(await otherDevice());
  await second.follow(link);
  await second.choose(OTHER_PASSWORD);
  await expect(second.alert).toContainText('That code does not work');
  expect(await store.accepts(store.john, NEW_PASSWORD), 'the password set first').toBe(true);
  await expectToFinishWithANewCode(store, second, 2, OTHER_PASSWORD);
});

test('after too many tries the page stops, and goes on with a new code', async ({
  store,
  configuration,
  changePassword,
}) => {
  configuration.set({ code_tries: 3 });
  await changePassword.open();
  await changePassword.username.fill(store.john.username);
  for (const tries of [1, 2, 3]) {
    await changePassword.code.fill(`wrong${tries}`);
    await changePassword.choose(NEW_PASSWORD);
    await expect.poll(() => store.exchanges()).toHaveLength(tries);
    await expect(changePassword.saving).toBeHidden();
    // The focus moves to the refused code one frame later, away from whatever is typed into meanwhile.
    if (tries < 3) await expect(changePassword.code).toBeFocused();
  }
  await expect(changePassword.alert).toContainText('Too many codes did not work');
  await expect(changePassword.save).toBeHidden();
  await changePassword.password.press('Enter');
  expect(await store.exchanges(), 'a fourth try').toHaveLength(3);

  await expectToFinishWithANewCode(store, changePassword, 1);
});

test('a new code that the store refuses to send keeps the password, too', async ({ store, changePassword }) => {
  await changePassword.open();
  await changePassword.username.fill(store.john.username);
  await changePassword.code.fill('wrong1');
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('That code does not work');

  await store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status: 503 });
  await changePassword.sendNewCode.click();
  await expect(changePassword.alert).toContainText('Something went wrong in the store');
  await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
});

test.describe('a password that the store refuses', () => {
  for (const status of [400, 422]) {
    test(`with ${status} is replaced without a new e-mail: one exchange, two updates`, async ({
      store,
      changePassword,
    }) => {
      await changePassword.follow((await store.mailCode(store.john)).link);
      await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status });

      await changePassword.choose(NEW_PASSWORD);
      await expect(changePassword.alert).toContainText('The store did not accept this password');
      await expect(changePassword.focusedProblem).toBeVisible();
      await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
      await changePassword.choose(OTHER_PASSWORD);

      await expect(changePassword.changed).toBeVisible();
      expect(await store.accepts(store.john, OTHER_PASSWORD)).toBe(true);
      expect(await store.exchanges()).toHaveLength(1);
      expect(await store.updates()).toHaveLength(2);
      expect(await store.codeRequests()).toHaveLength(0);
    });
  }

  for (const status of [403, 404, 500]) {
    test(`because of ${status} may be saved again, also without a new e-mail`, async ({ store, changePassword }) => {
      await changePassword.follow((await store.mailCode(store.john)).link);
      await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status });

      await changePassword.choose(NEW_PASSWORD);
      const sentence = status === 500 ? 'Something went wrong in the store' : 'The password cannot be changed here';
      await expect(changePassword.alert).toContainText(sentence);
      await changePassword.save.click();

      await expect(changePassword.changed).toBeVisible();
      expect(await store.exchanges()).toHaveLength(1);
      expect(await store.updates()).toHaveLength(2);
    });
  }

  test('is not held against the account token once that has expired', async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 400 });
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.focusedProblem).toContainText('The store did not accept this password');

    await store.advanceClock(86_401);
    await changePassword.choose(OTHER_PASSWORD);
    await expect(changePassword.alert).toContainText('That took a little too long');
    await expect(changePassword.password).toHaveValue(OTHER_PASSWORD);
    await expectToFinishWithANewCode(store, changePassword, 2, OTHER_PASSWORD);
  });
});

/** Asks for a new code without leaving the form, types it, and saves the password that is still there. */
async function expectToFinishWithANewCode(
  store: Store,
  changePassword: ChangePasswordPage,
  messages: number,
  password = NEW_PASSWORD,
): Promise<void> {
  await expect(changePassword.password).toHaveValue(password);
  await changePassword.sendNewCode.click();
  await expect(changePassword.newCodeSent).toBeVisible();
  await expect(changePassword.code).toBeFocused();
  await expect(changePassword.password).toHaveValue(password);
  await changePassword.code.fill((await store.message(messages)).code);
  await changePassword.save.click();

  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, password)).toBe(true);
}
