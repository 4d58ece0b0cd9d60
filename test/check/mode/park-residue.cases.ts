import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { type LiveCase, live, MAIL } from "../live-case.ts";
import { named } from "./specs.ts";

const DKIM = `dkim: [{selector: s1, key: "${RSA_KEY}"}]`;

export const cases: readonly CheckCase[] = [
  {
    check: "park-residue",
    title: "warns of keys, MX, autodiscover and services that are left",
    specs: spec(
      "cloudflare",
      "mode: parked",
      DKIM,
      "records:",
      "  - {name: s2._domainkey, type: CNAME, value: s2.example.net}",
      "  - {name: bounce, type: MX, value: 10 mx.example.net}",
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
    finds: ["warning 4:28", "warning 6:5", "warning 7:5", "warning 8:5", "warning 9:5"],
    mended: spec("cloudflare", "mode: parked"),
  },
  {
    check: "park-residue",
    title: "takes web records, revoked keys, services that are not offered, and domains with mail",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {type: A, value: 198.51.100.1}",
        "  - {name: www, type: CNAME, value: '@'}",
        '  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; p="}',
        "  - {name: _imaps._tcp, type: SRV, value: 0 0 0 .}",
        "  - {name: _xmpp._tcp, type: SRV, value: 0 1 5222 chat.example.net}",
        "  - {name: '*', type: MX, value: 0 .}",
      ),
      "a.yaml": named("a.example", spec("cloudflare", "mailbox: tencent-exmail", DKIM)),
    },
    finds: [],
  },
];

export const liveCases: readonly LiveCase[] = [
  [
    "park-residue: what mail there was",
    "cloudflare",
    "mode: parked\n",
    [
      live("1", "s1._domainkey CNAME s1.example.net"),
      live("2", "autodiscover CNAME a.example.net"),
      live("3", "_imaps._tcp SRV 0 1 993 imap.example.net"),
      live("4", "www A 192.0.2.1"),
    ],
    ["warning park-residue 1", "warning park-residue 2", "warning park-residue 3"],
  ],
  [
    "park-residue: not in a domain with mail",
    "cloudflare",
    MAIL,
    [live("1", "autodiscover CNAME a.example.net")],
    [],
  ],
];
