/** What is wrong with the presets of a spec that has other errors: only what would be wrong without those too. */
import type { Code, Finding } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { FaultySpec } from "../spec/spec.ts";
import type { MissingParameter } from "./domain.ts";
import { type Expanded, expand } from "./expand.ts";
import type { Library } from "./library.ts";

/** Of one use of a preset, whatever else the spec has. */
const OF_ONE_USE: ReadonlySet<Code> = new Set<Code>([
  "preset-unknown",
  "preset-role",
  "preset-parameter",
  "preset-group",
  "template-file",
  "template-key",
  "template-record",
  "template-groups",
]);

export function expandFaulty(faulty: FaultySpec, library: Library): Expanded {
  const { domain, findings } = expand(faulty.spec, library);
  return {
    domain: {
      ...domain,
      missing: domain.missing.filter((one) => isMissing(one, faulty)),
      isPartial: true,
    },
    findings: findings.filter(({ code, severity }: Finding) => severity === "error" && OF_ONE_USE.has(code)),
  };
}

/** Keys that have nothing to do with the parameters of presets, nor with records that stand in for those of presets. */
const UNRELATED: ReadonlySet<unknown> = new Set([
  ...["dns", "zone", "spf", "dmarc", "mtaSts", "bimi", "dane", "ptr", "ttl"],
  ...["accepts", "protect", "existing", "profile"],
  ...["cloudflare", "route53", "alidns"],
]);

/** Whether a required parameter is missing, and not among what is left out. */
function isMissing({ required, place }: MissingParameter, { spec, lacks }: FaultySpec): boolean {
  const isWaived = (spec.input.waive ?? []).some(({ check }) => check === "preset-incomplete");
  const sender = spec.senders.findIndex((use) => use.place === place);
  const isMailbox = spec.mailbox?.place === place || spec.standby?.place === place;
  const isOfOther = ([key, index]: Path): boolean => {
    if (key === "senders") return sender < 0 || index !== indexInWhole(sender, lacks);
    if (key === "gateway") return spec.gateway?.place !== place;
    return UNRELATED.has(key) || ((key === "mailbox" || key === "migrate") && !isMailbox);
  };
  return required && !isWaived && lacks.every(isOfOther);
}

/** Which of all senders it is, also of those that are left out. */
function indexInWhole(index: number, lacks: readonly Path[]): number {
  const isOut = (at: number): boolean =>
    lacks.some(([key, step, ...inside]) => key === "senders" && step === at && inside.length === 0);
  let at = -1;
  for (let before = index; before >= 0; ) if (!isOut(++at)) before--;
  return at;
}
