// Who is signed in, their orders, and what can be done about either.

import { type Locator, expect } from '@playwright/test';

import type { Member } from '../fixtures/store';
import { AppPage } from './app_page';
import { SignInPage } from './sign_in_page';

export class AccountPage extends AppPage {
  readonly title = this.heading('Your account');
  /** Instead of it, while nobody is signed in. */
  readonly signInFirst = this.heading('Sign in first');
  readonly signIn = this.page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).last();

  readonly switch = this.button('Switch account');
  readonly keep = this.button('Keep this account');
  readonly continue = this.button('Continue');
  readonly signOut = this.button('Sign out');

  readonly orders = this.page.getByRole('main').getByRole('listitem');
  readonly noOrders = this.page.getByText('There are no orders yet.');
  readonly moreOrders = this.button('Show more orders');
  readonly tryAgain = this.button('Try again');
  readonly orderTitle = this.page.getByRole('heading', { level: 1, name: 'Order', exact: true });
  readonly allOrders = this.link('All orders');

  readonly changePassword = this.button('Change password');
  readonly newPassword = this.page.getByLabel('New password', { exact: true });
  readonly save = this.button('Save new password');
  readonly cancel = this.button('Cancel');
  readonly passwordChanged = this.page.getByRole('heading', { level: 2, name: 'Your password is changed.' });

  /** In place of a form that went with its session. */
  readonly passwordNotSaved = this.page.getByRole('heading', { level: 2, name: 'Your new password was not saved.' });

  /** What the session has to say, on every page. */
  readonly endsSoon = this.page.getByRole('heading', { level: 2, name: 'You will be signed out soon' });
  readonly stay = this.button('Stay signed in');
  readonly signInAgain = this.sessionNotice.getByRole('link', { name: 'Sign in', exact: true });

  /** Each part of the page has a place of its own for what stands in its way. */
  override get alert(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ }).last();
  }

  /** The value of a fact that the page tells. */
  fact(name: string): Locator {
    return this.page.locator('dt').getByText(name, { exact: true }).locator('xpath=../dd');
  }

  /** Signs in, for one of the accounts where a member has several, and waits for all that the page shows. */
  async openAs(member: Member, account?: string): Promise<void> {
    const signIn = new SignInPage(this.page);
    await signIn.as(member);
    if (account !== undefined) await signIn.choose(account);
    await this.loaded();
  }

  async open(): Promise<void> {
    await this.page.goto('account/');
    await this.started();
    await this.title.waitFor();
  }

  /** The page is there, and with it everything that it asks the store for. */
  async loaded(): Promise<void> {
    await this.started();
    await this.title.waitFor();
    await expect(this.page.getByText('Loading…')).toHaveCount(0);
  }

  async openOrder(id: string): Promise<void> {
    await this.page.goto(`account/?order_id=${id}`);
  }

  async switchTo(account: string): Promise<void> {
    await this.switch.click();
    await this.page.getByRole('radio', { name: account, exact: true }).check();
    await this.continue.click();
  }

  async change(password: string): Promise<void> {
    await this.changePassword.click();
    await this.newPassword.fill(password);
    await this.save.click();
  }
}
