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
  /** Seconds; absent for the spec's. */
  readonly ttl?: number;
  /** Several for an RRset. */
  readonly value: string | readonly string[];
}

export type KeyDraft = { readonly selector: string } & (
  | { readonly key: string }
  | { readonly cname: string }
);

/** The parts of a spec that commands write. */
export interface SpecDraft {
  readonly domain: string;
  /** The zone that holds the domain, if it is not the domain's own. */
  readonly zone?: string;
  readonly dns?: string | Readonly<Record<string, string>>;
  readonly mode?: "parked" | "mail" | "send-only";
  /** Seconds. */
  readonly ttl?: number;
  readonly mailbox?: UseDraft;
  readonly gateway?: UseDraft;
  readonly senders?: readonly UseDraft[];
  readonly spf?: Fields;
  readonly dmarc?: Fields;
  readonly dkim?: readonly KeyDraft[];
  readonly records?: readonly RecordDraft[];
}

/** Keys of a map and their values; undefined values are not written. */
export type Fields = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export const printSpec = ({ domain, ...shared }: SpecDraft): string =>
  `domain: ${printScalar(domain)}\n${printShared(shared)}`;

/** What a spec may have in common with others. */
export type SharedDraft = Omit<SpecDraft, "domain">;

/** The same as the text of a `defaults.yaml`. */
export function printShared(draft: SharedDraft): string {
  const { zone, dns, mode, ttl, mailbox, gateway, senders = [], spf, dmarc, dkim = [], records = [] } = draft;
  const lines = [
    ...(zone === undefined ? [] : [`zone: ${printScalar(zone)}`]),
    ...(dns === undefined ? [] : [`dns: ${printValue(dns)}`]),
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...(ttl === undefined ? [] : [`ttl: ${ttl}`]),
    ...(mailbox === undefined ? [] : useLines("mailbox: ", mailbox)),
    ...(gateway === undefined ? [] : useLines("gateway: ", gateway)),
    ...(senders.length === 0 ? [] : ["senders:", ...senders.flatMap((one) => useLines("  - ", one))]),
    ...(spf === undefined ? [] : ["spf:", ...fieldLines(spf)]),
    ...(dmarc === undefined ? [] : ["dmarc:", ...fieldLines(dmarc)]),
    ...(dkim.length === 0 ? [] : ["dkim:", ...dkim.flatMap(keyLines)]),
    ...(records.length === 0 ? [] : ["records:", ...records.flatMap(recordLines)]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

const recordLines = ({ name, type, ttl, value }: RecordDraft): string[] => [
  `  - name: ${printScalar(name)}`,
  `    type: ${type}`,
  ...(ttl === undefined ? [] : [`    ttl: ${ttl}`]),
  ...(typeof value === "string"
    ? [`    value: ${printScalar(value)}`]
    : ["    values:", ...value.map((one) => `      - ${printScalar(one)}`)]),
];

const keyLines = (key: KeyDraft): string[] => [
  `  - selector: ${printScalar(key.selector)}`,
  "cname" in key ? `    cname: ${printScalar(key.cname)}` : `    key: ${printScalar(key.key)}`,
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
