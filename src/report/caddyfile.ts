/**
 * The configuration with which Caddy serves what mailzone writes for web servers: MTA-STS policies and settings of mail programs
 * (https://caddyserver.com/docs/caddyfile, 2026-12-01; Caddy 2.6).
 */

/** The first line, by which a later export knows that it may replace the file. */
export const CADDYFILE_HEAD = "# Made by mailzone, which replaces this file.";

/** The folder beside the Caddyfile that has a folder for each host. */
export const HOSTS = "hosts";

/**
 * It is the same for any number of hosts. Caddy asks it, at a port that only this machine reaches, whether a name has a folder,
 * before it gets a certificate for it: without that, anyone could have it ask for certificates of any names.
 */
export const CADDYFILE = `${CADDYFILE_HEAD}
# In this folder: caddy run. From elsewhere: MAILZONE_HOSTS=/path/to/hosts caddy run --config /path/to/Caddyfile
{
	on_demand_tls {
		ask http://127.0.0.1:{$MAILZONE_ASK_PORT:5580}/
	}
	# Options of your own, such as: email postmaster@example.com
	import global/*.caddy
}

# Whether there is a folder for a name, so that Caddy may get a certificate for it.
http://127.0.0.1:{$MAILZONE_ASK_PORT:5580} {
	bind 127.0.0.1
	root * {$MAILZONE_HOSTS:${HOSTS}}
	@known file /{query.domain}/
	respond @known 200
	respond 404
}

https:// {
	tls {
		on_demand
	}
	root * {$MAILZONE_HOSTS:${HOSTS}}
	# Outlook sends POST, and its own capitals.
	@autodiscover path /autodiscover/autodiscover.xml
	handle @autodiscover {
		method GET
		rewrite * /{host}/autodiscover/autodiscover.xml
		file_server
	}
	handle {
		@profile path *.mobileconfig
		header @profile Content-Type application/x-apple-aspen-config
		rewrite * /{host}{path}
		file_server
	}
}
`;
