import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { type Name, parentName } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import { recordsAt } from "../zone/rrset.ts";
import { aboutName, additionsOf, type Change, changesOf, isElsewhere, type NameChange } from "./change.ts";
import { policyName, type Strictness, strictnessOf } from "./dmarc-strictness.ts";
import type { Guard } from "./guard.ts";

/** DMARC policies that become less strict, or lose their reports. */
export const dmarcWeakened: Guard = {
  id: "dmarc-weakened",
  rule: "A DMARC policy becomes less strict, or loses its reports, only after confirmation; forged mail would get through.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "A less strict p, sp or np, t=y, relaxed alignment and a missing rua are each just one word in a file, and nobody sees the forged mail that follows.",
    effect: "Receivers deliver mail that they would have rejected, or nobody learns about it.",
    fix: "Keep the policy, and fix the alignment of the mail that fails.",
  },
  *check(change) {
    // a new record below may be weaker than what the name inherited until now
    for (const one of [...changesOf(change, "TXT"), ...additionsOf(change, "TXT")]) {
      if (!one.name.startsWith("_dmarc.") || change.goneDomains.has(one.domain)) continue;
      const before = strictnessOf(one.before) ?? inheritedBefore(change, one);
      if (before === undefined || isElsewhere(one)) continue;
      const after = strictnessOf(one.after.map(({ data }) => data));
      const applied = after ?? inheritedAfter(one);
      const losses =
        after === undefined && applied === undefined ? ["is deleted"] : lossesOf(before, applied);
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
  },
};

/** The policy for a name that has none of its own: `sp=` of the nearest one above, down from the zone (RFC 9989 §4.10). */
function inherited(
  name: Name,
  zone: Name,
  textsAt: (owner: Name) => readonly Rdata[],
): Strictness | undefined {
  for (let at = parentName(name.slice("_dmarc.".length)); at.length >= zone.length; at = parentName(at)) {
    const found = strictnessOf(textsAt(`_dmarc.${at}`));
    if (found !== undefined) return { ...found, p: found.sp };
  }
  return undefined;
}

const inheritedAfter = ({ zone, name }: NameChange): Strictness | undefined =>
  zone && inherited(name, zone.name, (at) => recordsAt(zone.owners, at, "TXT").map(({ data }) => data));

/** The policy that a name without its own had until now, among the records that the stack owns. */
function inheritedBefore({ records }: Change, { name, before, domain }: NameChange): Strictness | undefined {
  const isOwn = before.some((data) => strictnessOf([data]) !== undefined);
  const zone = records.find((one) => one.domain === domain)?.spot.zone;
  if (isOwn || zone === undefined) return undefined;
  const found = inherited(name, zone, (at) =>
    records.filter((one) => one.type === "TXT" && one.name === at).flatMap(({ data }) => data),
  );
  // reports go where they went, whether or not the new record asks for them
  return found && { ...found, reports: false };
}

function lossesOf(before: Strictness, after: Strictness | undefined): string[] {
  if (after === undefined) return [];
  const levels = (["p", "sp", "np"] as const).filter((tag) => after[tag] < before[tag]);
  // sp and np follow p, and np follows sp; a change that only follows is not reported again
  const own = levels.filter(
    (tag, i) =>
      i === 0 || after[tag] !== after[levels[i - 1] as "p"] || before[tag] !== before[levels[i - 1] as "p"],
  );
  return [
    ...own.map((tag) => `goes from ${tag}=${policyName(before[tag])} to ${tag}=${policyName(after[tag])}`),
    ...(after.test && !before.test ? ["gets t=y, which makes it one step weaker"] : []),
    ...(before.strictSpf && !after.strictSpf ? ["no longer asks for strict SPF alignment"] : []),
    ...(before.strictDkim && !after.strictDkim ? ["no longer asks for strict DKIM alignment"] : []),
    ...(before.reports && !after.reports ? ["loses its rua, so no reports are sent any more"] : []),
  ];
}
