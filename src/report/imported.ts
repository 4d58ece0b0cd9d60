/** The result of `mailzone import`, as a table for people and as JSON. */
import { z } from "zod";
import { atLeast, type Finding, numberOf, type Severity } from "../finding.ts";
import type { Reproduction, Rewritten } from "../import/reproduce.ts";
import { shownName } from "../words/record.ts";
import { counted, shortened, visible } from "../words/text.ts";
import { relativeName, withoutDot } from "../zone/name.ts";
import { printRdata } from "../zone/rdata.ts";
import { columns } from "./columns.ts";
import { findingDocument, findingJson } from "./json.ts";
import { countFindings } from "./summary.ts";

/** A mail domain with the spec that was written for it. */
export interface Imported {
  readonly reproduction: Reproduction;
  /** The spec's text; undefined for a zone without mail. */
  readonly spec: string | undefined;
  /** Where it was written, if it was. */
  readonly file: string | undefined;
  /** What `mailzone check` finds in it. */
  readonly findings: readonly Finding[];
}

export interface ImportRun {
  readonly domains: readonly Imported[];
  /** The text and file of what the specs share. */
  readonly defaults: { readonly text: string; readonly file: string | undefined } | undefined;
  /** Files that hold no zone. */
  readonly skipped: readonly string[];
  /** What is wrong with the sources. */
  readonly findings: readonly Finding[];
}

const record = {
  name: z.string().describe("Relative to the zone"),
  type: z.string(),
};

export const importDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  domains: z.array(
    z.strictObject({
      domain: z.string().describe("In A-labels, without final dot"),
      zone: z.string().describe("The zone that it was found in"),
      from: z.string().describe("The file, cloud or server"),
      file: z.string().nullable().describe("The spec that was written"),
      services: z.array(
        z.strictObject({ id: z.string(), role: z.enum(["mailbox", "gateway", "sender", "parked"]) }),
      ),
      taken: z
        .array(z.strictObject({ ...record, data: z.string().describe("As in a zone file") }))
        .describe("Records that the spec publishes"),
      left: z
        .array(z.strictObject({ ...record, why: z.string() }))
        .describe("Records that it does not publish"),
      rewritten: z
        .array(
          z.strictObject({
            ...record,
            what: z
              .enum(["ttl", "text", "besides"])
              .describe("The TTL, the way the text is written, or something that a spec cannot say"),
            found: z.string(),
            written: z.string(),
          }),
        )
        .describe("Records that it publishes in another form"),
      spec: z.string().nullable().describe("As YAML; with defaults, without what they say"),
      findings: z.array(findingDocument).describe("What mailzone check finds in the spec"),
    }),
  ),
  defaults: z.string().nullable().describe("What the specs have in common, as YAML"),
  skipped: z.array(z.string()).describe("Files in the given folders that hold no zone"),
  findings: z.array(findingDocument).describe("What is wrong with the sources"),
  summary: z.strictObject({
    domains: z.int(),
    specs: z.int(),
    taken: z.int().describe("Records"),
    left: z.int().describe("Records"),
    errors: z.int().describe("Of the sources and of the specs"),
    warnings: z.int(),
  }),
});

