/** The TXT records of a zone that carry mail policy, each parsed once a run. */
import type { Zone } from "../cloud/zone.ts";
import { type Dkim, parseDkim } from "../mail/dkim.ts";
import { type Dmarc, isDmarc, parseDmarc } from "../mail/dmarc.ts";
import { isSpf, parseSpf, type Spf } from "../mail/spf.ts";
import type { Name } from "../zone/name.ts";
import type { RRset, ZoneRecord } from "../zone/zone.ts";
import { remembering } from "./remembering.ts";

export interface SpfRecord {
  readonly record: ZoneRecord;
  readonly text: string;
  readonly spf: Spf;
}
export interface DkimRecord {
  readonly record: ZoneRecord;
  readonly dkim: Dkim;
}
export interface DmarcRecord {
  readonly record: ZoneRecord;
  readonly text: string;
  readonly dmarc: Dmarc;
}

export interface TextRecords {
  /** TXT RRsets, whatever is in them. */
  readonly rrsets: readonly RRset[];
  readonly spf: readonly SpfRecord[];
  /** What stands at a selector. */
  readonly dkim: readonly DkimRecord[];
  readonly dmarc: readonly DmarcRecord[];
}

const readSpf = remembering(parseSpf);
const readDmarc = remembering(parseDmarc);

const cache = new WeakMap<Zone, TextRecords>();

export function textRecords(zone: Zone): TextRecords {
  let records = cache.get(zone);
  if (records === undefined) {
    records = readTextRecords(zone);
    cache.set(zone, records);
  }
  return records;
}

/** Whether keys of DKIM stand at the name: `selector._domainkey.example.com.` (RFC 6376 §3.6.2.1). */
export function isSelector(name: Name): boolean {
  return name.indexOf("._domainkey.") > 0;
}

/** What a text is that a name may have only once; undefined for any other text. */
export function policyKind(name: Name, text: string): string | undefined {
  if (isSelector(name)) return "DKIM";
  if (isSpf(text)) return "SPF";
  if (isDmarc(text)) return "DMARC";
  return OTHER_KINDS[/^v=(STSv1|TLSRPTv1|BIMI1)\s*;/.exec(text)?.[1] ?? ""];
}

const OTHER_KINDS: Readonly<Record<string, string>> = {
  STSv1: "MTA-STS",
  TLSRPTv1: "TLS-RPT",
  BIMI1: "BIMI",
};

function readTextRecords(zone: Zone): TextRecords {
  const rrsets: RRset[] = [];
  const spf: SpfRecord[] = [];
  const dkim: DkimRecord[] = [];
  const dmarc: DmarcRecord[] = [];
  for (const rrset of zone.rrsets) {
    if (rrset.type !== "TXT") continue;
    rrsets.push(rrset);
    const selector = isSelector(rrset.name);
    for (const record of rrset.records) {
      if (record.data.type !== "TXT") continue;
      const { text } = record.data;
      if (selector) dkim.push({ record, dkim: parseDkim(text) });
      else if (isSpf(text)) spf.push({ record, text, spf: readSpf(text) });
      else if (isDmarc(text)) dmarc.push({ record, text, dmarc: readDmarc(text) });
    }
  }
  return { rrsets, spf, dkim, dmarc };
}
