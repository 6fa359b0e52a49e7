// What a person does and sees in a browser, through WebDriver. Everything waits for a condition, nothing for time to pass.

import { By, Key, error } from 'selenium-webdriver';

/**
 * The longest that a condition may take to come true, in milliseconds: less than the 15 s after which the loader gives
 * the app up, so that what stops it has to be noticed when it happens.
 */
const PATIENCE = 12_000;

export class Shopper {
  constructor(browser) {
    this.browser = browser;
  }

  async open(address) {
    await this.browser.get(address);
  }

  /** Waits until a level 1 heading is shown. */
  async sees(heading) {
    await this.#on(`//h1[${says(heading)}]`, () => true);
  }

  async reads(text) {
    await this.#on(`//p[contains(normalize-space(), '${text}')]`, () => true);
  }

  /** Waits until a button is shown. */
  async isOffered(button) {
    await this.#on(`//button[${says(button)}]`, () => true);
  }

  async presses(button) {
    await this.#on(`//button[${says(button)}]`, (element) => element.click());
  }

  /** Types into a field as it is, and ends with the Enter key. */
  async enters(label, text) {
    await this.#on(field(label), (element) => element.sendKeys(text, Key.ENTER));
  }

  async fills(label, text) {
    await this.#on(field(label), async (element) => {
      await element.clear();
      await element.sendKeys(text);
    });
  }

  async chooses(label, value) {
    await this.#on(`${field(label)}/option[@value='${value}']`, (element) => element.click());
  }

  /** Waits until the page has filled a field in. */
  async finds(label, text) {
    await this.until(`"${text}" in "${label}"`, () =>
      this.#on(field(label), async (element) => (await element.getAttribute('value')) === text),
    );
  }

  /** Waits until what `look` answers is not empty, and answers it. */
  until(what, look) {
    return this.browser.wait(look, PATIENCE, `Waited for ${what}.`);
  }

  /** Every violation of the Content Security Policy in this tab. Fails on a page that nobody watches. */
  violations() {
    return this.browser.executeScript('return window.violations()');
  }

  // An element that the page has just put another in the place of is looked for again: nothing was done to it.
  #on(path, act) {
    return this.until(path, async () => {
      try {
        for (const element of await this.browser.findElements(By.xpath(path))) {
          if (!(await element.isDisplayed())) continue;
          const outcome = await act(element);
          return outcome ?? true;
        }
      } catch (problem) {
        // WebKit finds out while it looks for elements, too.
        if (!(problem instanceof error.StaleElementReferenceError)) throw problem;
      }
      return false;
    });
  }
}

const says = (text) => `normalize-space() = '${text}'`;
const field = (label) => `//*[@id = //label[${says(label)}]/@for]`;
