import { layoutShift, watchLayout } from '../fixtures/layout';
import { NEW_PASSWORD, expect, test } from '../fixtures/test';
import { AppPage } from '../pages/app_page';

test.describe('a configuration that cannot be used shows a calm page, and tells the developer why:', () => {
  const ANSWERS: Record<string, [answer: { status?: number; body?: string }, finding: string]> = {
    'no file': [
      { status: 404, body: 'Not found' },
      'config.json could not be loaded (status 404). It belongs beside the app',
    ],
    text: [{ body: 'client_id: c' }, 'config.json is not a JSON object'],
    'JSON with a slip': [
      { body: '{\n  "client_id": "c",\n}' },
      'config.json is not a JSON object; look at line 3, column 1.',
    ],
    'a list': [{ body: '[]' }, 'config.json is not a JSON object'],
    nothing: [{ body: '' }, 'config.json is not a JSON object'],
  };
  // One page for all: the file is read anew each time.
  test('no JSON object', async ({ page, configuration, developerConsole }) => {
    const closed = new AppPage(page);
    for (const [name, [answer, finding]] of Object.entries(ANSWERS)) {
      configuration.answer(answer);
      await page.goto('/forgot_password/');
      await expect.soft(closed.heading('This page is not open yet'), name).toBeVisible();
      await expect.soft(closed.support, name).toHaveCount(0);
      await expect.soft(page.locator('input'), name).toHaveCount(0);
      expect.soft(developerConsole.ofTheApp.at(-1), name).toContain(finding);
    }
  });

  test('every missing key at once, and help all the same', async ({ page, store, configuration, developerConsole }) => {
    configuration.set({ api_base_url: null, client_id: null, password_profile_id: null });
    const closed = new AppPage(page);
    await page.goto('/change_password/#username=john.doe@banks.com&token=canary9code7');
    await expect(closed.heading('This page is not open yet')).toBeVisible();
    await expect(page.getByText('A code you have received still works')).toBeVisible();
    const { support_url } = await store.configuration();
    await expect(page.getByRole('main').getByRole('link', { name: 'Contact support' })).toHaveAttribute(
      'href',
      String(support_url),
    );
    await expect(page.getByText(store.name)).toBeVisible();
    await expect(page).toHaveURL('/change_password/');
    const told = developerConsole.ofTheApp.join('\n');
    for (const key of ['api_base_url', 'client_id', 'password_profile_id'])
      expect(told).toContain(`\`${key}\` is missing.`);
  });

  const WRONG: [key: string, value: unknown, finding: string][] = [
    ['api_base_url', 'http://euwest.api.elasticpath.com', 'must be an https address'],
    ['api_base_url', 'https://euwest.api.elasticpath.com/v2', 'must be an https address'],
    ['authentication_realm_id', 'shopper', 'must be a UUID'],
    ['password_profile_id', '../..', 'must be a UUID'],
    ['support_url', 'javascript:alert(1)', 'must be an https, mailto: or tel: address'],
    ['sign_in_url', '//evil.example', 'must be an https address or a path'],
    ['accent_color', 'red;}', 'must be a colour'],
    ['color_scheme', 'sepia', 'must be "light" or "dark"'],
    ['password_min_length', 7, 'must be a whole number from 8 to 64'],
    ['confirm_password', 'yes', 'must be true or false'],
    ['passwrd_min_length', 9, 'is not a key that Latchkey knows'],
  ];
  test('a wrong value, or a key that nobody knows', async ({ page, store, configuration, developerConsole }) => {
    const whole = await store.configuration();
    for (const [key, value, finding] of WRONG) {
      configuration.answer({ body: JSON.stringify({ ...whole, [key]: value }) });
      await page.goto('/');
      const name = `${key} is ${value}`;
      await expect.soft(new AppPage(page).heading('This page is not open yet'), name).toBeVisible();
      expect.soft(developerConsole.ofTheApp.at(-1), name).toContain(`\`${key}\` ${finding}`);
    }
  });
});

