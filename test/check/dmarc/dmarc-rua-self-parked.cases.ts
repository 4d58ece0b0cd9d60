import { dmarcRuaSelfParked } from "../../../src/check/dmarc/dmarc-rua-self-parked.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRuaSelfParked, ["warning 4:45"]),
  {
    check: "dmarc-rua-self-parked",
    title: "sees a parked domain of another zone, on a cloud without null MX too",
    specs: {
      "spec.yaml": texts(["_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@example.org"]),
      "b.yaml": "domain: example.org\ndns: alidns\nmode: parked\n",
    },
    finds: ["warning 5:93"],
  },
  {
    // RFC 5321 §5.1: without MX, senders use the domain's own address
    check: "dmarc-rua-self-parked",
    title: "warns of a domain that only sends, and takes one with an MX, an address, or records of others",
    specs: {
      "spec.yaml": texts(["_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.com"]),
      "a.yaml":
        "domain: a.example\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none, rua: ['mailto:d@a.example']}\nrecords: [{type: A, value: 192.0.2.1}]\n",
      "b.yaml":
        "domain: b.example\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none, rua: ['mailto:d@b.example']}\nrecords: [{type: MX, value: 10 mx.example.net}]\n",
      "c.yaml":
        "domain: c.example\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none, rua: ['mailto:d@c.example']}\nexternal: ['@']\n",
      "d.yaml":
        "domain: d.example\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none, rua: ['mailto:d@mail.d.example']}\n",
    },
    finds: ["warning 5:72"],
  },
];
