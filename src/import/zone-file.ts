/** Zones in a zone file. */
import type { Finding } from "../finding.ts";
import { isWithin, type Name, nearestAbove, withoutDot } from "../zone/name.ts";
import type { ZoneFile } from "../zone/read-zone-file.ts";
import { otherType } from "./read-zone.ts";
import type { Inexpressible, SourceZone } from "./source-zone.ts";

/** Types that a server makes by itself when it signs a zone (RFC 4034, RFC 7344, RFC 8976). */
const SIGNATURES: ReadonlySet<string> = new Set(
  "RRSIG NSEC NSEC3 NSEC3PARAM DNSKEY CDS CDNSKEY ZONEMD".split(" "),
);

/** Records of types that specs do not have, without those that no person writes. */
export const otherTypes = (
  others: readonly { readonly name: Name; readonly type: string }[],
): readonly Inexpressible[] =>
  others.filter(({ type }) => !SIGNATURES.has(type)).map(({ name, type }) => otherType(name, type));

/** Without an SOA, each `$ORIGIN` that is not within another one begins a zone, as other tools print several zones. */
export function zonesOfFile(file: string, read: ZoneFile & { readonly zone: Name }): readonly SourceZone[] {
  const { zone, soa, origins, records, others, findings } = read;
  const tops = origins.filter((one) => !origins.some((other) => other !== one && isWithin(one, other)));
  const zones = soa === undefined && tops.length > 1 ? tops : [zone];
  const holder = ({ name }: { readonly name: Name }): Name => nearestAbove(name, zones) ?? "";
  const strays = records.filter((one) => holder(one) === "");
  return zones.map((one, i) => ({
    zone: one,
    from: file,
    records: records.filter((record) => holder(record) === one),
    others: otherTypes(others.filter((other) => holder(other) === one)),
    findings: i > 0 ? [] : [...findings, ...strays.map((stray) => outside(stray, one))],
  }));
}

const outside = ({ name, place }: ZoneFile["records"][number], zone: Name): Finding => ({
  code: "import-source",
  severity: "warning",
  message: `${withoutDot(name)} is not in the zone ${withoutDot(zone)}, so it is in no spec`,
  help: "begin each zone with $ORIGIN, its name and a final dot",
  place,
});
