/** Where findings point inside what the user wrote: part of a text, a field of a record, its owner's name. */
import type { Span } from "../finding.ts";
import { bimiTags } from "../mail/bimi.ts";
import { type DmarcFields, dmarcTags } from "../mail/dmarc.ts";
import { printAll } from "../mail/spf.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { spfHost } from "../preset/spf-builder.ts";
import type { Path } from "../source/path.ts";
import type { RecordInput } from "../spec/record-schema.ts";
import { fieldSpot, type RecordField, recordText } from "../spec/records.ts";
import type { Spec } from "../spec/spec.ts";
import { type Spot, spotIn } from "../spec/spot.ts";
import { spanInWritten } from "../zone/name.ts";
import { pointsTo } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { atRecord, domainOf, type Whereabouts } from "./whereabouts.ts";

/** What replaces the place of a record's finding: nothing if the user did not write that part of it. */
type Within = Partial<Spot>;

/**
 * Whereabouts of a finding on part of a TXT record's text: the very characters if the user wrote them; the record if
 * its text was put together from other things, or if the part is unknown.
 */
export function atText(zone: Zone, record: ZoneRecord, span: Span | undefined): Whereabouts {
  return { ...atRecord(zone, record), ...inText(zone, record, span) };
}

export function inText(zone: Zone, record: ZoneRecord, span: Span | undefined): Within {
  const domain = span && domainOf(zone, record);
  return (span && domain && textSpot(domain, record, span)) ?? {};
}

/** Whereabouts of a finding on a field of a record, or on part of its value. */
export function atField(zone: Zone, record: ZoneRecord, field: RecordField, span?: Span): Whereabouts {
  const domain = domainOf(zone, record);
  const value: unknown = Reflect.get(record.data, field);
  // a part of the value is the same part of the text only if the text has no escapes
  const part = (written: string): Span | undefined => (written === value ? span : undefined);
  return { ...atRecord(zone, record), ...(domain && fieldOf(domain, record, field, part)) };
}

/** Whereabouts of a finding on the name that a record points to, or on part of that name. */
export function atTarget(zone: Zone, record: ZoneRecord, span?: Span): Whereabouts {
  return { ...atRecord(zone, record), ...inTarget(zone, record, span) };
}

export function inTarget(zone: Zone, record: ZoneRecord, span?: Span): Within {
  const domain = domainOf(zone, record);
  const field = record.data.type === "MX" ? "exchange" : "target";
  const name = pointsTo(record.data);
  return (domain && fieldOf(domain, record, field, (text) => inName(text, name, span))) ?? {};
}

/** Whereabouts of a finding on the owner of a record, or on part of its name. */
export function atOwner(zone: Zone, record: ZoneRecord, span?: Span): Whereabouts {
  const domain = domainOf(zone, record);
  return { ...atRecord(zone, record), ...(domain && ownerSpot(domain, record, span)) };
}

/** Whereabouts of a finding on the TTL of a record: that of the record itself if it has its own. */
export function atTtl(zone: Zone, record: ZoneRecord): Whereabouts {
  const domain = domainOf(zone, record);
  const { path } = record.origin;
  const ttl = domain && inputOf(domain, record)?.ttl;
  if (domain === undefined || path === undefined || ttl === undefined) return atRecord(zone, record);
  return { ...atRecord(zone, record), ...spotIn(domain.spec.source, [...path, "ttl"], whole(String(ttl))) };
}

const whole = (text: string): Span => ({ offset: 0, length: text.length });

const inName = (text: string, name: string | undefined, span: Span | undefined): Span =>
  name === undefined || span === undefined ? whole(text) : spanInWritten(text, name, span);

const isItemOf = (path: Path, key: "dkim" | "records"): boolean => path.at(-2) === key;

