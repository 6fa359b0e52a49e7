import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import type { ChangePasswordPage } from '../pages/change_password_page';
import type { SignInPage } from '../pages/sign_in_page';

const USERNAME = 'john.doe@banks.com';
const CODE = 'lprvj4';

type Known = 'both' | 'the account' | 'the code' | 'nothing';

/** What mail programs, trackers and people make of links, and what can still be read from them. */
const DAMAGED: [damage: string, link: string, known: Known][] = [
  ['none, in the fragment', `/change_password/#username=${USERNAME}&token=${CODE}`, 'both'],
  ['none, in the query', `/change_password/?username=${USERNAME}&token=${CODE}`, 'both'],
  ['no slash at the end of the path', `/change_password?username=${USERNAME}&token=${CODE}`, 'both'],
  ['the longer name of the token', `/change_password/#username=${USERNAME}&one_time_password_token=${CODE}`, 'both'],
  ['ampersands escaped as in HTML', `/change_password/#username=${USERNAME}&amp;token=${CODE}`, 'both'],
  ['encoded twice', `/change_password/?username=john.doe%2540banks.com&token=${CODE}`, 'both'],
  ['the fragment encoded as a whole', `/change_password/#username%3Djohn.doe%40banks.com%26token%3D${CODE}`, 'both'],
  ['quoted-printable not decoded', `/change_password/?username=3D${USERNAME}&token=3D${CODE}`, 'both'],
  ['a full stop at the end', `/change_password/#username=${USERNAME}&token=${CODE}.`, 'both'],
  ['a bracket at the end', `/change_password/?username=${USERNAME}&token=${CODE}%3E`, 'both'],
  ['a quote at the end', `/change_password/#username=${USERNAME}&token=${CODE}"`, 'both'],
  [
    'a tracker in front',
    `/change_password/?utm_source=mail&username=${USERNAME}&token=${CODE}&utm_medium=email`,
    'both',
  ],
  [
    'a tracker in the query, the rest in the fragment',
    `/change_password/?mc_cid=1a2b#username=${USERNAME}&token=${CODE}`,
    'both',
  ],
  ['the same token twice', `/change_password/?username=${USERNAME}&token=${CODE}&token=${CODE}`, 'both'],
  ['two different tokens', `/change_password/?username=${USERNAME}&token=${CODE}&token=other1`, 'the account'],
  ['a token without a value', `/change_password/?username=${USERNAME}&token`, 'the account'],
  ['an empty token', `/change_password/#username=${USERNAME}&token=`, 'the account'],
  ['cut off in the middle', `/change_password/#username=${USERNAME}&tok`, 'the account'],
  ['no username', `/change_password/#token=${CODE}`, 'the code'],
  ['an empty username', `/change_password/?username=&token=${CODE}`, 'the code'],
  [
    'ids that are none',
    `/change_password/#username=${USERNAME}&token=${CODE}&user_authentication_info_id=../../x`,
    'both',
  ],
  ['nothing but separators', '/change_password/?&&==&=&#&', 'nothing'],
  ['the question mark encoded', `/change_password%3Fusername=${USERNAME}&token=${CODE}`, 'both'],
  ['the question mark encoded after a slash', `/change_password/%3Fusername=${USERNAME}&token=${CODE}`, 'both'],
  [
    'the question mark encoded twice, and all that follows',
    `/change_password%253Fusername%253Djohn.doe%2540banks.com%2526token%253D${CODE}`,
    'both',
  ],
  ['names as of lists', `/change_password/?username[]=${USERNAME}&token%5B%5D=${CODE}`, 'both'],
  ['an invisible space inside of the token', `/change_password/#username=${USERNAME}&token=lpr%E2%80%8Bvj4`, 'both'],
  ['the question mark lost', `/change_password&username=${USERNAME}&token=${CODE}`, 'both'],
  ['the number sign encoded', `/change_password/%23username=${USERNAME}&token=${CODE}`, 'both'],
];

test('a link leads to the form with what is known filled in, however it is damaged', async ({
  page,
  changePassword,
}) => {
  test.slow();
  for (const [damage, link, known] of DAMAGED) {
    await test.step(damage, async () => {
      await page.goto('about:blank');
      await page.goto(link);
      await expect.soft(changePassword.title, damage).toBeVisible();
      await changePassword.started();
      expect.soft(await whatIsKnown(changePassword), damage).toBe(known);
      if (known !== 'nothing') await expect.soft(page, `${damage}: the address`).toHaveURL('/change_password/');
    });
  }
});

