import { ED25519_KEY, RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { KEY, type LiveCase, live, MAIL } from "../live-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "dkim-one-record",
    title: "refuses a second key at a selector",
    specs: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; k=ed25519; p=${ED25519_KEY}"}`,
    ),
    finds: ["error 6:5 < 4"],
    mended: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: s2._domainkey, type: TXT, value: "v=DKIM1; k=ed25519; p=${ED25519_KEY}"}`,
    ),
  },
  {
    check: "dkim-one-record",
    title: "takes a key at each selector",
    specs: sends(`dkim: [{selector: s1, key: ${RSA_KEY}}, {selector: s2, key: ${ED25519_KEY}}]`),
    finds: [],
  },
];

export const liveCases: readonly LiveCase[] = [
  [
    "dkim-one-record: a selector that another key has",
    "cloudflare",
    MAIL + KEY,
    [live("1", "s1._domainkey TXT v=DKIM1; p=AAAA")],
    ["error dkim-one-record 1"],
  ],
  [
    "dkim-one-record: a selector that leads elsewhere",
    "alidns",
    MAIL + KEY,
    [live("1", "s1._domainkey CNAME old.example.net")],
    ["error dkim-one-record 1"],
  ],
  [
    "dkim-one-record: not another selector",
    "cloudflare",
    MAIL + KEY,
    [live("1", "s2._domainkey TXT v=DKIM1; p=AAAA")],
    [],
  ],
];
