// `vercel.json`, for Vercel, which answers unknown paths with 404.html and status 404 by itself. Its own `trailingSlash`
// would stop at /.well-known/ before the redirect there, and change every address of a storefront around Latchkey.
export function vercel({ base, headers, caching, folders, account }) {
  const asList = (values) => Object.entries(values).map(([key, value]) => ({ key, value }));
  const unslashed = folders.filter((folder) => folder !== "/");
  const config = {
    $schema: "https://openapi.vercel.sh/vercel.json",
    redirects: [
      { source: "/.well-known/change-password", destination: account, permanent: false },
      ...unslashed.map((folder) => ({ source: folder.slice(0, -1), destination: folder, permanent: true })),
    ],
    headers: [
      { source: `${base}(.*)`, headers: asList(headers) },
      ...caching.map(([source, value]) => ({ source, headers: asList({ "Cache-Control": value }) })),
    ],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
