/** What a template asks of the domain that it is applied to: told where the domain does otherwise. */
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

/** `records` are all of the domain. */
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
      message: `${nameOf(application)} is for a name below a zone (hostRequired), and ${toUnicode(spec.domain)} is the zone itself, so its records would take the zone's own place`,
      help: `write a spec for a name below it, such as domain: mail.${toUnicode(spec.domain)} with zone: ${toUnicode(spec.zone)}`,
      place: use.place,
      related: [{ place: source.place(["hostRequired"]), note: "the template says so" }],
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
      message: `${nameOf(application)} is applied twice, but it is no template for several instances at a name, so the service looks after one of them only`,
      help: "keep one, with all its groups; where both are meant, ask the publisher for multiInstance",
      place: use.place,
      related: [{ place: earlier.use.place, note: "the first" }],
    },
  ];
}

/** The format's TTL is a wish, and a name has one TTL for all its TXT: the spec's holds. */
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
      message: `the template asks for a TTL of ${ttls.join(", ")}, and the records get ${spec.ttl}, that of the spec`,
      help: "where the service insists on its own, set ttl in the spec",
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
      message: `the MX records that ${nameOf(application)} has for the mail domain are left out, since it is named as a sender`,
      help: "name it under mailbox: if it is to receive the domain's mail",
      place: source.place(["records", index]),
      related: [{ place: use.place, note: "named as a sender" }],
    },
  ];
}

/** A text that wants to be the only one of its name, or of its kind, and is not; nothing is taken away for it. */
function txtFindings(spec: Spec, application: Application, records: readonly ZoneRecord[]): Finding[] {
  const { template, source, preset, indexes, use } = application;
  return indexes.flatMap((index, i): Finding[] => {
    const record = template.records[index];
    if (record === undefined || !isKnown(record) || record.type !== "TXT") return [];
    const { txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix = "" } = record;
    if (mode !== "All" && (mode !== "Prefix" || prefix === "")) return [];
    const place = preset.records[i]?.place;
    const own = records.find(({ origin, data }) => origin.preset?.place === place && data.type === "TXT");
    // checks of SPF, DKIM and DMARC speak of a second one of theirs
    if (own === undefined || isJudged(own)) return [];
    const starts = mode === "All" ? "" : prefix;
    const rivals = textsAt(own.name, records).filter(
      (one) => one.data.text !== (own.data as Txt).text && one.data.text.startsWith(starts),
    );
    if (rivals.length === 0) return [];
    // at the mail domain that would take away other services' proofs of ownership
    const isTooMuch = mode === "All" && own.name === spec.domain;
    const wish =
      mode === "All" ? "the only text of its name" : `the only text that begins with ${quote(prefix)}`;
    return [
      {
        code: "template-txt",
        severity: isTooMuch ? "info" : "warning",
        message: `${nameOf(application)} wants its TXT at ${ownerOf(record)} to be ${wish}, but there ${rivals.length === 1 ? "is another" : `are ${rivals.length} others`}, which ${rivals.length === 1 ? "stays" : "stay"}`,
        help: isTooMuch
          ? "nothing need be done: texts of other services belong beside it"
          : "keep the one that is right, and take the other away where it comes from",
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
