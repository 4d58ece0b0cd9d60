/** Presets as text for people. */
import type { CatalogueEntry } from "../preset/catalogue.ts";
import type { Preset, PresetRecord } from "../preset/preset.ts";
import { columns } from "./columns.ts";

/** One line a preset, one more for each of its variants. */
export function printPresets(presets: readonly CatalogueEntry[]): string {
  const rows = presets.flatMap((preset) => [
    [preset.id, preset.kind, preset.status, preset.title],
    ...Object.entries(preset.variants).map(([id, set]) => [
      id,
      preset.kind,
      preset.status,
      `${preset.id} with ${Object.entries(set)
        .map(([name, value]) => `${name}: ${value}`)
        .join(", ")}`,
    ]),
  ]);
  if (rows.length === 0) return "no mail provider is like that; `mailzone providers` lists all\n";
  return `${columns(rows)}\n\`mailzone providers ID\` shows one: its records, parameters, caveats and sources.\n`;
}

/** Everything about one preset; `examples` are the records of example.com: owner, type and data. */
export function printPreset(preset: Preset, examples: readonly (readonly string[])[]): string {
  const parameters = Object.entries(preset.parameters).flatMap(([name, parameter]) => {
    const notes = [
      parameter.required ? "required" : undefined,
      parameter.choices?.join(" | "),
      parameter.default === undefined ? undefined : `default ${[parameter.default].flat().join(", ")}`,
      parameter.derive === undefined ? undefined : "derived unless given",
      parameter.example === undefined || String(parameter.example) === String(parameter.default)
        ? undefined
        : `such as ${shorten([parameter.example].flat().join(", "))}`,
    ].filter((note) => note !== undefined);
    return [
      `  ${name}: ${parameter.about}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
      ...(parameter.find === undefined ? [] : [`      found in: ${parameter.find}`]),
    ];
  });
  const records = preset.records.map((record) => [
    record.type === "DMARC" ? `_dmarc.${record.name}`.replace(/\.@$/, "") : record.name,
    record.type,
    shorten(recordText(record)),
    record.group,
    [record.need, ...conditions(record)].join(", "),
  ]);
  const variants = Object.entries(preset.variants).map(
    ([id, set]) =>
      `  ${id}: ${Object.entries(set)
        .map(([name, value]) => `${name}: ${value}`)
        .join(", ")}`,
  );
  const sources = preset.sources.map(
    ({ kind, ref, verified }) =>
      `  ${ref} (${kind}${verified === undefined ? "" : `, verified ${verified}`})`,
  );
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", `${title}:`, ...lines];
  return [
    `${preset.title} (${preset.askedFor})`,
    `${preset.vendor}, ${preset.kind}, ${preset.status}, confidence ${preset.confidence}`,
    ...(preset.homepage === undefined ? [] : [preset.homepage]),
    ...section("parameters", parameters),
    ...section("records: name, type, value, group, need", [columns(records).trimEnd()]),
    ...section("records of example.com, with the examples", [
      columns(examples.map((cells) => cells.map(shorten))).trimEnd(),
    ]),
    ...section("variants", variants),
    ...section(
      "caveats",
      preset.caveats.map((caveat) => `  ${caveat}`),
    ),
    ...section("sources", sources),
    "",
  ].join("\n");
}

function conditions(record: PresetRecord): string[] {
  return Object.entries(record.when ?? {}).map(([name, value]) => `when ${name} is ${value}`);
}

const shorten = (text: string): string => (text.length > 70 ? `${text.slice(0, 67)}...` : text);

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
