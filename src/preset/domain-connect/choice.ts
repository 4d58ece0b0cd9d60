/** What is wrong with a spec's choice among a template's groups, or with the lack of one. */
import { type Finding, quote } from "../../finding.ts";
import type { PresetUse } from "../../spec/spec.ts";
import { nearest } from "../../words/nearest.ts";
import type { AppliedTemplate } from "./applied-template.ts";
import { clashes } from "./clash.ts";
import { titleOf } from "./compile.ts";

export function choiceFindings(
  { template, source, preset, indexes }: AppliedTemplate,
  use: PresetUse,
): Finding[] {
  const known = [...new Set(template.records.flatMap(({ groupId }) => groupId ?? []))];
  const unknown = (use.template?.groups ?? []).flatMap(({ group, place }): Finding[] => {
    if (known.includes(group)) return [];
    const meant = nearest(group, known);
    return [
      {
        code: "preset-group",
        severity: "error",
        message: `${titleOf(template)} (${use.id}) has no record group ${quote(group)}, so choosing it does nothing`,
        help:
          meant !== undefined
            ? `did you mean ${meant}?`
            : known.length === 0
              ? "it has no groups: delete the line"
              : `its groups are ${known.join(", ")}`,
        place,
      },
    ];
  });
  const records = preset.records.map((record, i) => ({ record, index: indexes[i] ?? 0 }));
  const applied = use.template?.groups?.map(({ group }) => group) ?? known;
  const impossible = clashes(records).map(({ taker, other, name }): Finding => {
    const [one, two] = [taker, other].map(({ index }) => template.records[index]?.groupId);
    return {
      code: "template-groups",
      severity: "error",
      message: `${titleOf(template)} (${use.id}) has ${both(taker.record.type, other.record.type)} for ${name}, which a name cannot have together`,
      help:
        one === two
          ? "one of the two is a mistake in the template: fix it, and tell its publisher"
          : `its groups are alternatives here: list those to apply, such as groups: [${applied.filter((group) => group !== (two ?? one)).join(", ")}]`,
      place: use.place,
      related: [taker, other].map(({ record, index }) => ({
        place: source.place(["records", index]),
        note: `its ${record.type}`,
      })),
    };
  });
  return [...unknown, ...impossible];
}

const both = (one: string, two: string): string =>
  one === two ? `more than one ${one}` : `both ${one} and ${two}`;
