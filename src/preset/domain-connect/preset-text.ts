/** A preset as the text of its file. */
import { printValue } from "../../source/print.ts";
import type { ParameterInput, PresetInput, PresetRecordInput } from "../schema.ts";

/** Longest line for a record on a single line. */
const WIDTH = 120;

/** The file's text, comments first; `schema` is the path of the schema for editors. */
export function presetText(preset: PresetInput, schema: string, comments: readonly string[]): string {
  const { id, title, vendor, homepage, kind, status, confidence, sources, caveats, conflicts } = preset;
  const parameters = Object.entries(preset.parameters);
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    ...comments.map((comment) => `# ${comment.replace(/\s+/g, " ")}`),
    ...fields({ id, title, vendor, homepage, kind, status, confidence }, ""),
    "sources:",
    ...sources.flatMap((source) => item(source, "  ")),
    ...(caveats.length > 0 ? ["caveats:", ...caveats.map((caveat) => `  - ${printValue(caveat)}`)] : []),
    ...(conflicts.length > 0 ? [`conflicts: [${conflicts.join(", ")}]`] : []),
    ...(parameters.length > 0
      ? ["", "parameters:", ...parameters.flatMap(([name, one]) => [`  ${name}:`, ...parameterLines(one)])]
      : []),
    "",
    "records:",
    ...preset.records.flatMap(recordLines),
  ];
  return `${lines.join("\n")}\n`;
}

const parameterLines = (parameter: ParameterInput): string[] => fields(parameter, "    ");

function recordLines({ name, ...record }: PresetRecordInput): string[] {
  const { group, need, type, ...data } = record;
  // at the mail domain itself a record needs no name
  const all = { group, need, ...(name === "@" ? {} : { name }), type, ...data };
  const short = `  - { ${Object.entries(all)
    .map(([key, value]) => `${key}: ${printValue(value)}`)
    .join(", ")} }`;
  return short.length <= WIDTH ? [short] : item(all, "  ");
}

function item(map: object, indent: string): string[] {
  const [first = "", ...rest] = fields(map, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function fields(map: object, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [`${indent}${key}: ${printValue(value)}`],
  );
}
