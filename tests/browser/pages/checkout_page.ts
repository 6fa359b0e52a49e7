// Checking out: the cart, the form beside it, and how it ends.

import { type Locator, expect } from '@playwright/test';

import { CART_KEY, keep, openStorefront } from '../fixtures/kept_session';
import { AppPage } from './app_page';

/** What the tests order to; only what Commerce cannot do without. */
export const ADDRESS = {
  'First name': 'Ada',
  'Last name': 'Canary',
  'Street and number': '7 Canary Wharf',
  'County, state or region': 'Greater London',
  Postcode: 'E14 5AB',
};

export class CheckoutPage extends AppPage {
  readonly title = this.heading('Check out');
  readonly empty = this.heading('This cart is empty');
  /** The carts of the account, where there is nothing in this one. */
  readonly accountCarts = this.page.getByRole('list').getByRole('button');
  readonly offered = this.heading('A cart from a link');
  readonly useIt = this.button('Use this cart');
  readonly leaveIt = this.button('Leave it');
  readonly goods = this.page.getByRole('main').getByRole('list').first().getByRole('listitem');
  readonly signIn = this.page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).last();

  /** What the session has to say, with its own way back. */
  readonly signInAgain = this.sessionNotice.getByRole('link', { name: 'Sign in', exact: true });

  readonly contactName = this.field('Full name');
  readonly contactEmail = this.field('Email address');
  readonly savedAddresses = this.field('Saved addresses');
  readonly sameAddress = this.page.getByRole('checkbox', { name: 'The bill goes to the same address' });
  readonly saveAddress = this.page.getByRole('checkbox', { name: 'Save this address to my account' });
  readonly billingTitle = this.page.getByRole('heading', { level: 2, name: 'Billing address' });
  readonly placeOrder = this.button('Place order');
  readonly placing = this.button('Placing your order…');
  readonly tryAgain = this.button('Try again');

  readonly looking = this.heading('Looking for your order');
  readonly unknown = this.heading('We do not know whether you have ordered');
  readonly reference = this.page.locator('.reference');
  readonly lookAgain = this.button('Look again');
  readonly dismiss = this.button('Do not show this again');
  readonly warning = this.page.getByText('you may get everything twice and have to pay for it twice');
  readonly orderOnceMore = this.button('Order once more all the same');
  readonly onceMore = this.page.getByRole('heading', { level: 2, name: 'You are ordering this cart once more' });

  readonly placed = this.heading('Your order is placed');
  readonly addressUnsaved = this.page.getByRole('paragraph').filter({ hasText: 'The address could not be saved to your account.' });
  readonly showOrder = this.link('Show the order');

  /** What to mind where the browser keeps nothing. */
  readonly keptNowhere = this.page.getByText('This browser keeps nothing for this page.');

  /** What stands in the way, whichever part of the page says it. */
  override get alert(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ }).last();
  }

  /** The picture of one of the goods: for the eye only, so no role finds it. */
  pictureOf(good: Locator): Locator {
    return good.locator('img');
  }

  /** A field of the contact or the delivery address. */
  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true }).first();
  }

  /** A field of the billing address, while it is another one. */
  billingField(label: string): Locator {
    return this.page.getByLabel(label, { exact: true }).last();
  }

  /** The value of a fact that the page tells. */
  fact(name: string): Locator {
    return this.page.locator('dt').getByText(name, { exact: true }).locator('xpath=../dd');
  }

  /** Comes from a storefront that keeps this cart. */
  async openWith(cartId: string): Promise<void> {
    await openStorefront(this.page);
    await keep(this.page, cartId, CART_KEY);
    await this.page.goto('checkout/');
  }

  async fillAddress(): Promise<void> {
    for (const [label, text] of Object.entries(ADDRESS)) await this.field(label).fill(text);
    await this.field('Country').selectOption('GB');
  }

  /** Fills in what a guest has to. */
  async fillAsGuest(): Promise<void> {
    await this.contactName.fill('Ada Canary');
    await this.contactEmail.fill('ada.canary@banks.com');
    await this.fillAddress();
  }

  /** Fills in what a member has to, once the page has filled in the contact. */
  async fillAsMember(name: string): Promise<void> {
    await expect(this.contactName).toHaveValue(name);
    await this.fillAddress();
  }
}
