import { signingOf } from "../../cloud/clouds.ts";
import type { Zone } from "../../plan/zone.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";

export const provDnssec: ZoneCheck = {
  id: "prov-dnssec",
  severity: "error",
  rule: "A zone is signed by the stack only if the stack creates it, on a cloud whose Pulumi provider can sign zones.",
  source: "docs/dnssec.md; vendor, see the cloud's signing",
  explanation: {
    why: "The stack owns the signing of a zone as it owns the zone. A zone that was there before may be signed already, with keys that the stack does not know.",
    effect: "The setting would have no effect, and the zone would not be signed although its spec says so.",
    fix: "Let the stack create the zone with create: true, or delete dnssec and switch signing on at the DNS host.",
    fails: "domain: example.com\ndns: {cloud: cloudflare, dnssec: true}\nmode: parked\n",
    passes: "domain: example.com\ndns: {cloud: cloudflare, create: true, dnssec: true}\nmode: parked\n",
  },
  check(zone, report) {
    const { dnssec, domains } = zone;
    const fault = faultOf(zone);
    if (dnssec === undefined || fault === undefined) return;
    const domain = domains[0]?.domain.spec.domain;
    report({ ...fault, ...(domain !== undefined && { domain: withoutDot(domain) }), place: dnssec.place });
  },
};

function faultOf({
  name,
  cloud,
  create,
  dnssec,
}: Zone): { readonly message: string; readonly help: string } | undefined {
  const { signing } = cloud;
  if (dnssec?.is === "on" && signingOf(cloud) === undefined && "reason" in signing) {
    return {
      message: `dnssec: true would sign ${shownName(name)} on ${cloud.title}, but ${signing.reason}`,
      help: signing.way,
    };
  }
  if (create !== undefined) return undefined;
  return {
    message: `the stack does not create the zone ${shownName(name)}, so dnssec would have no effect on it`,
    help: `if the zone does not exist yet, add create: true; otherwise delete dnssec, and switch DNSSEC on or off at ${cloud.title}`,
  };
}
