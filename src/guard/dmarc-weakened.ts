import { appliedOf } from "../mail/governing-policy.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { type Name, nearestAbove } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import { aboutDomain, aboutName, type Change, changesOf, isElsewhere, type NameChange } from "./change.ts";
import { type GovernedBy, governedAfter, governedBefore } from "./dmarc-governed.ts";
import { policyName, type Strictness, strictnessOf } from "./dmarc-strictness.ts";
import type { Guard, Stopped } from "./guard.ts";

/** DMARC policies that become less strict, or lose their reports. */
export const dmarcWeakened: Guard = {
  id: "dmarc-weakened",
  rule: "A DMARC policy becomes less strict, or loses its reports, only after confirmation; forged mail would get through.",
  source: "RFC 9989 §4.7, §4.10",
  explanation: {
    why: "A less strict p, sp or np, t=y, relaxed alignment and a missing rua are each just one word in a file, and nobody sees the forged mail that follows.",
    effect: "Receivers deliver mail that they would have rejected, or nobody learns about it.",
    fix: "Keep the policy, and fix the alignment of the mail that fails.",
  },
  *check(change) {
    const before = governedBefore(change);
    const changed = new Set<Name>();
    // a new record may be weaker than what the name inherited until now
    for (const one of [...changesOf(change, "TXT"), ...newPolicies(change)]) {
      if (!one.name.startsWith("_dmarc.") || change.goneDomains.has(one.domain) || isSame(one)) continue;
      changed.add(one.name);
      if (isElsewhere(one)) continue;
      const losses = lossesAt(change, one, before);
      if (losses.length === 0) continue;
      yield {
        message: `the DMARC policy ${shownName(one.name)} ${listed(losses)}, so receivers treat forged mail in the domain's name less strictly, or nobody reports it`,
        help: "keep the policy as it is; if your own mail fails, fix its SPF or DKIM alignment instead",
        facts: [
          one.name,
          ...one.before.map(printRdata),
          ">",
          ...one.after.map(({ data }) => printRdata(data)),
        ],
        ...aboutName(change, one),
      };
    }
    yield* displaced(change, before, changed);
  },
};

const isSame = ({ before, after }: NameChange): boolean =>
  before.length > 0 && printed(before) === printed(after.map(({ data }) => data));

/** Each text once, on however many clouds it is. */
const printed = (data: readonly Rdata[]): string => [...new Set(data.map(printRdata))].sort().join(" ");

/** What the policy of a name loses, compared with what governed it until now. */
function lossesAt(change: Change, one: NameChange, before: GovernedBy): string[] {
  const domain = one.name.slice("_dmarc.".length);
  const now = before(domain);
  const old = now === "hidden" ? undefined : now;
  const own = strictnessOf(one.before);
  // reports go where they went, whether or not a new record asks for them
  const was = own === undefined ? old && { ...old, reports: false } : { ...own, ...belowOf(old) };
  if (was === undefined) return [];
  const after = one.zone && governedAfter(change, one.zone)(domain);
  if (after === "hidden") return [];
  return after === undefined && one.after.every(({ data }) => strictnessOf([data]) === undefined)
    ? ["is deleted"]
    : lossesOf(was, after);
}

const belowOf = (old: Strictness | undefined): Partial<Strictness> =>
  old === undefined ? {} : { sp: old.sp, np: old.np };

/** Policies at names where the stack owns none, whatever it owns of their domains. */
function newPolicies(change: Change): NameChange[] {
  const known = new Set(change.records.flatMap(({ name, type }) => (type === "TXT" ? [name] : [])));
  const found = new Map<Name, NameChange>();
  for (const zone of change.zones) {
    const domains = zone.domains.map(({ domain }) => domain.spec.domain);
    for (const { name, type, records } of zone.rrsets) {
      if (type !== "TXT" || !name.startsWith("_dmarc.") || known.has(name) || found.has(name)) continue;
      const domain = nearestAbove(name, domains) ?? zone.name;
      found.set(name, { name, domain, before: [], ttl: 0, after: records, zone });
    }
  }
  return [...found.values()];
}

/** Domains that inherit from a changed record what they inherited, stricter, from one that is still there. */
function* displaced(change: Change, before: GovernedBy, changed: ReadonlySet<Name>): Generator<Stopped> {
  const done = new Set<Name>();
  for (const zone of change.zones) {
    const governed = governedAfter(change, zone);
    for (const { domain } of zone.domains) {
      const { domain: name } = domain.spec;
      const [was, is] = [before(name), governed(name)];
      if (typeof was !== "object" || typeof is !== "object" || done.has(name)) continue;
      if (was.at === name || is.at === name || was.at === is.at || is.p >= was.p) continue;
      if (!changed.has(`_dmarc.${is.at}`) || changed.has(`_dmarc.${was.at}`)) continue;
      done.add(name);
      yield {
        message: `${shownName(name)} inherits p=${policyName(is.p)} from the changed DMARC record ${shownName(`_dmarc.${is.at}`)} instead of p=${policyName(was.p)} from ${shownName(`_dmarc.${was.at}`)}, so receivers treat forged mail in its name less strictly`,
        help: `set dmarc: {policy: ${policyName(was.p)}} in the spec of ${shownName(name)}, or the same policy in the changed record`,
        facts: [name, was.at, policyName(was.p), ">", is.at, policyName(is.p)],
        ...aboutDomain(change, name),
      };
    }
  }
}

const LEVELS = ["p", "sp", "np"] as const;

function lossesOf(before: Strictness, after: Strictness | undefined): string[] {
  if (after === undefined) return [];
  const levels = LEVELS.filter((tag) => after[tag] < before[tag]);
  // a policy that climbs as a test is no weaker than it was
  const eased = LEVELS.some(
    (tag) =>
      after[tag] >= before[tag] && appliedOf(after[tag], after.test) < appliedOf(before[tag], before.test),
  );
  // sp and np follow p, and np follows sp; a change that only follows is not reported again
  const own = levels.filter(
    (tag, i) =>
      i === 0 || after[tag] !== after[levels[i - 1] as "p"] || before[tag] !== before[levels[i - 1] as "p"],
  );
  return [
    ...own.map((tag) => `goes from ${tag}=${policyName(before[tag])} to ${tag}=${policyName(after[tag])}`),
    ...(eased ? ["gets t=y, which makes it one step weaker"] : []),
    ...(before.strictSpf && !after.strictSpf ? ["no longer asks for strict SPF alignment"] : []),
    ...(before.strictDkim && !after.strictDkim ? ["no longer asks for strict DKIM alignment"] : []),
    ...(before.reports && !after.reports ? ["loses its rua, so no reports are sent any more"] : []),
  ];
}
