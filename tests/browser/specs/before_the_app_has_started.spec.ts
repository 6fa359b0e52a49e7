import type { Locator, Page } from '@playwright/test';

import { hold } from '../fixtures/held';
import { layoutShift, watchLayout } from '../fixtures/layout';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { translate } from '../fixtures/translator';
import { holdTurns } from '../fixtures/turns';
import { CheckYourEmailPage } from '../pages/check_your_email_page';
import { EarlyPage } from '../pages/early_page';
import { FailurePage } from '../pages/failure_page';
import type { SignInPage } from '../pages/sign_in_page';

const TITLES = {
  '/': 'Your account',
  '/forgot_password/': 'Forgot your password?',
  '/change_password/': 'Choose a new password',
  '/sign_in/': 'Sign in',
  '/account/': 'Your account',
  '/checkout/': 'Check out',
};

for (const [path, title] of Object.entries(TITLES)) {
  test(`the page at ${path} is there, is named, and listens to what there will be to say`, async ({ page }) => {
    const early = await EarlyPage.open(page, path);
    await expect(page).toHaveTitle(title);
    await expect(early.whole.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(early.status).toBeAttached();
    await expect(early.whole.getByRole('alert').first()).toBeAttached();
    await early.start();
  });
}

test.describe('what is typed', () => {
  test('stays, with the focus and what is selected, and nobody sees the app take over', async ({
    page,
    changePassword,
  }) => {
    await watchLayout(page);
    const early = await EarlyPage.open(page, '/change_password/');
    await changePassword.username.fill('john.doe@banks.com');
    await changePassword.password.fill(NEW_PASSWORD);
    await changePassword.code.fill('lprvj4');
    await changePassword.code.evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 4, 'backward'));
    await early.start();

    await expect(changePassword.username).toHaveValue('john.doe@banks.com');
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    await page.keyboard.type('xy');
    await expect(changePassword.code).toHaveValue('lpxyj4');
    expect(await layoutShift(page)).toBe(0);
  });

  test('stays, with the focus, when not even the loader was there', async ({ page, changePassword }) => {
    const loader = await hold(page, '**/loader-*.js');
    await page.goto('/change_password/', { waitUntil: 'commit' });
    await loader.arrived;
    await changePassword.password.fill(NEW_PASSWORD);
    await expect(changePassword.username, 'a link is what is expected').toHaveCount(0);
    await loader.release();
    await expect(changePassword.username).toBeVisible();
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await expect(changePassword.password).toBeFocused();
  });

  test('stays while the app is made, unseen, in turns; what a press needs comes once it was seen', async ({
    page,
    changePassword,
  }) => {
    const turns = await holdTurns(page);
    const early = await EarlyPage.open(page, '/change_password/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await turns.goThroughLoader();
    await early.begin();
    let typed = '';
    while (await early.whole.count()) {
      await turns.next();
      typed += 'o';
      await changePassword.username.press('o');
      await turns.go();
    }
    expect(typed.length, 'one for each step').toBeGreaterThanOrEqual(4);
    await expect(changePassword.username).toHaveValue(typed);
    await turns.next();
    expect(asked).toEqual([]);
    await turns.goOn();
    await expect.poll(() => asked.some((path) => /\/reset-\w+\.wasm$/.test(path))).toBe(true);
  });

  test('goes on where it was: in an e-mail field, and at the beginning of another', async ({ page, changePassword }) => {
    const early = await EarlyPage.open(page, '/change_password/');
    await changePassword.code.fill('prvj4');
    await changePassword.username.pressSequentially('john.doe');
    await early.start();
    await page.keyboard.type('@banks.com');
    await expect(changePassword.username).toHaveValue('john.doe@banks.com');
  });

  test('at the beginning of a field goes on there', async ({ page, changePassword }) => {
    const early = await EarlyPage.open(page, '/change_password/');
    await changePassword.code.fill('prvj4');
    await changePassword.code.press('Home');
    await early.start();
    await page.keyboard.type('l');
    await expect(changePassword.code).toHaveValue('lprvj4');
  });

  test('stays where the reader has scrolled to', async ({ page, changePassword }) => {
    await page.setViewportSize({ width: 390, height: 300 });
    const early = await EarlyPage.open(page, '/change_password/');
    await changePassword.password.focus();
    await page.evaluate(() => scrollTo(0, 150));
    await early.start();
    await expect(changePassword.password).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(150);
  });

  test('and a likelier address is offered for it', async ({ page, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.username.fill('john.doe@gmial.com');
    await early.start();
    await expect(forgotPassword.button('john.doe@gmail.com').or(page.getByText('Did you mean'))).toBeVisible();
  });

  test('by a password manager, which may also put things of its own into the page', async ({ page, changePassword }) => {
    const early = await EarlyPage.open(page, '/change_password/');
    await changePassword.password.evaluate((field: HTMLInputElement, password) => {
      field.value = password;
      const make = (tag: string, properties = {}) => Object.assign(document.createElement(tag), properties);
      const manager = make('com-manager');
      manager.append(make('input', { id: 'manager' }), make('button'));
      field.after(manager);
      field.form?.prepend(make('input', { className: 'manager', value: 'mine' }));
      document.body.append(make('div', { className: 'manager' }));
    }, NEW_PASSWORD);
    await early.start();
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await expect(page.locator('com-manager')).toHaveCount(0);
    await expect(page.locator('body > .manager')).toHaveCount(1);
  });
});

test.describe('what is submitted', () => {
  test('is visibly pending, goes through once, and is not submitted by a second press', async ({
    page,
    store,
    forgotPassword,
  }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.username.fill(store.john.username);
    await forgotPassword.username.press('Enter');
    await expect(forgotPassword.sending).toHaveAttribute('aria-disabled', 'true');
    await expect(early.form).toHaveAttribute('aria-busy', 'true');
    await expect(early.status).toHaveText('Sending the code…');
    await forgotPassword.sending.click({ force: true });
    await forgotPassword.username.press('Enter');
    await early.start();

    await expect(new CheckYourEmailPage(page).title).toBeFocused();
    expect(await store.messages()).toHaveLength(1);
  });

  test('is pending without a break', async ({ page, store, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.ask(store.john.username);
    await page.evaluate(() => {
      const look = () => {
        const times = document.getAnimations().map(({ currentTime }) => Number(currentTime));
        Object.assign(window, { times });
      };
      // In the first frame that the app is seen in.
      const replaced = () => requestAnimationFrame(look);
      new MutationObserver(replaced).observe(document.body, { childList: true });
    });
    await early.start();
    const times = await page.waitForFunction(() => (window as unknown as { times?: number[] }).times);
    const seen = (await times.jsonValue()) ?? [];
    expect(seen.length).toBeGreaterThan(0);
    expect(Math.min(...seen), 'milliseconds since it began to appear').toBeGreaterThanOrEqual(600);
  });

  test('with a link sets the password of whom the page names', async ({ page, store, changePassword }) => {
    await watchLayout(page);
    const early = await EarlyPage.open(page, (await store.mailCode(store.john)).link);
    await expect(changePassword.account(store.john.username)).toBeVisible();
    await expect(changePassword.code).toBeHidden();
    await expect(page).toHaveURL('/change_password/');
    expect(await layoutShift(page)).toBe(0);
    await changePassword.choose(NEW_PASSWORD);
    await early.start();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });

  test('with a link to sign in asks whether to go on as whom it names', async ({ page, store, signIn, account }) => {
    const early = await EarlyPage.open(page, (await store.mailSignInCode(store.john)).link);
    await expect(early.whole.getByText('Continue as j•••@b•••.com?')).toBeVisible();
    await expect(page).toHaveURL('/sign_in/');
    await signIn.continue.click();
    await expect(early.status).toHaveText('Signing you in…');
    await early.start();
    await expect(account.title).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
  });

  test('with a link to sign in replaces nobody of whom only the app knows', async ({
    page,
    context,
    store,
    configuration,
    signIn,
    account,
  }) => {
    configuration.set({ storefront: 'nextjs' });
    await account.openAs(store.john);
    // As a storefront's own server signs in: it reaches the cookie alone.
    await page.evaluate(() => localStorage.clear());
    const later = await context.newPage();
    const [early, onLater] = [await EarlyPage.open(later, (await store.mailSignInCode(store.jane)).link), signIn.on(later)];
    await onLater.continue.click();
    await expect(onLater.notMe, 'which the app would not take back either').toBeDisabled();
    await early.start();
    await expect(onLater.leaveAsItIs).toBeVisible();
    expect(await store.exchanges()).toHaveLength(1);
  });

  const NO_PRESSES: Record<string, (page: Page, signIn: SignInPage) => Promise<void>> = {
    'became a scroll': async (_, signIn) => {
      await signIn.continue.dispatchEvent('pointerdown', { isPrimary: true });
      await signIn.continue.dispatchEvent('pointercancel', { isPrimary: true });
    },
    'is of another button of the mouse': async (page, signIn) => {
      await signIn.continue.hover();
      await page.mouse.down({ button: 'right' });
    },
    'was dragged away': async (page, signIn) => {
      await signIn.continue.hover();
      await page.mouse.down();
      await page.mouse.move(5, 5);
    },
  };
  for (const [what, press] of Object.entries(NO_PRESSES)) {
    test(`with a link to sign in goes nowhere when the press ${what}`, async ({ page, store, signIn }) => {
      const early = await EarlyPage.open(page, (await store.mailSignInCode(store.john)).link);
      await press(page, signIn);
      await early.start();
      await expect(signIn.continue).toBeEnabled();
      expect(await store.exchanges()).toEqual([]);
    });
  }

  test('with a link to sign in goes nowhere when the app finds somebody else in the link', async ({
    page,
    store,
    signIn,
  }) => {
    await signIn.askFor(store.john.username);
    const { link } = await store.message();
    await page.goto('about:blank');
    const early = await EarlyPage.open(page, link.replace('username=', `username=${store.nora.username}&username=`));
    await expect(early.whole.getByText('Continue as n•••@b•••.com?')).toBeVisible();
    await signIn.continue.click();
    await early.start();
    await expect(page.getByText('Continue as j•••@b•••.com?')).toBeVisible();
    expect(await store.exchanges()).toEqual([]);
  });

  test('"Not me" comes before what a link does by itself where it was asked for', async ({ page, store, signIn }) => {
    await signIn.askFor(store.john.username);
    await page.goto('about:blank');
    const early = await EarlyPage.open(page, (await store.message()).link);
    await signIn.notMe.click();
    await early.start();
    await expect(signIn.emailCode).toBeVisible();
    expect(await store.exchanges()).toEqual([]);
  });

  test('with a link to sign in goes nowhere where another is followed meanwhile', async ({ page, store, signIn }) => {
    const [john, jane] = [await store.mailSignInCode(store.john), await store.mailSignInCode(store.jane)];
    const early = await EarlyPage.open(page, john.link);
    await signIn.continue.click();
    await signIn.followInThisTab(jane.link);
    await early.start();
    await signIn.continue.waitFor();
    expect(await store.exchanges()).toEqual([]);
    await signIn.continue.click();
    await expect(signIn.accounts).toHaveCount(3);
  });

  test('goes through when the press ends after the app has taken over', async ({ page, store, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.username.fill(store.john.username);
    await forgotPassword.send.hover();
    await page.mouse.down();
    await early.start();
    await page.mouse.up();
    await expect(new CheckYourEmailPage(page).title).toBeFocused();
    expect(await store.messages()).toHaveLength(1);
  });

  test('is not submitted in another form than the one that was seen', async ({ page, store, forgotPassword }) => {
    await forgotPassword.askFor(store.john.username);
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.ask(store.jane.username);
    await early.start();
    const checkYourEmail = new CheckYourEmailPage(page);
    await expect(checkYourEmail.title).toBeVisible();
    await expect(checkYourEmail.alert).toBeEmpty();
    expect(await store.messages()).toHaveLength(1);
  });

  test('says what is wrong with it, once it is known', async ({ page, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.ask('nonsense');
    await early.start();
    await expect(forgotPassword.focusedProblem).toBeVisible();
    await expect(forgotPassword.username).toHaveValue('nonsense');
  });
});

test('any other button that was pressed does then what it is for', async ({ page, signIn }) => {
  const early = await EarlyPage.open(page, '/sign_in/');
  await signIn.username.fill('john.doe@banks.com');
  await signIn.usePassword.click();
  await early.start();
  await expect(signIn.password).toBeVisible();
  await expect(signIn.username).toHaveValue('john.doe@banks.com');
});

test.describe('a translator that puts other words in the place of all, before and after,', () => {
  test('costs nothing that is typed or selected, nor the focus', async ({ page, changePassword }) => {
    const early = await EarlyPage.open(page, '/change_password/');
    await translate(page);
    await changePassword.username.fill('john.doe@banks.com');
    await changePassword.password.fill(NEW_PASSWORD);
    await changePassword.code.fill('lprvj4');
    await changePassword.code.evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 4));
    await early.start();
    await expectTranslated(page);
    await expect(changePassword.username).toHaveValue('john.doe@banks.com');
    await expect(changePassword.password).toHaveValue(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    await page.keyboard.type('xy');
    await expect(changePassword.code).toHaveValue('lpxyj4');
  });

  test('keeps the focus on a button', async ({ page, signIn }) => {
    const early = await EarlyPage.open(page, '/sign_in/');
    await translate(page);
    await signIn.haveCode.focus();
    await early.start();
    await expect(signIn.haveCode).toBeFocused();
  });

  test('leaves a submitted form submitted, once, and what comes of it in sight', async ({ page, store, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await translate(page);
    await forgotPassword.ask(store.john.username);
    await expect(early.form).toHaveAttribute('aria-busy', 'true');
    await expect(early.status).toHaveText('Sending the code…');
    await early.start();
    await expect(new CheckYourEmailPage(page).title).toBeFocused();
    await expectTranslated(page);
    expect(await store.messages()).toHaveLength(1);
  });

  test('leaves a link its password', async ({ page, store, changePassword }) => {
    const early = await EarlyPage.open(page, (await store.mailCode(store.john)).link);
    await translate(page);
    await changePassword.choose(NEW_PASSWORD);
    await early.start();
    await expect(changePassword.changed).toBeVisible();
    expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
  });

  test('leaves any other button what it is for, and the app able to go on', async ({ page, store, signIn, account }) => {
    const early = await EarlyPage.open(page, '/sign_in/');
    await translate(page);
    await signIn.username.fill(store.john.username);
    await signIn.usePassword.click();
    await early.start();
    await expect(signIn.password).toBeVisible();
    await expect(signIn.username).toHaveValue(store.john.username);
    await signIn.enter({ username: store.john.username, password: 'not this one' });
    await expect(signIn.focusedProblem).toBeVisible();
    await signIn.enter(store.john);
    await account.loaded();
    await account.signOut.click();
    await expect(account.signInFirst).toBeVisible();
    await expectTranslated(page);
  });
});

test('a store that is configured otherwise gets its own page, with what was typed', async ({
  page,
  configuration,
  signIn,
}) => {
  configuration.set({ store_name: 'Banks Supplies', username_format: 'any', sign_in_methods: ['password'] });
  await watchLayout(page);
  const early = await EarlyPage.open(page, '/sign_in/');
  await signIn.username.fill('john.doe@banks.com');
  const field = await boxOf(signIn.username);
  await early.start();
  const username = page.getByLabel('Username');
  await expect(username).toHaveValue('john.doe@banks.com');
  await expect(username).toBeFocused();
  await expect(signIn.password).toBeVisible();
  await expect(page).toHaveTitle(/Banks Supplies/);
  expect(await layoutShift(page)).toBe(0);
  expect((await boxOf(username)).x).toBe(field.x);
});

test('the language of the document becomes the app’s', async ({ page }) => {
  await page.route('**/forgot_password/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('lang="en"', 'lang="de"').replace(/lang=en\b/, 'lang=de') });
  });
  const early = await EarlyPage.open(page, '/forgot_password/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await early.start();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

const LINK = '#username=john.doe@banks.com&token=canary9code7';
for (const path of ['/', '/forgot_password/', '/change_password/', `/change_password/${LINK}`, '/sign_in/', `/sign_in/${LINK}`]) {
  test(`nothing moves at ${path.replace(LINK, ' with a link')} when the app takes over`, async ({ page }) => {
    await watchLayout(page);
    const early = await EarlyPage.open(page, path);
    const parts = early.whole.locator('h1, .lead, label, input, .actions button, .ways > *');
    await parts.first().waitFor();
    const before = await boxesOf(parts);
    await early.start();
    const app = page.locator('body > .page:not(#failure)');
    // The way back to the store, which only the configuration names, stands last.
    const after = await boxesOf(app.locator('h1, .lead, label, input, .actions button, .ways > *'));
    expect(after.slice(0, before.length)).toEqual(before);
    expect(await layoutShift(page)).toBe(0);
  });
}

test('when the app cannot start, the page says so instead', async ({ page, developerConsole }) => {
  developerConsole.expectUncaught();
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/forgot_password/');
  await expect(new FailurePage(page).title).toBeFocused();
});

test('an app that stops while it is made does not take the place of anything', async ({ page, developerConsole }) => {
  developerConsole.expectUncaught();
  const turns = await holdTurns(page);
  const early = await EarlyPage.open(page, '/forgot_password/');
  await turns.goThroughLoader();
  await early.begin();
  await turns.next();
  // As a panic in a task of its own is reported.
  await page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    dispatchEvent(new ErrorEvent('error', { error }));
  });
  await page.evaluate(() => {
    const { latchkey } = window as unknown as { latchkey: { started: () => void } };
    const started = new Promise<void>((resolve) => {
      const report = () => (latchkey.started(), resolve());
      Object.defineProperty(window, 'latchkey', { value: { ...latchkey, started: report } });
    });
    Object.assign(window, { started });
  });
  await turns.goOn();
  await page.evaluate('started');
  await expect(new FailurePage(page).title).toBeFocused();
  await expect(early.form).toHaveCount(1);
});

/** Every text that is in sight, of the app too. */
async function expectTranslated(page: Page): Promise<void> {
  const plain = await page.locator('body > .page:not(#failure)').evaluate((app) => {
    const texts = document.evaluate('.//text()[normalize-space() and not(ancestor::font)]', app, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    return [...Array(texts.snapshotLength).keys()].map((number) => texts.snapshotItem(number)?.textContent);
  });
  expect(plain).toEqual([]);
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not shown.');
  return box;
}

async function boxesOf(locator: Locator) {
  return Promise.all((await locator.all()).map((one) => one.boundingBox()));
}
