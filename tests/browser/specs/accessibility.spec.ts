import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import type { AppConfiguration } from '../fixtures/app_configuration';
import type { DeveloperConsole } from '../fixtures/developer_console';
import { CART_KEY, keep } from '../fixtures/kept_session';
import type { Store } from '../fixtures/store';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import type { AccountPage } from '../pages/account_page';
import type { ChangePasswordPage } from '../pages/change_password_page';
import type { CheckYourEmailPage } from '../pages/check_your_email_page';
import type { CheckoutPage } from '../pages/checkout_page';
import { EarlyPage } from '../pages/early_page';
import type { ForgotPasswordPage } from '../pages/forgot_password_page';
import type { SignInPage } from '../pages/sign_in_page';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LONG_ADDRESS = `${'long.'.repeat(48)}n@banks.com`;

interface Given {
  page: Page;
  store: Store;
  configuration: AppConfiguration;
  developerConsole: DeveloperConsole;
  forgotPassword: ForgotPasswordPage;
  checkYourEmail: CheckYourEmailPage;
  changePassword: ChangePasswordPage;
  signIn: SignInPage;
  account: AccountPage;
  checkout: CheckoutPage;
}

/** Every state that the app can show, and how to get there. */
const STATES: Record<string, (given: Given) => Promise<void>> = {
  home: async ({ page }) => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
  },
  'no such page': async ({ page }) => {
    await page.goto('/nowhere/');
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
  },
  'not set up': async ({ page, configuration }) => {
    configuration.set({ password_profile_id: 'shopper' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'This page is not open yet' }).waitFor();
  },
  'could not start': async ({ page, developerConsole }) => {
    developerConsole.expectUncaught();
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('/change_password/');
    await page.getByRole('heading', { name: 'Something went wrong on this page' }).waitFor();
  },
  'in place of an older page': async ({ page, forgotPassword }) => {
    await forgotPassword.open();
    await page.evaluate(() => {
      history.replaceState({ isReload: true, isOutdated: true }, '');
      location.reload();
    });
    await forgotPassword.renewed.waitFor();
    await forgotPassword.started();
  },
  'before the app': async ({ page }) => {
    await EarlyPage.open(page, '/forgot_password/');
  },
  'before the app, submitted': async ({ page, forgotPassword }) => {
    const early = await EarlyPage.open(page, '/forgot_password/');
    await forgotPassword.ask('john.doe@banks.com');
    await early.form.and(page.locator('[aria-busy=true]')).waitFor();
  },
  'before the app, with a link': async ({ page, store }) => {
    await EarlyPage.open(page, (await store.mailCode(store.john)).link);
  },
  'before the app, with a link to sign in': async ({ page, store }) => {
    await EarlyPage.open(page, (await store.mailSignInCode(store.john)).link);
  },
  asking: ({ forgotPassword }) => forgotPassword.open(),
  'asking, with a logo, a colour and a way back': async ({ configuration, forgotPassword }) => {
    configuration.set({ logo_url: '/logo.svg', accent_color: '#ffcc00', sign_in_url: '/sign-in' });
    await forgotPassword.open();
  },
  'asking, with a likelier address': async ({ forgotPassword }) => {
    await forgotPassword.open();
    await forgotPassword.username.fill('jane@hotmial.com');
    await forgotPassword.button('Did you mean jane@hotmail.com?').waitFor();
  },
  'asking, with something wrong': async ({ forgotPassword }) => {
    await forgotPassword.open();
    await forgotPassword.ask('nobody');
    await forgotPassword.focusedProblem.waitFor();
  },
  'asking, under way': async ({ store, forgotPassword }) => {
    await store.fault({ route: 'one_time_password_token_request.create', fault: 'never_answer' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await forgotPassword.sending.waitFor();
  },
  'asking, refused': async ({ store, forgotPassword }) => {
    await store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status: 429 });
    await forgotPassword.open();
    await forgotPassword.ask(LONG_ADDRESS);
    await forgotPassword.focusedProblem.waitFor();
  },
  'asked, waiting': ({ store, forgotPassword }) => forgotPassword.askFor(store.john.username),
  'asked, for a long address': ({ forgotPassword }) => forgotPassword.askFor(LONG_ADDRESS),
  'asked, where nothing is kept': async ({ page, store, forgotPassword }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { value: null }));
    await forgotPassword.askFor(store.john.username);
    await page.getByText('This browser keeps nothing for this page.').waitFor();
  },
  'asked, the wait over': async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(61_000);
    await expect(checkYourEmail.sendAgain).toBeEnabled();
  },
  'asked, the code expired': async ({ page, store, forgotPassword }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(601_000);
    await page.getByText('The code has expired by now.').waitFor();
  },
  'asked again, refused': async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.clock.install();
    await forgotPassword.askFor(store.john.username);
    await page.clock.fastForward(61_000);
    await store.fault({ route: 'one_time_password_token_request.create', fault: 'status', status: 500 });
    await checkYourEmail.sendAgain.click();
    await checkYourEmail.focusedProblem.waitFor();
  },
  'asked, no code typed': async ({ store, forgotPassword, checkYourEmail }) => {
    await forgotPassword.askFor(store.john.username);
    await checkYourEmail.continue.click();
    await checkYourEmail.alert.getByText('Enter the code from the email').waitFor();
  },
  'finished in another tab': async ({ page, store, forgotPassword, changePassword, checkYourEmail }) => {
    await forgotPassword.askFor(store.john.username);
    const other = changePassword.on(await page.context().newPage());
    await other.follow((await store.message()).link);
    await other.choose(NEW_PASSWORD);
    await checkYourEmail.heading('Your password is changed').waitFor();
  },
  'choosing, from a link': async ({ store, changePassword }) =>
    changePassword.follow((await store.mailCode(store.john)).link),
  'choosing, from a link for a long address': ({ changePassword }) =>
    changePassword.follow(`/change_password/#username=${LONG_ADDRESS}&token=lprvj4`),
  'choosing, without a link': ({ changePassword }) => changePassword.open(),
  'choosing, everything wrong': async ({ changePassword, configuration }) => {
    configuration.set({ confirm_password: true });
    await changePassword.open();
    await changePassword.save.click();
    await changePassword.focusedProblem.waitFor();
  },
  'choosing, the password shown': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.password.fill(NEW_PASSWORD);
    await changePassword.show.click();
  },
  'choosing, the code shown': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.showCode.click();
    await changePassword.button('Copy').waitFor();
  },
  'choosing, another link opened': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.password.fill('half');
    await changePassword.followInThisTab((await store.mailCode(store.jane)).link);
    await changePassword.useNewLink.waitFor();
  },
  'saving, under way': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: 'account_members_tokens.create', fault: 'never_answer' });
    await changePassword.choose(NEW_PASSWORD);
    await changePassword.saving.waitFor();
  },
  'a code refused': ({ changePassword }) => refuseCode(changePassword),
  'a new code sent': async ({ changePassword }) => {
    await refuseCode(changePassword);
    await changePassword.sendNewCode.click();
    await changePassword.newCodeSent.waitFor();
  },
  'too many codes refused': async ({ changePassword, configuration }) => {
    configuration.set({ code_tries: 1 });
    await refuseCode(changePassword);
  },
  'a password refused': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
    await changePassword.choose(NEW_PASSWORD);
    await changePassword.focusedProblem.waitFor();
  },
  'no account': async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.nora)).link);
    await changePassword.choose(NEW_PASSWORD);
    await changePassword.focusedProblem.waitFor();
  },
  changed: async ({ store, changePassword }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.choose(NEW_PASSWORD);
    await changePassword.changed.waitFor();
  },
  'changed, choosing an account': async ({ page, configuration, store, forgotPassword, changePassword, signIn }) => {
    configuration.set({ after_reset: 'signed_in' });
    await forgotPassword.askFor(store.jane.username);
    await page.goto((await store.message()).link);
    await changePassword.choose(NEW_PASSWORD);
    await signIn.accountNamed('Banks Catering').waitFor();
  },
  'signing in': ({ signIn }) => signIn.open(),
  'signing in, with a password and everything wrong': async ({ signIn }) => {
    await signIn.open();
    await signIn.usePassword.click();
    await signIn.submit.click();
    await signIn.focusedProblem.waitFor();
  },
  'signing in, with a code, under way': async ({ store, signIn }) => {
    await store.fault({ route: 'account_members_tokens.create', fault: 'never_answer' });
    await signIn.open();
    await signIn.haveCode.click();
    await signIn.username.fill(store.john.username);
    await signIn.code.fill('wrong1');
    await signIn.submit.click();
    await signIn.pending.waitFor();
  },
  'signing in, a password refused': async ({ store, signIn }) => {
    await signIn.as({ ...store.john, password: 'wrong horse' });
    await signIn.focusedProblem.waitFor();
  },
  'signing in, a code refused where it was asked for': async ({ store, signIn }) => {
    await signIn.askFor(store.john.username);
    await signIn.code.fill('wrong1');
    await signIn.submit.click();
    await signIn.alert.getByText('That code is not right').waitFor();
  },
  'signing in, too many codes refused': async ({ configuration, store, signIn }) => {
    configuration.set({ code_tries: 1 });
    await signIn.follow(`/sign_in/#username=${store.john.username}&token=wrong1`);
    await signIn.continue.click();
    await signIn.sendNewCode.waitFor();
  },
  'signing in, no account': async ({ store, signIn }) => {
    await signIn.as(store.nora);
    await signIn.focusedProblem.waitFor();
  },
  'a link to sign in, the code shown': async ({ signIn }) => {
    await signIn.follow(`/sign_in/#username=${LONG_ADDRESS}&token=lprvj4`);
    await signIn.button('Show the code').click();
    await signIn.button('Copy').waitFor();
  },
  'a link to sign in, somebody signed in': async ({ store, signIn, account }) => {
    await signIn.as(store.john);
    await account.title.waitFor();
    await signIn.follow('/sign_in/#username=jane.roe@banks.com&token=lprvj4');
    await signIn.leaveAsItIs.waitFor();
  },
  'choosing an account, none chosen': async ({ store, signIn }) => {
    await signIn.as(store.jane);
    await signIn.continue.click();
    await signIn.focusedProblem.waitFor();
  },
  'choosing an account, with a search': async ({ store, signIn }) => {
    await signIn.as(store.jane);
    await signIn.search.fill('branch');
  },
  'choosing an account, none found': async ({ page, store, signIn }) => {
    await signIn.as(store.jane);
    await signIn.search.fill('nowhere');
    await page.getByText('No account has this in its name.').waitFor();
  },
  'signed in already': async ({ page, store, signIn, account }) => {
    await signIn.as(store.john);
    await account.title.waitFor();
    await page.goto('/sign_in/');
    await signIn.signedIn.waitFor();
  },
  'the account, signed out': async ({ page, account }) => {
    await page.goto('/account/');
    await account.signInFirst.waitFor();
  },
  'the account, on its way': async ({ page, store, signIn, account }) => {
    for (const route of ['account_members.get', 'orders.list'] as const)
      await store.fault({ route, fault: 'never_answer' });
    await signIn.as(store.john);
    await account.title.waitFor();
    await page.getByText('Loading…').first().waitFor();
  },
  'the account, with orders': async ({ store, signIn, account }) => {
    await store.order(store.john, 10);
    await signIn.as(store.john);
    await account.moreOrders.waitFor();
  },
  'the account, not to be had': async ({ store, signIn, account }) => {
    for (const route of ['account_members.get', 'orders.list'] as const)
      await store.fault({ route, fault: 'status', status: 500, times: 9 });
    await signIn.as(store.john);
    await expect(account.tryAgain).toHaveCount(2);
  },
  'the account, switching, without orders': async ({ store, signIn, account }) => {
    await signIn.asMemberFor(store.jane, 'Banks Catering');
    await account.loaded();
    await account.switch.click();
    await account.keep.waitFor();
  },
  'the account, a new password refused': async ({ store, signIn, account }) => {
    await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
    await signIn.as(store.john);
    await account.loaded();
    await account.change(NEW_PASSWORD);
    await account.alert.locator(':focus').waitFor();
  },
  'the account, the password changed': async ({ store, signIn, account }) => {
    await signIn.as(store.john);
    await account.loaded();
    await account.change(NEW_PASSWORD);
    await account.passwordChanged.waitFor();
  },
  'one order': async ({ store, signIn, account }) => {
    const [order] = await store.orders();
    await signIn.as(store.john, `/account/?order_id=${order?.id}`);
    await account.fact('Number').waitFor();
  },
  'one order, not found': async ({ store, signIn, account }) => {
    await signIn.as(store.john, '/account/?order_id=00000000-0000-4000-8000-000000000000');
    await account.alert.getByText('We could not find it').waitFor();
  },
  'a session that ends soon': async ({ page, store, configuration, signIn, account }) => {
    configuration.set({ idle_timeout_minutes: 15 });
    await page.clock.install();
    await signIn.as(store.john);
    await account.loaded();
    await page.clock.fastForward(14 * 60_000 + 5_000);
    await account.stay.waitFor();
  },
  'a session that ended': async ({ page, store, signIn, account }) => {
    await signIn.as(store.john);
    await account.loaded();
    await store.advanceClock(86_401);
    await page.reload();
    await account.signInAgain.waitFor();
  },
  'checking out, no cart': async ({ page, checkout }) => {
    await page.goto('/checkout/');
    await checkout.empty.waitFor();
  },
  'checking out, on its way': async ({ store, page, checkout }) => {
    await store.fault({ route: 'carts.get', fault: 'never_answer' });
    await checkout.openWith(store.cartId);
    await page.getByText('Loading…').waitFor();
  },
  'checking out, not to be had': async ({ store, checkout }) => {
    await store.fault({ route: 'carts.get', fault: 'status', status: 500, times: 9 });
    await checkout.openWith(store.cartId);
    await checkout.tryAgain.waitFor();
  },
  'checking out, the cart, signed out': async ({ store, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.signIn.waitFor();
  },
  'checking out, a guest': async ({ store, configuration, checkout }) => {
    configuration.set({ guest_checkout: true });
    await checkout.openWith(store.cartId);
    await checkout.placeOrder.waitFor();
  },
  'checking out, no cart but those of the account': async ({ page, store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await expect.poll(() => store.requests('cart_accounts.create')).toHaveLength(1);
    await page.evaluate((key) => localStorage.removeItem(key), CART_KEY);
    await page.reload();
    await checkout.accountCarts.waitFor();
  },
  'checking out, a cart from a link': async ({ page, store, checkout }) => {
    await page.goto(`/checkout/?cart_id=${store.cartId}`);
    await checkout.offered.waitFor();
  },
  'checking out, a member, with another billing address': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.savedAddresses.waitFor();
    await checkout.sameAddress.uncheck();
    await checkout.billingTitle.waitFor();
  },
  'checking out, everything wrong': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.placeOrder.click();
    await checkout.alert.locator(':focus').waitFor();
  },
  'checking out, the cart changed': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.fillAddress();
    await store.product({ sku: 'MUG-ENAMEL', price: 2_500 });
    await checkout.placeOrder.click();
    await checkout.alert.locator(':focus').waitFor();
  },
  'checking out, under way': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.fillAddress();
    await store.fault({ route: 'checkout.create', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await checkout.placing.waitFor();
  },
  'checking out, looking for the order': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.fillAddress();
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await store.fault({ route: 'orders.list', fault: 'never_answer' });
    await checkout.placeOrder.click();
    await checkout.looking.waitFor();
  },
  'checking out, nobody knows': async ({ store, configuration, checkout }) => {
    configuration.set({ guest_checkout: true });
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await checkout.placeOrder.click();
    await checkout.unknown.waitFor();
  },
  'checking out, ordered': async ({ store, signIn, checkout }) => {
    await checkOutAsJohn(store, signIn, checkout);
    await checkout.fillAddress();
    await checkout.placeOrder.click();
    await checkout.showOrder.waitFor();
  },
  'checking out, ordered before': ({ page, store, signIn, checkout }) =>
    comeBackAfterOrdering(page, store, signIn, checkout),
  'checking out, once more': async ({ page, store, signIn, checkout }) => {
    await comeBackAfterOrdering(page, store, signIn, checkout);
    await checkout.orderOnceMore.click();
    await checkout.onceMore.waitFor();
  },
};