test.describe('without authentication_realm_id', () => {
  test.beforeEach(({ configuration }) => configuration.set({ authentication_realm_id: null }));

  test('the realm is read from the store', async ({ store, forgotPassword, changePassword }) => {
    await forgotPassword.askFor(store.john.username);
    await changePassword.follow((await store.message()).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });

  test('the page is not open where the store does not show it', async ({ store, forgotPassword, developerConsole }) => {
    await store.switch({ settings_with_implicit: 'forbidden_403' });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText('This page is not open yet');
    expect(developerConsole.ofTheApp.join('\n')).toContain('set authentication_realm_id in config.json');
  });

  test('a link’s realm serves as a last resort', async ({ store, changePassword }) => {
    await store.switch({ settings_with_implicit: 'forbidden_403' });
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });
});

test.describe('the storefront’s look', () => {
  const SQUARE =
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200"/></svg>';

  test('its name stands above the task, leads to it, and follows in the title', async ({
    page,
    store,
    forgotPassword,
  }) => {
    await forgotPassword.open();
    const { storefront_url } = await store.configuration();
    await expect(page.getByRole('banner').getByRole('link', { name: store.name })).toHaveAttribute(
      'href',
      String(storefront_url),
    );
    await expect(page).toHaveTitle(`Forgot your password? – ${store.name}`);
  });

  test('without a name there is none', async ({ page, configuration, forgotPassword }) => {
    configuration.set({ store_name: null, storefront_url: null });
    await forgotPassword.open();
    await expect(page.getByRole('banner').getByRole('link')).toHaveCount(0);
    await expect(page).toHaveTitle('Forgot your password?');
  });

  for (const [name, answer] of Object.entries({
    'of any size': { contentType: 'image/svg+xml', body: SQUARE },
    'that does not exist': { status: 404, body: '' },
  })) {
    test(`a logo ${name} has its place from the start, so that nothing moves`, async ({
      page,
      configuration,
      forgotPassword,
    }) => {
      configuration.set({ logo_url: '/of-the-store/logo.svg' });
      let release = () => {};
      const released = new Promise<void>((go) => {
        release = go;
      });
      await page.route('**/of-the-store/logo.svg', async (route) => {
        await released;
        await route.fulfill(answer);
      });
      await page.goto('/forgot_password/', { waitUntil: 'commit' });
      // The app has the logo; the title of the page that it replaces is gone then.
      await forgotPassword.started();
      const before = await forgotPassword.title.boundingBox();
      const answered = page.waitForResponse('**/of-the-store/logo.svg');
      release();
      await (await answered).finished();
      const logo = page.getByRole('banner').locator('img');
      await expect.poll(() => logo.evaluate((logo: HTMLImageElement) => logo.complete)).toBe(true);
      expect(await forgotPassword.title.boundingBox()).toEqual(before);
      if (!('status' in answer)) expect(await logo.boundingBox()).toMatchObject({ width: 48, height: 48 });
    });
  }

  test('nothing moves while a page starts', async ({ page, forgotPassword }) => {
    await watchLayout(page);
    await forgotPassword.open();
    await page.waitForLoadState('networkidle');
    expect(await layoutShift(page)).toBe(0);
  });

  test('its colour is a custom property that buttons follow', async ({ page, configuration, forgotPassword }) => {
    configuration.set({ accent_color: '#8a1c5c', accent_text_color: '#fffafa' });
    await forgotPassword.open();
    const root = page.locator('html');
    expect(await root.evaluate((root) => getComputedStyle(root).getPropertyValue('--latchkey-accent').trim())).toBe(
      '#8a1c5c',
    );
    await expect(forgotPassword.send).toHaveCSS('background-color', 'rgb(138, 28, 92)');
    await expect(forgotPassword.send).toHaveCSS('color', 'rgb(255, 250, 250)');
  });

  test('light and dark follow the device, unless one is configured', async ({
    page,
    configuration,
    forgotPassword,
  }) => {
    const brightness = () =>
      page.evaluate(() => {
        const [red = 0, green = 0, blue = 0] =
          getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return (red + green + blue) / 3 > 128 ? 'light' : 'dark';
      });
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await forgotPassword.open();
      expect(await brightness()).toBe(scheme);
    }
    for (const scheme of ['light', 'dark'] as const) {
      configuration.set({ color_scheme: scheme });
      await page.emulateMedia({ colorScheme: scheme === 'light' ? 'dark' : 'light' });
      await forgotPassword.open();
      expect(await brightness(), `configured ${scheme}`).toBe(scheme);
    }
  });
});

