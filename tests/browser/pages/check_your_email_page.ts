// What follows on the same page once a code was asked for.

import { AppPage } from './app_page';

export class CheckYourEmailPage extends AppPage {
  readonly title = this.heading('Check your email');
  readonly code = this.page.getByLabel('Code from the email');
  readonly continue = this.button('Continue');
  readonly sendAgain = this.button('Send again');
  readonly differentAddress = this.button('Use a different address');
  /** For the eye only, so no role finds it. */
  readonly countdown = this.page.getByText(/^You can ask for another code in \d+:\d\d$/);

  async secondsLeft(): Promise<number> {
    const [minutes, seconds] = (await this.countdown.innerText()).match(/\d+/g) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }
}
