import { spfHostTerms } from "../../../src/check/spf/spf-host-terms.ts";
import { type CheckCase, exmail, sends, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const HOST = "  - {name: out, type: A, value: 100.20.30.40}";

const manyMx = (count: number): string =>
  spec(
    "cloudflare",
    "spf: {mx: true, all: fail}",
    "records:",
    `  - {type: MX, values: [${Array.from({ length: count }, (_, i) => `${i} mx${i}.example.net`).join(", ")}]}`,
  );

export const cases: readonly CheckCase[] = [
  ...explained(spfHostTerms, ["warning 4:12"]),
  {
    check: "spf-host-terms",
    title: "warns of names that the zone lacks, and of those without what is asked for (RFC 7208 §5.3, §5.4)",
    specs: sends(
      "spf: {a: [gone, text], mx: [gone, text]}",
      "records:",
      "  - {name: text, type: TXT, value: x}",
    ),
    finds: ["warning 4:11", "warning 4:17", "warning 4:29", "warning 4:35"],
    mended: sends("spf: {a: [out]}", "records:", HOST),
  },
  {
    check: "spf-host-terms",
    title: "looks into every managed zone",
    specs: {
      "spec.yaml": sends("spf: {a: [old.example.org]}"),
      "b.yaml": "domain: example.org\ndns: route53\nmode: parked\n",
    },
    finds: ["warning 4:11"],
  },
  {
    check: "spf-host-terms",
    title: "refuses eleven MX, and takes ten (RFC 7208 §4.6.4)",
    specs: manyMx(11),
    finds: ["error 3:11"],
    mended: manyMx(10),
  },
  {
    check: "spf-host-terms",
    title: "takes hosts, mail domains, aliases, wildcards, macros and what others manage",
    specs: sends(
      "external: [ext]",
      "spf: {a: [out, alias, x.wild, ext, y.far, mail.example.net, 'example.com', '%{i}.example.com'], mx: [mail]}",
      "records:",
      HOST,
      "  - {name: alias, type: CNAME, value: host.example.net}",
      "  - {name: '*.wild', type: A, value: 100.20.30.41}",
      "  - {name: far, type: NS, values: [ns1.example.net, ns2.example.net]}",
      "  - {name: mail, type: MX, value: 10 mx.example.net}",
      "  - {name: mail, type: TXT, value: 'v=spf1 a:out.example.com -all'}",
    ),
    finds: [],
  },
  {
    check: "spf-host-terms",
    title: "takes a and mx of the domain itself, whose web site may be managed elsewhere",
    specs: [
      spec("cloudflare", exmail, "spf: {a: true, mx: true}"),
      sends("spf: {a: true}").replaceAll("example.com", "example.org"),
    ].join("---\n"),
    finds: [],
  },
];