test('a link to sign in with does so too', async ({ page, signIn }) => {
  test.slow();
  for (const [damage, link, known] of DAMAGED) {
    await test.step(damage, async () => {
      await page.goto('about:blank');
      await page.goto(link.replace('change_password', 'sign_in'));
      await signIn.started();
      await expect.soft(signIn.title, damage).toBeVisible();
      expect.soft(await whatIsKnownToSignIn(signIn), damage).toBe(known);
      if (known !== 'nothing') await expect.soft(page, `${damage}: the address`).toHaveURL('/sign_in/');
    });
  }
});

test.describe('a link to sign in with that has lost its username', () => {
  test('signs in once that is typed', async ({ store, signIn, account }) => {
    const { code } = await store.mailSignInCode(store.john);
    await signIn.page.goto(`/sign_in/#token=${code}`);
    await signIn.username.fill(store.john.username);
    await signIn.submit.click();
    await expect(account.title).toBeVisible();
    expect(await store.codeRequests()).toEqual([]);
  });

  test('signs in by one press in the browser that asked for it', async ({ page, store, signIn, account }) => {
    await signIn.askFor(store.john.username);
    const { code } = await store.message();
    await page.goto('about:blank');
    await signIn.follow(`/sign_in/#token=${code}`);
    expect(await store.exchanges(), 'before the press').toEqual([]);
    await signIn.continue.click();
    await expect(account.title).toBeVisible();
  });

  test('leads to the field for a code when its code is refused', async ({ store, signIn, account }) => {
    const { code } = await store.mailSignInCode(store.john);
    await signIn.page.goto('/sign_in/#token=wrong1');
    await signIn.username.fill(store.john.username);
    await signIn.submit.click();
    await expect(signIn.code).toBeFocused();
    await expect(signIn.username).toHaveValue(store.john.username);
    await signIn.enterCode(code);
    await expect(account.title).toBeVisible();
  });
});

test('a link to sign in with that has lost its code fills in whom it names, also while the page is open', async ({
  store,
  signIn,
}) => {
  await signIn.open();
  await signIn.followInThisTab(`/sign_in/#username=${store.john.username}&token=`);
  await expect(signIn.username).toHaveValue(store.john.username);
  await signIn.followInThisTab(`/sign_in/#username=${store.jane.username}`);
  await expect(signIn.username).toHaveValue(store.jane.username);
});

test('a plus in an address is a plus', async ({ changePassword }) => {
  await changePassword.follow(`/change_password/?username=john.doe+shop@banks.com&token=${CODE}`);
  await expect(changePassword.account('john.doe+shop@banks.com')).toBeVisible();
});

test('a damaged link still resets the password, once the code is typed', async ({ store, changePassword }) => {
  const { link, code } = await store.mailCode(store.john);
  await changePassword.follow(link.replace(code, ''));
  await changePassword.code.fill(code);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('a link on a damaged path resets the password', async ({ store, changePassword }) => {
  const { link } = await store.mailCode(store.john);
  await changePassword.follow(link.replace('/#', '%3F'));
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

test('the guide’s own form of a link resets the password', async ({ store, changePassword }) => {
  const { code } = await store.mailCode(store.john);
  const { username, user_authentication_password_profile_info_id: info } = store.john;
  await changePassword.follow(
    `/change_password?username=${encodeURIComponent(username)}&token=${code}&user_authentication_password_profile_info.id=${info}`,
  );
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

test('a typed code may have spaces, dashes and quotes, or be a whole link', async ({ store, changePassword }) => {
  const { link, code } = await store.mailCode(store.john);
  for (const typed of [` ${code.slice(0, 3)}-${code.slice(3)} `, `“${code}”`, link]) {
    await changePassword.open();
    await changePassword.username.fill(store.john.username);
    await changePassword.code.fill(typed);
    await expect(changePassword.code, 'nothing is cut off').toHaveValue(typed);
    await store.fault({ route: 'account_members_tokens.create', fault: 'status', status: 429 });
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('Please wait a moment');
  }
  const sent = (await store.requests('account_members_tokens.create')).map(
    ({ body }) => body.data.one_time_password_token,
  );
  expect(sent).toEqual([code, code, code]);
});

async function whatIsKnown(changePassword: ChangePasswordPage): Promise<Known> {
  const hasAccount = await changePassword.account(USERNAME).isVisible();
  const hasCode = (await changePassword.code.count()) === 0;
  if (hasAccount) return hasCode ? 'both' : 'the account';
  return hasCode ? 'the code' : 'nothing';
}

async function whatIsKnownToSignIn(signIn: SignInPage): Promise<Known> {
  if (await signIn.continue.isVisible()) return 'both';
  if ((await signIn.username.inputValue()) === USERNAME) return 'the account';
  return (await signIn.submit.isVisible()) && (await signIn.code.count()) === 0 ? 'the code' : 'nothing';
}
