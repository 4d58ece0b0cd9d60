/** Describes drifted records in the words of people who run mail. */
import { cloudOf } from "../cloud/clouds.ts";
import type { DriftedRecord, DriftField, RecordSnapshot, ShownValue } from "../live/drift-record.ts";
import { visible } from "../words/text.ts";
import { printRdata } from "../zone/rdata.ts";
import { kindOf, shownOwner, shownValue } from "./plan-words.ts";

/** What happened to one record, such as `SPF changed from "v=spf1 -all" to "v=spf1 +all"`; names each field that differs. */
export function driftSentence(record: DriftedRecord): string {
  return `${whatBecame(record)}${pending(record)}`;
}

function whatBecame(record: DriftedRecord): string {
  const { state, live, fields, remade } = record;
  const what = kind(state);
  if (live === undefined) {
    const gone = `${named(what, state)} is gone from the zone`;
    return remade === undefined
      ? gone
      : `${gone}; an identical one that the stack does not own was created by hand (record ${remade})`;
  }
  const told = fields.map((field) => changed(field, state, live));
  const [first] = fields;
  // `SPF changed from ... to ...`, but `SPF "v=spf1 -all": its TTL changed from ... to ...`
  if (first === "data") return `${what} ${told.join("; ")}`;
  return `${named(what, state)}: ${told.join("; ")}`;
}

/** What happened to one field, as a predicate. */
function changed(field: DriftField, state: RecordSnapshot, live: RecordSnapshot): string {
  switch (field) {
    case "name":
      return `it moved from ${shownOwner(state.name)} to ${shownOwner(live.name)}`;
    case "type":
      return `its type changed from ${state.type} to ${live.type}`;
    case "data":
      return changedValues(state, live);
    case "ttl":
      return `its TTL changed from ${shownTtl(state)} to ${shownTtl(live)}`;
    case "proxied":
      return live.proxied
        ? "proxying was turned on, so Cloudflare answers with its own addresses, which accept no mail"
        : "proxying was turned off";
    case "disabled":
      return live.disabled ? "it was disabled, so it is no longer served" : "it was enabled";
    case "line":
      return `its resolution line changed from ${state.line ?? "default"} to ${live.line ?? "default"}`;
  }
}

/** How a record's values differ, as a predicate. */
function changedValues(state: RecordSnapshot, live: RecordSnapshot): string {
  if (state.alias !== undefined || live.alias !== undefined) {
    return `changed from ${shownValues(state)} to ${shownValues(live)}`;
  }
  const gone = without(state.values, live.values);
  const come = without(live.values, state.values);
  const [lost, gained] = [gone, come].map((values) => values.map(shown).join(", "));
  if (gone.length === 1 && come.length === 1) return `changed from ${lost} to ${gained}`;
  return [
    ...(gone.length > 0 ? [`lost ${lost}`] : []),
    ...(come.length > 0 ? [`gained ${gained}`] : []),
  ].join(" and ");
}

/** What the next `pulumi up` does about it, if the specs were changed and not applied yet. */
function pending({ specs, wanted, live }: DriftedRecord): string {
  switch (specs) {
    case "state":
      return "";
    case "zone":
      return "; the specs, which are not applied yet, want what the zone has";
    case "other":
      return `; the specs, which are not applied yet, want ${wanted === undefined ? "something else" : withTtl(wanted)}`;
    case "gone":
      return live === undefined
        ? "; the specs no longer want it"
        : "; the specs no longer want it, so the next pulumi up deletes it";
  }
}

function without(values: readonly ShownValue[], others: readonly ShownValue[]): ShownValue[] {
  const known = new Set(others.map(key));
  return values.filter((one) => !known.has(key(one)));
}

const key = ({ data, text }: ShownValue): string => (data === undefined ? text : printRdata(data));

/** What the record is for: SPF, DMARC, a DKIM key; else its type. */
function kind({ name, type, values }: RecordSnapshot): string {
  const kinds = new Set(values.map(({ data }) => (data === undefined ? type : kindOf(name, data))));
  return kinds.size === 1 ? ([...kinds][0] as string) : type;
}

function shownValues({ values, alias }: RecordSnapshot): string {
  if (alias !== undefined) return `an alias of ${shownOwner(alias)}`;
  return values.length > 0 ? values.map(shown).join(", ") : "an unknown value";
}

/** `MX 10 mx1.example.net.`; `what` is the record's kind. */
function named(what: string, record: RecordSnapshot): string {
  if (record.alias !== undefined) return `${what} alias of ${shownOwner(record.alias)}`;
  return record.values.length > 0 ? `${what} ${shownValues(record)}` : `${what} of unknown value`;
}

const shown = ({ data, text }: ShownValue): string => (data === undefined ? visible(text) : shownValue(data));

const shownTtl = ({ ttl }: RecordSnapshot): string => (ttl === undefined ? "none" : `${ttl} s`);

const withTtl = (record: RecordSnapshot): string => `${shownValues(record)} with TTL ${shownTtl(record)}`;

/** `example.com on Cloudflare`, followed by the account if it is a named one. */
export const driftTitle = ({
  domain,
  cloud,
  account,
}: Pick<DriftedRecord, "domain" | "cloud" | "account">): string =>
  `${domain} on ${cloudOf(cloud).title}${account === undefined ? "" : ` (${account})`}`;
