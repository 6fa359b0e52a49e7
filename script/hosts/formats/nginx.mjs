// `hosts/nginx.conf`, an example to be included in a server block. It names no file of one build: the configuration of a
// server is rarely deployed together with the pages.
import { HASHED_NAME } from "../build.mjs";
import { CACHING } from "../policy.mjs";

export function nginx({ base, headers, account }) {
  const add = (values) => Object.entries(values).map(([name, value]) => `add_header ${name} "${value}" always;`);
  const page = add({ ...headers, "Cache-Control": CACHING.fixed }).map((line) => `  ${line}`).join("\n");
  const atRoot = base === "/";
  const folder = atRoot ? "/srv/account" : "/srv/www";
  const here = `${folder}${base}`.replace(/\/$/, "");
  return `# Written by script/host-config: Latchkey at ${base}, to be included in a server block:
#
#   server {
#     listen 443 ssl;
#     server_name ${atRoot ? "account" : "www"}.example.com;
#     ssl_certificate ...;
#     ssl_certificate_key ...;
#     root ${folder};   # what script/build made is in ${here}
#     include ${here}/${atRoot ? "" : "origin-root/"}hosts/nginx.conf;
#   }
#
# Files compressed by brotli are sent with "brotli_static on;" in the http block, which needs the module of that name
# (Debian: libnginx-mod-http-brotli-static). Without it they are sent compressed by gzip.

location = /.well-known/change-password {
  absolute_redirect off;
  return 302 ${account};
}
${atRoot ? "" : withoutSlash(base)}
location ${atRoot ? "" : "^~ "}${base} {
  index index.html;
  error_page 403 404 =404 ${base}404.html;
  # "/sign_in" leads to "/sign_in/" of the host and port that the browser asked, whatever stands in between.
  absolute_redirect off;
  gzip_static on;
  gzip_vary on;

${page}

  # No page, so nothing but its type and age matters. A file that is gone is answered with the page above, never kept.
  location ~ "${HASHED_NAME}" {
    types {
      application/wasm wasm;
      text/css css;
      text/javascript js;
    }
    add_header X-Content-Type-Options "${headers["X-Content-Type-Options"]}";
    add_header Cache-Control "${CACHING.hashed}";
  }
}
`;
}

function withoutSlash(base) {
  return `
location = ${base.slice(0, -1)} {
  absolute_redirect off;
  return 301 ${base}$is_args$args;
}
`;
}
