// The two calls to Commerce that a page for forgotten passwords makes, written by hand.

const store = {
  client_id: "bench",
  realm: "5e4f7b1c-0000-4000-8000-000000000001",
  profile: "5e4f7b1c-0000-4000-8000-000000000002",
};

/** @returns {Promise<string>} an access token of the grant `implicit` */
async function fetchAccessToken() {
  const body = new URLSearchParams({ grant_type: "implicit", client_id: store.client_id });
  const answer = await fetch("/oauth/access_token", { method: "POST", body });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()).access_token;
}

/** @type {Promise<string> | undefined} */
let accessToken;

/** Asks for the access token before it is needed, as every page here does. */
export function prepare() {
  accessToken ??= fetchAccessToken();
  accessToken.catch(() => (accessToken = undefined));
  return accessToken;
}

/** @param {string} username */
export async function requestCode(username) {
  const token = await prepare();
  const path = `/v2/authentication-realms/${store.realm}/password-profiles/${store.profile}/one-time-password-token-request`;
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ data: { type: "one_time_password_token_request", username, purpose: "reset_password" } }),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
}
