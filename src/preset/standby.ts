/** What the provider of a migration that does not hold the mail publishes beside the one that does. */
import { textKind } from "../mail/text-kind.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { WaitingRecord } from "./domain.ts";

export interface Beside {
  readonly published: readonly ZoneRecord[];
  readonly waiting: readonly WaitingRecord[];
}

/** The standby's records that can be beside the others; those that cannot wait until their provider holds the mail. */
export function beside(standby: readonly ZoneRecord[], others: readonly ZoneRecord[]): Beside {
  const published: ZoneRecord[] = [];
  const waiting: WaitingRecord[] = [];
  const at = Map.groupBy(others, ({ name }) => name);
  for (const record of standby) {
    const there = at.get(record.name) ?? [];
    if (there.some(({ data }) => isSame(data, record.data))) continue;
    const holder = there.find((other) => excludes(record, other));
    if (holder === undefined) published.push(record);
    else waiting.push({ record, holder });
  }
  return { published, waiting };
}

const isSame = (a: Rdata, b: Rdata): boolean => a.type === b.type && printRdata(a) === printRdata(b);

/** Whether a name cannot have both records, or whoever asks for one of them would get either. */
function excludes({ name, data }: ZoneRecord, { data: other }: ZoneRecord): boolean {
  if (data.type === "CNAME" || other.type === "CNAME") return true;
  // a zone cut leaves nothing at or below the name to this zone (RFC 1034 §4.2.1)
  if (data.type === "NS" || other.type === "NS") return true;
  if (isAddress(data) && isAddress(other)) return true;
  if (data.type === "TXT" && other.type === "TXT") {
    const kind = textKind(name, data.text);
    return kind !== undefined && kind === textKind(name, other.text);
  }
  return data.type === "MX" && other.type === "MX";
}

const isAddress = ({ type }: Rdata): boolean => type === "A" || type === "AAAA";
