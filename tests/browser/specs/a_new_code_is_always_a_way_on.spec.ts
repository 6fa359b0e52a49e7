import { hold } from '../fixtures/held';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

const CODE_REQUEST = '**/one-time-password-token-request';
const UPDATE = 'user_authentication_password_profile_info.update';
const UNAUTHORIZED = { errors: [{ title: 'Unauthorized', status: '401' }] };

test.describe('where nothing else is left, the button stays', () => {
  for (const status of [429, 503]) {
    test(`when the store answers ${status}`, async ({ store, configuration, changePassword }) => {
      configuration.set({ code_tries: 1 });
      const { code, link } = await store.mailCode(store.john);
      await changePassword.follow(link.replace(code, 'wrong1'));
      await changePassword.choose(NEW_PASSWORD);
      await expect(changePassword.alert).toContainText('Too many codes did not work');
      await store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status });
      await changePassword.sendNewCode.click();

      await expect(changePassword.alert).toContainText(/Please wait a moment|Something went wrong in the store/);
      await expect(changePassword.sendNewCode).toBeVisible();
    });
  }

  test('without a network, and does its work once there is one', async ({
    context,
    store,
    configuration,
    changePassword,
  }) => {
    configuration.set({ code_tries: 1 });
    const { code, link } = await store.mailCode(store.john);
    await changePassword.follow(link.replace(code, 'wrong1'));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('Too many codes did not work');
    await context.setOffline(true);
    await changePassword.sendNewCode.click();
    await expect(changePassword.alert).toContainText('We could not reach the store');

    await context.setOffline(false);
    await changePassword.sendNewCode.click();
    await expect(changePassword.code).toBeFocused();
    await changePassword.code.fill((await store.message(2)).code);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
  });
});

test('an account token that has run out does not cost the address that was typed', async ({ store, changePassword }) => {
  const { code } = await store.mailCode(store.john);
  await changePassword.open();
  await changePassword.username.fill(store.john.username);
  await changePassword.code.fill(code);
  await store.fault({ route: UPDATE, fault: 'status', status: 401, body: UNAUTHORIZED });
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('That took a little too long');

  await expect(changePassword.account(store.john.username)).toBeVisible();
  await changePassword.sendNewCode.click();
  await expect(changePassword.code).toBeFocused();
  await changePassword.code.fill((await store.message(2)).code);
  await changePassword.save.click();
  await expect(changePassword.changed).toBeVisible();
});

test.describe('a late answer to the request for it', () => {
  test('leaves a newer code that was typed meanwhile, and where the focus is', async ({ page, store, changePassword }) => {
    const { code, link } = await store.mailCode(store.john);
    await changePassword.follow(link.replace(code, 'wrong1'));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    const held = await hold(page, CODE_REQUEST);
    await changePassword.sendNewCode.click();
    await changePassword.code.fill(code);
    await changePassword.password.focus();
    await held.release();

    await expect(changePassword.newCodeSent).toBeVisible();
    await expect(changePassword.code).toHaveValue(code);
    await expect(changePassword.password).toBeFocused();
  });

  test('leaves a newer link that was followed meanwhile', async ({ page, store, changePassword }) => {
    const { code, link } = await store.mailCode(store.john);
    await changePassword.follow(link.replace(code, 'wrong1'));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    const held = await hold(page, CODE_REQUEST);
    await changePassword.sendNewCode.click();
    await held.arrived;
    await changePassword.followInThisTab((await store.mailCode(store.jane)).link);
    await changePassword.useNewLink.click();
    await held.release();

    await expect(changePassword.newCodeSent).toBeVisible();
    await expect(changePassword.account(store.jane.username)).toBeVisible();
    await expect(changePassword.showCode).toBeVisible();
    await expect(changePassword.code).toBeHidden();
  });

  test('leaves a password that was changed meanwhile as it is', async ({ page, store, changePassword }) => {
    const { code, link } = await store.mailCode(store.john);
    await changePassword.follow(link.replace(code, 'wrong1'));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    const held = await hold(page, CODE_REQUEST);
    const answered = page.waitForResponse(CODE_REQUEST);
    await changePassword.sendNewCode.click();
    await changePassword.code.fill(code);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
    await held.release();
    await answered;

    // What the page remembers of the request says that it has seen the answer.
    const remembered = () => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith('.attempt')));
    await expect.poll(remembered).toBe(true);
    await expect(changePassword.changed).toBeVisible();
    await expect(changePassword.status).toBeEmpty();
  });
});

test('a code that cannot be used again is not shown any more', async ({ store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.nora)).link);
  await expect(changePassword.showCode).toBeVisible();
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('No account to change');
  await expect(changePassword.showCode).toBeHidden();
});
