import type { Locator, Page } from '@playwright/test';

import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { ADDRESS } from '../pages/checkout_page';

test('the whole reset works with Tab and Enter alone', async ({
  page,
  store,
  forgotPassword,
  checkYourEmail,
  changePassword,
}) => {
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await tabTo(page, page.getByRole('link', { name: 'Get a code by email' }));
  await page.keyboard.press('Enter');
  await expect(forgotPassword.title).toBeFocused();

  await tabTo(page, forgotPassword.username);
  await page.keyboard.type(store.john.username);
  await page.keyboard.press('Enter');
  await expect(checkYourEmail.title).toBeFocused();

  await tabTo(page, checkYourEmail.code);
  await page.keyboard.type((await store.message()).code);
  await tabTo(page, checkYourEmail.continue);
  await page.keyboard.press('Enter');
  await expect(changePassword.title).toBeFocused();

  await tabTo(page, changePassword.password);
  await page.keyboard.type(NEW_PASSWORD);
  await tabTo(page, changePassword.show);
  await page.keyboard.press('Space');
  await expect(changePassword.hide).toBeFocused();
  await tabTo(page, changePassword.save);
  await page.keyboard.press('Enter');
  await expect(changePassword.changed).toBeFocused();
  await tabTo(page, changePassword.link('Sign in'));
  expect(await store.accepts(store.john, NEW_PASSWORD)).toBe(true);
});

test('every stop of the Tab key can be seen', async ({ page, store, changePassword }) => {
  await changePassword.follow((await store.mailCode(store.john)).link);
  const stops: string[] = [];
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return {
        name: name || element.id,
        isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 1 && height > 1,
      };
    });
    if (!stop) break;
    expect(stop.isSeen, stop.name).toBe(true);
    stops.push(stop.name);
  }
  expect(stops).toEqual(
    expect.arrayContaining([
      'Not me',
      'new-password',
      'Show password',
      'Save new password',
      'Show the code',
      'Start again',
    ]),
  );
});

