/** What a preset claims for itself or requires of the domain. Only data, so that listing presets starts quickly. */

/** In words, for people. */
export const CONFLICTS = {
  "mx-exclusive": "no other MX at the name",
  "no-apex-cname": "no CNAME at the mail domain",
  "cname-dkim": "DKIM uses CNAMEs: no other records at the selectors, and no web proxy in front of them",
  "cname-dmarc": "DMARC uses a CNAME; a policy in the spec replaces it",
  "cname-mta-sts": "MTA-STS uses CNAMEs: no other records at their names",
  "cname-return-path": "the return path is a CNAME: no other records at its name",
  "spf-redirect":
    "the vendor's own record has redirect=; here it is an include, so that other senders can be added",
  "subdomain-advised": "best on a subdomain without mailboxes",
  "subdomain-required": "only on a subdomain",
  "provider-managed": "if the vendor is the DNS host, it creates and locks the records itself",
  "gateway-overrides-mx": "its MX replace the mailbox's",
} as const;
export type Conflict = keyof typeof CONFLICTS;

/** Those that no record shows, so that a preset's file has to declare them. */
export const DECLARED_CONFLICTS = [
  "no-apex-cname",
  "spf-redirect",
  "subdomain-advised",
  "subdomain-required",
  "provider-managed",
  "gateway-overrides-mx",
] as const satisfies readonly Conflict[];
