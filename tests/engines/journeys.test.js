// The main journeys in the engines that Playwright cannot drive.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';

import { ENGINES, start } from './engines.js';
import { Shopper } from './shopper.js';
import { SlowHost } from './slow_host.js';
import { Store } from './store.js';

const JOHN = { username: 'john.doe@banks.com', password: 'correct horse battery staple', name: 'John Doe' };
const NEW_PASSWORD = 'canary-password umbrella 7';
/** What stands first in each page: it hears of what violates the Content Security Policy. */
const WATCHED = '<script src="/violations.js"></script>';
/** A policy without WebAssembly, and something else that violates it: WebKit tells of WebAssembly only in its console. */
const WITHOUT_WEBASSEMBLY = `
  <meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'; style-src 'self'">
  <style>p { color: red }</style>`;

for (const [name, engine] of Object.entries(ENGINES)) {
  describe(name, () => {
    let browser, stop, shopper, store;

    afterEach(async () => {
      await stop?.();
      await store?.close();
      stop = store = undefined;
    });

    // The picture of a failed test shows what the sandbox made up, and nothing else.
    const journey = (title, inserted, walk, pageLoadStrategy = 'normal') =>
      test(title, async () => {
        ({ browser, stop } = await start(engine, pageLoadStrategy));
        shopper = new Shopper(browser);
        store = await Store.open(inserted);
        try {
          await walk();
        } catch (problem) {
          const pictures = join(import.meta.dirname, 'test-results');
          mkdirSync(pictures, { recursive: true });
          writeFileSync(join(pictures, `${name} ${title}.png`), await browser.takeScreenshot(), 'base64');
          throw problem;
        }
      });

    const newestMessage = () => shopper.until('the e-mail', async () => (await store.all('messages')).at(-1));

    const signInWithPassword = async (password) => {
      await shopper.open(store.page('/sign_in/'));
      await shopper.presses('Use a password instead');
      await shopper.fills('Email address', JOHN.username);
      await shopper.fills('Password', password);
      await shopper.presses('Sign in');
      await shopper.sees('Your account');
    };

    journey('a forgotten password is reset by the link', WATCHED, async () => {
      await shopper.open(store.page('/forgot_password/'));
      await shopper.fills('Email address', JOHN.username);
      await shopper.presses('Send the code');
      await shopper.sees('Check your email');
      await shopper.open((await newestMessage()).link);
      await shopper.fills('New password', NEW_PASSWORD);
      assert.equal(new URL(await browser.getCurrentUrl()).hash, '');
      await shopper.presses('Save new password');
      await shopper.sees('Your password is changed');
      await signInWithPassword(NEW_PASSWORD);
      assert.deepEqual(await shopper.violations(), []);
    });

    // What is preloaded holds up what WebDriver takes for a loaded page, unless it is eager.
    const early = async () => {
      const host = await SlowHost.before(store.page(''));
      try {
        await shopper.open(host.page('/forgot_password/'));
        await shopper.enters('Email address', JOHN.username);
        await shopper.isOffered('Sending the code…');
        assert.equal(await store.calls('one_time_password_token_request.create'), 0);
        host.release();
        await shopper.sees('Check your email');
        await newestMessage();
        assert.equal(await store.calls('one_time_password_token_request.create'), 1);
        assert.equal(await browser.getCurrentUrl(), host.page('/forgot_password/'));
        assert.deepEqual(await shopper.violations(), []);
      } finally {
        host.close();
      }
    };
    journey('what is submitted before the WebAssembly is there goes through, once', WATCHED, early, 'eager');

    journey('a member signs in with a code', WATCHED, async () => {
      await shopper.open(store.page('/sign_in/'));
      await shopper.fills('Email address', JOHN.username);
      await shopper.presses('Email me a code');
      await shopper.sees('Check your email');
      await shopper.fills('Code from the email', (await newestMessage()).code);
      await shopper.presses('Sign in');
      await shopper.sees('Your account');
      assert.deepEqual(await shopper.violations(), []);
    });

    journey('a member checks a cart out', WATCHED, async () => {
      await signInWithPassword(JOHN.password);
      await shopper.open(store.page('/checkout/#cart_id=sandbox-cart'));
      await shopper.presses('Use this cart');
      await shopper.finds('Full name', JOHN.name);
      await shopper.fills('First name', 'Ada');
      await shopper.fills('Last name', 'Canary');
      await shopper.fills('Street and number', '7 Canary Wharf');
      await shopper.fills('County, state or region', 'Greater London');
      await shopper.fills('Postcode', 'E14 5AB');
      await shopper.chooses('Country', 'GB');
      await shopper.presses('Place order');
      await shopper.sees('Your order is placed');
      assert.equal(await store.calls('checkout.create'), 1);
      const { contact, shipping_address } = (await store.all('orders')).at(-1);
      assert.equal(contact.email, JOHN.username);
      assert.equal(shipping_address.postcode, 'E14 5AB');
      assert.deepEqual(await shopper.violations(), []);
    });

    journey('with the WebAssembly blocked, the page says so and the code stays good', WATCHED + WITHOUT_WEBASSEMBLY, async () => {
      await shopper.open(store.page('/change_password/#username=john.doe@banks.com&token=canary9code7'));
      await shopper.sees('Something went wrong on this page');
      await shopper.reads('Your code still works: nothing was used yet.');
      await shopper.reads('Contact support');
      assert.equal(await store.calls('account_members_tokens.create'), 0);
      assert.match((await shopper.violations()).join(), /style-src-elem inline/, 'the other tests would have heard');
    });
  });
}
