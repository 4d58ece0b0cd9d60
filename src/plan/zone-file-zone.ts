/** A zone file as a zone with one mail domain, so that the checks judge it as they judge a spec's. */
import { anyHost } from "../cloud/any-host.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { cloudOf, cloudOfServer } from "../cloud/clouds.ts";
import type { Place } from "../finding.ts";
import { parseSpf } from "../mail/spf.ts";
import type { SpfTerm } from "../mail/spf-term.ts";
import { isSelector, isSpf } from "../mail/text-kind.ts";
import type { Domain } from "../preset/domain.ts";
import { bundledServices, type Services } from "../preset/services.ts";
import type { Spec } from "../spec/spec.ts";
import { USUAL_TTL } from "../spec/usual-ttl.ts";
import { distinctRecords } from "../zone/distinct-records.ts";
import { isWithin, type Name } from "../zone/name.ts";
import { isNullMx } from "../zone/rdata.ts";
import type { ZoneFile, ZoneFileRecord } from "../zone/read-zone-file.ts";
import { joinRecords, type ZoneRecord } from "../zone/rrset.ts";
import type { Zone } from "./zone.ts";
import { recordInput, ZoneFileSource } from "./zone-file-source.ts";

/** `domain` is at or below the zone; `cloud` is the host that its NS name, if it is not known. The zone's own NS are left out: they are the DNS host's. */
export function zoneOfFile(
  read: ZoneFile,
  zone: Name,
  domain: Name,
  file: string,
  {
    services = bundledServices,
    cloud = hostOf(read.records, zone),
  }: { readonly services?: Services; readonly cloud?: Cloud } = {},
): Zone {
  const records = distinctRecords(
    read.records.filter(({ name, data }) => name !== zone || data.type !== "NS"),
  );
  const place = read.soa ?? { file, line: 1, column: 1 };
  const spec = specOf(records, { domain, zone, cloud, place });
  const placed = records.map(
    ({ name, ttl = USUAL_TTL, data, place: at }, i): ZoneRecord => ({
      name,
      ttl,
      data,
      origin: { place: at, path: ["records", i] },
    }),
  );
  const { rrsets, owners } = joinRecords(placed);
  const only: Domain = {
    spec,
    records: placed,
    presets: [],
    services,
    missing: [],
    overriddenDmarc: [],
    withheldMx: [],
    withheldPolicies: [],
    waiting: [],
    isPartial: false,
  };
  return {
    name: zone,
    cloud,
    domains: [{ domain: only, rrsets, omitted: [], place }],
    rrsets,
    owners,
    external: spec.external,
    flattenApex: cloud.limits.apexCname.able,
  };
}

/** The cloud of the zone's name servers, or a host without limits of its own. */
function hostOf(records: readonly ZoneFileRecord[], zone: Name): Cloud {
  for (const { name, data } of records) {
    const id = name === zone && data.type === "NS" ? cloudOfServer(data.target) : undefined;
    if (id !== undefined) return cloudOf(id);
  }
  return anyHost;
}

interface About {
  readonly domain: Name;
  readonly zone: Name;
  readonly cloud: Cloud;
  readonly place: Place;
}

function specOf(records: readonly ZoneFileRecord[], { domain, zone, cloud, place }: About): Spec {
  const input = { domain, records: records.map(recordInput) };
  return {
    domain,
    zone,
    clouds: [{ cloud: cloud.id, place }],
    mode: modeOf(records, domain),
    senders: [],
    dkim: [],
    ttl: USUAL_TTL,
    external: new Set(),
    grants: [],
    input,
    source: new ZoneFileSource(input, records, place),
    place,
  };
}

/** What mail the domain has by its MX, SPF and DKIM; none if it has nothing of these. */
function modeOf(records: readonly ZoneFileRecord[], domain: Name): Spec["mode"] {
  const own = records.filter(({ name }) => name === domain).map(({ data }) => data);
  const receives = own.some((data) => data.type === "MX" && !isNullMx(data));
  const spf = own.flatMap((data) => (data.type === "TXT" && isSpf(data.text) ? [parseSpf(data.text)] : []));
  const isSilent = spf.length > 0 && spf.every(({ terms: [first] }) => isNobody(first));
  if (receives) return isSilent ? "receive-only" : "mail";
  if (spf.length > 0) return isSilent ? "parked" : "send-only";
  // services with a return path of their own need no SPF at the domain
  if (records.some((record) => isKeyOf(record, domain))) return "send-only";
  return own.some(isNullMx) ? "parked" : "none";
}

/** Whether it is a DKIM key of the domain, or a CNAME to one; a revoked one is a domain's that is parked. */
const isKeyOf = ({ name, data }: ZoneFileRecord, domain: Name): boolean =>
  isSelector(name) &&
  isWithin(name, domain) &&
  (data.type === "CNAME" || (data.type === "TXT" && !/p=\s*(?:;|$)/.test(data.text)));

/** Whether the first term is `-all`. */
const isNobody = (term: SpfTerm | undefined): boolean => term?.name === "all" && term.qualifier === "-";
