/** A spec as the text that a person would write: block style, with quotes only where YAML needs them. */
import { printScalar, printValue } from "../source/print.ts";

/** A preset as a spec names it. */
export interface UseDraft {
  readonly provider: string;
  readonly with: Readonly<Record<string, string | readonly string[]>>;
  /** Optional groups to switch on. */
  readonly groups?: readonly string[];
  /** Groups to switch off. */
  readonly off?: readonly string[];
  /** Owners to leave out. */
  readonly without?: readonly string[];
}

export interface RecordDraft {
  /** Relative to the mail domain. */
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** The parts of a spec that `detect` and `new` write. */
export interface SpecDraft {
  readonly domain: string;
  readonly dns?: string;
  readonly mode?: "parked" | "mail";
  readonly mailbox?: UseDraft;
  readonly gateway?: UseDraft;
  readonly senders?: readonly UseDraft[];
  readonly spf?: Fields;
  readonly dmarc?: Fields;
  readonly records?: readonly RecordDraft[];
}

/** Keys of a map and their values; undefined values are not written. */
export type Fields = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export function printSpec(draft: SpecDraft): string {
  const { domain, dns, mode, mailbox, gateway, senders = [], spf, dmarc, records = [] } = draft;
  const lines = [
    `domain: ${printScalar(domain)}`,
    ...(dns === undefined ? [] : [`dns: ${dns}`]),
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...(mailbox === undefined ? [] : useLines("mailbox: ", mailbox)),
    ...(gateway === undefined ? [] : useLines("gateway: ", gateway)),
    ...(senders.length === 0 ? [] : ["senders:", ...senders.flatMap((one) => useLines("  - ", one))]),
    ...(spf === undefined ? [] : ["spf:", ...fieldLines(spf)]),
    ...(dmarc === undefined ? [] : ["dmarc:", ...fieldLines(dmarc)]),
    ...(records.length === 0 ? [] : ["records:", ...records.flatMap(recordLines)]),
  ];
  return `${lines.join("\n")}\n`;
}

const recordLines = ({ name, type, value }: RecordDraft): string[] => [
  `  - name: ${printScalar(name)}`,
  `    type: ${type}`,
  `    value: ${printScalar(value)}`,
];

function useLines(
  lead: string,
  { provider, with: given, groups = [], off = [], without = [] }: UseDraft,
): string[] {
  const parameters = Object.entries(given);
  const switches = [...groups.map((one) => [one, true]), ...off.map((one) => [one, false])];
  if (parameters.length === 0 && switches.length === 0 && without.length === 0)
    return [`${lead}${printScalar(provider)}`];
  const isItem = lead.endsWith("- ");
  const indent = isItem ? "    " : "  ";
  const head = isItem ? `${lead}provider: ${provider}` : `${lead.trimEnd()}\n${indent}provider: ${provider}`;
  return [
    head,
    ...(parameters.length === 0
      ? []
      : [`${indent}with:`, ...parameters.map(([name, value]) => `${indent}  ${name}: ${printValue(value)}`)]),
    ...(switches.length === 0
      ? []
      : [
          `${indent}groups: { ${switches.map(([one, on]) => `${printScalar(String(one))}: ${on}`).join(", ")} }`,
        ]),
    ...(without.length === 0 ? [] : [`${indent}without: ${printValue(without)}`]),
  ];
}

const fieldLines = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${printValue(value)}`],
  );
