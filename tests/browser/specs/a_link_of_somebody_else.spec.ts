import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { keptIn } from '../fixtures/kept_session';
import type { Member, Store } from '../fixtures/store';
import { appUrl } from '../fixtures/store';
import { EarlyPage } from '../pages/early_page';

// The attacker is Jane: she sends John a link with her own code, so that he sets her password, or with ids that do not
// belong together, so that something of his is changed.

test.describe('opened by a victim who is waiting for a code of their own', () => {
  test('names the account, and "Not me" leads away with nothing changed or sent', async ({
    page,
    store,
    forgotPassword,
    checkYourEmail,
    changePassword,
  }) => {
    await forgotPassword.askFor(store.john.username);
    const remembered = () =>
      page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.endsWith('.attempt')));
    const before = await remembered();
    expect(before).toHaveLength(1);
    const { link, code } = await store.mailCode(store.jane);

    await changePassword.follow(link);
    await expect(changePassword.account(store.jane.username)).toBeVisible();
    await expect(page.getByText(store.john.username)).toHaveCount(0);
    await changePassword.password.fill(NEW_PASSWORD);
    await changePassword.notMe.click();

    await expect(page).toHaveURL('/forgot_password/');
    await expect(checkYourEmail.title).toBeVisible();
    await expect(page.getByText(store.john.username)).toBeVisible();
    expect(await remembered()).toEqual(before);
    expect(await store.exchanges()).toEqual([]);
    expect(await store.codeRequests()).toHaveLength(1);

    await changePassword.open();
    await expect(changePassword.account(store.jane.username)).toHaveCount(0);
    await expect(changePassword.code, 'the code of the link is forgotten').toBeVisible();
    await expect(changePassword.showCode).toHaveCount(0);
    await page.goBack();
    expect(page.url()).not.toContain(code);
  });

  test('sets at most the password of the one who sent it', async ({ page, store, forgotPassword, changePassword }) => {
    await forgotPassword.askFor(store.john.username);
    await changePassword.follow((await store.mailCode(store.jane)).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();

    expect(await store.accepts(store.john, store.john.password), 'the victim’s password').toBe(true);
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(false);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(kept, 'a session of the attacker’s').not.toContain('eyJ');
  });
});

test.describe('where a reset signs in at once', () => {
  // Of one account none has to be chosen.
  test.use({ accountsOfJane: 1 });

  for (const asked of ['for nothing', 'for a code of their own']) {
    test(`signs nobody in whose browser asked ${asked}`, async ({
      page,
      store,
      configuration,
      forgotPassword,
      changePassword,
    }) => {
      configuration.set({ after_reset: 'signed_in' });
      if (asked === 'for a code of their own') await forgotPassword.askFor(store.john.username);
      await changePassword.follow((await store.mailCode(store.jane)).link);
      await changePassword.choose(NEW_PASSWORD);

      await expect(changePassword.changed).toBeVisible();
      await expect(changePassword.link('Sign in')).toBeVisible();
      expect(await store.accepts(store.jane, NEW_PASSWORD)).toBe(true);
      expect(await keptIn(page)).toBeNull();
      expect(await store.exchanges(), 'none but that of the code').toHaveLength(1);
    });
  }
});

test('"Not me" gives the attempt up where this browser asked for the same account', async ({
  page,
  store,
  forgotPassword,
  changePassword,
}) => {
  await forgotPassword.askFor(store.john.username);
  await changePassword.follow((await store.message()).link);
  await changePassword.notMe.click();
  await expect(forgotPassword.title).toBeVisible();
  await expect(page.getByText(store.john.username)).toHaveCount(0);
});

const FOREIGN_IDS: Record<string, (link: string, store: Store) => string> = {
  'another member’s user_authentication_info_id': (link, { jane }) =>
    changed(link, 'user_authentication_info_id', jane.user_authentication_info_id),
  'another member’s user_authentication_password_profile_info_id': (link, { jane }) =>
    changed(link, 'user_authentication_password_profile_info_id', jane.user_authentication_password_profile_info_id),
  'both ids of another member': (link, { jane }) => withIdsOf(link, jane),
};

