/** docs/providers.md: every preset in a table, and a section for each. */
import { CONFLICTS } from "../preset/conflicts.ts";
import type { Library } from "../preset/library.ts";
import type { Preset } from "../preset/preset.ts";
import type { ParameterInput } from "../preset/schema.ts";
import { presetExample } from "./preset-example.ts";
import { KINDS, kinds } from "./preset-kinds.ts";

export function providersPage(library: Library): string {
  const presets = library.presets();
  const count = presets.reduce((sum, { variants }) => sum + Object.keys(variants).length, presets.length);
  const groups = kinds.map((kind) => ({
    kind,
    ones: presets.filter((preset) => preset.kind === kind),
  }));
  return [
    "# Providers",
    "",
    "Written by `npm run generate` from the files in `providers/`; [adding-a-provider.md](adding-a-provider.md) says how to add one.",
    `${presets.length} mail services, ${count} ids with their variants. \`mailzone providers ID\` shows the same of one, and \`mailzone detect\``,
    "finds out which of them a domain has.",
    "",
    "Confidence is high where the records are those of the vendor's own page, template or source, medium where much of them rests on",
    "public zones that agree, low where one or two sources are all there is. Values are from the sources. Where a user finds a",
    "parameter may be general knowledge of the vendor's console, whose menus change.",
    "",
    ...groups.flatMap(({ kind, ones }) => [
      `## ${KINDS[kind].title}: \`${KINDS[kind].key}\``,
      "",
      "| id | service | status | confidence | needs |",
      "|---|---|---|---|---|",
      ...ones.map(row),
      "",
    ]),
    ...groups.flatMap(({ ones }) => ones.flatMap((preset) => section(preset, library))),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function row({ id, title, status, confidence, parameters }: Preset): string {
  const needs = Object.entries(parameters).flatMap(([name, { required }]) =>
    required ? [`\`${name}\``] : [],
  );
  return `| [${id}](#${id}) | ${cell(title)} | ${status} | ${confidence} | ${needs.join(", ")} |`;
}

function section(preset: Preset, library: Library): string[] {
  const { id, title, vendor, homepage, kind, status, confidence } = preset;
  const { parameters, variants, conflicts, caveats, sources } = preset;
  const names = Object.keys(parameters);
  const { records, shares } = presetExample(preset, library);
  return [
    `## ${id}`,
    "",
    `${homepage === undefined ? title : `[${title}](${homepage})`} of ${vendor}: ${kind}, ${status}, confidence ${confidence}.`,
    ...(names.length === 0
      ? []
      : [
          "",
          "| parameter | is | found in | example |",
          "|---|---|---|---|",
          ...Object.entries(parameters).map(parameterRow),
        ]),
    "",
    "```",
    ...records.map((cells) => shorten(cells.join("  "))),
    "```",
    ...list(
      "In records that the domain has once",
      shares.map(([, type, data]) =>
        type === "SPF"
          ? `SPF: \`${data}\`, joined to the terms of the others`
          : `DMARC: \`${data}\`, where neither \`dmarc\` nor the mailbox gives one`,
      ),
    ),
    ...list(
      "Variants",
      Object.entries(variants).map(
        ([variant, set]) =>
          `\`${variant}\`: ${Object.entries(set)
            .map(([name, value]) => `${name} is ${value}`)
            .join(", ")}`,
      ),
    ),
    ...list("Before you use it", [
      ...caveats.map((caveat) => caveat.replaceAll("<", "&lt;")),
      ...conflicts.map((conflict) => `${CONFLICTS[conflict]} (\`${conflict}\`)`),
    ]),
    ...list(
      "Sources",
      sources.map(
        ({ kind: what, ref, verified }) => `${what}: ${ref}${verified === undefined ? "" : `, ${verified}`}`,
      ),
    ),
    "",
  ];
}

const list = (heading: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ["", `${heading}:`, "", ...items.map((item) => `- ${item}`)];

function parameterRow([name, parameter]: [string, ParameterInput]): string {
  const { about, find = "", example = "", required, choices, default: usual, derive } = parameter;
  const more = [
    required ? "required" : undefined,
    choices?.join(", "),
    usual === undefined ? undefined : `default ${[usual].flat().join(", ")}`,
    derive === undefined ? undefined : "derived unless given",
  ].filter((part) => part !== undefined);
  const what = more.length === 0 ? about : `${about} (${more.join("; ")})`;
  return `| \`${name}\` | ${cell(what)} | ${cell(find)} | \`${cell(shorten([example].flat().join(", "), 40))}\` |`;
}

const shorten = (text: string, most = 110): string =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;
