import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import { organizationalDomain } from "../zone/public-suffix.ts";
import { isNullMx, type Rdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { aboutName, changesOf } from "./change.ts";
import { isDeclared } from "./declared.ts";
import type { Guard } from "./guard.ts";

type Mx = Extract<Rdata, { readonly type: "MX" }>;

/** Names that keep an MX host and get another one that is preferred to all of them, or that is somebody else's. */
export const planMxAdded: Guard = {
  id: "plan-mx-added",
  rule: "A further MX host that is preferred to all others, or belongs to another provider, is added only after confirmation; it would receive the mail.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "Senders try the host with the lowest preference first, and any other when that one does not answer. One more line among the records is enough to read a domain's mail.",
    effect: "The new host receives all of the mail, or a part of it, and need not deliver it to anybody.",
    fix: "Make sure that the host is yours or your provider's, and that it delivers to the same mailboxes.",
  },
  *check(change) {
    for (const one of changesOf(change, "MX")) {
      const before = mxOf(one.before);
      const after = mxOf(one.after.map(({ data }) => data));
      const hosts = new Set(before.map(({ exchange }) => exchange));
      if (isDeclared(change, one)) continue;
      // an entirely different set of hosts is plan-mx-cutover
      if (!after.some(({ exchange }) => hosts.has(exchange))) continue;
      const organizations = new Set([...hosts].map(organizationalDomain));
      const completed = completing(one.after, hosts);
      const best = Math.min(...before.map(({ preference }) => preference));
      const added = after.filter(({ exchange }) => !hosts.has(exchange) && !completed.has(exchange));
      const first = added.filter(({ preference }) => preference < best);
      const foreign = added.filter(({ exchange }) => !organizations.has(organizationalDomain(exchange)));
      const asked = [...new Set([...first, ...foreign])];
      if (asked.length === 0) continue;
      yield {
        message: `${shownName(one.name)} gets the MX ${shown(asked)} beside ${shown(before)}, so ${first.length > 0 ? "all of its mail would go there first" : "a part of its mail would go to another provider"}`,
        help: "add it only if it delivers to the same mailboxes; otherwise delete it, or move the mail altogether",
        facts: [one.name, ...before.map(fact), ">", ...asked.map(fact)],
        ...aboutName(change, one),
      };
    }
  },
};

/**
 * Hosts that one preset gives beside a host that is there already, both of one organization: a run that was interrupted while it
 * created the domain's MX goes on. They receive nothing that the provider does not receive now.
 */
function completing(after: readonly ZoneRecord[], held: ReadonlySet<Name>): ReadonlySet<Name> {
  const giver = ({ data, origin }: ZoneRecord): string | undefined =>
    data.type === "MX" && origin.preset
      ? `${origin.preset.id} ${organizationalDomain(data.exchange)}`
      : undefined;
  const isHeld = ({ data }: ZoneRecord): boolean => data.type === "MX" && held.has(data.exchange);
  const givers = new Set(after.filter(isHeld).flatMap((record) => giver(record) ?? []));
  const completed = after.filter((record) => givers.has(giver(record) ?? ""));
  return new Set(completed.flatMap(({ data }) => (data.type === "MX" ? [data.exchange] : [])));
}

/** Without the null MX, the preferred one first. */
const mxOf = (data: readonly Rdata[]): readonly Mx[] =>
  data
    .filter((one) => one.type === "MX")
    .filter((one) => !isNullMx(one))
    .sort((a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1));

const fact = ({ preference, exchange }: Mx): string => `${preference} ${exchange}`;

const shown = (ones: readonly Mx[]): string =>
  listed(ones.map(({ preference, exchange }) => `${preference} ${shownName(exchange)}`));
