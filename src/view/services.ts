/** SRV records of a zone by service, and the services by which mail clients find their servers. */
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import type { Srv } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";

export interface ServiceRecord {
  readonly record: ZoneRecord;
  readonly data: Srv;
  /** With its underscore, such as `_imaps`; undefined if the owner is not of the form `_service._proto.name`. */
  readonly service: string | undefined;
  readonly protocol: string | undefined;
  /** The domain that offers it. */
  readonly domain: Name;
}

/** Usual ports of the services of mail, calendars and contacts (RFC 6186 §3, RFC 8314 §5.1, RFC 5804, RFC 8620, RFC 6764). */
export const MAIL_PORTS: Readonly<Record<string, number>> = {
  _submission: 587,
  _submissions: 465,
  _imap: 143,
  _imaps: 993,
  _pop3: 110,
  _pop3s: 995,
  _sieve: 4190,
  _jmap: 443,
  _caldavs: 443,
  _carddavs: 443,
  _autodiscover: 443,
};

export const serviceRecords = once((zone: Zone): readonly ServiceRecord[] =>
  zone.rrsets.flatMap(({ type, name, records }) =>
    type === "SRV" ? records.flatMap((record) => read(name, record)) : [],
  ),
);

function read(name: Name, record: ZoneRecord): ServiceRecord[] {
  if (record.data.type !== "SRV") return [];
  const [, service, protocol, domain = name] = /^(_[^.]+)\.(_[^.]+)\.(.+)$/.exec(name) ?? [];
  return [{ record, data: record.data, service, protocol, domain }];
}
