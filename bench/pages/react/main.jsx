import { useState } from "react";
import { createRoot } from "react-dom/client";
import { prepare, requestCode } from "../commerce.js";

function ForgotPassword() {
  const [state, setState] = useState("asking");

  /** @param {import("react").FormEvent<HTMLFormElement>} event */
  async function submit(event) {
    event.preventDefault();
    const username = String(new FormData(event.currentTarget).get("username"));
    setState("sending");
    try {
      await requestCode(username);
      setState("sent");
    } catch {
      setState("failed");
    }
  }

  if (state === "sent") {
    return (
      <main>
        <h1>Check your e-mail</h1>
        <p>If there is an account for this address, a code is on its way.</p>
      </main>
    );
  }
  return (
    <main>
      <h1>Forgot your password?</h1>
      <p>Enter your e-mail address, and we will send you a code.</p>
      {state === "failed" && <p role="alert">That did not work. Please try again.</p>}
      <form method="post" onSubmit={submit}>
        <label htmlFor="username">E-mail address</label>
        <input id="username" name="username" type="email" autoComplete="username" required />
        <button disabled={state === "sending"}>Send the code</button>
      </form>
    </main>
  );
}

prepare();
createRoot(/** @type {Element} */ (document.getElementById("root"))).render(<ForgotPassword />);
