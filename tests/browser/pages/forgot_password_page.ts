// Asking for a code.

import { expect } from '@playwright/test';

import { AppPage } from './app_page';

export class ForgotPasswordPage extends AppPage {
  readonly title = this.heading('Forgot your password?');
  readonly username = this.page.getByLabel('Email address');
  readonly send = this.button('Send the code');
  readonly sending = this.button('Sending the code…');

  async open(): Promise<void> {
    await this.page.goto('forgot_password/');
    await this.started();
    await this.title.waitFor();
  }

  async ask(username: string): Promise<void> {
    await this.username.fill(username);
    await this.send.click();
  }

  /** Opens the page and asks, until the store has taken the request. */
  async askFor(username: string): Promise<void> {
    await this.open();
    await this.ask(username);
    // The focus moves one frame after the page does: whoever types sooner would lose what they type to it.
    await expect(this.heading('Check your email')).toBeFocused();
  }
}
