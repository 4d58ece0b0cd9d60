import { shellCommand } from "../../tools/shell-word.mjs";
import { parseDkim } from "../mail/dkim.ts";
import { isSelector } from "../mail/text-kind.ts";
import { listed } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted } from "../words/text.ts";
import { toUnicode } from "../zone/name.ts";
import { isNullMx } from "../zone/rdata.ts";
import { aboutDomain, byDomain, type Change, type Elsewhere, type OwnedRecord } from "./change.ts";
import type { Guard } from "./guard.ts";

/**
 * A mail domain that is no longer in any spec. One finding covers it, and the other guards skip its records. A domain
 * that neither receives nor sends mail is deleted like any other record, and counts among the deletions.
 */
export const planDomainGone: Guard = {
  id: "plan-domain-gone",
  rule: "A mail domain that is no longer in any spec is deleted only after confirmation; it would stop receiving mail.",
  source: "practice",
  explanation: {
    why: "A file that is moved, renamed or lost in a merge looks like a domain that you gave up.",
    effect:
      "All records of the domain are deleted. Mail to it bounces, and mail from it fails SPF, DKIM and DMARC.",
    fix: "Restore the spec, or set mode: parked, which keeps others from sending in its name. If its spec went to another stack, hand its records over with mailzone move, or mailzone fleet reshard between the shards of a fleet.",
  },
  *check(change) {
    for (const moved of movedTogether(change)) {
      const [first, ...others] = moved.domains;
      if (first === undefined) continue;
      const { stack, from, fleet, records } = moved;
      const names = moved.domains.map(toUnicode);
      const [are, their] = others.length > 0 ? ["are", "their"] : ["is", "its"];
      yield {
        message: `${listedUpTo(SHOWN, names)} ${are} now in the specs of stack ${stack}, but this stack still owns ${their} records (${records}), and would delete what that stack publishes`,
        help: `hand them over, which changes no record: ${ownCommand(shellCommand(fleet === undefined ? ["move", ...names, "--from", from, "--to", stack] : ["fleet", "reshard", fleet]))}`,
        facts: [...moved.domains, stack],
        isFinal: true,
        ...aboutDomain(change, first),
      };
    }
    for (const [domain, records] of mailDomainsGone(change)) {
      if (change.elsewhere.has(domain)) continue;
      const receives = records.some(receivesMail);
      const sends = records.some(signsMail);
      const what = [
        ...(receives ? ["stops receiving mail"] : []),
        ...(sends ? ["can no longer sign its mail"] : []),
      ];
      yield {
        message: `${toUnicode(domain)} is no longer in any spec, so all its records (${records.length}) would be deleted, and it ${listed(what)}`,
        help: "restore its spec, or set mode: parked in it so that nobody can send in its name",
        facts: [domain, ...records.map(({ resource }) => resource.name)],
        ...aboutDomain(change, domain),
      };
    }
  },
};

/** Of many domains, how many are named before the rest is counted; the command names all. */
const SHOWN = 5;

const listedUpTo = (most: number, names: readonly string[]): string =>
  listed(
    names.length <= most ? names : [...names.slice(0, most), counted(names.length - most, "more domain")],
  );

interface Moved extends Elsewhere {
  readonly domains: string[];
  /** How many this stack owns of all of them. */
  readonly records: number;
}

/** The domains whose specs went to another stack and whose records this one still owns, by where they went: one command moves them. */
function movedTogether({ elsewhere, records }: Change): Moved[] {
  const groups = Map.groupBy(elsewhere, ([, { stack, from }]) => `${from} ${stack}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const owned = Map.groupBy(records, ({ domain }) => domain);
    const domains = group.map(([domain]) => domain).filter((domain) => owned.has(domain));
    const count = domains.reduce((sum, domain) => sum + (owned.get(domain)?.length ?? 0), 0);
    return [{ ...first[1], domains, records: count }];
  });
}

/** The domains that are gone and had mail, each with its records. */
export function mailDomainsGone(change: Change): Map<string, OwnedRecord[]> {
  const gone = byDomain(change.records.filter(({ domain }) => change.goneDomains.has(domain)));
  for (const [domain, records] of gone) {
    if (!records.some((record) => receivesMail(record) || signsMail(record))) gone.delete(domain);
  }
  return gone;
}

const receivesMail = ({ data }: OwnedRecord): boolean =>
  data.some((one) => one.type === "MX" && !isNullMx(one));

/** A selector with a key, or one that points to a key. The empty key of a parked domain does not count (RFC 6376 §3.6.1). */
const signsMail = ({ name, data }: Pick<OwnedRecord, "name" | "data">): boolean =>
  isSelector(name) &&
  data.some((one) => one.type === "CNAME" || (one.type === "TXT" && Boolean(parseDkim(one.text).key)));
