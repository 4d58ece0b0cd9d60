/**
 * `node tools/compare-facts.ts TABLE`: compares providers/ with a table of facts about mail services, record by record.
 * Prints every difference with its reason from facts-differences.yaml. Exit 0: every difference has a reason, and every
 * reason a difference. Exit 1: otherwise. Exit 2: the table cannot be read.
 */
import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { printAll } from "../src/mail/spf.ts";
import { type Library, openLibrary } from "../src/preset/library.ts";
import type { Preset, PresetRecord } from "../src/preset/preset.ts";
import { parseSource } from "../src/source/source.ts";
import { counted } from "../src/words/text.ts";
import { readFacts, type Statements, sameDmarc } from "./facts-table.ts";

const REASONS = join(import.meta.dirname, "facts-differences.yaml");

/** What the table and the preset say about a subject; undefined if one of them says nothing. */
interface Difference {
  readonly preset: string;
  readonly subject: string;
  readonly facts: string | undefined;
  readonly ours: string | undefined;
}

const reasons = z.array(
  z.strictObject({
    reason: z.string().min(1),
    differences: z
      .array(
        z.strictObject({
          presets: z.array(z.string()).min(1),
          subject: z.string(),
          facts: z.string().optional(),
          ours: z.string().optional(),
        }),
      )
      .min(1),
  }),
);

export interface Comparison {
  readonly explained: readonly (Difference & { readonly reason: string })[];
  readonly unexplained: readonly Difference[];
  /** Reasons for differences that do not exist. */
  readonly leftOver: readonly Difference[];
}

/** Compares all presets with a table. @throws Error when the table or the reasons cannot be read */
export function compareFacts(
  table: string,
  library: Library = openLibrary(),
  reasonsFile: string = REASONS,
): Comparison {
  const given = readReasons(reasonsFile);
  const found = [...readFacts(table)].flatMap(([id, facts]) => differences(id, facts, library.find(id)));
  const met = new Set(found.map(keyOf));
  return {
    explained: found.flatMap((one) => {
      const reason = given.get(keyOf(one))?.reason;
      return reason === undefined ? [] : [{ ...one, reason }];
    }),
    unexplained: found.filter((one) => !given.has(keyOf(one))),
    leftOver: [...given].filter(([key]) => !met.has(key)).map(([, { difference }]) => difference),
  };
}

const keyOf = ({ preset, subject, facts, ours }: Difference): string =>
  JSON.stringify([preset, subject, facts ?? null, ours ?? null]);

function readReasons(file: string): ReadonlyMap<string, { reason: string; difference: Difference }> {
  const { sources, findings } = parseSource(file, readFileSync(file));
  const [finding] = findings;
  if (finding !== undefined) throw new Error(`${file}:${finding.place?.line}: ${finding.message}`);
  const given = new Map<string, { reason: string; difference: Difference }>();
  for (const { reason, differences: ones } of reasons.parse(sources[0]?.value)) {
    for (const { presets, subject, facts, ours } of ones) {
      for (const preset of presets) {
        const difference = { preset, subject, facts, ours };
        given.set(keyOf(difference), { reason, difference });
      }
    }
  }
  return given;
}

function differences(id: string, facts: Statements, preset: Preset | undefined): Difference[] {
  const ours: Statements = preset === undefined ? new Map() : statementsOf(preset);
  return [...new Set([...facts.keys(), ...ours.keys()])].flatMap((subject) => {
    const difference = { preset: id, subject, facts: facts.get(subject), ours: ours.get(subject) };
    const isSame =
      difference.facts === difference.ours || (difference.facts === undefined && isCloser(subject, facts));
    return isSame ? [] : [difference];
  });
}

/** Whether a preset may say it if the table says nothing: the form of a value, and anything about its own parameters. */
function isCloser(subject: string, facts: Statements): boolean {
  if (/^(?:pattern|choices) of | where /.test(subject)) return true;
  const [, name] = /^(?:default of|derived) (.+)$/.exec(subject) ?? [];
  return name !== undefined && !facts.has(`parameter ${name}`);
}

/** What a preset says, in the words of the table: for a variant, with its choices; otherwise with the default choices. */
function statementsOf(preset: Preset): Statements {
  const said = new Map<string, string>([
    ["kind", preset.kind],
    ["status", preset.status],
    ["confidence", preset.confidence],
  ]);
  for (const conflict of preset.conflicts) said.set(`conflict ${conflict}`, "yes");
  for (const [name, parameter] of Object.entries(preset.parameters)) {
    if (Object.hasOwn(preset.fixed, name)) continue;
    const { required, default: usual, choices, pattern, derive } = parameter;
    said.set(`parameter ${name}`, required ? "required" : "optional");
    if (usual !== undefined) said.set(`default of ${name}`, sameDmarc([usual].flat().join(", ")));
    if (choices !== undefined) said.set(`choices of ${name}`, choices.join(", "));
    if (pattern !== undefined) said.set(`pattern of ${name}`, pattern);
    if (derive !== undefined) said.set(`derived ${name}`, "yes");
    if (typeof derive === "object" && "map" in derive) {
      const values = {
        ...derive.values,
        ...(derive.otherwise === undefined ? {} : { other: derive.otherwise }),
      };
      for (const [when, value] of Object.entries(values))
        said.set(`${name} where ${derive.map} is ${when}`, value);
    }
  }
  const chosen = (name: string): unknown => preset.fixed[name] ?? preset.parameters[name]?.default;
  for (const record of preset.records) {
    if (!Object.entries(record.when ?? {}).every(([name, value]) => chosen(name) === value)) continue;
    said.set(`record ${recordText(record)}`, `${record.group}, ${record.need}`);
  }
  return said;
}

function recordText(record: PresetRecord): string {
  const { type, name } = record;
  switch (type) {
    case "MX":
      return `MX ${name} ${record.preference} ${record.exchange}`;
    case "SRV":
      return `SRV ${name} ${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case "SPF":
      return `SPF ${[name, ...record.terms, printAll(record.all)].join(" ")}`;
    case "DMARC":
      return `DMARC ${name === "@" ? "_dmarc" : `_dmarc.${name}`} ${sameDmarc(record.text)}`;
    case "TXT":
      return `TXT ${name} ${record.text}`;
    case "CAA":
      return `CAA ${name} ${record.flags} ${record.tag} "${record.value}"`;
    case "A":
    case "AAAA":
      return `${type} ${name} ${record.address}`;
    case "CNAME":
    case "NS":
      return `${type} ${name} ${record.target}`;
  }
}

const shown = ({ preset, subject, facts, ours }: Difference): string =>
  `${preset}: ${subject}: the table has ${facts ?? "nothing"}, the preset ${ours ?? "nothing"}`;

function main(): void {
  const [table, ...more] = process.argv.slice(2);
  if (table === undefined || more.length > 0) {
    process.stderr.write("usage: node tools/compare-facts.ts TABLE\n");
    process.exitCode = 2;
    return;
  }
  try {
    const { explained, unexplained, leftOver } = compareFacts(table);
    const lines = [
      ...explained.map((one) => `${shown(one)}\n    ${one.reason}`),
      ...unexplained.map((one) => `UNEXPLAINED ${shown(one)}`),
      ...leftOver.map((one) => `NO SUCH DIFFERENCE ${shown(one)}`),
      `${counted(explained.length, "difference")} explained, ${unexplained.length} unexplained, ${counted(leftOver.length, "unused reason")}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    process.exitCode = unexplained.length + leftOver.length > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${table}: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 2;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();