/** How many accounts Jane belongs to, where a state is about many. */
const MANY: Record<string, number> = {
  'choosing an account, with a search': 60,
  'choosing an account, none found': 11,
};

test.describe('no violation in light and dark, no sideways scrolling at 320 px or 400 %, targets of 24 px:', () => {
  for (const [state, reach] of Object.entries(STATES)) {
    test.describe(() => {
      test.use({ accountsOfJane: MANY[state] ?? 3 });

      test(
        state,
        async ({
          page,
          store,
          configuration,
          developerConsole,
          forgotPassword,
          checkYourEmail,
          changePassword,
          signIn,
          account,
          checkout,
        }) => {
          await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
          const pages = { forgotPassword, checkYourEmail, changePassword, signIn, account, checkout };
          await reach({ page, store, configuration, developerConsole, ...pages });
          expect.soft(await violations(page), 'light').toEqual([]);

          // What 400 % leaves of a screen of 1280 by 1024.
          await page.setViewportSize({ width: 320, height: 256 });
          await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
          expect.soft(await violations(page), 'dark, at 400 %').toEqual([]);
          expect.soft(await sidewaysOverflow(page), 'sideways overflow').toBe(0);
          expect.soft(await smallTargets(page), 'targets of less than 24 px').toEqual([]);
        },
      );
    });
  }
});

