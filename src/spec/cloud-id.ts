/** The clouds that mailzone publishes on. A new one is a line here; the compiler names every other place. */
export const CLOUD_IDS = ["route53", "cloudflare", "alidns"] as const;
export type CloudId = (typeof CLOUD_IDS)[number];

/** Something for each cloud, by its id. */
export const forEachCloud = <T>(make: (id: CloudId) => T): Record<CloudId, T> =>
  Object.fromEntries(CLOUD_IDS.map((id) => [id, make(id)])) as Record<CloudId, T>;
