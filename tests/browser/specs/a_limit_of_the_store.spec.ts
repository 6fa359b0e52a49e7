import { expect, test } from '../fixtures/test';

test.describe('a script of the store, before a code is asked for', () => {
  test('may refuse: nothing is asked, and the page says when to try again', async ({ page, store, forgotPassword }) => {
    await page.addInitScript(() => {
      document.addEventListener('latchkey:before-code-request', (event) => event.preventDefault());
    });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText('Please wait a moment');
    await expect(forgotPassword.username).toHaveValue(store.john.username);
    expect(await store.codeRequests()).toEqual([]);
  });

  test('may take its time, and let it pass', async ({ page, store, forgotPassword, checkYourEmail }) => {
    await page.addInitScript(() => {
      document.addEventListener('latchkey:before-code-request', (event) => {
        const checked = new Promise((pass) => Object.assign(window, { pass }));
        (event as CustomEvent<{ waitUntil(promise: Promise<unknown>): void }>).detail.waitUntil(checked);
      });
    });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await page.waitForFunction(() => 'pass' in window);
    expect(await store.codeRequests()).toEqual([]);
    await page.evaluate(() => (window as unknown as { pass(): void }).pass());
    await expect(checkYourEmail.title).toBeVisible();
    expect(await store.codeRequests()).toHaveLength(1);
  });

  test('may not keep the shopper waiting for ever', async ({ page, store, forgotPassword }) => {
    await page.clock.install();
    await page.addInitScript(() => {
      document.addEventListener('latchkey:before-code-request', (event) => {
        const never = new Promise(() => Object.assign(window, { asked: true }));
        (event as CustomEvent<{ waitUntil(promise: Promise<unknown>): void }>).detail.waitUntil(never);
      });
    });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await page.waitForFunction(() => 'asked' in window);
    await page.clock.runFor(59_000);
    await expect(forgotPassword.alert).toBeEmpty();
    await page.clock.runFor(2_000);
    await expect(forgotPassword.alert).toContainText('Please wait a moment');
    await expect(forgotPassword.username).toHaveValue(store.john.username);
    expect(await store.codeRequests()).toEqual([]);
  });

  test('may fail, which refuses', async ({ page, store, forgotPassword }) => {
    await page.addInitScript(() => {
      document.addEventListener('latchkey:before-code-request', (event) => {
        (event as CustomEvent<{ waitUntil(promise: Promise<unknown>): void }>).detail.waitUntil(Promise.reject());
      });
    });
    await forgotPassword.open();
    await forgotPassword.ask(store.john.username);
    await expect(forgotPassword.alert).toContainText('Please wait a moment');
    expect(await store.codeRequests()).toEqual([]);
  });
});
