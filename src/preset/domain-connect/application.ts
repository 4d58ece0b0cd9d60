/** What a template requires of the domain that it is applied to, reported if the domain differs. */
import { type Finding, quote } from "../../finding.ts";
import { isSpf } from "../../mail/text-kind.ts";
import type { PresetUse, Spec } from "../../spec/spec.ts";
import { labels, type Name, toUnicode } from "../../zone/name.ts";
import type { Txt } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { AppliedTemplate } from "./applied-template.ts";
import { ownerOf } from "./job.ts";
import { isKnown } from "./template.ts";

export interface Application extends AppliedTemplate {
  readonly use: PresetUse;
}

/** `records` are all records of the domain. */
export function applicationFindings(
  spec: Spec,
  applications: readonly Application[],
  records: readonly ZoneRecord[],
): Finding[] {
  return applications.flatMap((application, i) => [
    ...hostFindings(spec, application),
    ...instanceFindings(application, applications.slice(0, i)),
    ...ttlFindings(spec, application),
    ...senderFindings(application),
    ...txtFindings(spec, application, records),
  ]);
}

const nameOf = ({ preset, use }: Application): string => `${preset.title} (${use.id})`;

function hostFindings(spec: Spec, application: Application): Finding[] {
  const { template, source, use } = application;
  if (template.hostRequired !== true || spec.domain !== spec.zone) return [];
  return [
    {
      code: "template-host",
      severity: "error",
      message: `${nameOf(application)} is for a name below a zone (hostRequired), but ${toUnicode(spec.domain)} is the zone itself, so its records would be at the zone's own name`,
      help: `write a spec for a name below it, such as domain: mail.${toUnicode(spec.domain)} with zone: ${toUnicode(spec.zone)}`,
      place: use.place,
      related: [{ place: source.place(["hostRequired"]), note: "the template requires this" }],
    },
  ];
}

function instanceFindings(application: Application, before: readonly Application[]): Finding[] {
  const { template, source, use } = application;
  const earlier = before.find((one) => one.source.file === source.file);
  if (earlier === undefined || template.multiInstance === true) return [];
  return [
    {
      code: "template-instance",
      severity: "warning",
      message: `${nameOf(application)} is applied twice, but it does not allow several instances at one name (multiInstance), so the service maintains only one of them`,
      help: "keep one, with all its groups; if both are intended, ask the publisher for multiInstance",
      place: use.place,
      related: [{ place: earlier.use.place, note: "the first" }],
    },
  ];
}

/** The template's TTL is only a wish, since a name has one TTL for all its TXT: the spec's applies. */
function ttlFindings(spec: Spec, { template, source, indexes }: Application): Finding[] {
  const others = indexes.filter((index) => {
    const ttl = template.records[index]?.ttl;
    return ttl !== undefined && /^\d+$/.test(String(ttl)) && Number(ttl) !== spec.ttl;
  });
  const [first] = others;
  if (first === undefined) return [];
  const ttls = [...new Set(others.map((index) => Number(template.records[index]?.ttl)))].sort(
    (a, b) => a - b,
  );
  return [
    {
      code: "template-ttl",
      severity: "info",
      message: `the template asks for a TTL of ${ttls.join(", ")}, but the records get ${spec.ttl}, the TTL of the spec`,
      help: "if the service requires its own TTL, set ttl in the spec",
      place: source.place(["records", first, "ttl"]),
    },
  ];
}

function senderFindings(application: Application): Finding[] {
  const { source, use, preset, indexes } = application;
  if (use.role !== "sender") return [];
  const first = preset.records.findIndex(({ type, name }) => type === "MX" && name === "@");
  const index = indexes[first];
  if (index === undefined) return [];
  return [
    {
      code: "template-left-out",
      severity: "info",
      message: `the MX records that ${nameOf(application)} has for the mail domain are left out, because it is listed as a sender`,
      help: "put it under mailbox: if it should receive the domain's mail",
      place: source.place(["records", index]),
      related: [{ place: use.place, note: "listed as a sender" }],
    },
  ];
}

/** A text that should be the only one at its name, or of its kind, but is not; nothing is removed for it. */
function txtFindings(spec: Spec, application: Application, records: readonly ZoneRecord[]): Finding[] {
  const { template, source, preset, indexes, use } = application;
  return indexes.flatMap((index, i): Finding[] => {
    const record = template.records[index];
    if (record === undefined || !isKnown(record) || record.type !== "TXT") return [];
    const { txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix = "" } = record;
    if (mode !== "All" && (mode !== "Prefix" || prefix === "")) return [];
    const place = preset.records[i]?.place;
    const own = records.find(({ origin, data }) => origin.preset?.place === place && data.type === "TXT");
    // the checks of SPF, DKIM and DMARC report a second record of theirs
    if (own === undefined || isJudged(own)) return [];
    const starts = mode === "All" ? "" : prefix;
    const rivals = textsAt(own.name, records).filter(
      (one) => one.data.text !== (own.data as Txt).text && one.data.text.startsWith(starts),
    );
    if (rivals.length === 0) return [];
    // at the mail domain that would remove other services' proofs of ownership
    const isTooMuch = mode === "All" && own.name === spec.domain;
    const wish =
      mode === "All" ? "the only text at its name" : `the only text that begins with ${quote(prefix)}`;
    return [
      {
        code: "template-txt",
        severity: isTooMuch ? "info" : "warning",
        message: `${nameOf(application)} wants its TXT at ${ownerOf(record)} to be ${wish}, but there ${rivals.length === 1 ? "is another" : `are ${rivals.length} others`}, which ${rivals.length === 1 ? "stays" : "stay"}`,
        help: isTooMuch
          ? "do nothing: texts of other services belong beside it"
          : "keep the right one, and delete the other at its source",
        place: use.place,
        related: [
          { place: source.place(["records", index]), note: "the template's text" },
          ...rivals.map(({ origin, data }) => ({
            place: origin.preset?.place ?? origin.place,
            note: quote(data.text),
          })),
        ],
      },
    ];
  });
}

const isJudged = ({ name, data }: ZoneRecord): boolean =>
  data.type !== "TXT" ||
  isSpf(data.text) ||
  labels(name).some((label) => /^_(?:domainkey|dmarc)$/.test(label));

function textsAt(name: Name, records: readonly ZoneRecord[]): (ZoneRecord & { readonly data: Txt })[] {
  return records.flatMap(({ data, ...record }) =>
    record.name === name && data.type === "TXT" ? [{ ...record, data }] : [],
  );
}
