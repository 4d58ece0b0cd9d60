import type { Zone } from "../../plan/zone.ts";
import { type ZoneIndex, zoneIndex } from "../../plan/zone-index.ts";
import { policyWorkerOf } from "../../preset/policy-worker.ts";
import { answering } from "../../view/answering.ts";
import { hasSts, transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck, Reported } from "../check.ts";
import { example } from "../example.ts";

export const stsHost: AmongCheck = {
  id: "sts-host",
  severity: "error",
  rule: "The MTA-STS record and the web host mta-sts that serves the policy come together; one without the other has no effect.",
  source: "RFC 8461 §3.3, §8.2",
  explanation: {
    why: "The TXT at _mta-sts only says that there is a policy. Senders fetch it from https://mta-sts.<domain>/.well-known/mta-sts.txt, also where _mta-sts is a CNAME to another domain's record.",
    effect:
      "Without the host, senders cannot fetch the policy. Without the record, no sender asks for it. Mail continues unprotected.",
    fix: "Add addresses or a CNAME at mta-sts, or list mta-sts under external if something else manages it.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _mta-sts, type: TXT, value: v=STSv1; id=1}",
      "  - {name: mta-sts, type: TXT, value: to do}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _mta-sts, type: TXT, value: v=STSv1; id=1}",
      "  - {name: mta-sts, type: CNAME, value: policies.example.net}",
    ),
  },
  checkAmong(zone, zones, report) {
    const index = zoneIndex(zones);
    for (const { record, domain } of [...firstOfEach(zone), ...borrowed(zone)])
      for (const reported of withoutHost(zone, record, domain, index)) report(reported);
    for (const reported of withoutRecord(zone, index)) report(reported);
  },
};

/** One record for each name that has a policy text. */
function firstOfEach(zone: Zone): readonly { readonly record: ZoneRecord; readonly domain: Name }[] {
  const seen = new Set<Name>();
  return transportRecords(zone).sts.filter(({ domain }) => !seen.has(domain) && seen.add(domain));
}

/** Aliases in place of the text: the record may be another domain's, but the host is always the domain's own. */
function borrowed(zone: Zone): readonly { readonly record: ZoneRecord; readonly domain: Name }[] {
  return zone.rrsets.flatMap(({ name, type, records: [record] }) =>
    type === "CNAME" && name.startsWith("_mta-sts.") && record !== undefined
      ? [{ record, domain: name.slice("_mta-sts.".length) }]
      : [],
  );
}

function* withoutHost(zone: Zone, record: ZoneRecord, domain: Name, index: ZoneIndex): Generator<Reported> {
  const host = `mta-sts.${domain}`;
  const holder = index.zoneOf(host, zone);
  if (holder === undefined || holder.external.has(host) || isServed(holder, host)) return;
  const types = answering(holder, host)?.map(({ type }) => type);
  if (types?.some((type) => SERVING.has(type))) return;
  const start = `${shownName(record.name)} says that ${shownName(domain)} has an MTA-STS policy, but its host ${shownName(host)}`;
  yield {
    ...(types === undefined ? { severity: "warning" } : {}),
    message:
      types === undefined
        ? `${start} is in no spec, so senders cannot fetch the policy unless something else serves it`
        : `${start} has ${listed([...new Set(types)])} and no address, so senders cannot fetch the policy`,
    help:
      record.origin.path?.[0] === "mtaSts"
        ? "name the web server under mtaSts, as in server: web.example.net, or write host: cloudflare-worker, or host: external if something else manages it"
        : `add A, AAAA or a CNAME at ${shownName(host)} to records, or list it under external if something else manages it`,
    ...atRecord(zone, record),
  };
}

/** Whether the zone's cloud serves the policy itself; sts-worker-zone reports those that cannot. */
const isServed = (zone: Zone, host: Name): boolean =>
  zone.domains.some(({ domain }) => policyWorkerOf(domain)?.host === host);

/** Addresses, an alias, or a delegation to whoever serves the policy. */
const SERVING: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "NS"]);

function* withoutRecord(zone: Zone, index: ZoneIndex): Generator<Reported> {
  for (const { name, type, records } of transportRecords(zone).hosts) {
    if (!SERVING.has(type) || type === "NS") continue;
    const domain = name.slice("mta-sts.".length);
    const [record] = records;
    // one finding per host, at its first address
    const first = zone.owners.get(name)?.find((rrset) => SERVING.has(rrset.type));
    if (record === undefined || first?.type !== type) continue;
    const holder = index.zoneOf(`_mta-sts.${domain}`, zone);
    if (holder === undefined || hasSts(holder, domain)) continue;
    yield {
      severity: "warning",
      message: `${shownName(name)} is the host of an MTA-STS policy, but ${shownName(domain)} has no TXT at _mta-sts, so no sender asks for the policy`,
      help: `add {name: _mta-sts, type: TXT, value: "v=STSv1; id=20260101000000Z"} to records, or delete the host`,
      ...atRecord(zone, record),
    };
  }
}
