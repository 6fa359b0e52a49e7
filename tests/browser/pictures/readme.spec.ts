import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { NEW_PASSWORD, expect, test } from '../fixtures/test';

test('a reset', async ({ page, context, configuration, store, forgotPassword, checkYourEmail, changePassword }) => {
  configuration.set({ store_name: 'Banks Supplies' });
  const strip = new Strip(page);
  await forgotPassword.open();
  await forgotPassword.username.fill(store.john.username);
  await strip.add();
  await forgotPassword.send.click();
  await checkYourEmail.title.waitFor();
  await strip.add();
  await page.goto((await store.message()).link);
  await changePassword.started();
  await changePassword.password.fill(NEW_PASSWORD);
  await strip.add();
  await changePassword.choose(NEW_PASSWORD);
  await expect(changePassword.changed).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await strip.add();
  await strip.save(await context.newPage(), 'reset');
});

test('signing in', async ({ page, context, store, configuration, signIn, account, checkout }) => {
  configuration.set({ store_name: 'Banks Supplies' });
  const strip = new Strip(page);
  await signIn.open();
  await strip.add();
  await signIn.follow((await store.mailSignInCode(store.jane)).link);
  await strip.add();
  await signIn.continue.click();
  await signIn.accountNamed('Banks Catering').check();
  await strip.add();
  await signIn.continue.click();
  await account.fact('Account').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await strip.add();
  await page.emulateMedia({ colorScheme: 'light' });
  await checkout.openWith(store.cartId);
  await checkout.fillAddress();
  await page.evaluate(() => scrollTo(0, 0));
  await strip.add();
  await strip.save(await context.newPage(), 'sign_in');
});

/** Pictures side by side. */
class Strip {
  readonly #pictures: string[] = [];

  constructor(readonly page: Page) {}

  async add(): Promise<void> {
    const picture = await this.page.screenshot({ animations: 'disabled', caret: 'hide' });
    this.#pictures.push(`<img src="data:image/png;base64,${picture.toString('base64')}">`);
  }

  async save(on: Page, name: string): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 0, height: 0 };
    const [own, gap] = [width * 0.75, 10];
    const whole = this.#pictures.length * (own + gap) + gap;
    await on.setViewportSize({ width: whole, height: height * 0.75 + 2 * gap });
    await on.setContent(`
      <style>
        body { display: flex; gap: ${gap}px; margin: 0; padding: ${gap}px; background: #d9dade }
        img { inline-size: ${own}px }
      </style>
      ${this.#pictures.join('')}`);
    const path = fileURLToPath(new URL(`../../../docs/pictures/${name}.png`, import.meta.url));
    await on.screenshot({ path });
  }
}
