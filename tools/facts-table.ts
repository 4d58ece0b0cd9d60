/** Turns a table of facts about mail services, as research writes it down, into statements that can be compared. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseTagList } from "../src/mail/tag-list.ts";
import { parseSource } from "../src/source/source.ts";

/** Statements about one service: subjects such as `record MX @ 10 mx1.example.net`, and what is said about each. */
export type Statements = ReadonlyMap<string, string>;

const record = z.object({
  group: z.string(),
  requirement: z.string(),
  type: z.string(),
  name: z.string(),
  value: z.string().optional(),
  all: z.string().optional(),
  priority: z.union([z.number(), z.string()]).optional(),
  service: z.string().optional(),
  protocol: z.string().optional(),
  weight: z.number().optional(),
  port: z.number().optional(),
  target: z.string().optional(),
});

const parameter = z.object({
  name: z.string(),
  required: z.boolean(),
  default: z.union([z.string(), z.number()]).optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  derive: z
    .union([
      z.string(),
      z.object({
        map: z.string(),
        values: z.record(z.string(), z.string()),
        otherwise: z.string().optional(),
      }),
    ])
    .optional(),
});

const table = z.object({
  presets: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      confidence: z.string(),
      conflicts: z.array(z.string()).default([]),
      parameters: z.array(parameter),
      records: z.array(record),
    }),
  ),
});
type Service = z.infer<typeof table>["presets"][number];

/** The statements about every service, by id. @throws Error if the file is not such a table */
export function readFacts(file: string): ReadonlyMap<string, Statements> {
  const { sources, findings } = parseSource(file, readFileSync(file));
  const [finding] = findings;
  if (finding !== undefined) throw new Error(`${file}:${finding.place?.line}: ${finding.message}`);
  const { presets } = table.parse(sources[0]?.value);
  return new Map(presets.map((service) => [service.id, statementsOf(service)]));
}

/** Normalizes a DMARC text: spaces and a semicolon at the end do not matter. */
export function sameDmarc(text: string): string {
  if (!text.startsWith("v=DMARC1")) return text;
  return parseTagList(text, "dmarc")
    .tags.map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}

function statementsOf({ kind, status, confidence, conflicts, parameters, records }: Service): Statements {
  const said = new Map([
    ["kind", kind],
    ["status", status.replace(/^sunset-/, "ending ")],
    ["confidence", confidence],
  ]);
  for (const conflict of conflicts) said.set(`conflict ${conflict}`, "yes");
  for (const { name, required, default: usual, enum: choices, pattern, derive } of parameters) {
    said.set(`parameter ${name}`, required ? "required" : "optional");
    if (usual !== undefined) said.set(`default of ${name}`, sameDmarc(String(usual)));
    if (choices !== undefined) said.set(`choices of ${name}`, choices.join(", "));
    if (pattern !== undefined) said.set(`pattern of ${name}`, pattern);
    if (derive !== undefined) said.set(`derived ${name}`, "yes");
    if (typeof derive === "object") {
      for (const [when, value] of Object.entries(derive.values)) {
        said.set(`${name} where ${derive.map} is ${when}`, value);
      }
      if (derive.otherwise !== undefined) said.set(`${name} where ${derive.map} is other`, derive.otherwise);
    }
  }
  for (const one of records) said.set(`record ${recordText(one)}`, `${one.group}, ${one.requirement}`);
  return said;
}

function recordText({ type, name, value = "", ...rest }: z.infer<typeof record>): string {
  switch (type) {
    case "MX":
      return `MX ${name} ${rest.priority} ${value}`;
    case "SRV": {
      const owner = [rest.service, rest.protocol, ...(name === "@" ? [] : [name])].join(".");
      return `SRV ${owner} ${rest.priority} ${rest.weight} ${rest.port} ${rest.target}`;
    }
    case "SPF":
      return `SPF ${[name, ...(value === "" ? [] : [value]), rest.all].join(" ")}`;
    case "TXT":
      return name.startsWith("_dmarc") ? `DMARC ${name} ${sameDmarc(value)}` : `TXT ${name} ${value}`;
    default:
      return `${type} ${name} ${value}`;
  }
}