test.describe('focus', () => {
  test('is left to the browser when a page is loaded', async ({ page }) => {
    for (const path of ['/', '/forgot_password/', '/change_password/']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement === document.body), path).toBe(true);
    }
  });

  test('goes to the heading after each navigation, also back', async ({ page, forgotPassword, changePassword }) => {
    await forgotPassword.open();
    await forgotPassword.link('I already have a code').click();
    await expect(changePassword.title).toBeFocused();
    await expect(page).toHaveTitle(/^Choose a new password/);
    await page.goBack();
    await expect(forgotPassword.title).toBeFocused();
    await expect(page).toHaveTitle(/^Forgot your password\?/);
  });

  test('goes to the summary of what is wrong, which leads to the field', async ({ page, forgotPassword }) => {
    await forgotPassword.open();
    for (const [typed, sentence] of [
      ['', 'Enter your email address'],
      ['nobody', 'Enter an email address in the correct format, like name@example.com'],
    ] as const) {
      await forgotPassword.ask(typed);
      await expect(forgotPassword.focusedProblem).toContainText('There is a problem');
      await expect(page).toHaveTitle(/^Error: Forgot your password\?/);
      await expect(forgotPassword.username).toHaveAccessibleDescription(sentence);
      await expect(forgotPassword.username).toHaveAttribute('aria-invalid', 'true');
      await forgotPassword.alert.getByRole('link', { name: sentence }).press('Enter');
      await expect(forgotPassword.username).toBeFocused();
      await expect(page).toHaveURL('/forgot_password/');
    }
  });

  test('goes to the summary again when the same thing is wrong again', async ({ forgotPassword }) => {
    await forgotPassword.open();
    for (const times of [1, 2]) {
      await forgotPassword.username.press('Enter');
      await expect(forgotPassword.focusedProblem, `time ${times}`).toContainText('There is a problem');
    }
  });

  test('goes to the first of several things that are wrong, in the order of the form', async ({
    page,
    changePassword,
  }) => {
    await changePassword.open();
    await changePassword.save.click();
    await expect(changePassword.focusedProblem).toBeVisible();
    await expect(changePassword.alert.getByRole('listitem')).toHaveText([
      'Enter your email address',
      'Enter the code from the email',
      'Choose a new password',
    ]);
    await expect(page).toHaveTitle(/^Error: Choose a new password/);
  });

  test('goes to a refusal of the store, and the title says so until it is mended', async ({
    page,
    store,
    changePassword,
  }) => {
    await changePassword.follow((await store.mailCode(store.john)).link);
    await expect(page).toHaveTitle(`Choose a new password – ${store.name}`);
    await store.fault({ route: 'user_authentication_password_profile_info.update', fault: 'status', status: 422 });
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.focusedProblem).toContainText('The store did not accept this password');
    await expect(page).toHaveTitle(/^Error: /);
    await changePassword.save.click();
    await expect(changePassword.changed).toBeFocused();
    await expect(page).toHaveTitle(`Your password is changed – ${store.name}`);
  });

  test('goes to a refused code, with its text selected, and is told once', async ({ page, store, changePassword }) => {
    await changePassword.open();
    await changePassword.username.fill(store.john.username);
    await changePassword.code.fill('wrong1');
    await changePassword.choose(NEW_PASSWORD);

    await expect(changePassword.alert).toContainText('That code does not work');
    await expect(changePassword.code).toBeFocused();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('wrong1');
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByText('That code does not work')).toHaveCount(1);
  });

  test('goes to the field for the code where the refused code came by a link', async ({ store, changePassword }) => {
    const { link, code } = await store.mailCode(store.john);
    await changePassword.follow(link.replace(code, 'wrong1'));
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.code).toBeFocused();
    await expect(changePassword.code).toHaveValue('');
  });

  test('goes to what says so when no code was typed', async ({ store, forgotPassword, checkYourEmail }) => {
    await forgotPassword.askFor(store.john.username);
    await checkYourEmail.continue.click();
    await expect(checkYourEmail.alert.locator('.notice')).toBeFocused();
    await expect(checkYourEmail.code).toHaveAccessibleDescription(/Enter the code from the email/);
  });

  test('goes to the heading when a different address is to be typed', async ({
    store,
    forgotPassword,
    checkYourEmail,
  }) => {
    await forgotPassword.askFor(store.john.username);
    await checkYourEmail.differentAddress.click();
    await expect(forgotPassword.title).toBeFocused();
  });
});

