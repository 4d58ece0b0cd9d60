/** Imports records and compares what the written spec publishes with them, without the comparison that import itself makes. */
import { cloudOfServer } from "../../src/cloud/clouds.ts";
import { type Reproduction, type Rewritten, reproduce } from "../../src/import/reproduce.ts";
import type { SourceRecord, SourceZone } from "../../src/import/source-zone.ts";
import { loadText } from "../../src/pipeline.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { printSpec } from "../../src/spec/print.ts";
import type { Name } from "../../src/zone/name.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const library = openLibrary();

export const imported = (
  records: readonly SourceRecord[],
  zone: Name,
  take: "mail" | "all" = "mail",
): readonly Reproduction[] => importedZone({ zone, from: "test", records, others: [], findings: [] }, take);

export const importedZone = (source: SourceZone, take: "mail" | "all" = "mail"): readonly Reproduction[] =>
  reproduce(source, { library, cloudOfServer, take });

/** Codes of what only the way in which a spec is written can cause, whatever the zone has. */
export const writtenWrong = (made: readonly Reproduction[]): string[] =>
  made
    .flatMap(({ draft }) =>
      draft === undefined ? [] : loadText("spec.yaml", printSpec({ ...draft, dns: "route53" })).findings,
    )
    .map(({ code }) => code)
    .filter((code) => code.startsWith("spec-") || ["rr-duplicate", "rr-ttl-mixed"].includes(code));

/** `NAME TTL TYPE DATA` of what the specs publish on Route 53, which has a place for every record. */
export const publishedBy = (made: readonly Reproduction[]): string[] =>
  made
    .flatMap(({ draft }) =>
      draft === undefined ? [] : loadText("spec.yaml", printSpec({ ...draft, dns: "route53" })).domains,
    )
    .flatMap(({ records }) => records)
    .map(({ name, ttl, data }) => `${name} ${ttl} ${data.type} ${printRdata(data)}`)
    .sort();

/** The same of the records that were taken, each as it was said that it is written. */
export function announced(made: readonly Reproduction[]): string[] {
  return made
    .flatMap(({ draft, taken, rewritten }) =>
      taken.map(({ name, ttl, data }) => {
        const said = (what: Rewritten["what"], found: string): string | undefined =>
          rewritten.find(
            (one) => one.what === what && one.name === name && one.type === data.type && one.found === found,
          )?.written;
        const own = ttl ?? draft?.ttl ?? 3600;
        const text = said("text", printRdata(data)) ?? printRdata(data);
        return `${name} ${said("ttl", String(own)) ?? own} ${data.type} ${text}`;
      }),
    )
    .sort();
}

/** The terms or tags of a text, in any order: what may be written in another form is still the same set. */
export const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/" "|[";]/g, (found) => (found === '" "' ? "" : " "))
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => (word.includes("%") ? word : word.toLowerCase().replace(/^\+/, "")))
    .sort();
