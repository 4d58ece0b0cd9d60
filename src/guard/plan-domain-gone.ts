import { parseDkim } from "../mail/dkim.ts";
import { isSelector } from "../mail/text-kind.ts";
import { listed } from "../words/list.ts";
import { toUnicode } from "../zone/name.ts";
import { isNullMx } from "../zone/rdata.ts";
import { aboutDomain, byDomain, type Change, type OwnedRecord } from "./change.ts";
import type { Guard } from "./guard.ts";

/**
 * A mail domain that no spec has any more. One finding says all of it: the other guards pass its records over. A domain
 * that neither takes nor sends mail may go like any other record; it counts among the deletions.
 */
export const planDomainGone: Guard = {
  id: "plan-domain-gone",
  *judge(change) {
    for (const [domain, records] of mailDomainsGone(change)) {
      const receives = records.some(receivesMail);
      const sends = records.some(signsMail);
      const what = [
        ...(receives ? ["takes no mail any more"] : []),
        ...(sends ? ["cannot sign what it sends"] : []),
      ];
      yield {
        message: `no spec has ${toUnicode(domain)} any more, so all of its records (${records.length}) are deleted, and it ${listed(what)}`,
        help: "put its spec back, or write mode: parked in it so that nobody can send in its name",
        facts: [domain, ...records.map(({ resource }) => resource.name)],
        ...aboutDomain(change, domain),
      };
    }
  },
};

/** The domains that are gone and had mail, each with the records that go with it. */
export function mailDomainsGone(change: Change): Map<string, OwnedRecord[]> {
  const gone = byDomain(change.records.filter(({ domain }) => change.goneDomains.has(domain)));
  for (const [domain, records] of gone) {
    if (!records.some((record) => receivesMail(record) || signsMail(record))) gone.delete(domain);
  }
  return gone;
}

const receivesMail = ({ data }: OwnedRecord): boolean =>
  data.some((one) => one.type === "MX" && !isNullMx(one));

/** A selector with a key, or that points to one; the empty key of a parked domain is none (RFC 6376 §3.6.1). */
export const signsMail = ({ name, data }: Pick<OwnedRecord, "name" | "data">): boolean =>
  isSelector(name) &&
  data.some((one) => one.type === "CNAME" || (one.type === "TXT" && Boolean(parseDkim(one.text).key)));
