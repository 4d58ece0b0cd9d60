import { dkimPresent } from "../../../src/check/dkim/dkim-present.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, exmail, sends, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const SENDGRID = "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]";
const mail = (domain: string, ...lines: string[]): string =>
  [`domain: ${domain}`, "dns: cloudflare", ...lines, ""].join("\n");

export const cases: readonly CheckCase[] = [
  {
    // RFC 6376 §3.5: a signature names the selector of the service that signs; no other service has its private key
    check: "dkim-present",
    title: "judges each service: a sender's keys, and those of a name below, sign nothing for the mailbox",
    specs: {
      "spec.yaml": mail("example.com", "mailbox: tencent-exmail", SENDGRID),
      "a.yaml": mail("example.net", "mailbox: microsoft-365"),
      "b.yaml": mail("news.example.com", SENDGRID),
    },
    finds: ["warning 3:10", "warning a.yaml:3:10"],
  },
  {
    check: "dkim-present",
    title: "takes the mailbox's key by parameter, under dkim:, in records and from others, and a gateway's",
    specs: {
      "spec.yaml": mail(
        "example.com",
        `mailbox: {provider: tencent-exmail, with: {dkim_selector: s3, dkim_value: "v=DKIM1; k=rsa; p=${RSA_KEY}"}}`,
        SENDGRID,
      ),
      "a.yaml": mail(
        "example.net",
        "mailbox: tencent-exmail",
        SENDGRID,
        `dkim: [{selector: t, key: ${RSA_KEY}}]`,
      ),
      "b.yaml": mail(
        "example.org",
        "mailbox: tencent-exmail",
        SENDGRID,
        "records: [{name: t._domainkey, type: CNAME, value: t.example.net}]",
      ),
      "c.yaml": mail("a.example", "mailbox: tencent-exmail", SENDGRID, "external: [t._domainkey]"),
      "e.yaml": mail("c.example", "mailbox: tencent-exmail", "accepts: [{domain: team.c.example}]"),
      "f.yaml": mail(
        "team.c.example",
        "zone: c.example",
        "mode: parked",
        "records: [{name: t._domainkey.c.example., type: CNAME, value: t.example.net}]",
      ),
      "d.yaml": mail(
        "b.example",
        "mailbox: tencent-exmail",
        `gateway: {provider: mimecast, with: {mc_region: us, dkim_selector: m, dkim_value: "v=DKIM1; k=rsa; p=${RSA_KEY}"}}`,
      ),
    },
    finds: [],
  },
  {
    check: "dkim-present",
    title: "counts a mail host of one's own, which a sender's keys do not sign for",
    specs: {
      "spec.yaml": mail(
        "example.com",
        SENDGRID,
        "spf: {mx: true}",
        "records: [{type: MX, value: 10 mx.example.net}]",
      ),
      "a.yaml": mail(
        "example.net",
        SENDGRID,
        "spf: {mx: true}",
        "records: [{type: MX, value: 10 mx.example.net}]",
        `dkim: [{selector: t, key: ${RSA_KEY}}]`,
      ),
      "b.yaml": mail("example.org", "mode: send-only", SENDGRID),
    },
    finds: ["warning 1:9"],
  },
  {
    check: "dkim-present",
    title: "counts: two services without keys of their own need two selectors",
    specs: {
      "spec.yaml": mail(
        "example.com",
        "mailbox: tencent-exmail",
        "senders: [{provider: sendgrid, without: [s1._domainkey, s2._domainkey], with: {em_label: em1, sg_user: u1}}]",
        `dkim: [{selector: t, key: ${RSA_KEY}}]`,
      ),
    },
    finds: ["warning 1:9"],
  },
  ...explained(dkimPresent, ["warning 3:10"]),
  {
    check: "dkim-present",
    title:
      "takes keys elsewhere: delegated, managed by others, at a name below; and asks none of who does not send",
    specs: [
      sends("records:", "  - {name: _domainkey, type: NS, value: ns1.example.net}"),
      "domain: a.example.org\ndns: cloudflare\nmode: send-only\nexternal: [s1._domainkey]\n",
      `domain: b.example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: s1._domainkey.mg, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}\n`,
      "domain: c.example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\n",
      "domain: d.example.org\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "dkim-present",
    title: "asks none of a domain whose only sender has a delegated name, whose keys the vendor publishes",
    specs: sends("senders: [{provider: salesforce-marketing-cloud, with: {send_label: news}}]"),
    finds: [],
  },
  {
    check: "dkim-present",
    title: "asks one of a mailbox beside such a sender",
    specs: spec(
      "cloudflare",
      exmail,
      "senders: [{provider: salesforce-marketing-cloud, with: {send_label: news}}]",
    ),
    finds: ["warning 3:10"],
  },
];
