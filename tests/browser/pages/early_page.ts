// What stands in the document until the app has started, in the place of whichever page it is.

import type { Locator, Page } from '@playwright/test';

import { type Held, hold } from '../fixtures/held';

export class EarlyPage {
  readonly whole: Locator;
  readonly status: Locator;
  readonly form: Locator;

  private constructor(
    page: Page,
    private readonly webAssembly: Held,
  ) {
    this.whole = page.locator('#prerendered');
    this.status = this.whole.getByRole('status');
    this.form = this.whole.locator('form');
  }

  /** Opens a page whose WebAssembly is on its way until the test lets it arrive. */
  static async open(page: Page, address: string): Promise<EarlyPage> {
    const early = new EarlyPage(page, await hold(page, '**/*.wasm'));
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await early.webAssembly.arrived;
    return early;
  }

  /** Lets the app begin to start. */
  async begin(): Promise<void> {
    await this.webAssembly.release();
  }

  /** Lets the app start, until it has taken the place. */
  async start(): Promise<void> {
    await this.begin();
    await this.whole.waitFor({ state: 'detached' });
  }
}
