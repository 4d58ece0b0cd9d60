import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, labels, withoutDot } from "../../zone/name.ts";
import { isPublicSuffix } from "../../zone/public-suffix.ts";
import type { ZoneCheck } from "../check.ts";

export const namePublicSuffix: ZoneCheck = {
  id: "name-public-suffix",
  severity: "error",
  rule: "A mail domain can be registered: it is not a top-level domain, not a public suffix such as co.uk, and not below arpa.",
  source: "RFC 2606, RFC 6761, IAB statement on dotless domains (2013-07), https://publicsuffix.org",
  explanation: {
    why: "A public suffix belongs to its registry, and arpa to the infrastructure. In a spec, the usual reason is a forgotten label.",
    effect: "The records go to a zone that is not yours, or cannot be published at all.",
    fix: "Write the full domain, such as example.co.uk.",
    fails: "domain: co.uk\ndns: cloudflare\nmode: parked\n",
    passes: "domain: example.co.uk\ndns: cloudflare\nmode: parked\n",
  },
  check(zone, report) {
    // one that exists there is in the account of its owner, perhaps a registry
    const { create, name: zoneName } = zone;
    if (create !== undefined && create.domain !== zoneName && isPublicSuffix(zoneName)) {
      report({
        message: `create: true would create the zone ${shownName(zoneName)}, which ${SUFFIX}`,
        help: `write zone: with your registered domain, such as ${shownName(create.domain)}, or delete it`,
        domain: withoutDot(create.domain),
        place: create.place,
      });
    }
    for (const { domain } of zone.domains) {
      // a reverse zone has no mail
      if (domain.spec.mode === "none") continue;
      const name = domain.spec.domain;
      const top = labels(name).at(-1) ?? "";
      const why =
        top === "arpa" ? "is in arpa, which has no mail domains" : isPublicSuffix(name) ? SUFFIX : undefined;
      if (why !== undefined) {
        report({
          message: `${shownName(name)} ${why}, so its mail records are not yours to publish`,
          help: "write the full domain, such as example.co.uk",
          ...atDomain(domain),
        });
      } else if (RESERVED.has(top) || isWithin(name, "home.arpa.")) {
        report({
          severity: "info",
          message: `${shownName(name)} ends in ${top}, which is reserved and never in the public DNS, so no mail reaches it`,
          help: "nothing to do for a test; otherwise write your registered domain",
          ...atDomain(domain),
        });
      }
    }
  },
};

const SUFFIX = "is a public suffix, under which others register their domains";

/** RFC 2606 §2, RFC 6761, RFC 6762 §3, RFC 7686, RFC 9476; `internal` by ICANN, 2024-07-29. */
const RESERVED: ReadonlySet<string> = new Set([
  "test",
  "example",
  "invalid",
  "localhost",
  "local",
  "onion",
  "alt",
  "internal",
]);
