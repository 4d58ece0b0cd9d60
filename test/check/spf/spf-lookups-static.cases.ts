import { type CheckCase, sends, spec, texts } from "../check-case.ts";
import { record } from "./specs.ts";

const manyIncludes = (count: number): string =>
  `spf: {include: [${Array.from({ length: count }, (_, i) => `s${i}.example.net`).join(", ")}]}`;
const includes = (...names: readonly string[]): string => sends(`spf: {include: [${names.join(", ")}]}`);

export const cases: readonly CheckCase[] = [
  {
    check: "spf-lookups-static",
    title: "refuses eleven lookups, the last of them at the end",
    specs: sends(manyIncludes(11)),
    finds: ["error 4:1"],
    mended: sends(manyIncludes(3)),
  },
  {
    check: "spf-lookups-static",
    title: "warns of nine and of ten",
    specs: sends(manyIncludes(9)),
    finds: ["warning 4:1"],
  },
  {
    check: "spf-lookups-static",
    title: "counts qualified terms, and what the zone's own includes take",
    specs: sends(
      "records:",
      "  - {type: TXT, value: 'v=spf1 ~include:_spf.example.com +mx ?ptr a -exists:x.example.net -all'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 include:_a.example.com include:_b.example.net'}",
      "  - {name: _a, type: TXT, value: 'v=spf1 a mx a:x.example.net a:y.example.net a:z.example.net'}",
    ),
    finds: ["error 5:5"],
  },
  {
    check: "spf-lookups-static",
    title: "ends at includes that lead back",
    specs: sends(
      "records:",
      "  - {type: TXT, value: 'v=spf1 include:_spf.example.com -all'}",
      "  - {name: _spf, type: TXT, value: 'v=spf1 include:example.com'}",
    ),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "counts neither all nor addresses, and nothing after all",
    specs: record(
      `v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 abc=x ${Array.from({ length: 8 }, (_, i) => `a:h${i}.example.net`).join(" ")} -all include:a.example.net mx ptr redirect=b.example.net`,
    ),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "refuses senders that are one lookup too many together: 5, 3, 2 and 1",
    specs: includes("mailgun.org", "secureserver.net", "sendgrid.net", "amazonses.com"),
    finds: ["error 4:1"],
    mended: includes("mailgun.org", "sendgrid.net", "amazonses.com"),
  },
  {
    check: "spf-lookups-static",
    title: "warns of exactly ten",
    specs: includes("mailgun.org", "secureserver.net", "sendgrid.net"),
    finds: ["warning 4:1"],
  },
  {
    check: "spf-lookups-static",
    title: "counts four services of which three were silently too many",
    specs: spec(
      "cloudflare",
      "mailbox: yandex-360",
      "spf: {include: [zoho.com, spf.mtasv.net, mailgun.org]}",
    ),
    finds: ["error 4:1"],
    mended: includes("zoho.com", "spf.mtasv.net"),
  },
  {
    check: "spf-lookups-static",
    title: "warns where unknown records probably are too many: four that take two each besides themselves",
    specs: sends(manyIncludes(4)),
    finds: ["warning 4:1"],
    mended: sends(manyIncludes(3)),
  },
  {
    check: "spf-lookups-static",
    title: "takes three unknown records",
    specs: sends(manyIncludes(3)),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "takes eight",
    specs: includes("mailgun.org", "secureserver.net"),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "makes no error of records in doubt: a mailbox whose includes were last seen years ago",
    specs: spec("cloudflare", "mailbox: tencent-exmail", "spf: {include: [secureserver.net]}"),
    finds: ["warning 4:1"],
  },
  {
    check: "spf-lookups-static",
    title: "says nothing where only doubt comes close",
    specs: spec("cloudflare", "mailbox: tencent-exmail", "spf: {include: [sendgrid.net]}"),
    finds: [],
  },
  {
    check: "spf-lookups-static",
    title: "counts what another zone of the run publishes",
    specs: {
      "spec.yaml": sends("spf: {include: [_spf.example.net]}"),
      "group.yaml": [
        "domain: example.net",
        "dns: route53",
        "mode: send-only",
        "records:",
        "  - {name: _spf, type: TXT, value: 'v=spf1 include:mailgun.org include:secureserver.net mx:a.example.org'}",
        "",
      ].join("\n"),
    },
    finds: ["warning 4:1", "warning group.yaml:5:5"],
  },
  {
    check: "spf-lookups-static",
    title: "takes the run's own record of a name for the service's, and ends at a circle of the two",
    specs: texts(["@", "v=spf1 include:mailgun.org -all"], ["_spf", "v=spf1 include:_spf.example.com -all"]),
    finds: [],
  },
];
