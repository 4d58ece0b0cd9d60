/** What a drafted spec publishes, by the text that is written for it, and which part of the draft each record comes from. */
import type { Finding } from "../finding.ts";
import type { MissingParameter } from "../preset/domain.ts";
import { expandText } from "../preset/expand-specs.ts";
import type { Library } from "../preset/library.ts";
import { printSpec, type SpecDraft, type UseDraft } from "../spec/print.ts";
import type { ZoneRecord } from "../zone/rrset.ts";

export interface PublishedRecord extends ZoneRecord {
  /** The preset's use, as `usesOf` numbers it; undefined for what the spec says itself, and for a parked domain. */
  readonly use: number | undefined;
  /** The preset's group that it is in. */
  readonly group: string | undefined;
}

export interface PublishedDraft {
  readonly records: readonly PublishedRecord[];
  /** Parameters that nothing in the source tells, each with its use. */
  readonly missing: readonly (MissingParameter & { readonly use: number | undefined })[];
  readonly findings: readonly (Finding & { readonly use: number | undefined })[];
}

/** The presets that a draft names, in the order in which it is printed. */
export const usesOf = ({ mailbox, gateway, senders = [] }: SpecDraft): readonly UseDraft[] => [
  ...(mailbox === undefined ? [] : [mailbox]),
  ...(gateway === undefined ? [] : [gateway]),
  ...senders,
];

/** Its cloud makes no difference to what it publishes, but a spec needs one. */
export function publishDraft(draft: SpecDraft, library: Library): PublishedDraft {
  const text = printSpec({ ...draft, dns: "route53" });
  const lines = useLines(text, draft);
  const useAt = (line: number | undefined): number | undefined => {
    const at = line === undefined ? -1 : lines.findLastIndex((one) => one <= line);
    return at < 0 || line === undefined || line >= endOfUses(text) ? undefined : at;
  };
  const uses = usesOf(draft);
  const { domains, findings } = expandText("imported.yaml", text, library);
  return {
    records: domains.flatMap(({ records }) =>
      records.map((record) => {
        const { preset, place } = record.origin;
        const use = preset === undefined ? undefined : useAt(place.line);
        const from = use === undefined ? undefined : library.find(uses[use]?.provider ?? "");
        const group = from?.records.find((one) => one.place === preset?.place)?.group;
        return { ...record, use, group };
      }),
    ),
    missing: domains.flatMap(({ missing }) => missing.map((one) => ({ ...one, use: useAt(one.place.line) }))),
    findings: findings.map((one) => ({ ...one, use: useAt(one.place?.line) })),
  };
}

/** The line on which each use begins. */
function useLines(text: string, { senders = [] }: SpecDraft): readonly number[] {
  const lines = text.split("\n");
  const numbered = (pattern: RegExp, from = 0): number[] =>
    lines.flatMap((line, i) => (i >= from && pattern.test(line) ? [i + 1] : []));
  const begin = lines.indexOf("senders:");
  return [
    ...numbered(/^(?:mailbox|gateway):/),
    ...(begin < 0 ? [] : numbered(/^ {2}- /, begin).slice(0, senders.length)),
  ];
}

/** The line after the last of the uses: the first key that can only come after them. */
function endOfUses(text: string): number {
  const at = text.split("\n").findIndex((line) => /^(?:spf|dmarc|dkim|records):/.test(line));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}
