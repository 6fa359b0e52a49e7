// Makes the form of static_form.html work, whoever sends what was typed.

/**
 * @param {(username: string) => Promise<void>} requestCode
 */
export function answerSubmit(requestCode) {
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const alert = /** @type {HTMLElement} */ (main.querySelector("[role=alert]"));
  const form = /** @type {HTMLFormElement} */ (main.querySelector("form"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    alert.textContent = "";
    button.disabled = true;
    try {
      await requestCode(String(new FormData(form).get("username")));
      main.innerHTML =
        "<h1>Check your e-mail</h1><p>If there is an account for this address, a code is on its way.</p>";
    } catch {
      alert.textContent = "That did not work. Please try again.";
      button.disabled = false;
    }
  });
}
