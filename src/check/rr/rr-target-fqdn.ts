import { quote } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { addressLiteral } from "../../view/mail-hosts.ts";
import { isPlainHost } from "../../view/plain-name.ts";
import { domainOf } from "../../view/whereabouts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import {
  hostFault,
  isReverse,
  labels,
  lengthFault,
  type Name,
  type NameFault,
  ownerFault,
  withoutDot,
} from "../../zone/name.ts";
import { hasTopLevelDomain } from "../../zone/public-suffix.ts";
import { pointsTo, type RecordType } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrTargetFqdn: ZoneCheck = {
  id: "rr-target-fqdn",
  severity: "error",
  rule: "The target of MX, CNAME, SRV, NS and PTR is a full domain name below a top-level domain, and the target of MX and SRV is a host name.",
  source: "RFC 1035 §2.3.4, RFC 1123 §2.1, RFC 5321 §2.3.5, RFC 2782",
  explanation: {
    why: "These records point to names. A URL, an address, or an underscore in a host name is not a valid name.",
    effect: "The cloud rejects the record, or nobody finds what it points to.",
    fix: "Write just the host name, such as host.example.net.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: CNAME, value: https://www.example.net}",
    ),
    passes: example("mode: parked", "records:", "  - {name: www, type: CNAME, value: www.example.net}"),
  },
  check(zone, report) {
    for (const { type, records } of zone.rrsets) {
      if (!TYPES.has(type)) continue;
      for (const record of records) {
        const target = pointsTo(record.data);
        // mx-not-ip reports an address in place of a host
        if (target === undefined || (type === "MX" && addressLiteral(target) !== undefined)) continue;
        const fault = targetFault(type, target);
        if (fault === undefined) {
          if (isOwn(record)) withoutTopLevel(zone, record, target, report);
          continue;
        }
        report({
          message: `${shownName(record.name)} ${type} points to ${quote(withoutDot(target))}, which is not a ${HOSTS.has(type) ? "host name" : "domain name"}: ${fault.problem}`,
          help: helpFor(type, target),
          ...atTarget(zone, record, fault),
        });
      }
    }
  },
};

/** A name with a dot in it is not relative to the mail domain. If it was meant to be, it leads nowhere. */
function withoutTopLevel(zone: Zone, record: ZoneRecord, target: Name, report: Report): void {
  const last = labels(target).at(-1) ?? "";
  if (target === "." || hasTopLevelDomain(target)) return;
  const whole = `${target}${domainOf(zone, record)?.spec.domain ?? zone.name}`;
  const isSure = last.includes("_") || zone.owners.has(whole);
  report({
    // the list may be older than the top-level domain
    ...(isSure ? {} : { severity: "warning" }),
    message: `${shownRecord(record)} points out of the zone to ${shownName(target)}, but there is no top-level domain ${quote(last)}, so it cannot be found`,
    help: `write ${shownName(whole)} if you mean that; a name with a dot in it is not completed`,
    ...atTarget(zone, record),
  });
}

const TYPES: ReadonlySet<RecordType> = new Set<RecordType>(["MX", "CNAME", "SRV", "NS", "PTR"]);
const HOSTS: ReadonlySet<RecordType> = new Set<RecordType>(["MX", "SRV"]);

function targetFault(type: RecordType, target: Name): NameFault | undefined {
  const whole = (problem: string): NameFault => ({ problem, offset: 0, length: withoutDot(target).length });
  // a host without its domain was read as relative to the reverse zone
  if (type === "PTR" && isReverse(target)) return whole("it is in the reverse zone itself");
  if (isPlainHost(target)) return undefined;
  // a null MX (RFC 7505), and a service that is not offered (RFC 2782)
  if (target === ".") return HOSTS.has(type) ? undefined : whole("it is the root");
  if (addressLiteral(target) !== undefined) {
    // mx-not-ip reports an address in an MX
    return type === "MX" ? undefined : whole("it is an address");
  }
  const star = target.indexOf("*");
  const fault =
    lengthFault(target) ??
    (HOSTS.has(type)
      ? hostFault(target)
      : star >= 0
        ? { problem: "it has a *", offset: star, length: 1 }
        : ownerFault(target));
  return fault ?? (labels(target).length < 2 ? whole("it is a single label") : undefined);
}

function helpFor(type: RecordType, target: Name): string {
  if (/:\/\/|\//.test(target)) return "write just the host name, without scheme and path";
  if (addressLiteral(target) !== undefined) return "give the address a host name, and write that";
  if (labels(target).length === 1)
    return "write the full name, or omit the final dot for a name below the domain";
  return `write a full name such as host.example.net${HOSTS.has(type) ? ", without underscores" : ""}`;
}
