/** A spec as the text that a person would write: block style, with quotes only where YAML needs them. */
import { printScalar, printValue } from "../source/print.ts";

/** A preset as a spec names it. */
export interface UseDraft {
  readonly provider: string;
  readonly with: Readonly<Record<string, string | readonly string[]>>;
  /** Optional groups to switch on. */
  readonly groups?: readonly string[];
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
}

/** Keys of a map and their values; undefined values are not written. */
export type Fields = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export function printSpec(draft: SpecDraft): string {
  const { domain, dns, mode, mailbox, gateway, senders = [], spf, dmarc } = draft;
  const lines = [
    `domain: ${printScalar(domain)}`,
    ...(dns === undefined ? [] : [`dns: ${dns}`]),
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...(mailbox === undefined ? [] : useLines("mailbox: ", mailbox)),
    ...(gateway === undefined ? [] : useLines("gateway: ", gateway)),
    ...(senders.length === 0 ? [] : ["senders:", ...senders.flatMap((one) => useLines("  - ", one))]),
    ...(spf === undefined ? [] : ["spf:", ...fieldLines(spf)]),
    ...(dmarc === undefined ? [] : ["dmarc:", ...fieldLines(dmarc)]),
  ];
  return `${lines.join("\n")}\n`;
}

function useLines(lead: string, { provider, with: given, groups = [] }: UseDraft): string[] {
  const parameters = Object.entries(given);
  if (parameters.length === 0 && groups.length === 0) return [`${lead}${printScalar(provider)}`];
  const isItem = lead.endsWith("- ");
  const indent = isItem ? "    " : "  ";
  const head = isItem ? `${lead}provider: ${provider}` : `${lead.trimEnd()}\n${indent}provider: ${provider}`;
  return [
    head,
    ...(parameters.length === 0
      ? []
      : [`${indent}with:`, ...parameters.map(([name, value]) => `${indent}  ${name}: ${printValue(value)}`)]),
    ...(groups.length === 0
      ? []
      : [`${indent}groups: { ${groups.map((one) => `${printScalar(one)}: true`).join(", ")} }`]),
  ];
}

const fieldLines = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${printValue(value)}`],
  );
