/** The TXT records of a zone that carry mail policy, each parsed once per run. */
import type { Span } from "../finding.ts";
import { type Dkim, parseDkim } from "../mail/dkim.ts";
import { type Ed25519Key, type NoKey, readKey } from "../mail/dkim-key.ts";
import { remembering } from "../mail/remembering.ts";
import type { RsaKey } from "../mail/rsa-key.ts";
import { parseSpf, type Spf } from "../mail/spf.ts";
import { valueSpan } from "../mail/tag-list.ts";
import { isDmarc, isSelector, isSpf } from "../mail/text-kind.ts";
import { type DmarcRecord, readDmarc } from "../plan/dmarc-at.ts";
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import type { RRset, ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";

export interface SpfRecord {
  readonly record: ZoneRecord;
  readonly text: string;
  readonly spf: Spf;
}
export interface DkimRecord {
  readonly record: ZoneRecord;
  readonly text: string;
  readonly dkim: Dkim;
  /** The key in `p=`; undefined if that is absent or empty, or if `k=` is not a known key type. */
  readonly key: RsaKey | Ed25519Key | NoKey | undefined;
}

export interface TextRecords {
  /** TXT RRsets, whatever is in them. */
  readonly rrsets: readonly RRset[];
  readonly spf: readonly SpfRecord[];
  /** What is at a selector. */
  readonly dkim: readonly DkimRecord[];
  /** DMARC records at any name. */
  readonly dmarc: readonly DmarcRecord[];
  /** Those at `_dmarc` of some name, where receivers look for them. */
  readonly policies: readonly DmarcRecord[];
}

/** Where the key of a DKIM record is, or the wrong part of it; undefined if it has none. */
export function keySpan({ dkim, key }: Pick<DkimRecord, "dkim" | "key">): Span | undefined {
  const whole = valueSpan(dkim.tags, "p");
  const part = key !== undefined && "problem" in key ? key.at : undefined;
  return part === undefined || whole === undefined
    ? whole
    : { offset: whole.offset + part.offset, length: part.length };
}

const readSpf = remembering(parseSpf);

/** The SPF records at a name; one, unless `spf-single` reports more. */
export const spfAt = (zone: Zone, name: Name): readonly SpfRecord[] => spfByName(zone).get(name) ?? [];

const spfByName = once(
  (zone: Zone): ReadonlyMap<Name, readonly SpfRecord[]> =>
    Map.groupBy(textRecords(zone).spf, ({ record }) => record.name),
);

export const textRecords = once((zone: Zone): TextRecords => {
  const rrsets: RRset[] = [];
  const spf: SpfRecord[] = [];
  const dkim: DkimRecord[] = [];
  const dmarc: DmarcRecord[] = [];
  const policies: DmarcRecord[] = [];
  for (const rrset of zone.rrsets) {
    if (rrset.type !== "TXT") continue;
    rrsets.push(rrset);
    const selector = isSelector(rrset.name);
    for (const record of rrset.records) {
      if (record.data.type !== "TXT") continue;
      const { text } = record.data;
      if (isSpf(text)) {
        spf.push({ record, text, spf: readSpf(text) });
      } else if (selector) {
        dkim.push(readDkim(record, text));
      } else if (isDmarc(text)) {
        const read = { record, text, dmarc: readDmarc(text) };
        dmarc.push(read);
        if (rrset.name.startsWith("_dmarc.")) policies.push(read);
      }
    }
  }
  return { rrsets, spf, dkim, dmarc, policies };
});

function readDkim(record: ZoneRecord, text: string): DkimRecord {
  const dkim = parseDkim(text);
  const { key, algorithm } = dkim;
  const readable = key !== undefined && key !== "" && algorithm !== undefined;
  return { record, text, dkim, key: readable ? readKey(key, algorithm) : undefined };
}
