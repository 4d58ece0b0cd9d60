/** Presets as text for people. */
import type { CatalogueEntry } from "../preset/catalogue.ts";
import { CONFLICTS } from "../preset/conflicts.ts";
import type { Preset, PresetRecord } from "../preset/preset.ts";
import { ownCommand } from "../words/own-command.ts";
import { shortened, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import type { PresetExample } from "./preset-example.ts";
import { KINDS, kinds } from "./preset-kinds.ts";

/** One line per preset and per variant, each complete in itself: for programs and pipes. `filter` is what was searched for. */
export function printPresets(presets: readonly CatalogueEntry[], filter: string): string {
  const rows = presets.flatMap((preset) => [
    [preset.id, preset.kind, preset.status, titleOf(preset)],
    ...variantsOf(preset).map(([id, choices]) => [
      id,
      preset.kind,
      preset.status,
      `${preset.id} with ${choices}`,
    ]),
  ]);
  return rows.length === 0 ? noMatch(filter) : `${columns(rows)}\n${HINT}`;
}

/** The same for a person at a terminal `width` columns wide: grouped by kind, with no line wider than that. */
export function printPresetsByKind(
  presets: readonly CatalogueEntry[],
  filter: string,
  width: number,
): string {
  const groups = kinds.flatMap((kind) => {
    const ones = presets.filter((preset) => preset.kind === kind);
    return ones.length === 0 ? [] : [{ kind, rows: ones.flatMap(presetRows) }];
  });
  if (groups.length === 0) return noMatch(filter);
  const ids = Math.max(...groups.flatMap(({ rows }) => rows.map(([id]) => id.length)));
  const line = ([id, title]: readonly [string, string]): string =>
    shortened(`  ${id.padEnd(ids)}  ${title}`, Math.max(width, ids + 10));
  return [
    ...groups.map(({ kind, rows }) =>
      [`${KINDS[kind].title} (${KINDS[kind].key})`, ...rows.map(line), "", ""].join("\n"),
    ),
    HINT,
    NARROWER,
  ].join("");
}

const noMatch = (filter: string): string =>
  `no provider matches ${JSON.stringify(filter)}; \`${ownCommand("providers")}\` lists all\n`;
const HINT = `\`${ownCommand("providers ID")}\` shows one: its records, parameters, caveats and sources.\n`;
const NARROWER = "--kind KIND and --search WORDS filter the list.\n";

function presetRows(preset: CatalogueEntry): (readonly [string, string])[] {
  const { id, status } = preset;
  return [
    [id, status === "current" ? titleOf(preset) : `${titleOf(preset)} (${status})`],
    ...variantsOf(preset).map(([variant, choices]) => [`  ${variant}`, `with ${choices}`] as const),
  ];
}

/** The title, and of a preset of the user's own its file. */
const titleOf = ({ title, file, replaces }: Pick<CatalogueEntry, "title" | "file" | "replaces">): string =>
  visible(
    file === undefined
      ? title
      : `${title} (${file}${replaces === undefined ? "" : ", replaces the bundled preset"})`,
  );

const variantsOf = ({ variants }: CatalogueEntry): [id: string, choices: string][] =>
  Object.entries(variants).map(([id, set]) => [
    id,
    Object.entries(set)
      .map(([name, value]) => visible(`${name}: ${value}`))
      .join(", "),
  ]);

/** Everything about one preset; `example` is what it publishes for example.com. */
export function printPreset(preset: Preset, example: PresetExample): string {
  const parameters = Object.entries(preset.parameters).flatMap(([name, parameter]) => {
    const notes = [
      parameter.required ? "required" : undefined,
      parameter.choices?.join(" | "),
      parameter.default === undefined ? undefined : `default ${[parameter.default].flat().join(", ")}`,
      parameter.derive === undefined ? undefined : "derived if omitted",
      parameter.example === undefined || String(parameter.example) === String(parameter.default)
        ? undefined
        : `such as ${shorten([parameter.example].flat().join(", "))}`,
    ].filter((note) => note !== undefined);
    return [
      `  ${name}: ${parameter.about}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
      ...whereFound(parameter.find).map((line) => `      ${line}`),
    ];
  });
  const records = preset.records.map((record) => [
    record.type === "DMARC" ? `_dmarc.${record.name}`.replace(/\.@$/, "") : record.name,
    record.type,
    recordText(record),
    record.group,
    [record.need, ...conditions(record)].join(", "),
  ]);
  const variants = variantsOf(preset).map(([id, choices]) => `  ${id}: ${choices}`);
  const sources = preset.sources.map(
    ({ kind, ref, verified }) =>
      `  ${ref} (${kind}${verified === undefined ? "" : `, verified ${verified}`})`,
  );
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", `${title}:`, ...lines];
  // a template is its vendor's text
  return [
    `${preset.title} (${preset.askedFor})`,
    `${preset.vendor}, ${preset.kind}, ${preset.status}, confidence ${preset.confidence}`,
    ...(preset.origin === "own"
      ? [
          `your own: ${preset.file}${preset.replaces === undefined ? "" : ", which replaces the bundled preset"}`,
        ]
      : []),
    ...(preset.homepage === undefined ? [] : [preset.homepage]),
    ...section("parameters", parameters),
    ...section("records: name, type, value, group, need", table(records)),
    ...section("records of example.com, with example values", table(example.records)),
    ...section(
      "added to the domain's one SPF record and one DMARC record",
      table(example.shares.map((row) => (row[1] === "DMARC" ? [...row, "unless there is another"] : row))),
    ),
    ...section("variants", variants),
    ...section(
      "conflicts and requirements",
      preset.conflicts.map((conflict) => `  ${CONFLICTS[conflict]} (${conflict})`),
    ),
    ...section(
      "caveats",
      preset.caveats.map((caveat) => `  ${caveat}`),
    ),
    ...section("sources", sources),
    "",
  ]
    .map(visible)
    .join("\n");
}

/** Where users find a parameter's value, as a line; some values are a choice rather than found. */
export const whereFound = (find: string | undefined): string[] =>
  find === undefined ? [] : [find === "your own choice" ? "your choice" : `found in: ${find}`];

function conditions(record: PresetRecord): string[] {
  return Object.entries(record.when ?? {}).map(([name, value]) => `when ${name} is ${value}`);
}

const table = (rows: readonly (readonly string[])[]): string[] =>
  columns(rows.map((cells) => cells.map((cell) => shorten(visible(cell)))))
    .split("\n")
    .slice(0, -1);

const shorten = (text: string): string => shortened(text, 70);

function recordText(record: PresetRecord): string {
  switch (record.type) {
    case "A":
    case "AAAA":
      return record.address;
    case "CNAME":
    case "NS":
      return record.target;
    case "MX":
      return `${record.preference} ${record.exchange}`;
    case "SRV":
      return `${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case "CAA":
      return `${record.flags} ${record.tag} "${record.value}"`;
    case "SPF":
      return [...record.terms, { fail: "-all", softfail: "~all", neutral: "?all" }[record.all]].join(" ");
    case "TXT":
    case "DMARC":
      return record.text;
  }
}