test.describe('what is pressed goes, and the focus goes', () => {
  test('to the field that is new, in each way to sign in', async ({ signIn }) => {
    await signIn.open();
    await signIn.usePassword.press('Enter');
    await expect(signIn.password).toBeFocused();
    await signIn.useCode.press('Enter');
    await expect(signIn.username).toBeFocused();
    await signIn.haveCode.press('Enter');
    await expect(signIn.code).toBeFocused();
  });

  test('to the heading of the form, from where a code is waited for', async ({ store, signIn }) => {
    await signIn.askFor(store.john.username);
    await signIn.usePassword.press('Enter');
    await expect(signIn.title).toBeFocused();
  });

  test('back to what opened the form for a new password, and to the word that it is changed', async ({
    page,
    store,
    account,
  }) => {
    await account.openAs(store.john);
    await account.changePassword.press('Enter');
    await expect(account.newPassword).toBeFocused();
    await account.cancel.press('Enter');
    await expect(account.changePassword).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(account.newPassword).toBeFocused();
    await page.keyboard.type(NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await expect(account.passwordChanged).toBeVisible();
    await expect(page.locator(':focus')).toHaveText('Your password is changed.');
  });

  test('to the part of the account page that is tried again', async ({ page, store, signIn, account }) => {
    await store.fault({ route: 'orders.list', fault: 'status', status: 500, times: 9 });
    await signIn.as(store.john);
    await account.tryAgain.waitFor();
    await store.clearFaults();
    await account.tryAgain.press('Enter');
    await expect(account.orders.first()).toBeVisible();
    await expect(page.locator(':focus').getByRole('listitem').first()).toBeVisible();
  });
});

test('signing in and placing an order take the keyboard alone', async ({ page, store, checkout, signIn }) => {
  await checkout.openWith(store.cartId);
  await checkout.signIn.waitFor();
  await tabTo(page, checkout.signIn);
  await page.keyboard.press('Enter');
  await expect(signIn.title).toBeFocused();
  await tabTo(page, signIn.usePassword);
  await page.keyboard.press('Enter');
  await expect(signIn.password).toBeFocused();
  await page.keyboard.type(store.john.password);
  await page.keyboard.press('Shift+Tab');
  await expect(signIn.username).toBeFocused();
  await page.keyboard.type(store.john.username);
  await page.keyboard.press('Enter');
  await expect(checkout.contactName).toHaveValue(store.john.name);
  for (const [label, text] of Object.entries(ADDRESS)) {
    await tabTo(page, checkout.field(label));
    await page.keyboard.type(text);
  }
  await tabTo(page, checkout.field('Country'));
  await page.keyboard.type('United K');
  await tabTo(page, checkout.placeOrder);
  await page.keyboard.press('Enter');
  await expect(checkout.placed).toBeFocused();
});

test('a likely slip in an address is pointed out, and may be ignored', async ({
  store,
  forgotPassword,
  checkYourEmail,
}) => {
  await forgotPassword.open();
  await forgotPassword.username.fill('jane@hotmial.com');
  await forgotPassword.button('Did you mean jane@hotmail.com?').click();
  await expect(forgotPassword.username).toHaveValue('jane@hotmail.com');
  await expect(forgotPassword.username).toBeFocused();

  await forgotPassword.ask('jane@hotmial.com');
  await expect(checkYourEmail.page.getByText('jane@hotmial.com')).toBeVisible();
  expect(await store.codeRequests()).toHaveLength(1);
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let step = 0; step < 15; step += 1) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${element}.`);
}

test.describe('the focus is at the heading, wherever a checkout goes:', () => {
  test.beforeEach(({ configuration }) => configuration.set({ guest_checkout: true }));

  test('to the cart of a link, once it is agreed to', async ({ page, store, checkout }) => {
    await page.goto(`/checkout/?cart_id=${store.cartId}`);
    await checkout.useIt.click();
    await expect(checkout.title).toBeFocused();
  });

  test('back to the shopper’s own cart', async ({ page, store, checkout }) => {
    await store.putInto('cart-of-somebody-else', 'TOWEL-TEA');
    await checkout.openWith(store.cartId);
    await checkout.placeOrder.waitFor();
    await page.evaluate(() => location.assign('#cart_id=cart-of-somebody-else'));
    await checkout.leaveIt.click();
    await expect(checkout.title).toBeFocused();
  });

  test('to a cart that can be read after all', async ({ store, checkout }) => {
    await store.fault({ route: 'carts.get', fault: 'status', status: 500, times: 9 });
    await checkout.openWith(store.cartId);
    await checkout.tryAgain.waitFor();
    await store.clearFaults();
    await checkout.tryAgain.click();
    await expect(checkout.title).toBeFocused();
  });

  test('to the word that nobody knows, and to ordering once more', async ({ store, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.fillAsGuest();
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await checkout.placeOrder.click();
    await expect(checkout.unknown).toBeFocused();
    await checkout.orderOnceMore.click();
    await expect(checkout.onceMore).toBeVisible();
    await expect(checkout.title).toBeFocused();
  });

  test('to looking for an order, and to the order', async ({ store, signIn, checkout }) => {
    await checkout.openWith(store.cartId);
    await checkout.signIn.click();
    await signIn.enter(store.john);
    await checkout.fillAsMember(store.john.name);
    await store.fault({ route: 'checkout.create', fault: 'cut_body' });
    await store.fault({ route: 'orders.list', fault: 'status', status: 500 });
    await checkout.placeOrder.click();
    await expect(checkout.looking).toBeFocused();
    await expect(checkout.placed).toBeFocused();
  });
});
