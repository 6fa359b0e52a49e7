// `staticwebapp.config.json`, for Azure Static Web Apps. Without `navigationFallback` an unknown path is a 404. The first
// route that matches decides; a header of a route takes the place of the global one of that name.
import { CACHING } from "../policy.mjs";

export function azure({ base, headers, caching, account }) {
  const hashed = caching.filter(([, value]) => value === CACHING.hashed);
  const fixed = { ...headers, "Cache-Control": CACHING.fixed };
  const atRoot = base === "/";
  const config = {
    trailingSlash: "always",
    ...(atRoot && { globalHeaders: fixed }),
    routes: [
      { route: "/.well-known/change-password", redirect: account, statusCode: 302 },
      ...hashed.map(([route, value]) => ({
        route,
        headers: { "Cache-Control": value, "X-Content-Type-Options": headers["X-Content-Type-Options"] },
      })),
      // Below a sub-path, the origin's other pages keep their own headers.
      ...(atRoot ? [] : [{ route: `${base}*`, headers: fixed }]),
    ],
    ...(atRoot && { responseOverrides: { 404: { rewrite: "/404.html" } } }),
    mimeTypes: { ".wasm": "application/wasm" },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
