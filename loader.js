// The only script that a page names. It takes the link's parameters out of the address before any request of ours could
// carry them away, starts the app, and speaks up when the app cannot start or stops.
// The app reaches it as `window.latchkey`. What the link carried stays in this closure: never in an attribute or in
// storage, and in the address only for the moment of a reload.
(() => {
  "use strict";

  const home = new URL(".", document.currentScript.src);
  const carried =
    /(username|token|password_profile|authentication_realm|user_authentication|cart_id)[\w.]*\s*(\[\w*\])?\s*(=|%3d)/i;
  // A mail program may have encoded the question mark, even twice, or lost it, so that the parameters hang on the path.
  const damagedPath = /^(.*?\/(?:forgot_password|change_password|sign_in))\/?(?:%(?:25)*(?:3f|26|23)|&)(.*)$/i;
  // What the app consists of, with what has to be in it; 404.html has none.
  const glue = document.querySelector('link[rel="modulepreload"]');
  const webAssembly = document.querySelector('link[data-integrity]');
  const failure = document.getElementById("failure");
  // What stands in the document until the app has started.
  const prerendered = document.getElementById("prerendered");
  // What its links and buttons said at first: a translator may put other words in their place.
  const firstWords = new Map();

  // Where the app is made, unseen.
  const place = document.createElement("div");
  // Once painted, the app goes on with what can wait until then.
  let paint = null;
  const painted = new Promise((resolve) => (paint = resolve));

  let link = null;
  let listener = null;
  let isStarted = false;
  let isStopped = false;
  // The button that was pressed before.
  let pressed = null;
  let held = null;
  // Whom the prerendered page names, and what it asks.
  let named = "";
  let asked = "";

  // Decodes the characters that names are made of and set apart by, whatever else is in the text.
  function decoded(text) {
    return text.replace(/%([2-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }

  function carries(text) {
    return carried.test(decoded(decoded(text)));
  }

  function takeLink() {
    const { pathname, search, hash } = location;
    const damaged = damagedPath.exec(pathname);
    const parts = [damaged ? damaged[2] : "", search, hash];
    if (!parts.some(carries)) return false;
    const query = damaged ? `${damaged[2]}&${search.slice(1)}` : search;
    link = { query, fragment: hash };
    // Where to go on to is no secret, and is needed after a reload, too; unless it carries something itself.
    const returnTo = new URLSearchParams(search).get("return_to");
    const kept = returnTo && !carries(returnTo) ? `?return_to=${encodeURIComponent(returnTo)}` : "";
    // At a damaged path there is no page but 404.html.
    if (damaged) location.replace(`${damaged[1]}/${kept}${fragment()}`);
    else history.replaceState(null, "", pathname + kept);
    return true;
  }

  // What the link carried, where no server sees it.
  function fragment() {
    const parameters = [link.query.replace(/^\?/, ""), link.fragment.replace(/^#/, "")];
    return `#${parameters.filter(Boolean).join("&")}`;
  }

  // A link followed in a tab that is already open changes the fragment alone, and no script runs again. Registered
  // before the app's own listeners, so that the app never sees it.
  function lookAgain() {
    if (takeLink() && listener) listener();
  }

  // A username outlives a reload, in the state of this entry of the history: whoever sits here can read it anyway. A code
  // or a password that was typed is kept nowhere, not even for a moment.
  const usernameField = () => document.querySelector('input[autocomplete~="username"]');

  function reload(isOutdated = false) {
    const { pathname, search } = location;
    const state = { isReload: true, isOutdated, username: usernameField()?.value };
    history.replaceState(state, "", pathname + search + (link ? fragment() : ""));
    location.reload();
  }

  // The app is told what the host says, even that there is no such file. A network that is down, or that answers everything
  // with a page of its own until somebody signs in there, may do better at the next try: the failure page offers one, and
  // keeps the link.
  async function fetchConfig() {
    let problem = "no answer";
    try {
      const answer = await fetch(new URL("config.json", home));
      const text = await answer.text();
      const isPage = /^\s*</.test(text);
      if (answer.ok && !isPage) return { text };
      problem = answer.ok ? "a page instead" : `status ${answer.status}`;
      if (!answer.ok && answer.status < 500) return { error: problem };
    } catch {
      // There was no answer, or not all of it.
    }
    console.error(`Latchkey: config.json could not be loaded (${problem}). It belongs beside the app's index.html.`);
    fail();
    return new Promise(() => {});
  }

  function fetchWhole({ href, integrity, dataset }, cache = "default") {
    return fetch(href, { integrity: integrity || dataset.integrity, cache });
  }

  // Compiled beside the page, once it is whole: until it has been checked, no browser begins.
  async function fetchWebAssembly() {
    const answer = await fetchWhole(webAssembly);
    return answer.arrayBuffer();
  }

  // Whether the glue is what the page was built with. `import()` knows no integrity: where the preload in <head> was refused
  // before, Chromium fetches the file again and runs it unchecked. The same preload once more has the same answer, without
  // another request unless that was a refusal. Browsers that know no such preload check nothing.
  function whenChecked() {
    if (!glue.relList.supports("modulepreload")) return null;
    return new Promise((resolve, reject) => {
      const again = glue.cloneNode();
      again.onload = resolve;
      again.onerror = () => reject(new TypeError("The glue code was refused."));
      document.head.append(again);
    });
  }

  // Both are on their way since the first bytes of the page: the requests are the same as its <head> makes.
  async function start() {
    try {
      await whenChecked();
      const { default: initialize } = await import(glue.href);
      const bytes = fetchWebAssembly();
      // The first look at storage waits for another process of the browser: rather now than when the app takes it.
      isPerhapsSignedIn();
      await initialize({ module_or_path: bytes });
    } catch (error) {
      console.error("Latchkey could not start.", error);
      recover(error);
    }
  }

  async function recover(error) {
    // What is wrong with a file that arrived as it should is no TypeError.
    const newest = error instanceof TypeError && (await fetchNewest());
    if (!newest) fail();
    else if (!isThis(newest)) reload(true);
    else if (await areThere([glue, ...document.querySelectorAll('link[href$=".wasm"]')]).catch(() => false)) reload();
    else fail();
  }

  // Fetches kept files anew.
  async function areThere(files) {
    const answers = await Promise.all(files.map((file) => fetchWhole(file, "reload")));
    return answers.every(({ ok }) => ok);
  }

  // This page as the host has it now; nothing where there is no answer, or what answers is none of ours. After a deployment,
  // the files that an older page names may be gone, or kept ones may not be what they were. It helps to load it anew once: a
  // host may go on answering with what does not fit together.
  async function fetchNewest() {
    if (isReload && performance.now() < 60_000) return "";
    try {
      const answer = await fetch(location.pathname, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
      const page = await answer.text();
      return page.includes("data-integrity=") ? page : "";
    } catch {
      return "";
    }
  }

  function isThis(page) {
    return page.includes(glue.integrity) && page.includes(webAssembly.dataset.integrity);
  }

  // Without a file that only a press needs, the page goes on, unless it is an older one: the file will never come then.
  async function replaceOutdated() {
    const newest = await fetchNewest();
    if (newest && !isThis(newest)) reload(true);
  }

  // Only an address that cannot run script; the app checks the same more strictly.
  async function showSupport() {
    const { text } = await config;
    try {
      const { support_url: address } = JSON.parse(text);
      if (!/^(https?:|mailto:|tel:|\/(?!\/))/.test(address)) return;
      const support = failure.querySelector("[data-support]");
      support.href = address;
      support.hidden = false;
    } catch {
      // Without a configuration there is nobody to name.
    }
  }

  function fail() {
    if (!failure.hidden) return;
    for (const words of failure.querySelectorAll("[data-when]")) words.hidden = (words.dataset.when === "started") !== isStarted;
    for (const page of document.querySelectorAll(".page:not(#failure)")) page.inert = true;
    failure.hidden = false;
    failure.querySelector("h1").focus();
    showSupport();
  }

  function started() {
    // What stopped it is told of already.
    if (isStopped) return;
    isStarted = true;
    clearTimeout(patience);
    failure.hidden = true;
    handOver();
  }

  // Whom the link is for, if nothing but a password has to be typed: an address, of visible characters that look like
  // nothing else. A username of another kind has to wait for the app.
  function whoseLink() {
    const parameters = new URLSearchParams(`${link?.query}&${link?.fragment.slice(1)}`.replaceAll("+", "%2B"));
    const username = parameters.get("username") ?? "";
    const hasCode = parameters.get("token") || parameters.get("one_time_password_token");
    return hasCode && username.length < 255 && /^[!-~]+@[!-~]+\.[a-z\d-]+$/i.test(username) ? username : "";
  }

  // Whoever is signed in is not asked to sign in, not even for a moment.
  function isPerhapsSignedIn() {
    try {
      return [localStorage, sessionStorage].some((kept) =>
        Object.keys(kept).some((key) => key.endsWith("_ep_account_member_token")),
      );
    } catch {
      return false;
    }
  }

  function openPrerendered() {
    prerendered.hidden = Boolean(document.getElementById("linked")) && isPerhapsSignedIn();
    named = whoseLink();
    const other = document.getElementById(named ? "linked" : "unlinked");
    if (other) {
      const first = prerendered.firstElementChild;
      other.replaceWith(other.content);
      carryOver(first, prerendered.lastElementChild);
      first.remove();
    }
    const address = prerendered.querySelector(".identity__address");
    if (address) {
      address.textContent = named;
      prerendered.querySelector(".identity__username").value = named;
    }
    const question = prerendered.querySelector(".whose");
    if (question) {
      const masked = named.replace(/^(.).*@(.).*\.(.*)$/, "$1•••@$2•••.$3");
      asked = question.textContent.replace(/\S+\.invalid/, () => masked);
      question.textContent = asked;
    }
    prerendered.addEventListener("pointerdown", ({ target, button, isPrimary }) => {
      held = button === 0 && isPrimary ? target.closest("button") : null;
    });
    prerendered.addEventListener("pointerout", ({ relatedTarget }) => {
      if (!held?.contains(relatedTarget)) held = null;
    });
    // Wherever it ends, and also where it becomes a scroll.
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (held = null), true);
    prerendered.addEventListener("click", ({ target }) => keepPressed(target.closest("button")));
    for (const own of prerendered.querySelectorAll("a, button")) firstWords.set(own, own.textContent);
    // Up to here there was nobody to keep what is pressed.
    for (const button of prerendered.querySelectorAll(":disabled")) button.disabled = false;
  }

  // Kept until the app is there to do it: the last press, or the one that submits the form (as the Enter key does).
  function keepPressed(button) {
    if (!button || pressed?.type === "submit") return;
    pressed = button;
    if (button.type !== "submit") return;
    button.form.ariaBusy = button.ariaDisabled = "true";
    button.classList.add("button--pending");
    // It cannot be taken back, as in the app.
    for (const other of prerendered.querySelectorAll(".ways button")) other.disabled = true;
    for (const words of [button.firstChild, prerendered.querySelector("[role=status]")]) {
      words.textContent = button.dataset.pending;
    }
  }

  // The same field, button or link of a page that takes the place of another.
  function twin(own, page) {
    const key = (one) => one.id || (one.type === "submit" ? one.type : (firstWords.get(one) ?? one.textContent));
    return [...page.querySelectorAll(own.localName)].find((other) => key(other) === key(own));
  }

  // Hands what is typed, the focus and the selection on to a page that takes the place of `from`. Answers whether it has all
  // its fields.
  function carryOver(from, page) {
    let hasAll = true;
    for (const field of from.querySelectorAll(".field__input")) {
      const other = twin(field, page);
      hasAll &&= Boolean(other);
      if (other && field.value) {
        other.value = field.value;
        other.dispatchEvent(new Event("input"));
      }
    }
    const { activeElement: focused } = document;
    if (from.contains(focused)) {
      const other = twin(focused, page);
      // Before the first is gone, so that the keyboard on a screen stays.
      other?.focus({ preventScroll: true });
      // Of an e-mail field nobody is told where the caret is: it is at the end.
      if (focused.selectionStart != null) {
        other?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
      }
    }
    return hasAll;
  }

  // Lets the browser do what else it has to do, and goes on as soon as it may: in a tab in the background, too, where a
  // timer would wait for a second.
  function turn() {
    if (globalThis.scheduler?.yield) return scheduler.yield();
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }

  // Puts the app in place of the prerendered page within one task, so that nobody sees it. What is typed, the focus and
  // the selection go over, and what was pressed is done; a form is submitted only if it is still the same.
  function handOver() {
    const app = place.firstElementChild;
    document.body.append(app);
    // As password managers find it: what stands in sight may be translated.
    const address = (page) => page.querySelector(".identity .identity__username")?.value.toLowerCase();
    // A question with more to say than the one that was answered (that somebody is signed in) is another question.
    const question = app.querySelector(".notice") ? null : app.querySelector(".whose");
    const isAsked = asked.toLowerCase() === (question?.textContent ?? "").toLowerCase();
    const isOfSame = whoseLink() === named && address(prerendered) === address(app) && isAsked;
    const isSame = carryOver(prerendered, app) && isOfSame;
    // What is being pressed would end on nothing.
    pressed ??= held;
    const isDecision = asked || pressed?.type === "submit";
    prerendered.remove();
    if (pressed && (isSame || !isDecision)) twin(pressed, app)?.click();
    const show = () => {
      // What fades in was in sight already.
      for (const animation of document.getAnimations()) animation.currentTime = 1000;
      turn().then(paint);
    };
    // A tab in the background has no frames.
    if (document.hidden) show();
    else requestAnimationFrame(show);
  }

  // A script of the store's own may have a say before a code is asked for: a limit, or a check that troubles nobody.
  async function mayAsk() {
    const waits = [];
    const detail = { waitUntil: (promise) => waits.push(promise) };
    const event = new CustomEvent("latchkey:before-code-request", { cancelable: true, detail });
    if (!document.dispatchEvent(event)) return false;
    await Promise.all(waits);
    return true;
  }

  // Of a reload of ours, not of the shopper's.
  const { isReload, isOutdated, username } = history.state ?? {};
  takeLink();
  if (!glue) return;
  openPrerendered();
  if (isReload) history.replaceState(null, "");
  if (username) {
    const field = usernameField();
    if (field) field.value = username;
  }
  addEventListener("popstate", lookAgain);
  addEventListener("hashchange", lookAgain);
  // A form submitted when the app is not (or no longer) there must not put what was typed into an address.
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  // Said until the shopper goes on.
  const renewed = document.getElementById("renewed");
  renewed.hidden = !isOutdated;
  document.addEventListener("click", ({ target }) => {
    if (target.closest("a, button")) renewed.hidden = true;
    if (target.id === "retry") reload();
  });
  // A trap is what a panic ends in; what else goes wrong may not even be ours.
  const failIfTrapped = ({ error, reason }) => {
    isStopped ||= [error, reason].some((thrown) => thrown instanceof WebAssembly.RuntimeError);
    if (isStopped) fail();
  };
  addEventListener("error", failIfTrapped);
  addEventListener("unhandledrejection", failIfTrapped);
  // The policy of the host and the configuration have to name the same addresses.
  addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    const origin = blockedURI.split("/", 3).join("/");
    console.error(`Latchkey: the Content Security Policy of this page forbids ${origin} (${effectiveDirective}).`);
  });

  // From here on the failure page waits for us; without this script it appears by itself.
  failure.hidden = true;
  failure.classList.remove("page--late");
  failure.removeAttribute("role");
  document.getElementById("retry").hidden = false;
  const patience = setTimeout(fail, 15_000);
  // In a turn of its own, as is the start below: the requests have been on their way since the page's first bytes.
  const config = turn().then(fetchConfig);

  window.latchkey = Object.freeze({
    home: home.pathname,
    config,
    started,
    place,
    painted,
    turn,
    missing: () => recover(new TypeError()),
    outdated: replaceOutdated,
    mayAsk,
    link: () => link,
    // Pressed before the app was there, "Not me" has its say first.
    isToWait: () => Boolean(pressed && pressed.type !== "submit"),
    forget: () => {
      link = null;
    },
    listen: (callback) => {
      listener = callback;
    },
  });
  turn().then(start);
})();
