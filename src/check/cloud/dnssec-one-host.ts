import { zoneIndex } from "../../plan/zone-index.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";

export const dnssecOneHost: AmongCheck = {
  id: "dnssec-one-host",
  severity: "error",
  rule: "A zone that is signed is at one DNS host, in one account; two sign with keys that the other does not publish.",
  source: "RFC 8901 §3",
  explanation: {
    why: "Each host signs with its own key, and answers only its own key. A resolver that has the keys of one cannot verify the signatures of the other.",
    effect:
      "Once the DS record is at the registrar, resolvers that validate refuse part of the answers, and mail is lost at random.",
    fix: "Publish the zone at one host, or do not sign it. Two hosts have to publish each other's keys (RFC 8901), which mailzone does not arrange.",
    fails:
      "domain: example.com\ndns:\n  - cloudflare\n  - {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
    passes: "domain: example.com\ndns:\n  - {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
  },
  checkAmong(zone, zones, report) {
    const { name, dnssec, domains } = zone;
    const others = zoneIndex(zones)
      .named(name)
      .filter((other) => other !== zone);
    if (dnssec?.is !== "on" || others.length === 0) return;
    const domain = domains[0]?.domain.spec.domain;
    const where = others.map(({ cloud, account }) =>
      account === undefined ? cloud.title : `${cloud.title} (${account})`,
    );
    report({
      message: `the zone ${shownName(name)} is signed on ${zone.cloud.title} and is on ${listed(where)} too, whose answers do not match the signatures (RFC 8901 §3)`,
      help: "publish it on one of them, or delete dnssec",
      ...(domain !== undefined && { domain: withoutDot(domain) }),
      place: dnssec.place,
    });
  },
};