for (const [name, tamper] of Object.entries(FOREIGN_IDS)) {
  test(`with ${name}, is refused and changes nothing; with a new code, typed here, the reset goes on`, async ({
    store,
    changePassword,
    developerConsole,
  }) => {
    const { link } = await store.mailCode(store.john);
    await changePassword.follow(tamper(link, store));
    await changePassword.choose(NEW_PASSWORD);

    await expect(changePassword.alert).toContainText('This link does not fit its code');
    await expect(changePassword.alert).toContainText('Nothing was changed.');
    expect(await store.updates()).toEqual([]);
    expect(await store.accepts(store.john, store.john.password)).toBe(true);
    expect(await store.accepts(store.jane, store.jane.password)).toBe(true);
    expect(developerConsole.ofTheApp.join('\n')).toContain('the link names');

    await changePassword.sendNewCode.click();
    await expect(changePassword.newCodeSent).toBeVisible();
    await changePassword.code.fill((await store.message(2)).code);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });
}

test('with an account named that its code does not belong to, is refused like any wrong code', async ({
  store,
  changePassword,
}) => {
  const { link } = await store.mailCode(store.jane);
  await changePassword.follow(changed(link, 'username', store.john.username));
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('That code does not work');
  expect(await store.updates()).toEqual([]);
});

test('with a realm or password profile of another store, changes nothing but this store', async ({
  store,
  changePassword,
}) => {
  const { link } = await store.mailCode(store.john);
  const foreign = '00000000-0000-4000-8000-000000000000';
  await changePassword.follow(
    changed(changed(link, 'authentication_realm_id', foreign), 'password_profile_id', foreign),
  );
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  const paths = (await store.requests()).map(({ path }) => path).join('\n');
  expect(paths).not.toContain(foreign);
});

test('with mark-up, an endless name or hidden characters for a username, shows none of it', async ({
  page,
  store,
  changePassword,
}) => {
  const { link } = await store.mailCode(store.john);
  for (const username of [
    '<img src=x onerror=fail()>@banks.com x',
    `${'a'.repeat(400)}@banks.com`,
    'jo\u202Ehn@banks.com',
    'john',
  ]) {
    await page.goto('about:blank');
    await changePassword.follow(changed(link, 'username', username));
    await expect(changePassword.username, username).toHaveValue('');
    await expect(changePassword.notMe).toHaveCount(0);
    await expect(page.locator('img')).toHaveCount(0);
  }
});

test('shows nothing but an address before the app is there either', async ({ page, store }) => {
  const { link } = await store.mailCode(store.john);
  for (const username of ['YOUR-ACCOUNT-IS-LOCKED', `${'a'.repeat(400)}@banks.com`, 'jo\u202Ehn@banks.com']) {
    await page.goto('about:blank');
    const early = await EarlyPage.open(page, changed(link, 'username', username));
    await expect(early.whole.locator('#username')).toHaveValue('');
    await expect(early.whole).not.toContainText(username);
    await early.start();
  }
});

test('that names another host than ours changes nothing about where requests go', async ({
  page,
  store,
  changePassword,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  const { link } = await store.mailCode(store.john);
  await changePassword.follow(
    `${link}&api_base_url=https%3A%2F%2Fevil.example&client_id=evil&config=https%3A%2F%2Fevil.example`,
  );
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  expect([...new Set(asked)].sort()).toEqual([appUrl(), String((await store.configuration()).api_base_url)].sort());
});

function changed(link: string, name: string, value: string): string {
  // Not URLSearchParams, which writes a space as a plus.
  return link.replace(new RegExp(`([#&]${name}=)[^&]*`), `$1${encodeURIComponent(value)}`);
}

function withIdsOf(link: string, member: Member): string {
  const first = changed(link, 'user_authentication_info_id', member.user_authentication_info_id);
  return changed(
    first,
    'user_authentication_password_profile_info_id',
    member.user_authentication_password_profile_info_id,
  );
}
