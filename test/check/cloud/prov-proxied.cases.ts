import type { Zone } from "../../../src/plan/zone.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { sendOnly } from "./specs.ts";

/** Cloudflare as it would be if lowering asked for the proxy. */
const proxied = (zone: Zone): Zone => ({
  ...zone,
  cloud: {
    ...zone.cloud,
    lower: (rrset, id) =>
      zone.cloud.lower(rrset, id).map(({ name, args }) => ({ name, args: { ...args, proxied: true } })),
  },
});

export const cases: readonly CheckCase[] = [
  {
    check: "prov-proxied",
    title: "refuses the proxy for a mail host, for a DKIM name and for what a preset gives",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25, clients: [imap]}}",
      "records:",
      "  - {type: MX, value: 20 mx2}",
      "  - {name: mx2, type: A, value: 192.0.2.26}",
      "  - {name: s1._domainkey, type: CNAME, value: s1.example.net}",
    ),
    finds: ["error 3:21 < self-hosted A", "error 3:21 < self-hosted CNAME", "error 6:5", "error 7:5"],
    alter: proxied,
  },
  {
    check: "prov-proxied",
    title: "lets web hosts be, that of MTA-STS among them",
    specs: sendOnly(
      "cloudflare",
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: mta-sts, type: A, value: 192.0.2.1}",
    ),
    finds: [],
    alter: proxied,
  },
  {
    check: "prov-proxied",
    title: "finds nothing proxied in what is sent today",
    specs: spec("cloudflare", "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}"),
    finds: [],
  },
];
