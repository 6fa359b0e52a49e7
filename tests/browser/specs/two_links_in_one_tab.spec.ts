import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { hold } from '../fixtures/held';
import { historyOf } from '../fixtures/history';

test('the second is used, and neither is left in the address bar or the history', async ({
  page,
  store,
  changePassword,
}) => {
  const [first, second] = [await store.mailCode(store.john), await store.mailCode(store.jane)];
  await changePassword.follow(first.link);
  await expect(changePassword.account(store.john.username)).toBeVisible();
  await changePassword.followInThisTab(second.link);
  await expect(changePassword.account(store.jane.username)).toBeVisible();
  await expect(changePassword.account(store.john.username)).toHaveCount(0);

  await expect(page).toHaveURL('/change_password/');
  const history = (await historyOf(page)).join('\n');
  for (const { code, to } of [first, second]) {
    expect(history).not.toContain(code);
    expect(history).not.toContain(to.split('@')[0]);
  }
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.jane, NEW_PASSWORD)).toBe(true);
  expect(await store.accepts(store.john, store.john.password)).toBe(true);
});

test.describe('while a password is half typed', () => {
  test('asks first; staying keeps the first link and what was typed', async ({ page, store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.password.fill(NEW_PASSWORD);
    const second = await store.mailCode(store.jane);
    await changePassword.followInThisTab(second.link);

    await expect(changePassword.alert).toContainText('You opened another link');
    await expect(changePassword.focusedProblem).toBeVisible();
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    await changePassword.keepThisLink.click();
    await expect(changePassword.alert).toBeEmpty();
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });

  test('asks first; the new link clears what was typed', async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.password.fill('half a pass');
    await changePassword.followInThisTab((await store.mailCode(store.jane)).link);
    await changePassword.useNewLink.click();

    await expect(changePassword.account(store.jane.username)).toBeVisible();
    await expect(changePassword.password).toHaveValue('');
    await expect(changePassword.alert).toBeEmpty();
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.jane, NEW_PASSWORD)).toBe(true);
  });
});

test('the same link again asks nothing', async ({ store, changePassword }) => {
  const { link } = await store.mailCode(store.john);
  await changePassword.follow(link);
  await changePassword.followInThisTab(link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

test('a newer link after a refused code is used without a question about nothing', async ({
  store,
  changePassword,
}) => {
  const first = await store.mailCode(store.john);
  await changePassword.follow(first.link.replace(first.code, 'wrong1'));
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.alert).toContainText('That code does not work');
  await changePassword.followInThisTab(first.link);
  await changePassword.useNewLink.click();
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});

test('once the password is changed, another link starts afresh', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  const second = await store.mailCode(store.jane);
  await changePassword.followInThisTab(second.link);

  await expect(changePassword.title).toBeVisible();
  await expect(changePassword.account(store.jane.username)).toBeVisible();
  await expect(page).toHaveURL('/change_password/');
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.jane, NEW_PASSWORD)).toBe(true);
});

test('a link followed on any other page leaves nothing in the address bar either', async ({
  page,
  store,
  forgotPassword,
}) => {
  const { link, code } = await store.mailCode(store.john);
  const parameters = link.slice(link.indexOf('#'));
  for (const path of ['/', '/forgot_password/', '/account/']) {
    await page.goto(path + parameters);
    await forgotPassword.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(page.url()).not.toContain(code);
    await page.evaluate((parameters) => {
      location.hash = parameters;
    }, parameters);
    await expect(page).toHaveURL(path);
  }
  expect((await historyOf(page)).join('\n')).not.toContain(code);
});

test('a link to sign in with that is followed while a password is on its way is gone on with once that is refused', async ({
  page,
  store,
  signIn,
  account,
}) => {
  const { link } = await store.mailSignInCode(store.john);
  await signIn.open();
  const held = await hold(page, '**/v2/account-members/tokens*');
  await signIn.enter({ username: store.john.username, password: 'wrong horse' });
  await held.arrived;
  await signIn.followInThisTab(link);
  await expect(page).toHaveURL('/sign_in/');
  await held.release();
  await signIn.continue.click();
  await expect(account.title).toBeVisible();
});
