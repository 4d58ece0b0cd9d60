import { provDnssec } from "../../../src/check/cloud/prov-dnssec.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

const signing = (...settings: string[]): string =>
  `domain: example.com\ndns: {${settings.join(", ")}}\nmode: parked\n`;

export const cases: readonly CheckCase[] = [
  ...explained(provDnssec, ["error 2:34"]),
  {
    check: "prov-dnssec",
    title:
      "refuses it on Alibaba Cloud DNS, whose provider cannot sign, also for a zone that the stack creates",
    specs: signing("cloud: alidns", "create: true", "dnssec: true"),
    finds: ["error 2:44"],
    mended: signing("cloud: alidns", "create: true"),
  },
  {
    check: "prov-dnssec",
    title: "refuses to switch it off for a zone that the stack does not create",
    specs: signing("cloud: route53", "dnssec: false"),
    finds: ["error 2:31"],
    mended: signing("cloud: route53", "create: true", "dnssec: false"),
  },
  {
    check: "prov-dnssec",
    title: "takes a zone that another spec creates, and one that is not to be signed",
    specs: {
      "a.yaml": signing("cloud: route53", "create: true"),
      "b.yaml":
        "domain: shop.example.com\nzone: example.com\ndns: {cloud: route53, dnssec: true}\nmode: parked\n",
      "c.yaml": "domain: example.net\ndns: {cloud: alidns, create: true, dnssec: false}\nmode: parked\n",
    },
    finds: [],
  },
];
