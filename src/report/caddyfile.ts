/** The configuration with which Caddy serves MTA-STS policies (https://caddyserver.com/docs/caddyfile, 2026-12-01; Caddy 2.6). */

/** The first line, by which a later export knows that it may replace the file. */
export const CADDYFILE_HEAD = "# Made by mailzone sts export, which replaces this file.";

/** The folder with the policies, beside the Caddyfile. */
export const POLICIES = "policies";

/** Below the folder of a host (RFC 8461 §3.3). */
export const POLICY_PATH = ".well-known/mta-sts.txt";

/**
 * It is the same for any number of domains. Caddy asks it, at a port that only this machine reaches, whether a name has a
 * policy, before it gets a certificate for it: without that, anyone could have it ask for certificates of any names.
 */
export const CADDYFILE = `${CADDYFILE_HEAD}
# In this folder: caddy run. From elsewhere: MTA_STS_POLICIES=/path/to/policies caddy run --config /path/to/Caddyfile
{
	on_demand_tls {
		ask http://127.0.0.1:{$MTA_STS_ASK_PORT:5580}/
	}
	# Options of your own, such as: email postmaster@example.com
	import global/*.caddy
}

# Whether there is a policy for a name, so that Caddy may get a certificate for it.
http://127.0.0.1:{$MTA_STS_ASK_PORT:5580} {
	bind 127.0.0.1
	root * {$MTA_STS_POLICIES:${POLICIES}}
	@known file /{query.domain}/${POLICY_PATH}
	respond @known 200
	respond 404
}

https:// {
	tls {
		on_demand
	}
	root * {$MTA_STS_POLICIES:${POLICIES}}
	@policy path /${POLICY_PATH}
	handle @policy {
		rewrite * /{host}/${POLICY_PATH}
		header Content-Type "text/plain; charset=utf-8"
		file_server
	}
	handle {
		respond 404
	}
}
`;
