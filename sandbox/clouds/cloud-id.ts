/** The clouds that the sandbox stands in for. A cloud is a folder here and its line in this list; the compiler names the rest. */

/** In the order in which people read of them. */
export const clouds = ["route53", "cloudflare", "alidns"] as const;

/** The id of a cloud, as specs have it. */
export type Cloud = (typeof clouds)[number];
