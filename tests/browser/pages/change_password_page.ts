// Choosing the new password, and what follows on the same page.

import type { Locator } from '@playwright/test';

import { AppPage } from './app_page';

export class ChangePasswordPage extends AppPage {
  readonly title = this.heading('Choose a new password');
  readonly username = this.page.getByLabel('Email address');
  readonly code = this.page.getByLabel('Code from the email');
  readonly password = this.page.getByLabel('New password', { exact: true });
  readonly repeat = this.page.getByLabel('New password again');
  readonly show = this.button('Show password');
  readonly hide = this.button('Hide password');
  readonly save = this.button('Save new password');
  readonly saving = this.button('Saving your new password…');
  readonly notMe = this.button('Not me');
  readonly showCode = this.button('Show the code');
  readonly hideCode = this.button('Hide the code');
  readonly sendNewCode = this.button('Send a new code');
  readonly newCodeSent = this.page
    .locator('.notice')
    .getByText('If there is an account for this address, a new code is on its way.');
  readonly useNewLink = this.button('Use the new link');
  readonly keepThisLink = this.button('Stay with this one');
  readonly changed = this.heading('Your password is changed');

  /** The account that a link names. */
  account(username: string): Locator {
    return this.page.getByText(username, { exact: true });
  }

  /** The page without a link. */
  async open(): Promise<void> {
    await this.page.goto('change_password/');
    await this.started();
    await this.title.waitFor();
  }

  async follow(link: string): Promise<void> {
    await this.page.goto(link);
    await this.started();
    await this.title.waitFor();
  }

  /** Follows a link in the tab that is open, which only changes the fragment. */
  async followInThisTab(link: string): Promise<void> {
    await this.page.evaluate((link) => location.assign(link), link);
  }

  async choose(password: string): Promise<void> {
    await this.password.fill(password);
    await this.save.click();
  }
}
