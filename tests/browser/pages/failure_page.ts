// What stands in the document without the app: for visitors whose browser cannot run it, or cannot get it.

import type { Locator } from '@playwright/test';

import { AppPage } from './app_page';

export class FailurePage extends AppPage {
  readonly title = this.heading('Something went wrong on this page');
  /** Not by text alone, which Playwright does not look for inside of <noscript>. */
  readonly codeStillWorks = this.page.locator('p:visible', { hasText: 'Your code still works: nothing was used yet.' });
  readonly loadAgain = this.page.locator('p:visible', { hasText: 'Check your connection and load this page again' });
  readonly tryAgain = this.button('Try again');

  /** Its own link to support; after a panic there is also that of the page which stopped. */
  override get support(): Locator {
    return this.page.getByRole('main').filter({ has: this.title }).getByRole('link', { name: 'Contact support' });
  }
}