/** Findings of severity `least` and of worse ones; the counts are of all. */
export function importJson(run: ImportRun, least: Severity = "info"): z.infer<typeof importDocument> {
  const all = [...run.findings, ...run.domains.flatMap(({ findings }) => findings)];
  const number = (severity: Finding["severity"]): number =>
    numberOf(all.filter((finding) => finding.severity === severity));
  return {
    version: 1,
    domains: run.domains.map(({ reproduction, spec, file, findings }) => {
      const { domain, zone, from, services, taken, left, rewritten } = reproduction;
      const at = ({ name, type }: { readonly name: string; readonly type: string }) => ({
        name: relativeName(name, zone),
        type,
      });
      return {
        domain: withoutDot(domain),
        zone: withoutDot(zone),
        from,
        file: file ?? null,
        services: services.map(({ id, role }) => ({ id, role })),
        taken: taken.map(({ name, data }) => ({
          name: relativeName(name, zone),
          type: data.type,
          data: printRdata(data),
        })),
        left: left.map((one) => ({ ...at(one), why: one.why })),
        rewritten: rewritten.map((one) => ({
          ...at(one),
          what: one.what,
          found: one.found,
          written: one.written,
        })),
        spec: spec ?? null,
        findings: atLeast(findings, least).map(findingJson),
      };
    }),
    defaults: run.defaults?.text ?? null,
    skipped: [...run.skipped],
    findings: atLeast(run.findings, least).map(findingJson),
    summary: {
      domains: run.domains.length,
      specs: run.domains.filter(({ spec }) => spec !== undefined).length,
      taken: sum(run.domains.map(({ reproduction: { taken } }) => taken.length)),
      left: sum(run.domains.map(({ reproduction: { left } }) => left.length)),
      errors: number("error"),
      warnings: number("warning"),
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The widest that the table becomes. */
const WIDTH = 100;

/** The widest that a name becomes in it. */
const NAME = 40;

/** A row for each mail domain, then what is different from the sources, and why records were left. */
export function printImport({ domains, skipped }: ImportRun): string {
  return [
    table(domains),
    ...section("published in another form than found:", rewrittenRows(domains)),
    ...section("left where they are:", leftRows(domains)),
    ...(skipped.length === 0
      ? []
      : [`\n${counted(skipped.length, "file")} without a zone: ${few(skipped)}\n`]),
  ]
    .join("")
    .replace(/^\n/, "");
}

function table(domains: readonly Imported[]): string {
  if (domains.length === 0) return "";
  const rows = domains.map(({ reproduction, findings, spec }) => {
    const { domain, services, taken, left } = reproduction;
    return {
      domain: visible(shownName(domain)),
      services: spec === undefined ? ["no mail"] : services.map(({ id }) => id),
      rest: [String(taken.length), String(left.length), countFindings(findings) || "-"],
    };
  });
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));
  const name = Math.min(NAME, widest(["domain", ...rows.map(({ domain }) => domain)]));
  const findings = widest(["findings", ...rows.map(({ rest }) => rest[2] ?? "")]);
  // taken, left, and two spaces before each column
  const room = Math.max(12, WIDTH - name - findings - "taken".length - "left".length - 10);
  return columns([
    ["domain", "services found", "taken", "left", "findings"],
    ...rows.map(({ domain, services, rest }) => [shortened(domain, name), fitted(services, room), ...rest]),
  ]);
}

/** As many words as there is room for, and the number of those that are left out. */
function fitted(words: readonly string[], room: number): string {
  if (words.length === 0) return "-";
  for (let count = words.length; count > 0; count--) {
    const more = words.length - count;
    const text = `${words.slice(0, count).join(", ")}${more > 0 ? ` +${more}` : ""}`;
    if (text.length <= room) return text;
  }
  const others = words.length > 1 ? ` +${words.length - 1}` : "";
  return `${shortened(words[0] ?? "", room - others.length)}${others}`;
}

/** Rows of a name or number, perhaps a type, and what there is to say, which gets the room that is left. */
function section(heading: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const heads = rows.map((row) => row.slice(0, -1).map((cell) => shortened(cell, NAME)));
  const widest = (column: number): number => Math.max(...heads.map((row) => row[column]?.length ?? 0));
  const taken = (heads[0] ?? []).reduce((sum, _, column) => sum + widest(column) + 2, 2);
  const last = rows.map((row) => shortened(row.at(-1) ?? "", WIDTH - taken));
  return [`\n${heading}\n`, columns(heads.map((row, i) => [...row, last[i] ?? ""]))];
}

const FORMS: Readonly<Record<Rewritten["what"], string>> = {
  ttl: "with the TTL of the spec",
  text: "written differently, with the same meaning",
  besides: "without the proxy in front",
};

/** How many records a report shows one by one; of more, it has numbers. */
const MOST_SHOWN = 20;

function rewrittenRows(domains: readonly Imported[]): readonly (readonly string[])[] {
  const all = domains.flatMap(({ reproduction: { rewritten } }) => rewritten);
  if (all.length <= MOST_SHOWN) {
    const rows = all.map(({ name, type, what, found, written }) => [
      visible(shownName(name)),
      type,
      what === "ttl"
        ? `TTL ${written} instead of ${found}`
        : what === "text"
          ? `as ${shortened(visible(written), 64)}`
          : FORMS[what],
    ]);
    // two MX of one RRset have the same to say
    return [...new Map(rows.map((row) => [row.join("\t"), row])).values()];
  }
  return [...Map.groupBy(all, ({ what }) => what)].map(([what, ones]) => [
    counted(ones.length, "record"),
    FORMS[what],
  ]);
}

function leftRows(domains: readonly Imported[]): readonly (readonly string[])[] {
  const all = domains.flatMap(({ reproduction: { left } }) => left);
  if (all.length <= MOST_SHOWN)
    return all.map(({ name, type, why }) => [visible(shownName(name)), type, visible(why)]);
  const byReason = [...Map.groupBy(all, ({ why }) => visible(why))]
    .map(([why, ones]) => ({ why: ones.length > 1 ? `each ${why}` : why, records: ones.length }))
    .sort((a, b) => b.records - a.records);
  const others = sum(byReason.slice(MOST_SHOWN).map(({ records }) => records));
  return [
    ...byReason.slice(0, MOST_SHOWN),
    ...(others > 0 ? [{ why: "for other reasons", records: others }] : []),
  ].map(({ why, records }) => [counted(records, "record"), why]);
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(visible).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
