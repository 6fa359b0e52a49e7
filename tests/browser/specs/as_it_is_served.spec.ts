// The only tests whose browser meets nothing of Playwright's on the network: where it routes anything, it answers
// preflights itself. So the app is the sandbox's own, for its default store, which no other test uses.

import { type CDPSession, test as base, expect } from '@playwright/test';

import { DeveloperConsole } from '../fixtures/developer_console';
import { appUrl, sandboxUrl } from '../fixtures/store';
import { NEW_PASSWORD } from '../fixtures/test';
import { ChangePasswordPage } from '../pages/change_password_page';
import { CheckYourEmailPage } from '../pages/check_your_email_page';
import { ForgotPasswordPage } from '../pages/forgot_password_page';

// What every other test watches for as well.
const test = base.extend<{ watched: void }>({
  watched: [
    async ({ context }, use) => {
      const developerConsole = new DeveloperConsole();
      await developerConsole.watch(context);
      await use();
      expect(developerConsole.uncaught, 'errors that nothing caught').toEqual([]);
      expect(developerConsole.violations, 'violations of the Content Security Policy').toEqual([]);
    },
    { auto: true },
  ],
});

const MEMBER = 'john.doe@banks.com';

test('the whole reset passes the checks between two origins', async ({ page, context }) => {
  await fetch(`${sandboxUrl()}/sandbox/reset`, { method: 'POST' });
  const preflights = await preflightsOf(await context.newCDPSession(page));
  const [forgotPassword, changePassword] = [new ForgotPasswordPage(page), new ChangePasswordPage(page)];
  await page.goto(`${appUrl()}/forgot_password/`);
  await forgotPassword.ask(MEMBER);
  await new CheckYourEmailPage(page).title.waitFor();
  const outbox = await (await fetch(`${sandboxUrl()}/sandbox/messages`)).json();
  await page.goto(outbox.messages.at(-1).link);
  await changePassword.choose(NEW_PASSWORD);

  await expect(changePassword.changed).toBeVisible();
  const asked = ['one-time-password-token-request', '/account-members/tokens', '/user-authentication-password-profile-info'];
  for (const path of asked) expect(preflights.join('\n')).toContain(path);
});

/** The paths that the browser asks about before it sends anything there, from now on. */
async function preflightsOf(session: CDPSession): Promise<string[]> {
  const paths: string[] = [];
  session.on('Network.requestWillBeSent', ({ request: { method, url } }) => {
    if (method === 'OPTIONS') paths.push(new URL(url).pathname);
  });
  await session.send('Network.enable');
  return paths;
}
