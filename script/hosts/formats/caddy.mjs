// `hosts/Caddyfile`, an example to be imported in a site block. It names no file of one build: the configuration of a
// server is rarely deployed together with the pages.
import { HASHED_NAME } from "../build.mjs";
import { CACHING } from "../policy.mjs";

export function caddy({ base, headers, account }) {
  const page = Object.entries(headers).map(([name, value]) => `\t\t${name} "${value}"`).join("\n");
  const atRoot = base === "/";
  const folder = atRoot ? "/srv/account" : "/srv/www";
  const here = `${folder}${base}`.replace(/\/$/, "");
  return `# Written by script/host-config: Latchkey at ${base}, to be imported in a site block:
#
#	${atRoot ? "account" : "www"}.example.com {
#		root * ${folder}   # what script/build made is in ${here}
#		import ${here}/${atRoot ? "" : "origin-root/"}hosts/Caddyfile
#	}

redir /.well-known/change-password ${account} 302

@latchkey path ${atRoot ? "/*" : `${base.slice(0, -1)} ${base}*`}
handle @latchkey {
	header {
${page}
	}

	# Only while it is there: that a file is gone must not be kept.
	@hashed {
		path_regexp ${HASHED_NAME}
		file
	}
	header @hashed Cache-Control "${CACHING.hashed}"
	header ?Cache-Control "${CACHING.fixed}"
	header ?Vary Accept-Encoding

	# "/sign_in" leads to "/sign_in/". Caddy would do it by itself, but 2.6 loses the query (until 2.8), and leads to another
	# host where the path begins with two slashes.
	@unslashed {
		path_regexp folder ^/+(.*[^/])$
		file {path}/index.html
	}
	handle @unslashed {
		@asked expression {query} != ""
		redir @asked /{re.folder.1}/?{query} 308
		redir * /{re.folder.1}/ 308
	}

	@missing not file {path} {path}/index.html
	handle @missing {
		rewrite * ${base}404.html
		file_server {
			status 404
			precompressed br gzip
		}
	}

	handle {
		file_server {
			precompressed br gzip
		}
	}
}
`;
}
