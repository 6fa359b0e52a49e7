// Signing in, by a code, a link or a password, and choosing an account.

import { type Locator, expect } from '@playwright/test';

import type { Member } from '../fixtures/store';
import { AppPage } from './app_page';

export class SignInPage extends AppPage {
  readonly title = this.page.getByRole('heading', { level: 1, name: 'Sign in', exact: true });
  readonly username = this.page.getByLabel('Email address');
  readonly code = this.page.getByLabel('Code from the email');
  readonly password = this.page.getByLabel('Password', { exact: true });
  readonly emailCode = this.button('Email me a code');
  readonly useCode = this.button('Email me a code instead');
  readonly usePassword = this.button('Use a password instead');
  readonly haveCode = this.button('I already have a code');
  readonly submit = this.button('Sign in');
  readonly pending = this.button('Signing you in…');
  readonly sendNewCode = this.button('Send a new code');
  readonly checkYourEmail = this.heading('Check your email');

  /** After following a link. */
  readonly continue = this.button('Continue');
  readonly notMe = this.button('Not me');
  readonly leaveAsItIs = this.button('Leave it as it is');

  readonly choosing = this.heading('Choose an account');
  readonly accounts = this.page.getByRole('radio');
  readonly search = this.page.getByLabel('Find an account');

  readonly signedIn = this.heading('You are signed in');
  readonly someoneElse = this.button('Sign in as someone else');
  readonly signOut = this.button('Sign out');

  accountNamed(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  async open(returnTo?: string): Promise<void> {
    await this.page.goto(`sign_in/${returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`}`);
    await this.started();
    await this.title.waitFor();
  }

  /** Follows a link that takes a press. */
  async follow(link: string): Promise<void> {
    await this.page.goto(link);
    await this.continue.waitFor();
  }

  /** Follows a link in the tab that is open, which only changes the fragment. */
  async followInThisTab(link: string): Promise<void> {
    await this.page.evaluate((link) => location.assign(link), link);
  }

  /** Opens the page and asks for a code, until the store has taken the request. */
  async askFor(username: string, returnTo?: string): Promise<void> {
    await this.open(returnTo);
    await this.username.fill(username);
    await this.emailCode.click();
    await expect(this.checkYourEmail).toBeFocused();
  }

  /** Signs in with a code where the page asks for one. */
  async enterCode(code: string): Promise<void> {
    await this.code.fill(code);
    await this.submit.click();
  }

  /** Signs in with a password from where the page asks for a code, or for a password already. */
  async enter({ username, password }: Pick<Member, 'username' | 'password'>): Promise<void> {
    await this.usePassword.or(this.password).first().waitFor();
    if (await this.usePassword.isVisible()) await this.usePassword.click();
    await this.username.fill(username);
    await this.password.fill(password);
    await this.submit.click();
  }

  /** Opens the page and signs in with a member's password: the shortest way to a session. */
  async as(member: Member, returnTo?: string): Promise<void> {
    await this.open(returnTo);
    await this.enter(member);
  }

  /** Signs in a member of several accounts, who chooses one. */
  async asMemberFor(member: Member, account: string): Promise<void> {
    await this.as(member);
    await this.choose(account);
  }

  async choose(account: string): Promise<void> {
    await this.accountNamed(account).check();
    await this.continue.click();
  }
}
