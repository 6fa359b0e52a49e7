// The pages that are compared.

/**
 * @typedef {object} Candidate
 * @property {string} name as `--only` knows it, and the folder in pages/
 * @property {string} title as the report calls it
 * @property {string[]} packages what it is made of, from npm
 * @property {string} path the page's address, with its query
 * @property {boolean} [isAlone] whether it is measured in the same rounds, but not compared
 * @property {string} [html] the file in pages/ that is its HTML
 * @property {string} [main] the file in pages/ that becomes its script
 * @property {string} [css] the file in pages/ that becomes its style sheet
 * @property {RegExp} [keeper] scripts that keep a submit until the page's own code is there; what they listen to when they
 *   first run is not yet the page's answer
 * @property {(origin: string) => Record<string, string>} [files] further files, by address
 */

/** @type {Candidate} */
export const latchkey = {
  name: "latchkey",
  title: "Latchkey",
  packages: [],
  path: "/forgot_password/",
  keeper: /\/loader[\w.-]*\.js/,
  files: (origin) => ({
    "/config.json": JSON.stringify({
      api_base_url: origin,
      client_id: "bench",
      authentication_realm_id: "5e4f7b1c-0000-4000-8000-000000000001",
      password_profile_id: "5e4f7b1c-0000-4000-8000-000000000002",
      store_name: "Bench",
    }),
  }),
};

/**
 * Where the link of an e-mail leads. The others have no such page, or another kind of form there.
 *
 * @type {Candidate}
 */
export const link = {
  ...latchkey,
  name: "link",
  title: "Latchkey, from an e-mail",
  path: "/change_password/?username=ann%40example.com&token=bench",
  isAlone: true,
};

/** @type {Candidate[]} */
export const peers = [
  {
    name: "vanilla",
    title: "hand-written",
    packages: [],
    path: "/",
    html: "static_form.html",
    main: "vanilla/main.js",
    css: "style.css",
  },
  {
    name: "react",
    title: "React, hand-written",
    packages: ["react", "react-dom"],
    path: "/",
    html: "rendered.html",
    main: "react/main.jsx",
    css: "style.css",
  },
  {
    name: "epcc",
    title: "Elastic Path's SDK, static form",
    packages: ["@epcc-sdk/sdks-shopper"],
    path: "/",
    html: "static_form.html",
    main: "epcc/main.js",
    css: "style.css",
  },
  {
    name: "supertokens",
    title: "SuperTokens",
    packages: ["supertokens-auth-react", "supertokens-web-js", "react", "react-dom"],
    path: "/auth/reset-password",
    html: "rendered.html",
    main: "supertokens/main.jsx",
    css: "style.css",
  },
  {
    name: "hanko",
    title: "Hanko Elements",
    packages: ["@teamhanko/hanko-elements"],
    path: "/",
    html: "rendered.html",
    main: "hanko/main.js",
    css: "style.css",
  },
];

export const candidates = [latchkey, link, ...peers];
