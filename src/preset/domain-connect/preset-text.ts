/** A preset as the text of its file. */
import type { ParameterInput, PresetInput, PresetRecordInput } from "../schema.ts";

/** Longest line in which a record stands by itself. */
const WIDTH = 120;

/** The file's text, comments first. */
export function presetText(preset: PresetInput, comments: readonly string[]): string {
  const { id, title, vendor, homepage, kind, status, confidence, sources, caveats, conflicts } = preset;
  const parameters = Object.entries(preset.parameters);
  const lines = [
    "# yaml-language-server: $schema=../schema/preset.schema.json",
    ...comments.map((comment) => `# ${comment.replace(/\s+/g, " ")}`),
    ...fields({ id, title, vendor, homepage, kind, status, confidence }, ""),
    "sources:",
    ...sources.flatMap((source) => item(source, "  ")),
    ...(caveats.length > 0 ? ["caveats:", ...caveats.map((caveat) => `  - ${scalar(caveat)}`)] : []),
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
    .map(([key, value]) => `${key}: ${scalar(value)}`)
    .join(", ")} }`;
  return short.length <= WIDTH ? [short] : item(all, "  ");
}

function item(map: object, indent: string): string[] {
  const [first = "", ...rest] = fields(map, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function fields(map: object, indent: string): string[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [`${indent}${key}: ${scalar(value)}`],
  );
}

/** Texts that are the same without quotes, in a block as in braces. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./()=;@+-]*(?: [A-Za-z0-9_./()=;@+-]+)*$/;
const WORDS = /^(?:true|false|null)$/i;

function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(", ")}]`;
  if (typeof value === "string" && PLAIN.test(value) && !WORDS.test(value)) return value;
  return JSON.stringify(value);
}
