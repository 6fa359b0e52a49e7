// What all pages of the app have.

import type { Locator, Page } from '@playwright/test';

export class AppPage {
  constructor(readonly page: Page) {}

  /** The same page somewhere else. */
  on(page: Page): this {
    return new (this.constructor as new (page: Page) => this)(page);
  }

  /** The same page in another tab of the same browser. */
  async inAnotherTab(): Promise<this> {
    return this.on(await this.page.context().newPage());
  }

  /** The live region for news that is not a problem. */
  get status(): Locator {
    return this.page.getByRole('status').and(this.page.locator(':not(#renewed)'));
  }

  /** What an older page's successor says. */
  get renewed(): Locator {
    return this.page.getByText('This page has just been updated.');
  }

  /** What the session has to say, above every page. */
  get sessionNotice(): Locator {
    return this.page.getByRole('alert').first();
  }

  /** What stands in the way, above the form; the first alert is the session's. */
  get alert(): Locator {
    return this.page.getByRole('alert').nth(1);
  }

  /** What holds the focus inside of the alert. */
  get focusedProblem(): Locator {
    return this.alert.locator(':focus');
  }

  get support(): Locator {
    return this.page.getByRole('link', { name: 'Contact support' });
  }

  /** Once the app has taken the place of the page that was prerendered. */
  async started(): Promise<void> {
    await this.page.locator('#prerendered').waitFor({ state: 'detached' });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }
}