test.describe('options', () => {
  test('a username that is no e-mail address, where the store has such', async ({ page, store, configuration }) => {
    configuration.set({ username_format: 'any' });
    const asking = new AppPage(page);
    await page.goto('/forgot_password/');
    await expect(page.getByText('Tell us the username of your account.')).toBeVisible();
    await page.getByLabel('Username').fill('John.Doe');
    await asking.button('Send the code').click();
    await expect(asking.heading('Check your email')).toBeVisible();
    await expect(page.getByText('an account with this username, a code is on its way to its email address')).toBeVisible();
    await expect(asking.button('Use a different username')).toBeVisible();
    const [asked] = await store.requests('one_time_password_token_request.create');
    expect(asked?.body.data.username).toBe('john.doe');
  });

  test('usernames in the case they are typed', async ({ store, configuration, forgotPassword }) => {
    configuration.set({ lowercase_usernames: false });
    await forgotPassword.askFor('John.Doe@Banks.com');
    const [asked] = await store.requests('one_time_password_token_request.create');
    expect(asked?.body.data.username).toBe('John.Doe@Banks.com');
  });

  test('codes in lower case', async ({ store, configuration, changePassword }) => {
    configuration.set({ lowercase_codes: true });
    const { code } = await store.mailCode(store.john);
    await changePassword.open();
    await changePassword.username.fill(store.john.username.toUpperCase());
    await changePassword.code.fill(code.toUpperCase());
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.changed).toBeVisible();
  });

  test('a longer shortest password', async ({ store, configuration, changePassword }) => {
    configuration.set({ password_min_length: 30 });
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.alert).toContainText('Use at least 30 characters');
    expect(await store.exchanges()).toEqual([]);
  });

  test('a sign-in page of the storefront’s own, also for those who check out or look at their account', async ({
    page,
    context,
    store,
    configuration,
    account,
    checkout,
  }) => {
    const address = 'https://banks.example/sign-in';
    configuration.set({ sign_in_url: address, guest_checkout: true });
    await page.goto('/account/');
    await expect(account.signIn).toHaveAttribute('href', address);
    await checkout.openWith(store.cartId);
    await expect(checkout.signIn).toHaveAttribute('href', address);

    await account.openAs(store.john);
    await store.advanceClock(86_401);
    await page.reload();
    await expect(account.signInAgain).toHaveAttribute('href', address);
    await context.route(address, (route) => route.fulfill({ contentType: 'text/html', body: 'The storefront.' }));
    await account.signInAgain.click();
    await expect(page).toHaveURL(address);
  });

  test('where to sign in', async ({ store, configuration, forgotPassword, changePassword }) => {
    configuration.set({ sign_in_url: 'https://banks.example/sign-in' });
    await forgotPassword.open();
    await expect(forgotPassword.link('Back to sign-in')).toHaveAttribute('href', 'https://banks.example/sign-in');
    await changePassword.follow((await store.mailCode(store.john)).link);
    await changePassword.choose(NEW_PASSWORD);
    await expect(changePassword.link('Sign in')).toHaveAttribute('href', 'https://banks.example/sign-in');
  });
});
