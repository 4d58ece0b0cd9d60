import { type CheckCase, spec } from "../check-case.ts";

const sends = (...lines: readonly string[]): string => spec("cloudflare", "mode: send-only", ...lines);
const includes = (...names: readonly string[]): string => sends(`spf: {include: [${names.join(", ")}]}`);
const texts = (...namesAndTexts: readonly (readonly [name: string, text: string])[]): string =>
  sends(
    "records:",
    ...namesAndTexts.map(([name, text]) => `  - {name: "${name}", type: TXT, value: "${text}"}`),
  );

export const spfBudgets: readonly CheckCase[] = [
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
  {
    check: "spf-void-static",
    title: "warns of three terms that lead to names without such records",
    specs: texts(
      ["@", "v=spf1 a:h1.example.com mx:h1.example.com include:_spf.example.com -all"],
      ["_spf", "v=spf1 a -all"],
      ["h1", "v=spf1 -all"],
    ),
    finds: ["warning 5:5"],
  },
  {
    check: "spf-void-static",
    title:
      "knows nothing of names that the specs lack, of a domain's web site and of names managed elsewhere",
    specs: sends(
      "external: [h1]",
      "records:",
      '  - {type: TXT, value: "v=spf1 a a:h0.example.com a:h1.example.com a:h2.example.com mx:%{d}.example.com -all"}',
      '  - {name: h1, type: TXT, value: "v=spf1 -all"}',
      "  - {name: h2, type: AAAA, value: 2001:db8::1}",
    ),
    finds: [],
  },
];
