/** Name servers of Cloudflare: the standard ones only, such as ada.ns.cloudflare.com. */
import type { Servers } from "../servers.ts";

export const servers: Servers = {
  pattern: /\.ns\.cloudflare\.com$/,
  source: "https://github.com/indianajson/cloudflare-nameservers",
  verified: "2026-11-22",
};
