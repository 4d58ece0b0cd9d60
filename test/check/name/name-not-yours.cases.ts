import { type CheckCase, spec } from "../check-case.ts";

/** A second spec, for a domain of its own in the zone of example.com. */
const guest = (...records: readonly string[]): string =>
  [
    "domain: promo.example.com",
    "zone: example.com",
    "dns: cloudflare",
    "mode: parked",
    ...(records.length > 0 ? ["records:", ...records] : []),
    "",
  ].join("\n");

const owner = spec("cloudflare", "mailbox: tencent-exmail");
const MX = "  - {name: example.com., type: MX, value: 0 mx.evil.net}";
const SPF = '  - {name: example.com., type: TXT, value: "v=spf1 include:evil.net -all"}';
const DMARC = '  - {name: _dmarc.example.com., type: TXT, value: "v=DMARC1; p=none"}';

export const cases: readonly CheckCase[] = [
  {
    check: "name-not-yours",
    title: "refuses an MX, SPF and DMARC before those of the domain whose spec speaks for the name",
    specs: { "a.yaml": owner, "b.yaml": guest(MX, SPF, DMARC) },
    finds: ["error b.yaml:6:12 < a.yaml:1", "error b.yaml:7:12 < a.yaml:1", "error b.yaml:8:12 < a.yaml:1"],
    mended: { "a.yaml": owner, "b.yaml": guest() },
  },
  {
    check: "name-not-yours",
    title: "refuses it below the other domain too, and in another stack or at another cloud",
    specs: {
      "stacks/a/one.yaml": owner,
      "stacks/b/two.yaml": guest("  - {name: s1._domainkey.example.com., type: TXT, value: x}"),
      "stacks/c/three.yaml": guest("  - {name: www.example.com., type: A, value: 192.0.2.1}")
        .replace("promo", "shop")
        .replace("cloudflare", "route53"),
    },
    finds: [
      "error stacks/b/two.yaml:6:12 < stacks/a/one.yaml:1",
      "error stacks/c/three.yaml:6:12 < stacks/a/one.yaml:1",
    ],
  },
  {
    check: "name-not-yours",
    title: "refuses what the domain above has at a name of the domain below",
    specs: {
      "a.yaml": spec("cloudflare", "mode: parked", "records:", "  - {name: mail.promo, type: TXT, value: x}"),
      "b.yaml": guest(),
    },
    finds: ["error a.yaml:5:12 < b.yaml:1"],
  },
  {
    check: "name-not-yours",
    title: "leaves the NS of a zone below to the zone above, and to its owner alone (RFC 1034 §4.2.1)",
    specs: {
      "a.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {name: shop, type: NS, value: ns1.example.net}",
        "  - {name: shop, type: TXT, value: x}",
      ),
      "b.yaml": guest("  - {name: shop.example.com., type: NS, value: ns.evil.net}"),
      "c.yaml": "domain: shop.example.com\ndns: route53\nmode: parked\n",
    },
    finds: ["error a.yaml:6:12 < c.yaml:1", "error b.yaml:6:12 < a.yaml:1"],
  },
  {
    check: "name-not-yours",
    title: "takes what the spec of the name's own domain allows, at the names that it names",
    specs: {
      "a.yaml": `${owner}accepts: [{domain: promo.example.com, names: [lists]}]\n`,
      "b.yaml": guest(
        "  - {name: lists.example.com., type: TXT, value: x}",
        "  - {name: other.example.com., type: TXT, value: x}",
      ),
    },
    finds: ["error b.yaml:7:12 < a.yaml:1"],
    mended: {
      "a.yaml": `${owner}accepts: [promo.example.com]\n`,
      "b.yaml": guest("  - {name: lists.example.com., type: TXT, value: x}"),
    },
  },
  {
    check: "name-not-yours",
    title: "does not take leave from a spec of another domain than the name's own",
    specs: {
      "a.yaml": owner,
      "b.yaml": `${guest(MX)}accepts: [promo.example.com]\n`,
      "c.yaml": guest().replace("promo.", "shop.").concat("accepts: [promo.example.com]\n"),
    },
    finds: ["error b.yaml:6:12 < a.yaml:1"],
  },
  {
    check: "name-not-yours",
    title: "leaves a name that no spec's domain covers to every spec of its zone",
    specs: { "b.yaml": guest("  - {name: mx.example.com., type: A, value: 192.0.2.1}") },
    finds: [],
  },
];
