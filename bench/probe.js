// Runs inside every page before the page's own scripts and plays the shopper's eyes. Sent to the browser as text, so it
// must not refer to anything outside of itself.

/**
 * @typedef {object} Seen milliseconds since the navigation began; 0 for what has not happened
 * @property {number} typed the first frame since which the typed character has been shown without a break
 * @property {number} interactive the first frame in which also the page's own code listens for the submit
 * @property {number} wiped how often the character disappeared again
 * @property {number} typedAgain how often it had to be typed again
 * @property {number[]} longTasks
 * @property {number} longestScript how long a script of the page kept the browser busy at most, among frames over 50 ms
 */

/**
 * @param {{ blankPath: string, binding: string, character: string, keeper: string }} options `keeper` is a regular
 *   expression for scripts that keep a submit: what they listen to when they first run is not the page's answer; empty for none
 */
export function probe({ blankPath, binding, character, keeper }) {
  if (location.pathname === blankPath) return;

  const patience = 1000;
  const typable = "input:not([type]), input[type=email], input[type=password], input[type=text]";
  /** @type {Seen} */
  const seen = { typed: 0, interactive: 0, wiped: 0, typedAgain: 0, longTasks: [], longestScript: 0 };
  Reflect.set(window, "bench", seen);
  /** @param {string} what */
  const tell = (what) => Reflect.get(window, binding)(what);

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const frame of /** @type {any[]} */ (list.getEntries())) {
      // The probe's own are of no address.
      const own = frame.scripts.filter((/** @type {any} */ script) => script.sourceURL);
      for (const { duration } of own) seen.longestScript = Math.max(seen.longestScript, duration);
    }
  }).observe({ type: "long-animation-frame", buffered: true });

  /** @type {{ target: EventTarget, type: string }[]} */
  const listeners = [];
  const kept = keeper ? new RegExp(keeper) : null;
  /** @param {EventTarget} target @param {string} type */
  function note(target, type) {
    if (type !== "submit" && type !== "click") return;
    // A stack would also tell who listens later, but to make one costs a slow page some 20 ms.
    const script = document.currentScript;
    if (!(script instanceof HTMLScriptElement && kept?.test(script.src))) listeners.push({ target, type });
  }

  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    note(this ?? window, type);
    return add.call(this ?? window, type, ...rest);
  };
  for (const type of ["submit", "click"]) {
    const property = Object.getOwnPropertyDescriptor(HTMLElement.prototype, `on${type}`);
    Object.defineProperty(HTMLElement.prototype, `on${type}`, {
      ...property,
      set(listener) {
        if (listener) note(this, type);
        property?.set?.call(this, listener);
      },
    });
  }

  /** @param {Document | ShadowRoot} root @returns {Generator<HTMLInputElement>} */
  function* fields(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches(typable)) yield /** @type {any} */ (element);
      if (element.shadowRoot) yield* fields(element.shadowRoot);
    }
  }

  function visibleField() {
    for (const field of fields(document)) {
      const isUsable = !field.disabled && !field.readOnly && !field.closest("[inert]");
      if (isUsable && field.checkVisibility({ visibilityProperty: true }) && field.getBoundingClientRect().width > 0) {
        return field;
      }
    }
    return null;
  }

  /** Whether a listener gets to know of a submit of the field's form: of the event itself, or else of the click. */
  function isListenedTo(/** @type {HTMLInputElement} */ field) {
    const above = new Set(/** @type {EventTarget[]} */ ([window, document]));
    for (let node = /** @type {any} */ (field); node; node = node.parentNode ?? node.host) above.add(node);
    const hears = (/** @type {string} */ wanted, /** @type {(target: EventTarget) => unknown} */ reaches) =>
      listeners.some(({ target, type }) => type === wanted && reaches(target));
    const isInForm = (/** @type {EventTarget} */ target) => target instanceof Node && field.form?.contains(target);
    return hears("submit", (target) => above.has(target)) || hears("click", isInForm);
  }

  let askedAt = 0;
  let wasShown = false;
  function askFor(/** @type {HTMLInputElement} */ field, /** @type {number} */ now) {
    if (askedAt && now - askedAt < patience) return;
    if (askedAt) seen.typedAgain += 1;
    askedAt = now;
    field.focus();
    tell("type");
  }

  function look() {
    const now = performance.now();
    const field = visibleField();
    const isShown = field?.value.includes(character) ?? false;
    if (seen.typed && !isShown) {
      seen.wiped += 1;
      seen.typed = 0;
      askedAt = 0;
    }
    // What holds at two frames in a row was on screen after the first.
    if (isShown && wasShown && !seen.typed) seen.typed = now;
    wasShown = isShown;
    if (field && !isShown) askFor(field, now);
    if (field && seen.typed && isListenedTo(field)) {
      seen.interactive = now;
      tell("submit");
      return;
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
}