test('live regions are there, and empty, before there is anything to say', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await forgotPassword.open();
  await expect(forgotPassword.status).toBeAttached();
  await expect(forgotPassword.status).toBeEmpty();
  await expect(forgotPassword.alert).toBeAttached();
  await expect(forgotPassword.alert).toBeEmpty();
  // The same element must last: a screen reader listens to it, not to another one of the same role.
  const status = await forgotPassword.status.elementHandle();
  await forgotPassword.ask(store.john.username);
  await expect(checkYourEmail.alert).toBeAttached();
  await expect(checkYourEmail.alert).toBeEmpty();
  await page.getByRole('button', { name: 'Use a different address' }).click();
  await forgotPassword.link('I already have a code').click();
  await expect(changePassword.alert).toBeAttached();
  await expect(changePassword.alert).toBeEmpty();
  expect(await status?.evaluate((region) => region.isConnected)).toBe(true);
  await expect(changePassword.status).toHaveCount(1);
});

test('an alert is said once: its region is one, and what it says comes whole', async ({
  page,
  store,
  changePassword,
}) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
  await page.evaluate(() => {
    // The first is the session's, which has nothing to say here.
    const region = document.querySelectorAll('[role=alert]')[1];
    if (!region) throw new Error('There is no alert.');
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => {
      const text = region.textContent ?? '';
      if (text) said.push(text);
    }).observe(region, { childList: true, subtree: true, characterData: true });
  });
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.focusedProblem).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(2);
  await expect(changePassword.sessionNotice).toBeEmpty();
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toHaveLength(1);
});

