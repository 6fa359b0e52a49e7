// What the pages are told by the services they talk to: always the same, at once. It comes from the page's own origin,
// which spares every page the preflights and connections that another origin would cost it.

const accessToken = {
  access_token: "bench",
  token_type: "Bearer",
  expires_in: 3600,
  expires: Math.floor(Date.now() / 1000) + 3600,
  identifier: "implicit",
};

const id = "5e4f7b1c-0000-4000-8000-000000000003";
const accountAuthenticationSettings = {
  data: { type: "account_authentication_settings", id, account_member_self_management: "update_only" },
};
const accountMembersTokens = {
  meta: { account_member_id: id, page: { limit: 100, offset: 0, current: 1, total: 1 }, results: { total: 1 } },
  data: [
    {
      type: "account_management_authentication_token",
      account_id: id,
      account_name: "Bench",
      token: "bench",
      expires: new Date(Date.now() + 86_400_000).toISOString(),
    },
  ],
};
const passwordProfileInfo = {
  type: "user_authentication_password_profile_info",
  id,
  password_profile_id: "5e4f7b1c-0000-4000-8000-000000000002",
  username: "ann@example.com",
};

const realm = "^/v2/authentication-realms/[^/]+";
const passwordProfileInfos = `${realm}/user-authentication-info/[^/]+/user-authentication-password-profile-info`;

/** @param {string} name @param {Record<string, object>} inputs */
function action(name, inputs) {
  return { [name]: { action: name, href: `/login?action=${name}`, inputs, description: "" } };
}

// Hanko's service first asks what the browser can do, then has the form shown.
const preflight = {
  name: "preflight",
  status: 200,
  csrf_token: "bench",
  payload: {},
  actions: action("register_client_capabilities", {
    webauthn_available: { name: "webauthn_available", type: "boolean", required: true, hidden: true },
    webauthn_conditional_mediation_available: {
      name: "webauthn_conditional_mediation_available",
      type: "boolean",
      hidden: true,
    },
    webauthn_platform_authenticator_available: {
      name: "webauthn_platform_authenticator_available",
      type: "boolean",
      hidden: true,
    },
  }),
};
const loginInit = {
  name: "login_init",
  status: 200,
  csrf_token: "bench",
  payload: {},
  actions: action("continue_with_login_identifier", {
    email: { name: "email", type: "email", required: true, max_length: 120, min_length: 3 },
  }),
};

/** @type {[method: string, address: RegExp, status: number, body: object | undefined][]} */
const answers = [
  ["POST", /^\/oauth\/access_token$/, 200, accessToken],
  ["POST", RegExp(`${realm}/password-profiles/[^/]+/one-time-password-token-request$`), 202, undefined],
  ["GET", /^\/v2\/settings\/account-authentication$/, 200, accountAuthenticationSettings],
  ["POST", /^\/v2\/account-members\/tokens(\?|$)/, 200, accountMembersTokens],
  ["GET", RegExp(`${passwordProfileInfos}(\\?|$)`), 200, { data: [passwordProfileInfo] }],
  ["PUT", RegExp(`${passwordProfileInfos}/[^/]+$`), 200, { data: passwordProfileInfo }],
  ["POST", /^\/api\/user\/password\/reset\/token$/, 200, { status: "OK" }],
  ["POST", /^\/api\/session\/refresh$/, 401, { message: "unauthorised" }],
  ["POST", /^\/login$/, 200, preflight],
  ["POST", /^\/login\?action=/, 200, loginInit],
];

/**
 * The answer of a service, if there is one at this address.
 *
 * @param {string} method
 * @param {string} address path and query
 */
export function answerTo(method, address) {
  const found = answers.find((answer) => answer[0] === method && answer[1].test(address));
  return found && { status: found[2], body: found[3] ? JSON.stringify(found[3]) : "" };
}

/** @param {string} method @param {string} address path and query */
export function isService(method, address) {
  return answerTo(method, address) !== undefined;
}
