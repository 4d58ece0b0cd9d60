import { dnssecOneHost } from "../../../src/check/cloud/dnssec-one-host.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

const on = (...hosts: string[]): string =>
  `domain: example.com\ndns:\n${hosts.map((host) => `  - ${host}\n`).join("")}mode: parked\n`;
const SIGNED = "{cloud: route53, create: true, dnssec: true}";

export const cases: readonly CheckCase[] = [
  ...explained(dnssecOneHost, ["error 4:44"]),
  {
    check: "dnssec-one-host",
    title: "refuses two accounts of one cloud, and each host that signs",
    specs: on(SIGNED, "{cloud: route53, account: eu, create: true, dnssec: true}"),
    finds: ["error 3:44", "error 4:57"],
    mended: on(SIGNED),
  },
  {
    check: "dnssec-one-host",
    title: "takes two hosts that do not sign, and a zone below on another host",
    specs: {
      "a.yaml": on("{cloud: route53, create: true, dnssec: false}", "cloudflare"),
      "b.yaml":
        "domain: shop.example.net\ndns: {cloud: cloudflare, create: true, dnssec: true}\nmode: parked\n",
      "c.yaml": "domain: example.net\ndns: route53\nmode: parked\n",
    },
    finds: [],
  },
];
