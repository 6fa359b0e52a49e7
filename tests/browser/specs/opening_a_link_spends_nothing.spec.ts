import { sentBy } from '../fixtures/sent';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';

// Mail scanners open every link, many in a real browser that runs scripts and pretends to be a person.
test('a visitor who runs scripts, scrolls and moves the mouse, but submits nothing', async ({
  store,
  forgotPassword,
  changePassword,
  otherDevice,
}) => {
  await forgotPassword.askFor(store.john.username);
  const { link } = await store.message();

  const scanner = changePassword.on(await otherDevice());
  const exchanges = sentBy(scanner.page, '/account-members/tokens');
  await scanner.page.clock.install();
  await scanner.follow(link);
  await scanner.page.waitForLoadState('networkidle');
  await scanner.page.mouse.move(100, 100);
  await scanner.page.mouse.move(180, 420, { steps: 10 });
  await scanner.page.mouse.wheel(0, 600);
  await scanner.page.keyboard.press('Tab');
  await scanner.page.clock.fastForward(30_000);
  await scanner.page.waitForLoadState('networkidle');

  expect(exchanges, 'exchanges of the code').toHaveLength(0);
  expect(await store.exchanges()).toEqual([]);
  expect(await store.updates()).toEqual([]);
  expect(await store.codeRequests(), 'e-mails asked for').toHaveLength(1);

  await changePassword.follow(link);
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('not even in the browser that asked for the code', async ({ page, store, forgotPassword, changePassword }) => {
  await forgotPassword.askFor(store.john.username);
  const { link } = await store.message();

  const exchanges = sentBy(page, '/account-members/tokens');
  await changePassword.follow(link);
  await changePassword.showCode.click();
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(exchanges).toHaveLength(0);
});

test('a password that breaks the rules spends nothing either', async ({ store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  for (const [password, sentence] of [
    ['', 'Choose a new password'],
    ['short', 'Use at least 8 characters'],
    ['Password1!', 'This password is one of the first that others would try.'],
    ['john.doe1', 'Choose a password that is not made of your name or ours'],
  ] as const) {
    await changePassword.choose(password);
    await expect(changePassword.focusedProblem).toContainText(sentence);
    await expect(changePassword.password).toHaveAccessibleDescription(new RegExp(sentence.replace('.', '\\.')));
    await expect(changePassword.password).toHaveValue(password);
  }
  expect(await store.exchanges()).toEqual([]);

  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
});