/** The item of `records` that a record came from. */
function inputOf({ spec }: Domain, { origin: { path = [] } }: ZoneRecord): RecordInput | undefined {
  return isItemOf(path, "records") ? spec.input.records?.[Number(path.at(-1))] : undefined;
}

function dkimOf(
  { spec }: Domain,
  { origin: { path = [] } }: ZoneRecord,
): Domain["spec"]["dkim"][number] | undefined {
  return isItemOf(path, "dkim") ? spec.dkim.find((item) => item.path === path) : undefined;
}

function textSpot(domain: Domain, record: ZoneRecord, span: Span): Spot | undefined {
  const text = record.data.type === "TXT" ? record.data.text : "";
  const { path, nth = 0 } = record.origin;
  const { source } = domain.spec;
  const input = inputOf(domain, record);
  if (path === undefined) return undefined;
  if (input !== undefined) {
    const written = recordText(input, nth);
    return written.text === text ? spotIn(source, [...path, ...written.path], span) : undefined;
  }
  if (path[0] === "spf") return spfSpot(domain, text, span);
  if (path[0] === "dmarc") return dmarcSpot(domain, text, span);
  if (path[0] === "bimi") return bimiSpot(domain, span);
  const key = dkimOf(domain, record)?.key;
  const start = text.length - (key?.length ?? 0);
  const end = span.offset + span.length;
  if (key === undefined || !text.endsWith(key) || end <= start) return undefined;
  const offset = Math.max(span.offset - start, 0);
  return spotIn(source, [...path, "key"], { offset, length: end - start - offset });
}

/** The spot of a field, or of the part that `part` picks from what is written there. */
function fieldOf(
  domain: Domain,
  record: ZoneRecord,
  field: RecordField,
  part: (written: string) => Span | undefined,
): Spot | undefined {
  const { path, nth } = record.origin;
  if (path === undefined) return undefined;
  const input = inputOf(domain, record);
  const cname = field === "target" ? dkimOf(domain, record)?.cname : undefined;
  const found =
    cname === undefined
      ? input && fieldSpot(input, field, nth)
      : { path: ["cname"], written: cname, ...whole(cname) };
  if (found === undefined) return undefined;
  const { offset, length } = part(found.written) ?? whole(found.written);
  return spotIn(domain.spec.source, [...path, ...found.path], { offset: found.offset + offset, length });
}

function ownerSpot(domain: Domain, record: ZoneRecord, span: Span | undefined): Spot | undefined {
  const { path } = record.origin;
  const selector = dkimOf(domain, record)?.selector;
  const written = selector ?? inputOf(domain, record)?.name;
  if (path === undefined || written === undefined) return undefined;
  const key = selector === undefined ? "name" : "selector";
  return spotIn(domain.spec.source, [...path, key], inName(written, record.name, span));
}

/** A term from an item under `spf:`, and where it is in the record. */
interface SpfItem {
  readonly term: string;
  readonly path: Path;
  readonly written: string;
  /** How many characters of the term come before the item's own; undefined if the item is written differently. */
  readonly before: number | undefined;
}

const spfItems = new WeakMap<Domain, ReadonlyMap<number, SpfItem & { readonly start: number }>>();

/** The items under `spf:` by where each of their words begins in the record; an item with a space has several words. */
function spfWords(domain: Domain, text: string): ReadonlyMap<number, SpfItem & { readonly start: number }> {
  let words = spfItems.get(domain);
  if (words !== undefined) return words;
  const items = new Map<string, SpfItem>();
  for (const item of itemsOf(domain)) {
    const [word = ""] = item.term.split(" ", 1);
    if (!items.has(word)) items.set(word, item);
  }
  const map = new Map<number, SpfItem & { readonly start: number }>();
  let at = 0;
  let current: (SpfItem & { readonly start: number }) | undefined;
  for (const word of text.split(" ")) {
    if (current === undefined || at >= current.start + current.term.length) {
      const item = items.get(word);
      current = item && text.startsWith(item.term, at) ? { ...item, start: at } : undefined;
    }
    if (current !== undefined) map.set(at, current);
    at += word.length + 1;
  }
  words = map;
  spfItems.set(domain, words);
  return words;
}

