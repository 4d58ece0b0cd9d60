/** What a preset takes for itself, or asks of the domain. Data alone, so that a list of presets starts at once. */

/** In words, for people. */
export const CONFLICTS = {
  "mx-exclusive": "no other MX at the name",
  "no-apex-cname": "no CNAME at the mail domain",
  "cname-dkim": "DKIM is by CNAME, so nothing else at the selectors, and no web proxy before them",
  "cname-dmarc": "DMARC is by CNAME, in whose place a policy of the spec stands",
  "cname-mta-sts": "MTA-STS is by CNAME, so nothing else at its names",
  "cname-return-path": "the return path is a CNAME, so nothing else at its name",
  "spf-redirect": "the vendor's own text has redirect=, which became an include so that it can join others",
  "subdomain-advised": "best at a name below the domain that has no mailbox",
  "subdomain-required": "only at a name below the domain",
  "provider-managed": "the vendor makes and locks the records itself where it is the DNS host",
  "gateway-overrides-mx": "its MX take the place of the mailbox's",
} as const;
export type Conflict = keyof typeof CONFLICTS;

/** What no record shows, so that a preset's file has to say it. */
export const DECLARED_CONFLICTS = [
  "no-apex-cname",
  "spf-redirect",
  "subdomain-advised",
  "subdomain-required",
  "provider-managed",
  "gateway-overrides-mx",
] as const satisfies readonly Conflict[];
