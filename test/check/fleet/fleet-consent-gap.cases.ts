import { type CheckCase, spec } from "../check-case.ts";

const reporting = (domain: string): string =>
  `domain: ${domain}\ndns: cloudflare\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:d@example.com"]}\n`;
const REPORTS = '  - {name: "*._report._dmarc", type: TXT, value: v=DMARC1}';

export const cases: readonly CheckCase[] = [
  {
    // RFC 9990 §4, RFC 9989 §4.10.2: below a private suffix, with psd=y or without any record, each is an organization
    check: "fleet-consent-gap",
    title: "warns between customers of a private suffix, and of an organization that psd=n makes",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail", "dmarc: {policy: none}"),
      "stacks/a/a.yaml": reporting("acme.uk.com").replace("d@example.com", "d@other.uk.com"),
      "stacks/b/b.yaml": "domain: other.uk.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
      "stacks/a/c.yaml":
        'domain: shop.example.com\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; psd=n; rua=mailto:d@example.com"}\n',
    },
    finds: ["warning 1:9 < stacks/a/c.yaml:5", "warning stacks/b/b.yaml:1:9 < stacks/a/a.yaml:4"],
  },
  {
    check: "fleet-consent-gap",
    title: "warns once of all domains that report where nothing says that their reports are taken",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail"),
      "stacks/a/a.yaml": reporting("a.example"),
      "stacks/a/b.yaml": `domains: [${["b", "c", "d", "e"].map((name) => `${name}.example`).join(", ")}]\n${reporting("x").split("\n").slice(1).join("\n")}`,
    },
    finds: ["warning 1:9 < stacks/a/a.yaml:4 < stacks/a/b.yaml:4 < stacks/a/b.yaml:4"],
    mended: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail", "records:", REPORTS),
      "stacks/a/a.yaml": reporting("a.example"),
    },
  },
  {
    check: "fleet-consent-gap",
    title: "places it at the mail domain above the name of the mailbox, whose spec gets the record",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail"),
      "stacks/a/a.yaml": reporting("a.example").replace("d@example.com", "d@reports.example.com"),
    },
    finds: ["warning 1:9 < stacks/a/a.yaml:4"],
    mended: {
      "spec.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "records:",
        "  - {name: a.example._report._dmarc.reports, type: TXT, value: v=DMARC1}",
      ),
      "stacks/a/a.yaml": reporting("a.example").replace("d@example.com", "d@reports.example.com"),
    },
  },
  {
    check: "fleet-consent-gap",
    title: "places it at the policy where the zone holds no such domain",
    specs: {
      "spec.yaml": "domain: mail.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\n",
      "a.yaml": reporting("a.example"),
    },
    finds: ["warning a.yaml:4:1"],
  },
  {
    check: "fleet-consent-gap",
    title: "is silent within a stack, which publishes the consent itself",
    specs: {
      "spec.yaml": spec("cloudflare", "mailbox: tencent-exmail"),
      "a.yaml": reporting("a.example"),
    },
    finds: [],
  },
  {
    check: "fleet-consent-gap",
    title:
      "takes consent for each, for all, by others, and reports within one organization or out of the fleet",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "external: [b.example._report._dmarc]",
        "records:",
        "  - {name: a.example._report._dmarc, type: TXT, value: v=DMARC1;}",
        "  - {name: c.example._report._dmarc, type: CNAME, value: yes.example.net}",
      ),
      "stacks/a/a.yaml": reporting("a.example"),
      "stacks/a/b.yaml": reporting("b.example"),
      "stacks/a/c.yaml": reporting("c.example"),
      "stacks/a/d.yaml": reporting("shop.example.com"),
      "stacks/a/e.yaml": reporting("e.example").replace("d@example.com", "d@reports.example.net"),
    },
    finds: [],
  },
];