function* itemsOf({ spec }: Domain): Generator<SpfItem> {
  const { spf = {} } = spec.input;
  for (const key of ["ip4", "ip6", "a", "mx", "exists", "include"] as const) {
    const values = spf[key];
    if (values === true) yield { term: key, path: ["spf", key], written: "true", before: undefined };
    if (!Array.isArray(values)) continue;
    for (const [i, written] of values.entries()) {
      const host = key === "ip4" || key === "ip6" ? written : spfHost(written, spec.domain);
      const isAlike = written.toLowerCase().startsWith(host.toLowerCase());
      const before = isAlike ? key.length + 1 : undefined;
      yield { term: `${key}:${host}`, path: ["spf", key, i], written, before };
    }
  }
  for (const key of ["redirect", "exp"] as const) {
    const written = spf[key];
    if (written === undefined) continue;
    const host = spfHost(written, spec.domain);
    const isAlike = written.toLowerCase().startsWith(host.toLowerCase());
    yield {
      term: `${key}=${host}`,
      path: ["spf", key],
      written,
      before: isAlike ? key.length + 1 : undefined,
    };
  }
  if (spf.all !== undefined)
    yield { term: printAll(spf.all), path: ["spf", "all"], written: spf.all, before: undefined };
}

function spfSpot(domain: Domain, text: string, { offset, length }: Span): Spot | undefined {
  const item = spfWords(domain, text).get(text.lastIndexOf(" ", offset - 1) + 1);
  if (item === undefined) return undefined;
  const { source } = domain.spec;
  if (item.before === undefined) return spotIn(source, item.path, whole(item.written));
  const start = item.start + item.before;
  const from = Math.max(offset - start, 0);
  return spotIn(source, item.path, { offset: from, length: Math.max(offset + length - start - from, 1) });
}

function dmarcSpot({ spec }: Domain, text: string, span: Span): Spot | undefined {
  if (spec.input.dmarc === undefined) return undefined;
  let at = 0;
  for (const { name, value, field } of dmarcTags(spec.input.dmarc)) {
    const start = at + name.length + 1;
    at = start + value.length + "; ".length;
    if (span.offset >= at && at <= text.length) continue;
    if (field === undefined) return undefined;
    return fieldOfDmarc(spec, field, { ...span, offset: span.offset - start });
  }
  return undefined;
}

/** The part of a URL under `bimi:`. */
function bimiSpot({ spec: { input, source } }: Domain, { offset, length }: Span): Spot | undefined {
  if (input.bimi === undefined) return undefined;
  let at = 0;
  for (const { name, value, field } of bimiTags(input.bimi)) {
    const start = at + name.length + 1;
    at = start + value.length + "; ".length;
    if (field === undefined || offset < start || offset >= at) continue;
    const before = input.bimi[field]?.indexOf(value) ?? 0;
    return spotIn(source, ["bimi", field], { offset: before + offset - start, length });
  }
  return undefined;
}

/** The field under `dmarc:`, or the item of its list, that contains part of the tag's value. */
function fieldOfDmarc({ input, source }: Spec, field: keyof DmarcFields, { offset, length }: Span): Spot {
  const written = input.dmarc?.[field];
  const path = ["dmarc", field];
  if (!Array.isArray(written)) return spotIn(source, path, whole(String(written)));
  let at = 0;
  for (const [i, item] of written.entries()) {
    const isInside = offset >= at && offset + length <= at + item.length;
    if (isInside) return spotIn(source, [...path, i], { offset: offset - at, length });
    at += item.length + 1;
  }
  const [only, ...others] = written;
  return only !== undefined && others.length === 0
    ? spotIn(source, [...path, 0], whole(only))
    : { place: source.place(path) };
}
