// The headers that every page is served with. Policies intersect: the page's own `<meta>` holds what no store changes,
// the header holds the same, made exact for the store, and what a `<meta>` cannot say.

/** A policy as its directives, in order. */
export function parsePolicy(text) {
  const directives = text.split(";").map((directive) => directive.trim().split(/\s+/)).filter(([name]) => name);
  return new Map(directives.map(([name, ...sources]) => [name.toLowerCase(), sources]));
}

export function policyText(policy) {
  return [...policy].map((directive) => directive.flat().join(" ")).join("; ");
}

/**
 * @param store null for a policy that works for any store
 * @param frameAncestors whose pages may show these in a frame; none given: nobody's
 */
export function headerPolicy(build, store, frameAncestors = []) {
  const policy = new Map(build.policy);
  const add = (name, sources) => policy.set(name, [...new Set([...(policy.get(name) ?? []), ...sources])]);
  add("style-src", build.inline.style);
  add("script-src", build.inline.script);
  if (store) {
    policy.set("connect-src", ["'self'", store.apiOrigin]);
    // The app also shows pictures that come from where it asks anyway.
    const pictures = store.imageOrigins.length > 0 ? store.imageOrigins : ["https:"];
    const api = pictures.includes(new URL(store.apiOrigin).protocol) ? [] : [store.apiOrigin];
    policy.set("img-src", [...new Set(["'self'", "data:", ...api, ...pictures])]);
  }
  policy.set("frame-ancestors", frameAncestors.length > 0 ? frameAncestors : ["'none'"]);
  return policy;
}

/** Every header but that of caching, by name. */
export function securityHeaders(policy) {
  return {
    "Content-Security-Policy": policyText(policy),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    // For browsers and scanners that do not know `frame-ancestors`. It cannot name an origin.
    ...(policy.get("frame-ancestors").includes("'none'") && { "X-Frame-Options": "DENY" }),
  };
}

/** Hashed files never change; whatever has a fixed name is asked for anew, and answered with 304 when it is the same. */
export const CACHING = { hashed: "public, max-age=31536000, immutable", fixed: "no-cache" };
