// The first script of every page. It takes the link's parameters out of the address before anything could carry them
// away, asks for the configuration while the WebAssembly is still on its way, and speaks up when the app cannot start or
// stops.
// The app reaches it as `window.latchkey`. What the link carried stays in this closure: never in an attribute or in
// storage, and in the address only for the moment of a reload that the shopper asks for.
(() => {
  "use strict";

  const home = new URL(".", document.currentScript.src);
  const carried =
    /(username|token|password_profile|authentication_realm|user_authentication|cart_id)[\w.]*\s*(\[\w*\])?\s*(=|%3d)/i;
  // A mail program may have encoded the question mark, even twice, or lost it, so that the parameters hang on the path.
  const damagedPath = /^(.*?\/(?:forgot_password|change_password|sign_in))\/?(?:%(?:25)*(?:3f|26|23)|&)(.*)$/i;

  let link = null;
  let listener = null;
  let isStarted = false;

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
    history.replaceState(null, "", (damaged ? `${damaged[1]}/` : pathname) + kept);
    return true;
  }

  function reload() {
    if (link) {
      const parameters = [link.query.replace(/^\?/, ""), link.fragment.replace(/^#/, "")].filter(Boolean).join("&");
      history.replaceState(null, "", `${location.pathname}${location.search}#${parameters}`);
    }
    location.reload();
  }

  // A link followed in a tab that is already open changes the fragment alone, and no script runs again. Registered
  // before the router's own listeners, so that the router never sees it.
  function lookAgain() {
    if (takeLink() && listener) listener();
  }

  async function fetchConfig() {
    try {
      const answer = await fetch(new URL("config.json", home), { cache: "no-cache", credentials: "same-origin" });
      return answer.ok ? { text: await answer.text() } : { error: `status ${answer.status}` };
    } catch {
      return { error: "no answer" };
    }
  }

  // Only an address that cannot run script; the app checks the same more strictly.
  async function showSupport(failure) {
    const { text } = await config;
    try {
      const { support_url: address } = JSON.parse(text);
      if (!/^(https?:|mailto:|tel:|\/(?!\/))/.test(address)) return;
      const support = failure.querySelector("#failure-support");
      support.href = address;
      support.hidden = false;
    } catch {
      // Without a configuration there is nobody to name.
    }
  }

  function fail() {
    const failure = document.getElementById("failure");
    if (!failure || !failure.hidden) return;
    document.getElementById("starting")?.remove();
    for (const words of failure.querySelectorAll("[data-when]")) words.hidden = (words.dataset.when === "started") !== isStarted;
    for (const page of document.querySelectorAll(".page:not(#failure)")) page.inert = true;
    failure.hidden = false;
    failure.querySelector("h1").focus();
    showSupport(failure);
  }

  function started() {
    isStarted = true;
    clearTimeout(patience);
    document.getElementById("starting")?.remove();
    document.getElementById("failure").hidden = true;
    if (prerendered) handOver();
  }

  // The page that stands in the document until the app has started, and the button that was pressed in it.
  const prerendered = document.getElementById("prerendered");
  let pressed = null;

  // Whom the link is for, if nothing but a password has to be typed: visible characters that look like nothing else.
  function whoseLink() {
    const parameters = new URLSearchParams(`${link?.query}&${link?.fragment.slice(1)}`.replaceAll("+", "%2B"));
    const username = parameters.get("username") ?? "";
    const hasCode = parameters.get("token") || parameters.get("one_time_password_token");
    return hasCode && /^[!-~]{1,254}$/.test(username) ? username : "";
  }

  function openPrerendered() {
    const username = whoseLink();
    const other = document.getElementById(username ? "linked" : "unlinked");
    if (other) prerendered.replaceChildren(other.content);
    const address = prerendered.querySelector(".identity__address");
    if (address) {
      address.textContent = username;
      prerendered.querySelector(".identity__username").value = username;
    }
    prerendered.addEventListener("click", ({ target }) => keepPressed(target.closest("button")));
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
    for (const place of [button.firstChild, prerendered.querySelector("[role=status]")]) {
      place.textContent = button.dataset.pending;
    }
  }

  // Puts the app in place of the prerendered page within one task, so that nobody sees it. What is typed, the focus and
  // the selection go over, and what was pressed is done; a form is submitted only if it is still the same.
  function handOver() {
    const app = document.querySelector("body > .page:not(#failure)");
    const key = ({ id, type, textContent }) => id || (type === "submit" ? type : textContent);
    const twin = (own) => [...app.querySelectorAll(own.localName)].find((other) => key(other) === key(own));
    const address = (page) => page.querySelector(".identity__address")?.textContent.toLowerCase();
    let isSame = address(prerendered) === address(app);
    for (const field of prerendered.querySelectorAll(".field__input")) {
      const other = twin(field);
      isSame &&= Boolean(other);
      if (other && field.value) {
        other.value = field.value;
        other.dispatchEvent(new Event("input"));
      }
    }
    const { activeElement: focused } = document;
    if (prerendered.contains(focused)) {
      const other = twin(focused);
      // Before the first is gone, so that the keyboard on a screen stays.
      other?.focus({ preventScroll: true });
      // Of an e-mail field nobody is told where the caret is: it is at the end.
      if (focused.selectionStart != null) {
        other?.setSelectionRange?.(focused.selectionStart, focused.selectionEnd, focused.selectionDirection);
      }
    }
    // What is being pressed would end on nothing.
    pressed ??= prerendered.querySelector("button:active");
    prerendered.remove();
    if (pressed && (isSame || pressed.type !== "submit")) twin(pressed)?.click();
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

  takeLink();
  addEventListener("popstate", lookAgain);
  addEventListener("hashchange", lookAgain);

  const config = fetchConfig();

  // A form submitted when the app is not (or no longer) there must not put what was typed into an address.
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  document.addEventListener("click", (event) => {
    if (event.target.id === "retry") reload();
  });

  const patience = setTimeout(fail, 15_000);
  // Before the start any error means that there will be no app. Afterwards only a trap does, which is what a panic ends
  // in; what else goes wrong may not even be ours.
  const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
  const failIfStopped = ({ error, reason }) => {
    if (isStarted && !isTrap(error) && !isTrap(reason)) return;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", fail);
    else fail();
  };
  if (prerendered) openPrerendered();
  else document.getElementById("starting").hidden = false;
  addEventListener("unhandledrejection", failIfStopped);
  addEventListener("error", failIfStopped, true);

  window.latchkey = Object.freeze({
    config,
    started,
    mayAsk,
    link: () => link,
    forget: () => {
      link = null;
    },
    listen: (callback) => {
      listener = callback;
    },
  });
})();
