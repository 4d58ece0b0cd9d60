/** An adoption as `mailzone adopt` shows it: zone by zone, what happens to each record. */
import { cloudOf } from "../../cloud/clouds.ts";
import type { SpecEdit } from "../../engine/spec-edits.ts";
import { type Adoption, type Left, liveTexts, type Taken } from "../../live/adoption.ts";
import type { SurveyedZone } from "../../live/survey.ts";
import { columns } from "../../report/columns.ts";
import { firstOf, listed } from "../../words/list.ts";
import { counted, visible } from "../../words/text.ts";
import { relativeName, toUnicode } from "../../zone/name.ts";
import { printRdata } from "../../zone/rdata.ts";

/** How many characters of a value a row shows. */
const SHOWN = 60;

/** So many records that stay as they are have rows of their own; more are one line. */
const KEPT_SHOWN = 10;

export function printAdoption({ taken, left }: Adoption, edits: readonly SpecEdit[]): string {
  const kept = taken.filter(({ fate }) => fate === "keep");
  const isFew = kept.length <= KEPT_SHOWN;
  const told = isFew ? taken : taken.filter(({ fate }) => fate !== "keep");
  const zones = [...new Set([...told, ...left].map(({ zone }) => zone))];
  const tables = zones.map((zone) => {
    const rows = [
      ...told.filter((one) => one.zone === zone).flatMap((one) => rowsOf(one, fateOf(one))),
      ...left.filter((one) => one.zone === zone).flatMap((one) => rowsOf(one, `stays: ${one.why}`)),
    ];
    return `${titleOf(zone)}\n${columns(rows)}`;
  });
  const added = edits.map(
    ({ file, lines }) =>
      `${visible(file)}, added under records: so that texts that share a record with mail's are kept\n${lines.map((line) => `  + ${visible(line)}\n`).join("")}`,
  );
  return [...(isFew ? [] : [keptLine(kept)]), ...tables, ...added].join("\n");
}

/** `150 records of 30 domains are right already and are adopted unchanged: a.example, b.example and 28 more`. */
function keptLine(kept: readonly Taken[]): string {
  const domains = [...new Set(kept.map(({ domain }) => domain))];
  const [only = ""] = domains;
  const what =
    domains.length === 1 ? `of ${visible(only)} are` : `of ${counted(domains.length, "domain")} are`;
  const which = domains.length === 1 ? "" : `: ${listed(firstOf(domains, DOMAINS_SHOWN).map(visible))}`;
  return `${kept.length} records ${what} right already and are adopted unchanged${which}\n`;
}

/** How many domains the line names. */
const DOMAINS_SHOWN = 5;

function titleOf({ name, cloud, account }: SurveyedZone): string {
  const where = account === undefined ? "" : ` (${account})`;
  return `${toUnicode(name)} on ${cloudOf(cloud).title}${visible(where)}`;
}

/** Owner, type, value, id, and what happens to it; further values have rows of their own. */
function rowsOf({ zone, record }: Taken | Left, fate: string): string[][] {
  const [first = "", ...others] = liveTexts(record).map(shown);
  const owner = visible(relativeName(record.name, zone.name));
  return [
    [owner, record.type, first, visible(record.id), fate],
    ...others.map((value) => ["", "", value, "", ""]),
  ];
}

const shown = (value: string): string =>
  visible(value.length > SHOWN ? `${value.slice(0, SHOWN - 3)}...` : value);

function fateOf({ fate, wanted, ttl, carried, record }: Taken): string {
  if (fate === "delete") return "adopted; the next pulumi up deletes it";
  if (fate === "keep") return "adopted unchanged";
  const now = liveTexts(record);
  const texts = [...new Set([...wanted, ...carried.map(printRdata)])];
  const isSame = texts.length === now.length && texts.every((text) => now.includes(text));
  const changes = [
    ...(isSame ? [] : [`changes it to ${texts.map(shown).join(", ")}`]),
    ...(record.proxied ? ["turns proxying off"] : []),
    ...(record.disabled ? ["enables it"] : []),
    ...(ttl === undefined ? [] : [`sets its TTL to ${ttl}`]),
  ];
  // a final dot, a capital, or a text without quotes
  if (changes.length === 0) changes.push("writes it in another form that means the same");
  return `adopted; the next pulumi up ${changes.join(" and ")}`;
}