test('nothing moves when reduced motion is asked for, and every state works in forced colours', async ({
  page,
  store,
  changePassword,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await changePassword.follow((await store.mailCode(store.john)).link);
  await store.fault({ route: 'account_members_tokens.create', fault: 'never_answer' });
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.saving).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length,
  );
  expect(moving).toBe(0);
  expect(await violations(page)).toEqual([]);
});

async function refuseCode(changePassword: ChangePasswordPage): Promise<void> {
  await changePassword.open();
  await changePassword.username.fill('john.doe@banks.com');
  await changePassword.code.fill('wrong1');
  await changePassword.choose(NEW_PASSWORD);
  await changePassword.sendNewCode.waitFor();
}

/** Up to the form with the contact filled in. */
async function checkOutAsJohn(store: Store, signIn: SignInPage, checkout: CheckoutPage): Promise<void> {
  await checkout.openWith(store.cartId);
  await checkout.signIn.click();
  await signIn.enter(store.john);
  await expect(checkout.contactName).toHaveValue(store.john.name);
}

/** With the same cart, which the storefront has kept. */
async function comeBackAfterOrdering(
  page: Page,
  store: Store,
  signIn: SignInPage,
  checkout: CheckoutPage,
): Promise<void> {
  await checkOutAsJohn(store, signIn, checkout);
  await checkout.fillAddress();
  await checkout.placeOrder.click();
  await checkout.showOrder.waitFor();
  await keep(page, store.cartId, CART_KEY);
  await page.reload();
  await checkout.orderOnceMore.waitFor();
}

/** One line for each rule that is broken, with where. */
async function violations(page: Page): Promise<string[]> {
  // Legacy mode looks at this page alone and opens no other one: there are no frames here, and it takes a third of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'target-size': { enabled: true } },
  });
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return Math.max(0, root.scrollWidth - innerWidth);
  });
}

/** The visible things to press that are less than 24 px high or wide. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, select, input:not([readonly])')]
      .filter((target) => target.checkVisibility())
      // Around a radio button all of its label can be pressed.
      .map((target) => ({ target, box: (target.closest('label') ?? target).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ target, box }) => `${target.textContent?.trim() || target.id}: ${box.width} x ${box.height}`),
  );
}
